"""Parts of wholes in Plotly: stacked bars from zero, parts named inside where there is room."""

from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from yardstick.charts.kinds import Composition, Part
from yardstick.render import theme, web_room

ROW = 52
_TOP, _BOTTOM, _PAD = 8, 30, 8
_NAME = 20
# Of the axis: narrower parts keep their words for the pointer and the text alternative.
_ROOM, _ROOM_NARROW = 0.1, 0.22
_LIGHT = (theme.ACTUAL_MUTED, theme.LINE)
_COLOURS = (theme.ACTUAL, theme.ACTUAL_MUTED, theme.INK_3, theme.LINE)


def composition_figure(chart: Composition, *, is_narrow: bool = False) -> go.Figure:
    """The wholes from top to bottom; what is not known is left open at the end."""
    rows = list(range(len(chart.stacks)))
    parts = len(chart.stacks[0].parts) if chart.stacks else 0
    names = ["<br>".join(wrap(escape(stack.name), _NAME)) for stack in chart.stacks]
    drawn = go.Figure([_part(chart, number, is_narrow) for number in range(parts)])
    totals = [stack.total_label for stack in chart.stacks]
    drawn.update_layout(
        barmode="stack",
        height=_TOP + ROW * max(len(rows), 1) + _BOTTOM,
        margin={
            "l": web_room.names(names, theme.LABEL_SIZE, _PAD),
            "r": 10 + 7.2 * max(map(len, totals), default=0),
            "t": _TOP,
            "b": _BOTTOM,
            "pad": _PAD,
        },
        xaxis={
            **theme.value_ticks(chart.unit),
            "range": [0, float(chart.end)],
            "gridcolor": theme.LINE_2,
            "zeroline": True,
            "zerolinecolor": theme.INK_3,
            "fixedrange": True,
            "ticks": "",
        },
        yaxis={
            "tickvals": rows,
            "ticktext": names,
            "tickfont": {"size": theme.LABEL_SIZE, "color": theme.INK},
            "range": [len(rows) - 0.5, -0.5],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "ticks": "",
        },
        annotations=[_total(row, text) for row, text in enumerate(totals) if text],
        shapes=list(_open(chart)),
    )
    return drawn


def _part(chart: Composition, number: int, is_narrow: bool) -> go.Bar:
    parts = [stack.parts[number] for stack in chart.stacks]
    colour = _COLOURS[number % len(_COLOURS)]
    return go.Bar(
        name=f"part_{parts[0].key}",
        orientation="h",
        x=[None if part.value is None else float(part.value) for part in parts],
        y=list(range(len(parts))),
        width=0.62,
        customdata=[part.observation_id for part in parts],
        text=[_words(chart, part, is_narrow) for part in parts],
        textposition="inside",
        insidetextanchor="middle",
        constraintext="none",
        textangle=0,
        textfont={
            "size": theme.NOTE_SIZE,
            "color": theme.INK if colour in _LIGHT else theme.WHITE,
        },
        hovertext=[
            f"{escape(stack.name)} · {escape(part.name)}: {part.label}"
            for stack, part in zip(chart.stacks, parts, strict=True)
        ],
        hoverinfo="text",
        marker={"color": colour, "line": {"color": theme.WHITE, "width": 1.2}},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _words(chart: Composition, part: Part, is_narrow: bool) -> str:
    room = float((part.value or 0) / chart.end)
    if room < (_ROOM_NARROW if is_narrow else _ROOM):
        return ""
    name = "<br>".join(wrap(escape(part.name), max(8, int(room * (44 if is_narrow else 110)))))
    return f"{name}<br><b>{part.label}</b>"


def _total(row: int, text: str) -> dict[str, Any]:
    return {
        "text": f"<b>{text}</b>",
        "xref": "paper",
        "x": 1,
        "xshift": 8,
        "y": row,
        "xanchor": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": theme.NOTE_SIZE, "color": theme.INK},
    }


def _open(chart: Composition) -> list[dict[str, Any]]:
    """A dashed outline over what is not known, up to the whole where it is."""
    found = []
    for row, stack in enumerate(chart.stacks):
        reached = sum(float(part.value) for part in stack.parts if part.value is not None)
        if not stack.is_complete and reached < float(chart.end):
            found.append(
                {
                    "type": "rect",
                    "x0": reached,
                    "x1": float(chart.end),
                    "y0": row - 0.31,
                    "y1": row + 0.31,
                    "line": {
                        "color": theme.VERDICTS["no_figure"].stroke,
                        "width": 1,
                        "dash": "4px,3px",
                    },
                }
            )
    return found
