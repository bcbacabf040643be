"""Every number of a .pptx is read back and equals its spec's; gaps stay gaps."""

from decimal import Decimal

import pytest
from deck_readback import ReadSlide, read, same
from deck_samples import (
    ATTAINMENT,
    BALANCE,
    DECK,
    GAP,
    MANY,
    MAP,
    MONTHLY,
    PANELS,
    PARTS,
    PLACES,
    RANGE,
    RANKS,
    REMARKS,
    STRIPS,
    YEARS,
    heat,
    table,
)

from yardstick.charts.labels import marked_number, verdict_glyph, verdict_label
from yardstick.charts.spec import BarsWithTargets, TimeLine
from yardstick.render.deck import write
from yardstick.render.deck_plot import label_formula, tick_format
from yardstick.render.deck_tables import table_grid


@pytest.fixture(scope="module")
def slides() -> dict[str, list[ReadSlide]]:
    """The slides of the sample deck by the key of ours they show."""
    found: dict[str, list[ReadSlide]] = {}
    for slide in read(write(DECK)):
        key = next(binding.key for binding, _ in slide.bound if binding.role in ("title", "cover"))
        found.setdefault(key, []).append(slide)
    return found


@pytest.mark.parametrize(
    ("key", "spec"),
    [("s1", ATTAINMENT), ("s5", PLACES), ("s10", MANY), ("s12", RANGE), ("s13", BALANCE)],
)
def test_bars_read_back(
    slides: dict[str, list[ReadSlide]], key: str, spec: BarsWithTargets
) -> None:
    charts = [chart for slide in slides[key] for chart in slide.charts]
    names = [name for chart in charts for name in chart.names]
    assert names == [f"{b.name}\n{b.detail}" if b.detail else b.name for b in spec.bars]
    actual = [value for chart in charts for value in chart.series["Thực hiện"]]
    target = [value for chart in charts for value in chart.series["Mục tiêu"]]
    assert same(actual, [bar.value for bar in spec.bars])
    assert same(target, [bar.low for bar in spec.bars])
    for column, values in (("Thực hiện", actual), ("Mục tiêu", target)):
        assert same([v for chart in charts for v in chart.book[column]], values)
    if any(bar.same_period is not None for bar in spec.bars):
        earlier = [v for chart in charts for v in chart.series["Cùng kỳ năm trước"]]
        assert same(earlier, [bar.same_period for bar in spec.bars])
    told = [text for chart in charts for _, text in sorted(chart.labels["Chỗ ghi nhãn"].items())]
    for bar, text in zip(spec.bars, told, strict=True):
        assert text.startswith(verdict_glyph(bar.verdict))
        assert (bar.label if bar.value is not None else bar.missing) in text
        assert bar.value is None or verdict_label(bar.verdict) in text
        assert ("ước" in text) == bar.is_estimate


def test_a_range_ends_where_the_target_ends(slides: dict[str, list[ReadSlide]]) -> None:
    chart = slides["s12"][0].charts[0]
    low, mark = chart.series["Mục tiêu"][0], chart.series["Vạch mục tiêu"][0]
    band = chart.series["Khoảng mục tiêu"][0]
    assert low is not None
    assert mark is not None
    assert band is not None
    assert low + mark + band == RANGE.bars[0].high


