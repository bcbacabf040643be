"""Every kind of chart read back from its Plotly figure: the numbers, gaps included, and records."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from chart_samples import every_kind

from yardstick.charts.kinds import AreaMap, Composition, Contribution, Panels, RankSlope
from yardstick.charts.spec import BarsWithTargets, Chart, TimeLine
from yardstick.render import theme
from yardstick.render.web import figure as drawn

KINDS = every_kind()
Series = dict[str, tuple[list[Decimal | None], list[str | None]]]


def said(chart: Chart) -> Series:
    """Trace name -> the numbers and records the spec holds, in the order drawn."""
    match chart:
        case BarsWithTargets():
            bars = chart.bars
            return {
                "actual": ([b.value for b in bars], [b.observation_id for b in bars]),
                "target": ([b.low for b in bars], [b.target_id for b in bars]),
            }
        case Contribution():
            shares = chart.shares
            return {"missing": ([s.value for s in shares], [s.observation_id for s in shares])}
        case RankSlope():
            return {
                f"rank_{line.key}": (
                    [None if s.rank is None else Decimal(s.rank) for s in line.steps],
                    [s.observation_id for s in line.steps],
                )
                for line in chart.lines
            }
        case Panels():
            return {
                f"actual_{panel.key}": (
                    [p.value for p in panel.actual],
                    [p.observation_id for p in panel.actual],
                )
                for panel in chart.panels
            }
        case Composition():
            return {
                f"part_{part.key}": (
                    [stack.parts[n].value for stack in chart.stacks],
                    [stack.parts[n].observation_id for stack in chart.stacks],
                )
                for n, part in enumerate(chart.stacks[0].parts)
            }
        case TimeLine():
            return {
                "actual": (
                    [p.value for p in chart.actual],
                    [p.observation_id for p in chart.actual],
                ),
                "last_year": (
                    [p.value for p in chart.last_year],
                    [p.observation_id for p in chart.last_year],
                ),
                "target": (
                    [p.low for p in chart.target],
                    [p.observation_id for p in chart.target],
                ),
            }
    raise AssertionError(type(chart).__name__)


def read(plot: Any, name: str) -> tuple[list[Decimal | None], list[str | None]]:
    trace = next(found for found in plot.data if found.name == name)
    values = trace.x if getattr(trace, "orientation", None) == "h" or is_sideways(plot) else trace.y
    numbers = [None if v is None else round(Decimal(repr(float(v))), 6) for v in values]
    return numbers, list(trace.customdata)


def is_sideways(plot: Any) -> bool:
    return any(trace.type == "bar" for trace in plot.data)


def rounded(values: list[Decimal | None]) -> list[Decimal | None]:
    return [None if value is None else round(value, 6) for value in values]


@pytest.mark.parametrize("is_narrow", [False, True])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "map"])
def test_numbers_and_records_read_back(kind: str, is_narrow: bool) -> None:
    chart = KINDS[kind]
    plot = drawn(chart, is_narrow=is_narrow)
    for name, (values, records) in said(chart).items():
        assert read(plot, name) == (rounded(values), records), name


@pytest.mark.parametrize("is_narrow", [False, True])
def test_a_map_reads_back(is_narrow: bool) -> None:
    chart = KINDS["map"]
    assert isinstance(chart, AreaMap)
    plot = drawn(chart, is_narrow=is_narrow)
    marks = next(trace for trace in plot.data if trace.name == "areas")
    assert list(marks.customdata) == [area.observation_id for area in chart.areas]
    for area, text in zip(chart.areas, marks.text, strict=True):
        assert area.name in text
        assert (area.label in text) is not bool(area.missing)
    corners = sum(trace.x.count(None) for trace in plot.data if trace.name != "areas")
    assert corners == sum(len(area.rings) for area in chart.areas)
    hatched = next(trace for trace in plot.data if trace.name == "area_missed_estimate")
    assert hatched.fillpattern.shape == "/"
    dashed = next(trace for trace in plot.data if trace.name == "area_no_figure")
    assert dashed.line.dash != "solid"


def spread(chart: AreaMap, known: int) -> AreaMap:
    """A row of thirty places like the first of the map; only so many of them have a figure."""
    first = next(area for area in chart.areas if not area.missing)
    rings = tuple(
        tuple(tuple((x + n, y + n) for x, y in ring) for ring in first.rings) for n in range(30)
    )
    areas = tuple(
        replace(
            first,
            key=f"{n}@",
            name=f"Xã {n}",
            rings=rings[n],
            anchor=(n + 0.5, n + 0.5),
            missing="" if n < known else "chưa có số liệu",
            verdict=first.verdict if n < known else "no_figure",
        )
        for n in range(30)
    )
    return replace(chart, areas=areas)


def test_an_area_without_a_target_does_not_look_negative() -> None:
    chart = KINDS["map"]
    assert isinstance(chart, AreaMap)
    plain = tuple(replace(area, verdict="no_target", missing="") for area in chart.areas)
    marks = next(t for t in drawn(replace(chart, areas=plain)).data if t.name == "areas")
    assert all("–" not in text for text in marks.text)


def test_a_few_places_in_a_corner_are_drawn_near_and_named() -> None:
    chart = KINDS["map"]
    assert isinstance(chart, AreaMap)
    near, whole = drawn(spread(chart, 3)), drawn(spread(chart, 20))
    assert near.layout.xaxis.range[1] < 8
    assert whole.layout.xaxis.range[1] > 29
    close, far = (next(t for t in plot.data if t.name == "areas").text for plot in (near, whole))
    assert "Xã 2" in close[2]
    assert set(close[3:]) == {""}
    assert "Xã" not in "".join(far)


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_hold_every_number(kind: str) -> None:
    chart = KINDS[kind]
    assert chart.title
    assert chart.source
    assert chart.as_of
    labels = {
        "labels": [
            label
            for name in ("bars", "shares", "areas")
            for one in getattr(chart, name, ())
            if (label := one.label) != "—"
        ]
    }["labels"]
    for label in labels:
        assert label in chart.alt, label


def test_the_projection_starts_at_the_last_figure_and_keeps_its_band() -> None:
    chart = KINDS["line"]
    assert isinstance(chart, TimeLine)
    assert chart.projection is not None
    plot = drawn(chart)
    by_name = {trace.name: trace for trace in plot.data}
    wanted = [46.0, *(float(point.value) for point in chart.projection.points)]
    assert list(by_name["projection"].y) == pytest.approx(wanted)
    assert list(by_name["projection_low"].y)[-1] < wanted[-1] < by_name["projection_high"].y[-1]
    assert by_name["projection_high"].fill == "tonexty"
    assert by_name["projection"].line.dash == "dot"


@pytest.mark.parametrize("kind", KINDS)
def test_made_up_figures_are_watermarked(kind: str) -> None:
    chart = every_kind(is_illustrative=True, language="en")[kind]
    texts = [note.text for note in drawn(chart).layout.annotations]
    assert "ILLUSTRATIVE FIGURES" in texts


def test_an_unknown_part_is_an_open_outline() -> None:
    chart = KINDS["composition"]
    shapes = drawn(chart).layout.shapes
    assert [(shape.x0, shape.x1, shape.line.color) for shape in shapes] == [
        (38.0, 100.0, theme.VERDICTS["no_figure"].stroke)
    ]
