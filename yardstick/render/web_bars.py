"""Bars with targets in Plotly: one row a place, target marks, rings, labels at the right."""

from decimal import Decimal
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from yardstick.charts.labels import verdict_glyph, verdict_label
from yardstick.charts.notes import word
from yardstick.charts.spec import Bar, BarsWithTargets
from yardstick.render import theme, web_room

ROW_HEIGHT, ROW_HEIGHT_DETAILED = 36, 52
TOP, _PAD = 48, 8
_BAR_WIDTH = 0.46
# Pixels right of the plot: the value ends after its own length, then come shape and word.
_DIGIT, _GAP, _SHAPE, _WORD = 7.6, 6, 17, 64
# A name longer than this is broken into two lines; on a phone, why a figure is missing too.
_NAME, _REASON = 20, 22


def bars_figure(chart: BarsWithTargets, *, is_narrow: bool = False) -> go.Figure:
    """The chart's rows from top to bottom; a missing one is a dashed outline with its reason."""
    rows = range(len(chart.bars))
    names = [_name(bar, row == 0) for row, bar in enumerate(chart.bars)]
    drawn = go.Figure([_bars(chart), _rings(chart), *_targets(chart)])
    drawn.update_layout(
        height=TOP + _row_height(chart) * len(chart.bars) + 8,
        margin={
            "l": web_room.names(names, theme.LABEL_SIZE, _PAD),
            "r": _right(chart, is_narrow),
            "t": TOP,
            "b": 8,
            "pad": _PAD,
        },
        bargap=1 - _BAR_WIDTH,
        xaxis=_value_axis(chart, is_narrow),
        yaxis={
            "tickvals": list(rows),
            "ticktext": names,
            "tickfont": {"size": theme.LABEL_SIZE},
            "range": [len(chart.bars) - 0.5, -0.5],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "ticks": "",
        },
        shapes=[*_outlines(chart), *_bands(chart)],
        annotations=[*_labels(chart, is_narrow), *_remarks(chart, is_narrow)],
    )
    return drawn


def _row_height(chart: BarsWithTargets) -> int:
    return ROW_HEIGHT_DETAILED if any(bar.detail for bar in chart.bars) else ROW_HEIGHT


def _name(bar: Bar, is_first: bool) -> str:
    name = "<br>".join(wrap(escape(bar.name), _NAME))
    if bar.detail:
        small = f"<span style='font-size:12px;color:{theme.INK_2}'>{escape(bar.detail)}</span>"
        return f"<b>{name}</b><br>{small}"
    return f"<b>{name}</b>" if is_first and bar.value is not None else name


def _value_end(chart: BarsWithTargets) -> float:
    """Where the values end: they are set flush right, at most as long as the longest."""
    return _GAP + _DIGIT * max((len(bar.label) for bar in chart.bars), default=0)