@pytest.mark.parametrize(("key", "spec"), [("s3", YEARS), ("s4", MONTHLY)])
def test_lines_read_back(slides: dict[str, list[ReadSlide]], key: str, spec: TimeLine) -> None:
    chart = slides[key][0].charts[0]
    kept = [n for n, name in enumerate(chart.names) if name != "¦"]
    assert [chart.names[n] for n in kept] == list(spec.ticks)

    def row(name: str) -> list[Decimal | None]:
        return [chart.series[name][n] for n in kept]

    assert same(row("Thực hiện"), [point.value for point in spec.actual])
    targets = {point.period: point for point in spec.target}
    assert same(row("Mục tiêu"), [targets[p].low if p in targets else None for p in spec.periods])
    if any(point.high for point in spec.target):
        highs = [targets[p].high if p in targets else None for p in spec.periods]
        assert same(row("Mục tiêu, đến"), highs)
    if spec.last_year:
        assert same(row("Năm trước"), [point.value for point in spec.last_year])
    if spec.projection:
        ahead = {point.period: point for point in spec.projection.points}
        last = [point for point in spec.actual if point.value is not None][-1]
        wanted = {period: point.value for period, point in ahead.items()}
        wanted[last.period] = last.value
        assert same(row("Dự báo"), [wanted.get(period) for period in spec.periods])
        for n, period in enumerate(spec.periods):
            if period in ahead:
                low, wide = row("Dự báo thấp")[n], row("Khoảng dự báo")[n]
                assert low == ahead[period].low
                assert low + wide == ahead[period].high
    gaps = [n for n, name in enumerate(chart.names) if name == "¦"]
    assert len(gaps) == len(spec.breaks)
    assert all(chart.series["Thực hiện"][n] is None for n in gaps)
    labels = {chart.names[n]: text for n, text in chart.labels["Thực hiện"].items()}
    shown = dict(zip(spec.ticks, spec.actual, strict=True))
    assert all(shown[tick].label == text for tick, text in labels.items())


def test_shares_ranks_and_parts_read_back(slides: dict[str, list[ReadSlide]]) -> None:
    gap, ranks = slides["s6"][0].charts
    assert gap.names == [share.name for share in GAP.shares]
    assert same(gap.series["Còn thiếu, tỷ đồng"], [share.value for share in GAP.shares])
    for n, share in enumerate(GAP.shares):
        text = gap.labels["Còn thiếu, tỷ đồng"][n]
        assert share.label in text
        assert share.share_label in text
    for line in RANKS.lines:
        assert same(ranks.series[line.name], [step.rank for step in line.steps])
    parts = slides["s8"][0].charts[0]
    for n, part in enumerate(PARTS.stacks[0].parts):
        wanted = [stack.parts[n].value for stack in PARTS.stacks]
        assert same(parts.series[part.name], wanted)
        assert same(parts.book[part.name], wanted)


def test_panels_read_back(slides: dict[str, list[ReadSlide]]) -> None:
    charts = slides["s7"][0].charts
    assert len(charts) == len(PANELS.panels)
    for panel, chart in zip(PANELS.panels, charts, strict=True):
        assert same(chart.series["Thực hiện"], [point.value for point in panel.actual])
        told = chart.shape.chart.chart_title.text_frame.text
        assert panel.name in told
        assert panel.label in told


@pytest.mark.parametrize(("key", "spec"), [("s2", table(9)), ("s9", heat(10, 8)), ("s11", STRIPS)])
def test_tables_read_back(slides: dict[str, list[ReadSlide]], key: str, spec: object) -> None:
    grid = table_grid(spec)  # type: ignore[arg-type]
    head, *rows = [row for slide in slides[key] for row in slide.tables[0]]
    assert head == [cell.shown for cell in grid.head]
    for row, wanted in zip(rows, grid.rows, strict=True):
        if wanted.is_group:
            assert row[0] == wanted.cells[0].text
        else:
            assert row == [cell.shown for cell in wanted.cells]


def test_the_cells_of_a_table_are_those_of_its_spec() -> None:
    spec = heat(10, 8)
    for row, cells in zip(spec.rows, table_grid(spec).rows, strict=True):
        assert cells.cells[0].text == row.name
        for there, cell in zip(row.cells, cells.cells[1:], strict=True):
            assert cell.text == marked_number(there.verdict, there.number)
            assert ("ước" in cell.extra) == there.is_estimate


