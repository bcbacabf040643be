"""A figure over time in Plotly: line, hollow estimates, target path, the year before, breaks."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from yardstick.charts.notes import word
from yardstick.charts.spec import TimeLine, TimePoint
from yardstick.render import theme, web_room
from yardstick.render.web_ends import End, labels, room

HEIGHT = 330
_TOP, _BOTTOM, _PAD = 26, 30, 6
# On a longer axis only the last point is labelled: labels would touch.
_LABELLED, _LABELLED_NARROW = 9, 5
_SHORT, _LEFTMOST = 4, 3


def line_figure(chart: TimeLine, *, is_narrow: bool = False) -> go.Figure:
    """The chart's periods from left to right; a gap stays a gap."""
    named = _named(chart)
    pixels = (HEIGHT - _TOP - _BOTTOM) / float(chart.end - chart.start)
    traces = [*_last_year(chart), *_projection(chart), *_target(chart), *_actual(chart)]
    drawn = go.Figure(traces)
    drawn.update_layout(
        height=HEIGHT,
        margin={
            "l": web_room.numbers(
                chart.start, chart.end, chart.unit, theme.NOTE_SIZE, chart.language, _PAD
            ),
            "r": room(named, len(chart.periods) - 1, is_narrow=is_narrow),
            "t": _TOP,
            "b": _BOTTOM,
            "pad": _PAD,
        },
        xaxis={
            "range": [-0.35, len(chart.periods) - 0.65],
            # A category axis drops labels that would touch.
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(chart.ticks),
            **_ticks(chart, is_narrow),
            "tickfont": {"size": theme.NOTE_SIZE, "color": theme.INK_3},
            "autotickangles": [0] if _are_short(chart) else [0, 45, 90],
            # Only turned names need more room than there is.
            "automargin": not _are_short(chart),
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "",
        },
        yaxis=_value_axis(chart),
        shapes=[*theme.break_lines(chart.breaks), *_bands(chart)],
        annotations=[
            *labels(named, pixels, is_narrow=is_narrow),
            *_point_labels(chart),
            *theme.break_labels(chart.breaks),
        ],
    )
    return drawn


def _are_short(chart: TimeLine) -> bool:
    """True for T1 … T12 and years, which are left out rather than turned where room is small."""
    return all(len(tick) <= _SHORT for tick in chart.ticks)


def _ticks(chart: TimeLine, is_narrow: bool) -> dict[str, Any]:
    """A long axis names every second period and the last; on a phone every third."""
    if len(chart.ticks) <= (_LABELLED_NARROW if is_narrow else _LABELLED):
        return {}
    last = len(chart.ticks) - 1
    step = 3 if is_narrow and last >= _LABELLED else 2
    return {"tickvals": [tick for n, tick in enumerate(chart.ticks) if (last - n) % step == 0]}


def _value_axis(chart: TimeLine) -> dict[str, Any]:
    return {
        **theme.value_ticks(chart.unit),
        "range": [float(chart.start), float(chart.end)],
        "gridcolor": theme.LINE_2,
        "zeroline": True,
        "zerolinecolor": theme.INK_3,
        "zerolinewidth": 1,
        "fixedrange": True,
        "ticks": "",
    }


def _numbers(points: Sequence[TimePoint]) -> list[float | None]:
    return [None if point.value is None else float(point.value) for point in points]


def _segments(chart: TimeLine, *, estimated: bool) -> tuple[list[str | None], list[float | None]]:
    """Pieces of line between neighbours; those that touch an estimate apart from the others.

    None across a day on which the places changed: a sum of other places is no earlier part of it.
    """
    broken = {gap.before for gap in chart.breaks}
    x: list[str | None] = []
    y: list[float | None] = []
    for n, (first, last) in enumerate(pairwise(chart.actual)):
        if first.value is None or last.value is None or n + 1 in broken:
            continue
        if (first.is_estimate or last.is_estimate) is estimated:
            x += [chart.ticks[n], chart.ticks[n + 1], None]
            y += [float(first.value), float(last.value), None]
    return x, y


def _actual(chart: TimeLine) -> list[go.Scatter]:
    lines = []
    for estimated, dash in ((False, "solid"), (True, "7px,5px")):
        x, y = _segments(chart, estimated=estimated)
        if not x:
            continue
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


def _projection(chart: TimeLine) -> list[go.Scatter]:
    """A dotted way from the last figure to the year's end, over its band."""
    if chart.projection is None or not chart.projection.points:
        return []
    points = chart.projection.points
    at = dict(zip(chart.periods, chart.ticks, strict=True))
    last = next((p for p in reversed(chart.actual) if p.value is not None), None)
    start = [(at[last.period], float(last.value))] if last and last.value is not None else []
    x = [*(tick for tick, _ in start), *(at[point.period] for point in points)]

    def ends(numbers: Sequence[Decimal]) -> list[float]:
        return [*(value for _, value in start), *map(float, numbers)]

    edge: dict[str, Any] = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    return [
        go.Scatter(name="projection_low", x=x, y=ends([p.low for p in points]), **edge),
        go.Scatter(
            name="projection_high",
            x=x,
            y=ends([p.high for p in points]),
            fill="tonexty",
            fillcolor=theme.BAND,
            **edge,
        ),
        go.Scatter(
            name="projection",
            x=x,
            y=ends([p.value for p in points]),
            mode="lines",
            hovertext=[*("" for _ in start), *(point.label for point in points)],
            hoverinfo="text",
            cliponaxis=False,
            line={"color": theme.ACCENT, "width": 2.2, "dash": "dot"},
        ),
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


def _named(chart: TimeLine) -> list[End]:
    """The target, the year before and the projection, each at its last point."""
    named = []
    if chart.target:
        last = chart.target[-1]
        middle = float(last.low if last.high is None else (last.low + last.high) / 2)
        text = f"{word('target', chart.language)} {last.label}"
        named.append(End(chart.periods.index(last.period), middle, text, theme.INK, is_strong=True))
    known = [n for n, point in enumerate(chart.last_year) if point.value is not None]
    if known:
        point = chart.last_year[known[-1]]
        text = f"{word('last_year', chart.language)}: {point.label}"
        height = float(point.value or 0)
        under = _climbs_from(chart, known[-1], height)
        named.append(End(known[-1], height, text, theme.INK_3, left_above=under))
    if chart.projection is not None and chart.projection.points:
        final = chart.projection.points[-1]
        at = chart.periods.index(final.period)
        named.append(End(at, float(final.value), final.label, theme.ACCENT, is_strong=True))
    return named


def _climbs_from(chart: TimeLine, at: int, height: float) -> float | None:
    """The last figure below a height, from which the projection climbs through its right side."""
    known = [n for n, point in enumerate(chart.actual) if point.value is not None]
    if chart.projection is None or not known or known[-1] != at or at < _LEFTMOST:
        return None
    value = float(chart.actual[at].value or 0)
    return value if value <= height else None


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
    # Right of the last figure the projection and the target path begin.
    stands_left = is_last and chart.projection is not None and n >= _LEFTMOST
    if stands_left:
        has_room, is_under = False, False
    return {
        "text": f"<b>{point.label}{tag}</b>" if is_last else point.label + tag,
        "x": n,
        "y": float(point.value),
        "xanchor": "right" if stands_left else "left" if has_room else "center",
        "xshift": -6 if stands_left else (8 if n else -2) if has_room else 0,
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
