"""Ranks over the periods in Plotly: 1 at the top, the own place strong, lines named at the end."""

from typing import Any

import plotly.graph_objects as go

from yardstick.charts.kinds import RankLine, RankSlope
from yardstick.render import theme

ROW = 26
_TOP, _BOTTOM, _LETTER = 14, 30, 6.8
_MOST_ROWS = 22


def ranks_figure(chart: RankSlope) -> go.Figure:
    """One line a place; a period without a rank leaves a gap."""
    rows = min(chart.count, _MOST_ROWS)
    drawn = go.Figure([_line(chart, line) for line in sorted(chart.lines, key=_is_own)])
    names = [f"{line.name} {line.steps[-1].label}" for line in chart.lines]
    drawn.update_layout(
        height=_TOP + ROW * max(rows, 3) + _BOTTOM,
        margin={
            "l": 22,
            "r": 18 + _LETTER * max((len(name) for name in names), default=0),
            "t": _TOP,
            "b": _BOTTOM,
        },
        xaxis={
            "range": [-0.15, len(chart.periods) - 0.85],
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(chart.ticks),
            "tickfont": {"size": theme.NOTE_SIZE, "color": theme.INK_3},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "",
        },
        yaxis={
            "range": [chart.count + 0.5, 0.5],
            "tickvals": _ticks(chart.count),
            "tickfont": {"size": theme.NOTE_SIZE, "color": theme.INK_3},
            "gridcolor": theme.LINE_2,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "",
        },
        shapes=theme.break_lines(chart.breaks),
        annotations=[*_ends(chart), *theme.break_labels(chart.breaks)],
    )
    return drawn


def _is_own(line: RankLine) -> bool:
    return line.is_own


def _ticks(count: int) -> list[int]:
    step = 1 if count <= 12 else 5 if count <= 40 else 10
    return sorted({1, *range(step, count + 1, step), count})


def _line(chart: RankSlope, line: RankLine) -> go.Scatter:
    colour = theme.ACCENT if line.is_own else theme.LAST_YEAR
    return go.Scatter(
        name=f"rank_{line.key}",
        x=list(chart.ticks),
        y=[step.rank for step in line.steps],
        customdata=[step.observation_id for step in line.steps],
        hovertext=[
            f"{line.name} · {tick}: {step.label}"
            for tick, step in zip(chart.ticks, line.steps, strict=True)
        ],
        hoverinfo="text",
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={"color": colour, "width": 3 if line.is_own else 1.4},
        marker={"size": 10 if line.is_own else 7, "color": colour, "opacity": 1},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _ends(chart: RankSlope) -> list[dict[str, Any]]:
    """Names at the lines' ends; places that share a rank stand in one row of words."""
    rows: dict[int, list[RankLine]] = {}
    for line in chart.lines:
        position = line.steps[-1].rank
        if position is not None:
            rows.setdefault(position, []).append(line)
    found = []
    for position, lines in rows.items():
        is_own = any(line.is_own for line in lines)
        text = ", ".join(line.name for line in lines)
        found.append(
            {
                "text": f"<b>{position} {text}</b>" if is_own else f"{position} {text}",
                "x": len(chart.periods) - 1,
                "y": position,
                "xanchor": "left",
                "xshift": 12,
                "showarrow": False,
                "borderpad": 0,
                "font": {
                    "size": theme.NOTE_SIZE,
                    "color": theme.ACCENT if is_own else theme.INK_2,
                },
            }
        )
    return found
