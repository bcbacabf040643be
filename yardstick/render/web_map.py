"""A map in Plotly: places filled by verdict, estimates hatched, missing ones dashed."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from yardstick.charts.kinds import Area, AreaMap
from yardstick.charts.labels import verdict_glyph, verdict_label
from yardstick.charts.notes import word
from yardstick.render import theme

HEIGHT, HEIGHT_NARROW = 430, 380
# With more places than this only those with a figure are named, and only by shape.
_NAMED = 16
_FILL = 0.5
_TARGET = 44


def map_figure(chart: AreaMap, *, is_narrow: bool = False) -> go.Figure:
    """The places with their words; a click near a place's words gives its record."""
    drawn = go.Figure([*_fills(chart), _marks(chart)])
    xs = [x for area in chart.areas for ring in area.rings for x, _ in ring]
    ys = [y for area in chart.areas for ring in area.rings for _, y in ring]
    drawn.update_layout(
        height=HEIGHT_NARROW if is_narrow else HEIGHT,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        hovermode="closest",
        xaxis=_axis(xs),
        yaxis=_axis(ys) | {"scaleanchor": "x", "scaleratio": 1},
    )
    return drawn


def _axis(numbers: Sequence[float]) -> dict[str, Any]:
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    air = (high - low) * 0.04
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
    is_crowded = len(chart.areas) > _NAMED
    return go.Scatter(
        name="areas",
        x=[area.anchor[0] for area in chart.areas],
        y=[area.anchor[1] for area in chart.areas],
        customdata=[area.observation_id for area in chart.areas],
        text=[_words(area, is_crowded) for area in chart.areas],
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
        return "" if area.missing else f"<b>{glyph}</b>"
    if area.missing:
        return f"{escape(area.name)}<br>{glyph}"
    return f"{escape(area.name)}<br><b>{glyph} {area.label}</b>"


def _hover(chart: AreaMap, area: Area) -> str:
    if area.missing:
        return f"{escape(area.name)}: {escape(area.missing)}"
    tag = f" ({word('estimate', chart.language)})" if area.is_estimate else ""
    verdict = verdict_label(area.verdict, chart.language)
    return f"{escape(area.name)}: {area.label}{tag} · {verdict}"
