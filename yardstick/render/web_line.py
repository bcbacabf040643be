"""A figure over time in Plotly: line, hollow estimates, target path, the year before, breaks."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from yardstick.charts.notes import word
from yardstick.charts.spec import TimeLine, TimePoint
from yardstick.render import theme

HEIGHT = 330
_TOP, _BOTTOM = 26, 30
_LETTER = 6.6
_LINE_GAP = 17
# On a longer axis only the last point is labelled: labels would touch.
_LABELLED = 9


def line_figure(chart: TimeLine) -> go.Figure:
    """The chart's periods from left to right; a gap stays a gap."""
    traces = [*_last_year(chart), *_target(chart), *_actual(chart)]
    drawn = go.Figure(traces)
    drawn.update_layout(
        height=HEIGHT,
        margin={"l": 0, "r": _right(chart), "t": _TOP, "b": _BOTTOM, "pad": 6},
        xaxis={
            "range": [-0.35, len(chart.periods) - 0.65],
            # A category axis drops labels that would touch.
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(chart.ticks),
            "tickfont": {"size": theme.NOTE_SIZE, "color": theme.INK_3},
            "autotickangles": [0, 45, 90],
            "automargin": True,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "",
        },
        yaxis=_value_axis(chart),
        shapes=[*_breaks(chart), *_bands(chart)],
        annotations=[*_end_labels(chart), *_point_labels(chart), *_break_labels(chart)],
    )
    return drawn


def _value_axis(chart: TimeLine) -> dict[str, Any]:
    return {
        **theme.value_ticks(chart.unit),
        "range": [float(chart.start), float(chart.end)],
        "gridcolor": theme.LINE_2,
        "zeroline": True,
        "zerolinecolor": theme.INK_3,
        "zerolinewidth": 1,
        "automargin": True,
        "fixedrange": True,
        "ticks": "",
    }


def _numbers(points: Sequence[TimePoint]) -> list[float | None]:
    return [None if point.value is None else float(point.value) for point in points]


def _segments(chart: TimeLine, *, estimated: bool) -> tuple[list[str | None], list[float | None]]:
    """Pieces of line between neighbours; those that touch an estimate apart from the others."""
    x: list[str | None] = []
    y: list[float | None] = []
    for n, (first, last) in enumerate(pairwise(chart.actual)):
        if first.value is None or last.value is None:
            continue
        if (first.is_estimate or last.is_estimate) is estimated:
            x += [chart.ticks[n], chart.ticks[n + 1], None]
            y += [float(first.value), float(last.value), None]
    return x, y


def _actual(chart: TimeLine) -> list[go.Scatter]:
    lines = []
    for estimated, dash in ((False, "solid"), (True, "7px,5px")):
        x, y = _segments(chart, estimated=estimated)
        lines.append(
            go.Scatter(
                name=f"line_{'estimate' if estimated else 'actual'}",
                x=x,
                y=y,
                mode="lines",
                connectgaps=False,
                hoverinfo="skip",
                line={"color": theme.ACCENT, "width": 3, "dash": dash},
            )
        )
    marks = go.Scatter(
        name="actual",
        x=list(chart.ticks),
        y=_numbers(chart.actual),
        customdata=[point.observation_id for point in chart.actual],
        mode="markers",
        hovertext=[_hover(chart, n) for n in range(len(chart.actual))],
        hoverinfo="text",
        cliponaxis=False,
        marker={
            "size": [11 if point.is_estimate else 8 for point in chart.actual],
            "color": [theme.WHITE if point.is_estimate else theme.ACCENT for point in chart.actual],
            "opacity": 1,
            "line": {"color": theme.ACCENT, "width": 2.4},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )
    return [*lines, marks]


def _hover(chart: TimeLine, n: int) -> str:
    point = chart.actual[n]
    tag = f" ({word('estimate', chart.language)})" if point.is_estimate else ""
    return f"{chart.ticks[n]}: {point.label}{tag}"


def _last_year(chart: TimeLine) -> list[go.Scatter]:
    if not chart.last_year:
        return []
    return [
        go.Scatter(
            name="last_year",
            x=list(chart.ticks),
            y=_numbers(chart.last_year),
            customdata=[point.observation_id for point in chart.last_year],
            mode="lines+markers",
            connectgaps=False,
            hoverinfo="none",
            line={"color": theme.LAST_YEAR, "width": 1.8},
            marker={"size": 4, "color": theme.LAST_YEAR},
        )
    ]


def _target(chart: TimeLine) -> list[go.Scatter]:
    if not chart.target:
        return []
    at = [chart.ticks[chart.periods.index(point.period)] for point in chart.target]
    ids = [point.observation_id for point in chart.target]
    size = 9 if chart.is_path else 13
    mark = {
        "symbol": "line-ew",
        "size": size,
        "opacity": 1,
        "line": {"width": 3, "color": theme.INK},
    }
    traces = [
        go.Scatter(
            name="target",
            x=at,
            y=[float(point.low) for point in chart.target],
            customdata=ids,
            mode="lines+markers" if chart.is_path else "markers",
            hoverinfo="none",
            cliponaxis=False,
            line={"color": theme.INK, "width": 1.6, "dash": "5px,4px"},
            marker=mark,
        )
    ]
    if any(point.high is not None for point in chart.target):
        high = [None if point.high is None else float(point.high) for point in chart.target]
        traces.append(
            go.Scatter(
                name="target_high",
                x=at,
                y=high,
                customdata=ids,
                mode="markers",
                hoverinfo="none",
                cliponaxis=False,
                marker=mark,
            )
        )
    return traces


def _bands(chart: TimeLine) -> list[dict[str, Any]]:
    bands = []
    for point in chart.target:
        if point.high is not None:
            at = chart.periods.index(point.period)
            bands.append(
                {
                    "type": "rect",
                    "x0": at - 0.1,
                    "x1": at + 0.1,
                    "y0": float(point.low),
                    "y1": float(point.high),
                    "line": {"width": 0},
                    "fillcolor": theme.INK,
                    "opacity": 0.16,
                }
            )
    return bands


def _breaks(chart: TimeLine) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "x0": found.before - 0.5,
            "x1": found.before - 0.5,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": theme.LAST_YEAR, "width": 1.2, "dash": "dot"},
        }
        for found in chart.breaks
    ]


