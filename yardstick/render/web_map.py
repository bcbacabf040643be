"""A map in Plotly: places filled by verdict, estimates hatched, missing ones dashed."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from yardstick.charts.kinds import Area, AreaMap
from yardstick.charts.labels import marked_number, verdict_glyph, verdict_label
from yardstick.charts.notes import word
from yardstick.render import theme

HEIGHT, HEIGHT_NARROW = 430, 380
# With more places than this only those with a figure have words; all over the map, only a shape.
_NAMED = 16
# Places with figures within this share of the map's reach both ways are drawn near, with so many
# times their own reach around them.
_CORNER, _AROUND = 0.4, 1.5
_FILL = 0.5
_TARGET = 44


def map_figure(chart: AreaMap, *, is_narrow: bool = False) -> go.Figure:
    """The places with their words; a click near a place's words gives its record."""
    drawn = go.Figure([*_fills(chart), _marks(chart)])
    near = _near(chart.areas)
    xs, ys = _reach(near or chart.areas)
    least = max(max(xs) - min(xs), max(ys) - min(ys)) * _AROUND if near else 0.0
    drawn.update_layout(
        height=HEIGHT_NARROW if is_narrow else HEIGHT,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        hovermode="closest",
        xaxis=_axis(xs, least),
        yaxis=_axis(ys, least) | {"scaleanchor": "x", "scaleratio": 1},
    )
    return drawn


def _reach(areas: Iterable[Area]) -> tuple[list[float], list[float]]:
    points = [point for area in areas for ring in area.rings for point in ring]
    return [x for x, _ in points], [y for _, y in points]


def _near(areas: Sequence[Area]) -> list[Area]:
    """The places with figures, where a few in a corner would be too small to see; else none."""
    known = [area for area in areas if not area.missing]
    if not known or len(known) > _NAMED or len(areas) <= _NAMED:
        return []
    part, whole = _reach(known), _reach(areas)
    is_small = all(
        (max(some) - min(some)) < (max(every) - min(every)) * _CORNER
        for some, every in zip(part, whole, strict=True)
    )
    return known if is_small else []


def _axis(numbers: Sequence[float], least: float) -> dict[str, Any]:
    """The numbers with a little air; at least so wide, with them in the middle."""
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    air = max((high - low) * 0.04, (least - (high - low)) / 2)
    return {
        "range": [low - air, high + air],
        "visible": False,
        "fixedrange": True,
        "constrain": "domain",
    }


def _fills(chart: AreaMap) -> Iterable[go.Scatter]:
    """One trace for all places of one look: a hundred places are as fast as ten."""

    def look(area: Area) -> tuple[str, bool]:
        return area.verdict, area.is_estimate

    for (verdict, is_estimate), areas in groupby(sorted(chart.areas, key=look), look):
        colours = theme.VERDICTS[verdict]
        is_missing = verdict == "no_figure"
        x: list[float | None] = []
        y: list[float | None] = []
        for area in areas:
            for ring in area.rings:
                x += [*(point[0] for point in ring), None]
                y += [*(point[1] for point in ring), None]
        fill = theme.faded(colours.fill, _FILL)
        pattern = {
            "shape": "/",
            "fillmode": "overlay",
            "fgcolor": fill,
            "bgcolor": theme.WHITE,
            "size": 8,
            "solidity": 0.7,
        }
        yield go.Scatter(
            name=f"area_{verdict}{'_estimate' if is_estimate else ''}",
            x=x,
            y=y,
            mode="lines",
            fill="toself",
            fillcolor=theme.NO_FIGURE if is_missing else fill,
            fillpattern=pattern if is_estimate and not is_missing else None,
            line={
                "color": colours.stroke if is_missing else theme.WHITE,
                "width": 1 if is_missing else 1.6,
                "dash": "4px,3px" if is_missing else "solid",
            },
            hoverinfo="skip",
        )


def _marks(chart: AreaMap) -> go.Scatter:
    """The words on every place, over a mark that cannot be seen but takes the click."""
    has_many = len(chart.areas) > _NAMED
    is_crowded = has_many and not _near(chart.areas)
    return go.Scatter(
        name="areas",
        x=[area.anchor[0] for area in chart.areas],
        y=[area.anchor[1] for area in chart.areas],
        customdata=[area.observation_id for area in chart.areas],
        text=[
            "" if has_many and area.missing else _words(area, is_crowded) for area in chart.areas
        ],
        textfont={"size": theme.NOTE_SIZE, "color": theme.INK},
        hovertext=[_hover(chart, area) for area in chart.areas],
        hoverinfo="text",
        mode="markers+text",
        cliponaxis=False,
        marker={
            "symbol": "circle",
            "size": 14 if is_crowded else _TARGET,
            "color": theme.WHITE,
            "opacity": 0,
        },
        selected={"marker": {"opacity": 0}, "textfont": {"color": theme.INK}},
        unselected={"marker": {"opacity": 0}, "textfont": {"color": theme.INK}},
    )


def _words(area: Area, is_crowded: bool) -> str:
    glyph = verdict_glyph(area.verdict)
    if is_crowded:
        return f"<b>{glyph}</b>"
    if area.missing:
        return f"{escape(area.name)}<br>{glyph}"
    return f"{escape(area.name)}<br><b>{marked_number(area.verdict, area.label)}</b>"


def _hover(chart: AreaMap, area: Area) -> str:
    if area.missing:
        return f"{escape(area.name)}: {escape(area.missing)}"
    tag = f" ({word('estimate', chart.language)})" if area.is_estimate else ""
    verdict = verdict_label(area.verdict, chart.language)
    return f"{escape(area.name)}: {area.label}{tag} · {verdict}"