def test_a_map_is_freeforms_named_by_place(slides: dict[str, list[ReadSlide]]) -> None:
    slide = slides["s5"][0]
    [group] = [shape for binding, shape in slide.bound if binding.role == "map"]
    shapes = {shape.name: shape for shape in group.shapes}
    for area in MAP.areas:
        assert shapes[area.name].element.xpath("p:spPr/a:custGeom")
        rings = shapes[area.name].element.xpath("p:spPr/a:custGeom/a:pathLst/a:path/a:moveTo")
        assert len(rings) == len(area.rings)
        told = shapes[f"# {area.name}"].text_frame.text
        assert told == f"{area.name}\n{marked_number(area.verdict, area.label)}"
        description = shapes[area.name].element.xpath("p:nvSpPr/p:cNvPr/@descr")[0]
        assert (area.missing or area.label) in description


def test_titles_remarks_sources_and_days(slides: dict[str, list[ReadSlide]]) -> None:
    for slide in DECK.slides:
        for n, page in enumerate(slides[slide.key]):
            assert page.title == slide.title + (" (tiếp theo)" if n else "")
    first = slides["s1"][0]
    assert first.texts("remarks") == ["\n".join(remark.text for remark in REMARKS)]
    [footer] = first.texts("footer")
    assert footer == (
        "Nguồn: Kết luận Hội nghị lần thứ 32 BCH Đảng bộ tỉnh (27/06/2024)."
        " Số liệu đến ngày 10/07/2024."
    )
    assert "tiến độ 50%" in slides["s10"][0].texts("subtitle")[0]


def test_notes_hold_the_definition_and_every_origin(slides: dict[str, list[ReadSlide]]) -> None:
    assert slides["s1"][0].notes.split("\n") == [
        "GRDP: tổng sản phẩm trên địa bàn.",
        "Nguồn gốc số liệu:",
        "1. GRDP, 6 tháng đầu năm 2024: 6,81% — Kết luận thử, số 12-KL/TU, ngày 27/06/2024"
        " — «GRDP ước tăng 6,81%»",
    ]
    assert "[dự thảo, chưa duyệt]" in slides["s5"][0].notes


def test_drafts_and_problems_are_said_on_the_slide(slides: dict[str, list[ReadSlide]]) -> None:
    assert slides["s5"][0].texts("draft") == ["DỰ THẢO"]
    assert "dự thảo" in slides["s5"][0].texts("footer")[0]
    assert not slides["s1"][0].texts("draft")
    assert slides["s15"][0].texts("problem") == ["Chỉ tiêu EC99 không còn trong danh mục."]


def test_numbers_have_their_signs_on_every_machine(slides: dict[str, list[ReadSlide]]) -> None:
    """No format leaves thousands or decimals to the reader's own Windows."""
    assert tick_format(Decimal(0), Decimal(25_000)) == (
        '[>=1000000]#"."000"."000;[>=1000]#"."000;0'
    )
    assert '#","000' in tick_format(Decimal(0), Decimal(25_000), "en")
    assert tick_format(Decimal(0), Decimal(100)) == "0"
    for pages in slides.values():
        for slide in pages:
            for chart in slide.charts:
                root = chart.shape.chart.part._element
                codes = [one.get("formatCode") for one in root.iter("{*}numFmt")]
                assert all(code == "General" or "," not in code for code in codes)
                assert not any("." in code.replace('"."', "") for code in codes)
                assert root.find("{*}lang").get("val") == "vi-VN"


@pytest.mark.parametrize(
    ("label", "value", "shown"),
    [
        ("6,81%", "6.81", "6,81%"),
        ("20.889 tỷ đồng", "20889", "20.889 tỷ đồng"),
        ("1.234,5 tỷ đồng", "1234.5", "1.234,5 tỷ đồng"),
        ("−0,69 điểm %", "-0.69", "−0,69 điểm %"),
        ("hơn 63%", "63", None),
    ],
)
def test_labels_are_formulas_where_they_are_numbers(
    label: str, value: str, shown: str | None
) -> None:
    formula = label_formula(label, Decimal(value))
    assert bool(formula) == (shown is not None)
    assert "=" not in formula[:1]


def test_words_with_quotes_stay_words_in_formulas() -> None:
    formula = label_formula('5 "hộ"', Decimal(5))
    assert formula.endswith('&" ""hộ"""')
