"""The web renderer draws exactly what the spec says: numbers are read back from the figure."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from deck_samples import MONTHLY, points
from standing_samples import DISTRICTS, figure, growth_behind, indicator, standing

from yardstick.charts.bars import bars_with_targets
from yardstick.charts.spec import BarsWithTargets, Spark, TimeLine
from yardstick.charts.timeline import time_line
from yardstick.domain.period import Half, Month
from yardstick.render import theme
from yardstick.render.spark import spark_svg
from yardstick.render.web import figure as drawn

HALVES = [Half(year, 1) for year in range(2022, 2027)]
MONTHS = [Month(2024, month) for month in range(1, 7)]


def month_figures(*values: str | None, kind: str = "actual") -> dict[str, Any]:
    return {
        month.code: figure(value, kind=kind, period=month.code, observation_id=f"{kind}-{value}")
        for month, value in zip(MONTHS, values, strict=True)
        if value is not None
    }


BARS = [
    bars_with_targets(DISTRICTS, title="T"),
    bars_with_targets(DISTRICTS, title="T", is_illustrative=True, language="en"),
    bars_with_targets([growth_behind()], title="T", by="indicator"),
    bars_with_targets([], title="T"),
]
LINES = [
    time_line(
        HALVES,
        {
            "2022-H1": figure("9.1", period="2022-H1"),
            "2024-H1": figure("6.81", kind="estimate"),
            "2025-H1": figure("7.2", period="2025-H1"),
        },
        {"2024-H1": figure(low="7.5", high="8.0", kind="target")},
        title="T",
    ),
    time_line(
        MONTHS,
        month_figures("2.7", "7.6", None, "24.2", "34.6", "46.3"),
        month_figures(None, None, "16", None, None, "50", kind="target"),
        title="T",
        last_year=month_figures("3", "7.5", "15", "25.1", "37.5", "48.7"),
    ),
    time_line(MONTHS, {}, {}, title="T"),
]


def trace(plot: Any, name: str) -> Any:
    return next((found for found in plot.data if found.name == name), None)


def exact(values: Any) -> list[Decimal | None]:
    return [None if value is None else Decimal(repr(float(value))) for value in values]


def same(found: list[Decimal | None], wanted: list[Decimal | None]) -> bool:
    return [None if v is None else v.normalize() for v in found] == [
        None if v is None else v.normalize() for v in wanted
    ]


@pytest.mark.parametrize("spec", BARS)
@pytest.mark.parametrize("is_narrow", [False, True])
def test_bars_read_back(spec: BarsWithTargets, is_narrow: bool) -> None:
    plot = drawn(spec, is_narrow=is_narrow)
    actual = trace(plot, "actual")
    assert same(exact(actual.x), [bar.value for bar in spec.bars])
    assert list(actual.customdata) == [bar.observation_id for bar in spec.bars]
    assert same(exact(trace(plot, "same_period").x), [bar.same_period for bar in spec.bars])
    assert same(exact(trace(plot, "target").x), [bar.low for bar in spec.bars])
    high = trace(plot, "target_high")
    wanted = [bar.high for bar in spec.bars]
    assert same(exact(high.x), wanted) if high is not None else not any(wanted)
    shapes = list(actual.marker.pattern.shape)
    assert shapes == ["/" if bar.is_estimate else "" for bar in spec.bars]


@pytest.mark.parametrize("spec", LINES)
def test_lines_read_back(spec: TimeLine) -> None:
    plot = drawn(spec)
    actual = trace(plot, "actual")
    assert same(exact(actual.y), [point.value for point in spec.actual])
    assert list(actual.x) == list(spec.ticks)
    assert list(actual.customdata) == [point.observation_id for point in spec.actual]
    target = trace(plot, "target")
    if spec.target:
        assert same(exact(target.y), [point.low for point in spec.target])
        at = [spec.ticks[spec.periods.index(point.period)] for point in spec.target]
        assert list(target.x) == at
    else:
        assert target is None
    before = trace(plot, "last_year")
    if spec.last_year:
        assert same(exact(before.y), [point.value for point in spec.last_year])


def test_no_line_is_drawn_across_a_gap_and_estimates_are_dashed() -> None:
    plot = drawn(LINES[1])
    assert list(trace(plot, "line_actual").x) == [
        "T1",
        "T2",
        None,
        "T4",
        "T5",
        None,
        "T5",
        "T6",
        None,
    ]
    plot = drawn(LINES[0])
    assert list(trace(plot, "line_estimate").x) == ["2024", "2025", None]
    assert trace(plot, "line_estimate").line.dash != "solid"


def test_targets_are_joined_only_within_a_year() -> None:
    assert trace(drawn(LINES[0]), "target").mode == "markers"
    assert trace(drawn(LINES[1]), "target").mode == "lines+markers"


def test_every_value_and_verdict_is_printed_beside_its_bar() -> None:
    spec = BARS[0]
    texts = [note.text for note in drawn(spec).layout.annotations]
    for bar in spec.bars:
        assert f"<b>{bar.label}</b>" in texts
    assert {"Chưa đạt", "Vượt", "Cơ bản đạt", "Chưa có"} <= set(texts)
    narrow = [note.text for note in drawn(spec, is_narrow=True).layout.annotations]
    assert "Chưa đạt" not in narrow
    assert "✕" in narrow


def test_a_missing_place_is_a_dashed_outline_with_its_reason() -> None:
    plot = drawn(BARS[0])
    outlines = [shape for shape in plot.layout.shapes if shape.line.dash]
    assert len(outlines) == 2
    assert [n.text for n in plot.layout.annotations].count("chưa có số liệu") == 2


def test_bars_start_at_zero_and_vietnamese_separators_are_used() -> None:
    plot = drawn(BARS[0])
    assert plot.layout.xaxis.range[0] == 0
    assert plot.layout.separators == ",."
    assert drawn(BARS[1]).layout.separators == ".,"


def test_made_up_figures_carry_the_watermark() -> None:
    assert "ILLUSTRATIVE FIGURES" in [n.text for n in drawn(BARS[1]).layout.annotations]
    assert "SỐ LIỆU MINH HỌA" not in [n.text for n in drawn(BARS[0]).layout.annotations]


def test_names_are_escaped() -> None:
    hostile = indicator("<b>Tên</b> & <i>khác</i>")
    spec = bars_with_targets([standing(figure("1"), indicator=hostile)], title="T", by="indicator")
    assert "<i>" not in drawn(spec).layout.yaxis.ticktext[0]


def test_a_spark_joins_only_known_neighbours() -> None:
    spark = Spark(
        points=(
            ("2021", Decimal(1)),
            ("2022", Decimal(2)),
            ("2023", None),
            ("2024", Decimal("1.5")),
        ),
        low=Decimal("1.8"),
        high=None,
        first="’21",
        last="’24",
        alt="",
    )
    picture = spark_svg(spark)
    assert picture.count("<circle") == 3
    assert picture.count("stroke-dasharray") == 1
    assert picture.count('stroke-width="1.8"') == 1


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("verdict", sorted(theme.VERDICTS))
def test_verdicts_keep_their_contrast(verdict: str) -> None:
    colours = theme.VERDICTS[verdict]
    assert contrast(colours.text, theme.WHITE) >= 4.5
    assert contrast(colours.text, colours.tint) >= 4.5
    assert contrast(colours.stroke, theme.WHITE) >= 3
    assert contrast(colours.mark, colours.tint) >= 3


@pytest.mark.parametrize(("before", "side"), [("48.7", "right"), ("46.3", "right"), ("40", "left")])
def test_last_years_words_make_way_for_the_projection_that_climbs_through_them(
    before: str, side: str
) -> None:
    spec = replace(MONTHLY, last_year=points(*[None] * 5, before, *[None] * 6))
    notes = {note.text: note for note in drawn(spec).layout.annotations}
    words = next(note for text, note in notes.items() if text.startswith("Năm trước"))
    own = next(note for text, note in notes.items() if "46,3%" in text and text.startswith("<b>"))
    assert (words.xanchor, own.xanchor) == (side, "right")
    # Above the figure's own words, which stand left too.
    if side == "right":
        assert words.yshift >= own.yshift - 1


def test_no_line_joins_figures_of_other_places() -> None:
    whole = points("1", "2", "3", "4", "5", "6", *[None] * 6)
    joined = trace(drawn(replace(MONTHLY, actual=whole, breaks=())), "line_actual")
    assert ("T3", "T4") in pairs(joined)
    parted = trace(drawn(replace(MONTHLY, actual=whole)), "line_actual")
    assert pairs(joined) - pairs(parted) == {("T3", "T4")}


def pairs(line: Any) -> set[tuple[str, str]]:
    ends = list(line.x)
    return {(ends[n], ends[n + 1]) for n in range(0, len(ends) - 1, 3)}


def test_years_on_a_phone_are_left_out_where_they_would_run_together() -> None:
    years = [Half(year, 1) for year in range(2018, 2025)]
    known = {one.code: figure("7", period=one.code, observation_id=one.code) for one in years}
    spec = time_line(years, known, {}, title="T")
    assert drawn(spec).layout.xaxis.tickvals is None
    assert list(drawn(spec, is_narrow=True).layout.xaxis.tickvals) == [
        tick for n, tick in enumerate(spec.ticks) if n % 2 == 0
    ]