def _right(chart: BarsWithTargets, is_narrow: bool) -> float:
    return _value_end(chart) + _GAP + _SHAPE + (0 if is_narrow else _WORD)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _bars(chart: BarsWithTargets) -> go.Bar:
    colours = [theme.VERDICTS[bar.verdict] for bar in chart.bars]
    return go.Bar(
        name="actual",
        orientation="h",
        x=[_number(bar.value) for bar in chart.bars],
        y=list(range(len(chart.bars))),
        width=_BAR_WIDTH,
        customdata=[bar.observation_id for bar in chart.bars],
        hovertext=[_hover(chart, bar) for bar in chart.bars],
        hoverinfo="text",
        marker={
            "color": [colour.fill for colour in colours],
            "line": {"color": [colour.stroke for colour in colours], "width": 0.8},
            "pattern": {
                "shape": ["/" if bar.is_estimate else "" for bar in chart.bars],
                "fillmode": "replace",
                "fgcolor": [colour.fill for colour in colours],
                "bgcolor": theme.WHITE,
                "size": 7,
                "solidity": 0.55,
            },
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _hover(chart: BarsWithTargets, bar: Bar) -> str:
    tag = f" ({word('estimate', chart.language)})" if bar.is_estimate else ""
    return f"{bar.name}: {bar.label}{tag} · {verdict_label(bar.verdict, chart.language)}"


def _rings(chart: BarsWithTargets) -> go.Scatter:
    return go.Scatter(
        name="same_period",
        x=[_number(bar.same_period) for bar in chart.bars],
        y=list(range(len(chart.bars))),
        mode="markers",
        hoverinfo="skip",
        cliponaxis=False,
        marker={
            "symbol": "circle",
            "size": 8,
            "opacity": 1,
            "color": theme.WHITE,
            "line": {"color": theme.INK, "width": 1.6},
        },
    )


def _targets(chart: BarsWithTargets) -> list[go.Scatter]:
    ends = [("target", [bar.low for bar in chart.bars])]
    if any(bar.high is not None for bar in chart.bars):
        ends.append(("target_high", [bar.high for bar in chart.bars]))
    return [
        go.Scatter(
            name=name,
            x=[_number(value) for value in values],
            y=list(range(len(chart.bars))),
            customdata=[bar.target_id for bar in chart.bars],
            mode="markers",
            # "skip" would also take away the click.
            hoverinfo="none",
            cliponaxis=False,
            marker={
                "symbol": "line-ns",
                "size": 12,
                "opacity": 1,
                "line": {"width": 3, "color": theme.INK},
            },
        )
        for name, values in ends
    ]


def _value_axis(chart: BarsWithTargets, is_narrow: bool) -> dict[str, Any]:
    return {
        **theme.value_ticks(chart.unit),
        # On a phone the names leave so little room that five numbers would run together.
        **({"nticks": 3} if is_narrow else {}),
        "range": [0, float(chart.end)],
        "side": "top",
        "tickangle": 0,
        "gridcolor": theme.LINE_2,
        "gridwidth": 1,
        "zeroline": True,
        "zerolinecolor": theme.INK_3,
        "zerolinewidth": 1,
        "fixedrange": True,
        "ticks": "",
    }


def _outlines(chart: BarsWithTargets) -> list[dict[str, Any]]:
    return [
        {
            "type": "rect",
            "x0": 0,
            "x1": 1,
            "xref": "paper",
            "y0": row - _BAR_WIDTH / 2,
            "y1": row + _BAR_WIDTH / 2,
            "line": {"color": theme.VERDICTS["no_figure"].stroke, "width": 1, "dash": "4px,3px"},
        }
        for row, bar in enumerate(chart.bars)
        if bar.value is None
    ]


def _bands(chart: BarsWithTargets) -> list[dict[str, Any]]:
    return [
        {
            "type": "rect",
            "x0": float(bar.low),
            "x1": float(bar.high),
            "y0": row - 0.33,
            "y1": row + 0.33,
            "line": {"width": 0},
            "fillcolor": theme.INK,
            "opacity": 0.2,
            "layer": "below",
        }
        for row, bar in enumerate(chart.bars)
        if bar.low is not None and bar.high is not None
    ]


def _labels(chart: BarsWithTargets, is_narrow: bool) -> list[dict[str, Any]]:
    """Value, shape and word of every row, in columns right of the plot."""
    found = []
    end = _value_end(chart)
    for row, bar in enumerate(chart.bars):
        colours = theme.VERDICTS[bar.verdict]
        place = {"xref": "paper", "x": 1, "yref": "y", "y": row, "showarrow": False}
        value_font = {"size": theme.LABEL_SIZE, "color": theme.INK}
        found.append(
            place
            | {"text": f"<b>{bar.label}</b>", "font": value_font, "xanchor": "right"}
            | {"xshift": end, "borderpad": 0}
        )
        glyph_font = {"size": theme.LABEL_SIZE + 1, "color": colours.mark}
        found.append(
            place
            | {"text": verdict_glyph(bar.verdict), "font": glyph_font, "xanchor": "left"}
            | {"xshift": end + _GAP, "borderpad": 0}
        )
        if not is_narrow:
            word_font = {"size": theme.NOTE_SIZE, "color": colours.text, "weight": 500}
            text = _short_verdict(chart, bar)
            found.append(
                place
                | {"text": text, "font": word_font, "xanchor": "left"}
                | {"xshift": end + _GAP + _SHAPE, "borderpad": 0}
            )
    return found


def _short_verdict(chart: BarsWithTargets, bar: Bar) -> str:
    if bar.verdict == "no_target":
        return ""
    if bar.verdict == "no_figure" and chart.language == "vi":
        return "Chưa có"
    return verdict_label(bar.verdict, chart.language)


def _remarks(chart: BarsWithTargets, is_narrow: bool) -> list[dict[str, Any]]:
    """The shared target above the plot, and the reasons of missing rows."""
    found: list[dict[str, Any]] = []
    marked = next((bar for bar in chart.bars if bar.low is not None), None)
    if chart.mark and marked is not None and marked.low is not None:
        middle = float(marked.low if marked.high is None else (marked.low + marked.high) / 2)
        found.append(
            {
                "text": f"<b>{chart.mark}</b>",
                "x": middle,
                "yref": "paper",
                "y": 1,
                "yshift": 28,
                "showarrow": False,
                "yanchor": "bottom",
                "borderpad": 0,
                "font": {"size": theme.NOTE_SIZE, "color": theme.INK},
            }
        )
    for row, bar in enumerate(chart.bars):
        if bar.value is None:
            found.append(
                {
                    "text": "<br>".join(wrap(bar.missing, _REASON)) if is_narrow else bar.missing,
                    "align": "left",
                    "xref": "paper",
                    "x": 0,
                    "y": row,
                    "xshift": 4,
                    "xanchor": "left",
                    "showarrow": False,
                    "font": {"size": theme.NOTE_SIZE, "color": theme.INK_2},
                }
            )
    return found
