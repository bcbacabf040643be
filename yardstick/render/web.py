"""Draws chart specs with Plotly for a page; titles and sources stay outside, as text."""

from functools import lru_cache, singledispatch
from typing import Any

import plotly.graph_objects as go

from yardstick.charts.heat import HeatTable
from yardstick.charts.kinds import AreaMap, Composition, Contribution, Panels, RankSlope
from yardstick.charts.notes import word
from yardstick.charts.spec import BarsWithTargets, Chart, TimeLine
from yardstick.charts.strips import Strips
from yardstick.render import theme
from yardstick.render.web_bars import bars_figure
from yardstick.render.web_composition import composition_figure
from yardstick.render.web_contribution import contribution_figure
from yardstick.render.web_heat import heat_figure
from yardstick.render.web_line import line_figure
from yardstick.render.web_map import map_figure
from yardstick.render.web_panels import panels_figure
from yardstick.render.web_ranks import ranks_figure
from yardstick.render.web_strips import strips_figure

CONFIG: dict[str, Any] = {"displayModeBar": False, "showTips": False}


def config(name: str, kind: str = "png") -> dict[str, Any]:
    """As CONFIG, with one button under the pointer: the picture as a file of that name.

    Args:
        name: The file's name without its ending.
        kind: "png" or "svg".
    """
    return {
        "displayModeBar": "hover",
        "displaylogo": False,
        "showTips": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": kind, "filename": name, "scale": 2},
    }


def figure(chart: Chart, *, is_narrow: bool = False) -> go.Figure:
    """The chart as a Plotly figure; pass `theme=None` and `config=CONFIG` to st.plotly_chart.

    Args:
        chart: The spec.
        is_narrow: Drawn for a phone: verdicts as shapes without words.

    Every mark that stands for a figure carries its record's id as `customdata`.
    """
    drawn = _draw(chart, is_narrow)
    # Plotly's own template would be sent and worked through with every chart.
    drawn.layout.template = go.layout.Template()
    for axis in (*drawn.select_xaxes(), *drawn.select_yaxes()):
        axis.ticklabeloverflow = "allow"
        # Room is reckoned by the charts, so that Plotly need not draw them twice.
        axis.automargin = axis.automargin or False
    drawn.update_layout(
        autotypenumbers="strict",
        hovermode="closest",
        font={"family": theme.FONT, "size": theme.NOTE_SIZE, "color": theme.INK},
        paper_bgcolor=theme.WHITE,
        plot_bgcolor=theme.WHITE,
        colorway=[theme.ACTUAL, theme.LAST_YEAR, theme.ACTUAL_MUTED],
        separators=",." if chart.language == "vi" else ".,",
        showlegend=False,
        clickmode="event+select",
        dragmode=False,
        hoverlabel={
            "bgcolor": theme.WHITE,
            "bordercolor": theme.FIELD_BORDER,
            "font": {"family": theme.FONT, "size": theme.LABEL_SIZE, "color": theme.INK},
            "align": "left",
        },
    )
    if chart.is_illustrative:
        drawn.add_annotation(
            text=word("watermark", chart.language),
            xref="paper",
            yref="paper",
            x=0.5,
            y=0.5,
            showarrow=False,
            textangle=-14,
            opacity=0.11,
            font={"size": 22 if is_narrow else 34, "color": theme.INK, "weight": 600},
        )
    return drawn


class Ready(go.Figure):  # type: ignore[misc]
    """A figure drawn before: it is told to the page as it is, without being checked again."""

    def __init__(self, told: dict[str, Any] | None = None) -> None:
        super().__init__()
        self._told = told or {}

    def to_dict(self) -> dict[str, Any]:
        """What `figure` drew; not to be changed."""
        return self._told


def ready(chart: Chart, *, is_narrow: bool = False) -> go.Figure:
    """`figure`, drawn once for equal specs: drawing costs more than the rest of a page."""
    try:
        hash(chart)
    except TypeError:
        return figure(chart, is_narrow=is_narrow)
    return _ready(chart, is_narrow)


@lru_cache(maxsize=256)
def _ready(chart: Chart, is_narrow: bool) -> go.Figure:
    return Ready(figure(chart, is_narrow=is_narrow).to_dict())


@singledispatch
def _draw(chart: Chart, is_narrow: bool) -> go.Figure:
    raise TypeError(f"the web cannot draw {type(chart).__name__}")


@_draw.register
def _(chart: BarsWithTargets, is_narrow: bool) -> go.Figure:
    return bars_figure(chart, is_narrow=is_narrow)


@_draw.register
def _(chart: TimeLine, is_narrow: bool) -> go.Figure:
    return line_figure(chart, is_narrow=is_narrow)


@_draw.register
def _(chart: Strips, is_narrow: bool) -> go.Figure:
    return strips_figure(chart, is_narrow=is_narrow)


@_draw.register
def _(chart: HeatTable, is_narrow: bool) -> go.Figure:
    return heat_figure(chart, is_narrow=is_narrow)


@_draw.register
def _(chart: AreaMap, is_narrow: bool) -> go.Figure:
    return map_figure(chart, is_narrow=is_narrow)


@_draw.register
def _(chart: Contribution, is_narrow: bool) -> go.Figure:
    return contribution_figure(chart, is_narrow=is_narrow)


@_draw.register
def _(chart: RankSlope, is_narrow: bool) -> go.Figure:
    del is_narrow  # the same for both: names at the ends already make room for themselves
    return ranks_figure(chart)


@_draw.register
def _(chart: Panels, is_narrow: bool) -> go.Figure:
    return panels_figure(chart, is_narrow=is_narrow)


@_draw.register
def _(chart: Composition, is_narrow: bool) -> go.Figure:
    return composition_figure(chart, is_narrow=is_narrow)