def _break_labels(chart: TimeLine) -> list[dict[str, Any]]:
    return [
        {
            "text": found.label,
            "x": found.before - 0.5,
            "yref": "paper",
            "y": 0,
            "xanchor": "right",
            "yanchor": "bottom",
            "xshift": -4,
            "showarrow": False,
            "font": {"size": theme.NOTE_SIZE, "color": theme.INK_3},
        }
        for found in chart.breaks
    ]


def _right(chart: TimeLine) -> float:
    """Room for the names at the lines' ends, none where they end earlier."""
    last = len(chart.periods) - 1
    texts = [text for x, _, text, _ in _named(chart) if x == last]
    longest = max((len(text.replace("<b>", "").replace("</b>", "")) for text in texts), default=0)
    return 24 + _LETTER * longest


def _named(chart: TimeLine) -> list[tuple[int, float, str, str]]:
    """Position, height, words and colour of the target's and last year's names."""
    named: list[tuple[int, float, str, str]] = []
    if chart.target:
        last = chart.target[-1]
        middle = float(last.low if last.high is None else (last.low + last.high) / 2)
        text = f"<b>{word('target', chart.language)} {last.label}</b>"
        named.append((chart.periods.index(last.period), middle, text, theme.INK))
    known = [n for n, point in enumerate(chart.last_year) if point.value is not None]
    if known:
        point = chart.last_year[known[-1]]
        text = f"{word('last_year', chart.language)}: {point.label}"
        named.append((known[-1], float(point.value or 0), text, theme.INK_3))
    return named


def _end_labels(chart: TimeLine) -> list[dict[str, Any]]:
    """Series named at their last point, moved apart where they would touch."""
    named = _named(chart)
    return [
        {
            "text": text,
            "x": x,
            "y": y,
            "xanchor": "left",
            "xshift": 10,
            "yshift": shift,
            "align": "left",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": theme.NOTE_SIZE, "color": colour},
        }
        for (x, y, text, colour), shift in zip(named, _apart(chart, named), strict=True)
    ]


def _apart(chart: TimeLine, named: Sequence[tuple[int, float, str, str]]) -> list[float]:
    """Pixels to move each label by, so that neighbours at one place keep a line's distance."""
    if not named:
        return []
    scale = (HEIGHT - _TOP - _BOTTOM) / float(chart.end - chart.start)
    if len(named) == 1:
        return [0.0]
    (x, y, *_), (other_x, other_y, *_) = named
    apart = (y - other_y) * scale
    if x != other_x or abs(apart) >= _LINE_GAP:
        return [0.0, 0.0]
    push = (_LINE_GAP - abs(apart)) / 2
    return [push, -push] if apart >= 0 else [-push, push]


def _point_labels(chart: TimeLine) -> list[dict[str, Any]]:
    """Values printed at the points: all on a short axis, the last one on a long axis."""
    known = [n for n, point in enumerate(chart.actual) if point.value is not None]
    shown = known if len(chart.periods) <= _LABELLED else known[-1:]
    return [_point_label(chart, n, is_last=n == known[-1]) for n in shown]


def _point_label(chart: TimeLine, n: int, *, is_last: bool) -> dict[str, Any]:
    point = chart.actual[n]
    assert point.value is not None  # noqa: S101 - only known points are labelled
    tag = f" {word('estimate', chart.language)}" if point.is_estimate else ""
    is_under = _is_under(chart, n, point.value)
    has_room = (is_last or n == 0) and n < len(chart.periods) - 1
    return {
        "text": f"<b>{point.label}{tag}</b>" if is_last else point.label + tag,
        "x": n,
        "y": float(point.value),
        "xanchor": "left" if has_room else "center",
        "xshift": (8 if n else -2) if has_room else 0,
        "yshift": -16 if is_under else 16,
        "showarrow": False,
        "borderpad": 0,
        "font": {
            "size": theme.LABEL_SIZE if is_last else theme.NOTE_SIZE,
            "color": theme.ACCENT if is_last else theme.INK_2,
        },
    }


def _is_under(chart: TimeLine, n: int, value: Decimal) -> bool:
    """True where the label goes below: the target lies above, or the line climbs away."""
    if any(asked.low >= value for asked in chart.target if asked.period == chart.periods[n]):
        return True
    around = [point.value for point in chart.actual[max(n - 1, 0) : n + 2] if point.value]
    return len(around) > 1 and min(around) == value
