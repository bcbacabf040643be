"""What each place adds to a gap, in Plotly: bars from zero, amounts at their ends, then shares."""

from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from yardstick.charts.kinds import Contribution
from yardstick.render import theme, web_room

ROW = 32
_TOP, _BOTTOM, _PAD = 6, 8, 8
_SHARE, _DIGIT = 46, 7.4
_NAME = 18


def contribution_figure(chart: Contribution, *, is_narrow: bool = False) -> go.Figure:
    """The places from top to bottom; the few that hold most of the gap drawn stronger."""
    rows = list(range(len(chart.shares)))
    names = [_name(share.name, is_bold=share.is_major) for share in chart.shares]
    longest = max((len(share.label) for share in chart.shares), default=0)
    right = _SHARE + _DIGIT * longest + (0 if is_narrow else 8)
    drawn = go.Figure(
        go.Bar(
            name="missing",
            orientation="h",
            x=[float(share.value) for share in chart.shares],
            y=rows,
            width=0.5,
            customdata=[share.observation_id for share in chart.shares],
            hovertext=[
                f"{escape(share.name)}: {share.label} · {share.share_label}"
                for share in chart.shares
            ],
            hoverinfo="text",
            marker={
                "color": [
                    theme.ACTUAL if share.is_major else theme.ACTUAL_MUTED for share in chart.shares
                ],
                "line": {"width": 0},
            },
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    )
    drawn.update_layout(
        height=_TOP + ROW * len(rows) + _BOTTOM,
        margin={
            "l": web_room.names(names, theme.LABEL_SIZE, _PAD),
            "r": right,
            "t": _TOP,
            "b": _BOTTOM,
            "pad": _PAD,
        },
        xaxis={"range": [0, _furthest(chart)], "visible": False, "fixedrange": True},
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
        annotations=[*_amounts(chart), *_percents(chart, right)],
    )
    return drawn


def _furthest(chart: Contribution) -> float:
    """The longest bar fills the room: there is no axis to be round for."""
    return max((float(share.value) for share in chart.shares), default=1.0)


def _name(name: str, *, is_bold: bool) -> str:
    text = "<br>".join(wrap(escape(name), _NAME))
    return f"<b>{text}</b>" if is_bold else text


def _amounts(chart: Contribution) -> list[dict[str, Any]]:
    return [
        {
            "text": f"<b>{share.label}</b>",
            "x": float(share.value),
            "y": row,
            "xanchor": "left",
            "xshift": 6,
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": theme.NOTE_SIZE, "color": theme.INK},
        }
        for row, share in enumerate(chart.shares)
    ]


def _percents(chart: Contribution, right: float) -> list[dict[str, Any]]:
    return [
        {
            "text": share.share_label,
            "xref": "paper",
            "x": 1,
            "xshift": right,
            "y": row,
            "xanchor": "right",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": theme.LABEL_SIZE, "color": theme.INK_2},
        }
        for row, share in enumerate(chart.shares)
    ]
