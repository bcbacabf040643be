"""A briefing with every kind of block, made by hand, for tests of the renderers of decks."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from standing_samples import DISTRICTS, figure, growth_behind, revenue_ahead

from yardstick.charts.bars import bars_with_targets
from yardstick.charts.deck import (
    Block,
    Bound,
    Deck,
    Definition,
    FigureTable,
    Origin,
    Remark,
    Slide,
    SlideLayout,
    TableCell,
)
from yardstick.charts.heat import HeatCell, HeatColumn, HeatRow, HeatTable
from yardstick.charts.kinds import (
    Area,
    AreaMap,
    Composition,
    Contribution,
    Panel,
    Panels,
    Part,
    RankLine,
    RankSlope,
    RankStep,
    Share,
    Stack,
)
from yardstick.charts.labels import number_label
from yardstick.charts.spec import (
    Bar,
    BarsWithTargets,
    Break,
    Chart,
    ProjectedPoint,
    Projection,
    TargetPoint,
    TimeLine,
    TimePoint,
)
from yardstick.charts.strips import strips
from yardstick.charts.timeline import time_line
from yardstick.domain.period import Half, Month

SOURCE = "Nguồn: Báo cáo thử (28/06/2024)"


def common(title: str, **more: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "title": title,
        "subtitle": "Chỉ số thử, %",
        "unit": "%",
        "source": SOURCE,
        "as_of": "2024-06-28",
        "alt": f"{title}: chữ thay thế",
        "is_illustrative": False,
        "language": "vi",
    }
    return {**plain, **more}


def bar(name: str, value: str | None, verdict: str, low: str | None = "50", **more: Any) -> Bar:
    number = None if value is None else Decimal(value)
    plain: dict[str, Any] = {
        "key": name,
        "name": name,
        "value": number,
        "label": "—" if number is None else number_label(number, 1) + "%",
        "verdict": verdict,
        "low": None if low is None else Decimal(low),
        "high": None,
        "same_period": None,
        "is_estimate": False,
        "missing": "chưa có số liệu" if number is None else "",
        "observation_id": None if number is None else f"obs-{name}",
        "target_id": None,
    }
    return Bar(**{**plain, **more})


ATTAINMENT = BarsWithTargets(
    **common("3 trong 5 chỉ tiêu đã có số liệu thấp hơn mục tiêu sau 6 tháng",
             subtitle="Mức đạt = thực hiện ÷ mục tiêu năm; gạch chéo là số ước"),
    bars=(
        bar("Tốc độ tăng GRDP", "90.8", "missed", "100", is_estimate=True, detail="6,81% / 7,5–8%"),
        bar("Vốn đầu tư toàn xã hội", "91", "missed", "100", is_estimate=True,
            detail="45,5% / tiến độ 50%"),
        bar("Kim ngạch xuất khẩu", "92.8", "missed", "100", is_estimate=True,
            detail="46,4% / tiến độ 50%"),
        bar("Thu ngân sách nhà nước", "127.3", "exceeded", "100", is_estimate=True,
            detail="63,6% / tiến độ 50%"),
        bar("Sản xuất công nghiệp (IIP)", "139.1", "exceeded", "100", detail="11,13% / 8%"),
    ),
    end=Decimal(140),
    mark="mục tiêu 100%",
)  # fmt: skip
PLACES = bars_with_targets(
    DISTRICTS, title="2 trong 3 địa phương có số liệu chưa đạt tiến độ giải ngân"
)
RANGE = bars_with_targets([growth_behind()], title="GRDP tăng 6,81%, dưới mục tiêu", by="indicator")
MANY = replace(
    PLACES,
    title="Giải ngân của 47 xã, phường",
    bars=(
        *(bar(f"Xã Thử số {n}", str(20 + n), "missed" if n < 30 else "met") for n in range(45)),
        bar("Xã Trống", None, "no_figure"),
        bar("Xã Vắng", None, "no_figure"),
    ),
    end=Decimal(80),
)
BALANCE = BarsWithTargets(
    **common("Cán cân có nơi âm", unit="tỷ đồng"),
    bars=(
        bar("Nơi âm", "-12.5", "missed", "10", label="−12,5 tỷ đồng", same_period=Decimal("4.2")),
        bar("Nơi dương", "20889.5", "met", "15000", high=Decimal(18000),
            label="20.889,5 tỷ đồng", same_period=Decimal(17000)),
    ),
    end=Decimal(25000),
    mark="",
)  # fmt: skip
HALVES = [Half(year, 1) for year in range(2018, 2025)]
YEARS = time_line(
    HALVES,
    {
        "2018-H1": figure("8.68", period="2018-H1", measure="growth"),
        "2019-H1": figure("9.65", period="2019-H1", measure="growth"),
        "2023-H1": figure("8.21", period="2023-H1", measure="growth"),
        "2024-H1": figure("6.81", kind="estimate", measure="growth"),
    },
    {"2024-H1": figure(low="7.5", high="8.0", kind="target", measure="growth")},
    title="GRDP 6 tháng tăng 6,81%, thấp hơn cùng kỳ 2023 (8,21%)",
)
MONTHS = [Month(2024, month) for month in range(1, 13)]


def points(*values: str | None, estimates: tuple[int, ...] = ()) -> tuple[TimePoint, ...]:
    return tuple(
        TimePoint(
            month.code,
            None if value is None else Decimal(value),
            "—" if value is None else number_label(Decimal(value), 1) + "%",
            n in estimates,
            None if value is None else f"obs-{month.code}",
        )
        for n, (month, value) in enumerate(zip(MONTHS, values, strict=True))
    )


MONTHLY = TimeLine(
    **common("Giải ngân chậm hơn tiến độ, khó đạt 95% cuối năm"),
    periods=tuple(month.code for month in MONTHS),
    ticks=tuple(f"T{n}" for n in range(1, 13)),
    actual=points(
        "2.7", "7.6", None, "24.2", "34.6", "46.3", None, None, None, None, None, None,
        estimates=(5,),
    ),
    target=tuple(
        TargetPoint(MONTHS[n].code, Decimal(value), None, f"{value}%", f"tgt-{n}")
        for n, value in ((2, 16), (5, 50), (8, 75), (11, 100))
    ),
    is_path=True,
    last_year=points(
        "3", "7.5", "15", "25.1", "37.5", "48.7", "55", "61.2", "70", "78", "84.5", "93.1"
    ),
    breaks=(Break(MONTHS[3].start, 3, "sắp xếp địa bàn 01/04/2024"),),
    start=Decimal(0),
    end=Decimal(100),
    projection=Projection(
        tuple(
            ProjectedPoint(
                MONTHS[n].code, Decimal(middle), Decimal(middle) - n, Decimal(middle) + n,
                f"{middle}%",
            )
            for n, middle in ((6, 55), (7, 61), (8, 68), (9, 75), (10, 81), (11, 88))
        ),
        "Dự báo theo nhịp 6 tháng của năm trước",
    ),
)  # fmt: skip
GAP = Contribution(
    **common("2 địa phương chiếm 80% phần còn thiếu", unit="tỷ đồng"),
    shares=(
        Share("a", "Văn Giang", Decimal("1234.5"), "1.234,5 tỷ đồng", Decimal(60), "60%", True,
              "o1", "t1"),
        Share("b", "Mỹ Hào", Decimal(400), "400 tỷ đồng", Decimal(20), "20%", True, "o2", "t2"),
        Share("c", "Kim Động", Decimal(390), "390 tỷ đồng", Decimal(20), "20%", False, "o3", "t3"),
    ),
    end=Decimal(1400),
    remark="",
)  # fmt: skip


def rank_line(name: str, *ranks: int | None, own: bool = False) -> RankLine:
    return RankLine(
        name,
        name,
        tuple(
            RankStep(f"{2021 + n}", rank, "—" if rank is None else f"{rank}", None)
            for n, rank in enumerate(ranks)
        ),
        own,
    )


RANKS = RankSlope(
    **common("Văn Giang từ hạng 4 lên hạng 1"),
    periods=("2021", "2022", "2023"),
    ticks=("2021", "2022", "2023"),
    lines=(
        rank_line("Văn Giang", 4, 2, 1, own=True),
        rank_line("Yên Mỹ", 1, 1, 2),
        rank_line("Phù Cừ", 2, None, 4),
        rank_line("Ân Thi", 3, 3, 3),
    ),
    count=4,
)
PANELS = Panels(
    **common("Từng địa phương theo tháng"),
    periods=tuple(month.code for month in MONTHS[:6]),
    ticks=tuple(f"T{n}" for n in range(1, 7)),
    panels=tuple(
        Panel(
            name, name, points(*values, *[None] * 6)[:6],
            (TargetPoint("2024-06", Decimal(50), None, "50%", "t"),), verdict, f"{values[5]}%",
        )
        for name, verdict, values in (
            ("Văn Giang", "exceeded", ["5", "9", "20", "31", "40", "58"]),
            ("Ân Thi", "missed", ["2", "5", None, "16", "24", "31"]),
            ("Khoái Châu", "nearly", ["3", "8", "17", "26", "36", "48"]),
            ("Mỹ Hào", "met", ["4", "9", "19", "29", "39", "51"]),
            ("Yên Mỹ", "missed", ["1", "2", "9", "15", "22", "29"]),
        )
    ),
    start=Decimal(0),
    end=Decimal(60),
)  # fmt: skip


def stack(name: str, *values: str | None) -> Stack:
    parts = tuple(
        Part(f"p{n}", part, None if value is None else Decimal(value),
             "—" if value is None else f"{value.replace('.', ',')}%", None)
        for n, (part, value) in enumerate(
            zip(("Nông nghiệp", "Công nghiệp - xây dựng", "Dịch vụ"), values, strict=True))
    )  # fmt: skip
    return Stack(name, name, parts, "", all(value is not None for value in values))


PARTS = Composition(
    **common("Công nghiệp chiếm hơn 60% từ năm 2022"),
    stacks=(stack("2021", "8.5", "58.9", "32.6"), stack("2022", "7.9", "61.2", "30.9"),
            stack("2023", "7.2", "62.8", None)),
    end=Decimal(100),
)  # fmt: skip


def square(x: float, y: float, size: float = 10) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y))


MAP = AreaMap(
    **common("5 trong 9 địa phương chưa đạt tiến độ"),
    areas=(
        Area("a", "Văn Giang", (square(0, 10),), (5, 15), "58,6%", "exceeded", False, "", "o1"),
        Area("b", "Ân Thi", (square(10, 10), square(13, 12, 3)), (15, 18), "31,2%", "missed", True,
             "", "o2"),
        Area("c", "Phù Cừ", (square(0, 0), square(22, 0, 2)), (5, 5), "—", "no_figure", False,
             "chưa có số liệu", None),
        Area("d", "Khoái Châu", (square(10, 0),), (15, 5), "48,2%", "nearly", False, "", "o4"),
    ),
    attribution="Ranh giới: cơ quan thử",
)  # fmt: skip


def heat(rows: int, columns: int) -> HeatTable:
    verdicts = ("exceeded", "met", "nearly", "missed", "no_figure", "no_target")
    return HeatTable(
        **common("Nơi nào, chỉ tiêu nào chậm", subtitle="Mỗi ô: đánh giá và số liệu", unit=""),
        columns=tuple(
            HeatColumn(f"C{n}", "Kinh tế", f"Chỉ tiêu thử {n}", "%", f"≥ {n + 50}", 1, 2)
            for n in range(columns)
        ),
        rows=tuple(
            HeatRow(
                f"r{row}",
                f"Xã Thử {row}",
                tuple(
                    HeatCell(
                        f"r{row}|C{n}", Decimal(n), f"{row * 3 + n},{n}",
                        verdicts[(row + n) % 6], (row + n) % 5 == 0, f"o{row}-{n}",
                    )
                    for n in range(columns)
                ),
                1,
                columns,
            )
            for row in range(rows)
        ),
        selected="",
    )  # fmt: skip


def table(rows: int) -> FigureTable:
    names = ("GRDP, % tăng", "Thu NSNN, tỷ đồng", "Vốn đầu tư toàn xã hội, tỷ đồng")
    return FigureTable(
        **common("Kết quả thực hiện các chỉ tiêu chủ yếu", subtitle="6 tháng đầu năm 2024"),
        columns=("Chỉ tiêu", "Cùng kỳ", "KH năm", "Ước TH", "% KH", "Đánh giá"),
        rows=tuple(
            (
                TableCell(f"{names[n % 3]} ({n})" if n > 2 else names[n]),
                TableCell("15.200", is_number=True),
                TableCell("32.823", is_number=True),
                TableCell(f"{20.889 + n:.3f}", is_number=True, is_estimate=n % 2 == 0),
                TableCell("63,6" if n % 4 else "—", is_number=True),
                TableCell(
                    "Vượt" if n % 2 else "Chưa đạt", verdict="exceeded" if n % 2 else "missed"
                ),
            )
            for n in range(rows)
        ),
        groups={0: "Kinh tế", **({3: "Ngân sách, đầu tư"} if rows > 3 else {})},
    )


STRIPS = strips(
    [growth_behind(), revenue_ahead()], {}, {"economy": "Kinh tế"}, title="Hưng Yên: 1 đạt, 1 chưa",
    subtitle="Mỗi dòng một chỉ tiêu",
)  # fmt: skip
REMARKS = (
    Remark("GRDP ước tăng 6,81%, thấp hơn mục tiêu 0,69 điểm %; xếp thứ 24/63 cả nước.",
           (Bound(15, 20, "obs-grdp"),)),
    Remark("Vốn đầu tư toàn xã hội và xuất khẩu lần lượt đạt 45,5% và 46,4% kế hoạch năm."),
    Remark("Thu NSNN đạt 20.889 tỷ đồng, bằng 63,6% kế hoạch; IIP tăng 11,13%."),
)  # fmt: skip


def origin(name: str, *, is_draft: bool = False) -> Origin:
    return Origin(
        f"obs-{name}", f"{name}, 6 tháng đầu năm 2024: 6,81%",
        "Kết luận thử, số 12-KL/TU, ngày 27/06/2024", "«GRDP ước tăng 6,81%»", is_draft,
    )  # fmt: skip


def block(key: str, kind: str, chart: Chart | None = None, **more: Any) -> Block:
    return Block(key, Definition(kind, {"indicator": "EC01", "period": "2024-H1"}), chart, **more)


def slide(key: str, layout: SlideLayout, *blocks: Block, title: str = "", **more: Any) -> Slide:
    charts = [each.chart for each in blocks if each.chart is not None]
    return Slide(key, layout, title or (charts[0].title if charts else ""), blocks=blocks, **more)


SLIDES: tuple[Slide, ...] = (
    Slide("s0", SlideLayout.TITLE, "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024"),
    slide(
        "s1", SlideLayout.CHART, block("b1", "attainment", ATTAINMENT, origins=(origin("GRDP"),)),
        block("b1r", "remarks", remarks=REMARKS), notes="GRDP: tổng sản phẩm trên địa bàn.",
        source="Nguồn: Kết luận Hội nghị lần thứ 32 BCH Đảng bộ tỉnh (27/06/2024)",
        as_of="2024-07-10",
    ),
    slide("s2", SlideLayout.TABLE, block("b2", "table", table(9), origins=(origin("Thu"),))),
    slide("s3", SlideLayout.CHART, block("b3", "line", YEARS)),
    slide("s4", SlideLayout.CHART, block("b4", "line", MONTHLY)),
    slide(
        "s5", SlideLayout.MAP_AND_RANKING, block("b5m", "map", MAP),
        block("b5", "bars", PLACES, origins=(origin("Ân Thi", is_draft=True),)),
        title="2 trong 3 địa phương có số liệu chưa đạt",
    ),
    slide("s6", SlideLayout.TWO_CHARTS, block("b6", "contribution", GAP),
          block("b6r", "ranks", RANKS), title="Phần còn thiếu và thứ hạng"),
    slide("s7", SlideLayout.CHART, block("b7", "panels", PANELS)),
    slide("s8", SlideLayout.CHART, block("b8", "composition", PARTS)),
    slide("s9", SlideLayout.TABLE, block("b9", "heat", heat(10, 8))),
    slide("s10", SlideLayout.CHART, block("b10", "bars", MANY)),
    slide("s11", SlideLayout.TABLE, block("b11", "strips", STRIPS)),
    slide("s12", SlideLayout.CHART, block("b12", "bars", RANGE), block("b12r", "remarks",
          remarks=REMARKS[:1])),
    slide("s13", SlideLayout.CHART, block("b13", "bars", BALANCE)),
    slide("s14", SlideLayout.TEXT, block("b14", "remarks", remarks=REMARKS),
          title="Nhiệm vụ trọng tâm"),
    slide("s15", SlideLayout.CHART, block("b15", "bars",
          problem="Chỉ tiêu EC99 không còn trong danh mục."), title="Chỉ tiêu đã bỏ"),
    Slide("s16", SlideLayout.CLOSING, "Trân trọng cảm ơn"),
)  # fmt: skip
DECK = Deck(
    "d1", "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024", "Tỉnh Hưng Yên", "VĂN PHÒNG THỬ",
    "2024-07-12", "2024-H1", SLIDES, "vi", False,
)  # fmt: skip
