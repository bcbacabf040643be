"""One chart of every kind made by its builder, with a gap and an estimate in each."""

from datetime import date
from decimal import Decimal

from standing_samples import DISTRICTS, PROVINCE, figure, growth_behind, indicator, standing

from yardstick.analysis.contribution import gap_of
from yardstick.analysis.projection import Ahead, ahead
from yardstick.analysis.standing import Standing
from yardstick.charts.areas import area_map
from yardstick.charts.attainment import attainment_bars
from yardstick.charts.bars import bars_with_targets
from yardstick.charts.composition import Whole, composition
from yardstick.charts.contribution import contribution
from yardstick.charts.labels import Language
from yardstick.charts.panels import panels
from yardstick.charts.projecting import projection
from yardstick.charts.ranks import rank_slope
from yardstick.charts.spec import Chart
from yardstick.charts.timeline import time_line
from yardstick.domain.boundary import Layer, Outline
from yardstick.domain.indicator import Aggregation
from yardstick.domain.period import Cumulative, Half
from yardstick.domain.place import Level, Place

MONTHS = [Cumulative(2024, month).canonical() for month in range(1, 13)]
SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
LAYER = Layer(
    Level.DISTRICT,
    date(2024, 12, 31),
    tuple(
        Outline(
            one.place.key,
            one.place.name,
            (tuple((x + n, y) for x, y in SQUARE),),
            (n + 0.5, 0.5),
        )
        for n, one in enumerate(DISTRICTS)
    ),
)
FLOW = indicator(
    "Thu ngân sách", unit="tỷ đồng", accumulation="flow", aggregation=Aggregation(method="sum")
)


def district(name: str) -> Place:
    return Place(name, None, date(2025, 6, 30), Level.DISTRICT, "huyện", name, PROVINCE.key)


def revenue(name: str, actual: str | None, target: str | None, verdict: str, gap: str) -> Standing:
    """A district's money at the year's middle against half of its plan."""
    money = {"unit": "tỷ đồng"}
    shown = figure(actual, observation_id=f"rev-{name}", **money) if actual else None
    asked = (
        figure(target, kind="target", period="2024", observation_id=f"plan-{name}", **money)
        if target
        else None
    )
    share = Decimal(actual) / Decimal(target) * 100 if actual and target else None
    return standing(
        shown,
        asked,
        verdict if actual else "no_figure",
        gap=gap,
        bound="50",
        rule="pace" if share is not None else "none",
        pace=Decimal(50),
        completion=share,
        place=district(name),
        indicator=FLOW,
    )


REVENUES = (
    revenue("Ân Thi", "100", "250", "missed", "-10"),
    revenue("Văn Lâm", "450", "1000", "missed", "-5"),
    revenue("Kim Động", "90", "200", "missed", "-5"),
    revenue("Yên Mỹ", "300", "500", "exceeded", "10"),
    revenue("Phù Cừ", None, "120", "no_figure", "0"),
)
COURSES = {
    2023: {6: Decimal(40), 9: Decimal(70), 12: Decimal(100)},
    2024: {3: Decimal(18), 6: Decimal(46)},
}


def by_period() -> dict[Half, tuple[Standing, ...]]:
    names = ("Ân Thi", "Văn Lâm", "Yên Mỹ")
    values = {2022: ("3", "2", "1"), 2023: ("1", None, "2"), 2024: ("1", "2", "3")}
    return {
        Half(year, 1): tuple(
            standing(
                figure(value, period=f"{year}-H1", observation_id=f"{name}-{year}")
                if value
                else None,
                place=district(name),
                period=f"{year}-H1",
            )
            for name, value in zip(names, row, strict=True)
        )
        for year, row in values.items()
    }


def money_line(**more: object) -> Chart:
    reached = {3: "18", 5: "40.5", 6: "46"}
    found = ahead(COURSES, 2024)
    language: Language = more.get("language", "vi")  # type: ignore[assignment]
    assert isinstance(found, Ahead)
    actual = {
        Cumulative(2024, month).canonical().code: figure(
            value,
            kind="estimate" if month == 6 else "actual",
            period=Cumulative(2024, month).canonical().code,
            unit="tỷ đồng",
            observation_id=f"now-{month}",
        )
        for month, value in reached.items()
    }
    last = {
        "2024-H1": figure("40", period="2023-H1", unit="tỷ đồng", observation_id="last-6"),
        "2024": figure("100", period="2023", unit="tỷ đồng", observation_id="last-12"),
    }
    return time_line(
        MONTHS,
        actual,
        {},
        title="T",
        last_year=last,
        projection=projection(found, MONTHS, "tỷ đồng", language),
        whole=figure("110", kind="target", period="2024", unit="tỷ đồng", observation_id="whole"),
        **more,  # type: ignore[arg-type]
    )


def parts() -> list[Whole]:
    values = {2023: ("30.5", "60", "9.5"), 2024: ("28", None, "10")}
    return [
        Whole(
            str(year),
            f"Năm {year}",
            [
                (
                    f"p{n}",
                    f"Phần {n}",
                    figure(value, period=str(year), observation_id=f"p{n}-{year}")
                    if value
                    else None,
                )
                for n, value in enumerate(row)
            ],
        )
        for year, row in values.items()
    ]


def small_lines(**more: object) -> Chart:
    figures = {
        "Ân Thi@": {
            code: figure(value, period=code, unit="tỷ đồng", observation_id=f"an-{code}")
            for code, value in (("2024-Q1", "20"), ("2024-H1", "100"))
        },
        "Văn Lâm@": {
            "2024-H1": figure("450", unit="tỷ đồng", kind="estimate", observation_id="vl")
        },
    }
    targets = {"Ân Thi@": {"2024": REVENUES[0].target}}
    return panels(REVENUES[:2], MONTHS, figures, targets, **more)  # type: ignore[arg-type]


def every_kind(**more: object) -> dict[str, Chart]:
    gap = gap_of(REVENUES)
    assert gap is not None
    slope = rank_slope(by_period(), district("Ân Thi"), **more)  # type: ignore[arg-type]
    assert slope is not None
    return {
        "bars": bars_with_targets(DISTRICTS, title="T", **more),  # type: ignore[arg-type]
        "attainment": attainment_bars(
            [growth_behind(), *REVENUES, standing(figure("-1"), verdict="missed", bound="2")],
            **more,  # type: ignore[arg-type]
        ),
        "map": area_map(DISTRICTS, LAYER, **more),  # type: ignore[arg-type]
        "contribution": contribution(gap, **more),  # type: ignore[arg-type]
        "ranks": slope,
        "panels": small_lines(**more),
        "composition": composition(parts(), **more),  # type: ignore[arg-type]
        "line": money_line(**more),
    }
