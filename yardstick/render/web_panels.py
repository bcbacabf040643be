"""Small multiples in Plotly: one small line a place on the same axes."""

from html import escape
from typing import Any

import plotly.graph_objects as go

from yardstick.charts.kinds import Panel, Panels
from yardstick.charts.labels import verdict_glyph
from yardstick.charts.notes import word
from yardstick.render import theme

COLUMNS, COLUMNS_NARROW = 5, 2
ROW = 158
# Of a cell: room for the name above, the axis below, and between neighbours.
_HEAD, _FOOT, _GAP = 0.27, 0.14, 0.14


def panels_figure(chart: Panels, *, is_narrow: bool = False) -> go.Figure:
    """Panels from left to right, then down; a gap in a line stays one."""
    columns = COLUMNS_NARROW if is_narrow else COLUMNS
    rows = -(-len(chart.panels) // columns) or 1
    drawn = go.Figure()
    layout: dict[str, Any] = {}
    annotations = []
    for number, panel in enumerate(chart.panels):
        left, right = _cell(number % columns, columns, _GAP / 2)
        bottom, top = _cell(rows - 1 - number // columns, rows, 0)
        bottom, top = bottom + (top - bottom) * _FOOT, bottom + (top - bottom) * (1 - _HEAD)
        axis = "" if number == 0 else str(number + 1)
        drawn.add_traces(_traces(chart, panel, axis))
        layout[f"xaxis{axis}"] = _time_axis(chart, [left, right], axis)
        layout[f"yaxis{axis}"] = _value_axis(chart, [bottom, top], axis)
        annotations.append(_head(panel, left, top))
    drawn.update_layout(
        height=ROW * rows + 12,
        margin={"l": 4, "r": 4, "t": 4, "b": 8},
        annotations=annotations,
        **layout,
    )
    return drawn


def _cell(at: int, count: int, gap: float) -> tuple[float, float]:
    size = 1 / count
    return at * size + gap * size, (at + 1) * size - gap * size


def _traces(chart: Panels, panel: Panel, axis: str) -> list[go.Scatter]:
    on = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    asked = {point.period: point for point in panel.target}
    targets = [asked.get(period) for period in chart.periods]
    marks = go.Scatter(
        name=f"target_{panel.key}",
        x=list(chart.ticks),
        y=[None if point is None else float(point.low) for point in targets],
        customdata=[None if point is None else point.observation_id for point in targets],
        mode="markers",
        hoverinfo="none",
        cliponaxis=False,
        marker={
            "symbol": "line-ew",
            "size": 9,
            "opacity": 1,
            "line": {"width": 2.4, "color": theme.INK},
        },
        **on,
    )
    line = go.Scatter(
        name=f"actual_{panel.key}",
        x=list(chart.ticks),
        y=[None if point.value is None else float(point.value) for point in panel.actual],
        customdata=[point.observation_id for point in panel.actual],
        hovertext=[
            f"{escape(panel.name)} · {tick}: {point.label}"
            + (f" ({word('estimate', chart.language)})" if point.is_estimate else "")
            for tick, point in zip(chart.ticks, panel.actual, strict=True)
        ],
        hoverinfo="text",
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={"color": theme.ACTUAL, "width": 2},
        marker={
            "size": [7 if point.is_estimate else 5 for point in panel.actual],
            "color": [theme.WHITE if point.is_estimate else theme.ACTUAL for point in panel.actual],
            "line": {"color": theme.ACTUAL, "width": 1.6},
            "opacity": 1,
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        **on,
    )
    return [marks, line]


def _time_axis(chart: Panels, domain: list[float], axis: str) -> dict[str, Any]:
    shown = sorted({0, len(chart.ticks) - 1})
    return {
        "domain": domain,
        "anchor": f"y{axis}",
        "range": [-0.3, len(chart.periods) - 0.7],
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(chart.ticks),
        "tickvals": [chart.ticks[n] for n in shown] if chart.ticks else [],
        "tickfont": {"size": theme.NOTE_SIZE, "color": theme.INK_3},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
    }


def _value_axis(chart: Panels, domain: list[float], axis: str) -> dict[str, Any]:
    return {
        "domain": domain,
        "anchor": f"x{axis}",
        "range": [float(chart.start), float(chart.end)],
        "showticklabels": False,
        "nticks": 3,
        "gridcolor": theme.LINE_2,
        "zerolinecolor": theme.INK_3,
        "zerolinewidth": 1,
        "fixedrange": True,
        "ticks": "",
    }


def _head(panel: Panel, left: float, top: float) -> dict[str, Any]:
    colours = theme.VERDICTS[panel.verdict]
    return {
        "text": f"<b>{escape(panel.name)}</b><br><span style='color:{colours.mark}'>"
        f"{verdict_glyph(panel.verdict)}</span> {panel.label}",
        "xref": "paper",
        "yref": "paper",
        "x": left,
        "y": top,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": theme.NOTE_SIZE, "color": theme.INK},
    }
