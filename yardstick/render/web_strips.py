"""Strip rows in Plotly: grey dots are peers, the verdict's shape the place, the mark its target."""

from collections.abc import Iterator
from decimal import Decimal
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from yardstick.charts.labels import keep_together, verdict_glyph
from yardstick.charts.notes import cell_word, word
from yardstick.charts.strips import Strip, Strips
from yardstick.render import theme

ROW, ROW_NARROW = 42, 82
GROUP, HEAD = 28, 30
# Pixels left of the plot: names from 0, numbers and targets end flush right at these.
_LEFT, _NUMBER_END, _ASKED_END = 340, 248, 318
# Names of three lines would run into each other: they get so many pixels and letters more.
_WIDER, _MORE_LETTERS = 90, 13
_RIGHT, _RANK_END, _VERDICT = 146, 40, 54
_NAME, _LONG_UNIT = 19, 10
# Further right than any page is wide.
_EDGE = 4000
_SYMBOLS = {
    "exceeded": ("triangle-up", 15),
    "met": ("circle", 15),
    "nearly": ("circle", 15),
    "missed": ("square", 14),
    "unlikely": ("triangle-down", 15),
    "no_target": ("circle", 12),
}
# Verdicts drawn by their glyph: a disc, a half disc, a square; the marker under it hides the track.
_GLYPHS = ("met", "nearly", "missed")
_GLYPH_SIZE = 17


def strips_figure(chart: Strips, *, is_narrow: bool = False) -> go.Figure:
    """The rows from top to bottom; the value axis of each runs from its worst to its best."""
    lines = list(_lines(chart, is_narrow))
    bottom = lines[-1][1] + _row_height(is_narrow) / 2 if lines else 0.0
    rows = [(row, middle + (24 if is_narrow else 0)) for row, middle in lines]
    drawn = go.Figure([*_peers(rows), *_targets(rows), _actual(chart, rows), _glyphs(rows)])
    annotations = [*_groups(chart, is_narrow), *([] if is_narrow else _head(chart))]
    for row, middle in lines:
        annotations += _narrow(chart, row, middle) if is_narrow else _wide(chart, row, middle)
    drawn.update_layout(
        height=max(bottom, 1) + 4,
        margin={
            "l": 8 if is_narrow else _left(chart),
            "r": 8 if is_narrow else _RIGHT,
            "t": 0,
            "b": 4,
            "pad": 0,
        },
        xaxis={"range": [-0.02, 1.02], "visible": False, "fixedrange": True},
        yaxis={"range": [max(bottom, 1), 0], "visible": False, "fixedrange": True},
        shapes=[*_tracks(rows), *_rules(lines, 8 if is_narrow else _left(chart), is_narrow)],
        annotations=annotations,
    )
    return drawn


def _left(chart: Strips) -> int:
    """The pixels left of the plot."""
    is_long = any(len(wrap(keep_together(row.name), _NAME)) > 2 for row in chart.rows)
    return _LEFT + _WIDER if is_long else _LEFT


def _row_height(is_narrow: bool) -> int:
    return ROW_NARROW if is_narrow else ROW


def _lines(chart: Strips, is_narrow: bool) -> Iterator[tuple[Strip, float]]:
    """Each row and the middle of its height, in pixels from the top."""
    y = 0.0 if is_narrow else float(HEAD)
    group = ""
    for row in chart.rows:
        if row.group != group:
            group, y = row.group, y + GROUP
        yield row, y + _row_height(is_narrow) / 2
        y += _row_height(is_narrow)


def _at(row: Strip, number: Decimal | None) -> float | None:
    return None if number is None else float(row.at(number))


def _peers(rows: list[tuple[Strip, float]]) -> list[go.Scatter]:
    dots = [(row, middle, dot) for row, middle in rows for dot in row.peers]
    return [
        go.Scatter(
            name="peers",
            x=[_at(row, dot.value) for row, _, dot in dots],
            y=[middle for _, middle, _ in dots],
            customdata=[dot.observation_id for _, _, dot in dots],
            hovertext=[f"{dot.name}: {dot.label}" for _, _, dot in dots],
            hoverinfo="text",
            mode="markers",
            cliponaxis=False,
            marker={"symbol": "circle", "size": 8, "color": theme.ACTUAL_MUTED, "opacity": 1},
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    ]


def _targets(rows: list[tuple[Strip, float]]) -> list[go.Scatter]:
    ends = [("target", [row.target for row, _ in rows])]
    if any(row.high is not None for row, _ in rows):
        ends.append(("target_high", [row.high for row, _ in rows]))
    return [
        go.Scatter(
            name=name,
            x=[_at(row, value) for (row, _), value in zip(rows, values, strict=True)],
            y=[middle for _, middle in rows],
            customdata=[row.target_id for row, _ in rows],
            mode="markers",
            hoverinfo="none",
            cliponaxis=False,
            marker={
                "symbol": "line-ns",
                "size": 11,
                "opacity": 1,
                "line": {"width": 3, "color": theme.INK},
            },
        )
        for name, values in ends
    ]


def _actual(chart: Strips, rows: list[tuple[Strip, float]]) -> go.Scatter:
    colours = [theme.VERDICTS[row.verdict] for row, _ in rows]
    shapes = [_SYMBOLS.get(row.verdict, ("circle", 12)) for row, _ in rows]
    drawn = [row.verdict in _GLYPHS for row, _ in rows]
    return go.Scatter(
        name="actual",
        x=[_at(row, row.value) for row, _ in rows],
        y=[middle for _, middle in rows],
        customdata=[row.observation_id for row, _ in rows],
        hovertext=[f"{chart.place} · {row.name}: {row.number} {row.unit}" for row, _ in rows],
        hoverinfo="text",
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": [symbol for symbol, _ in shapes],
            "size": [size for _, size in shapes],
            "opacity": 1,
            "color": [
                theme.WHITE if glyph else colour.fill
                for glyph, colour in zip(drawn, colours, strict=True)
            ],
            "line": {
                "color": [
                    theme.WHITE if glyph else colour.stroke
                    for glyph, colour in zip(drawn, colours, strict=True)
                ],
                "width": 1.2,
            },
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _glyphs(rows: list[tuple[Strip, float]]) -> go.Scatter:
    """The shapes that are glyphs; they take no pointer, the marker under them does."""
    drawn = [(row, middle) for row, middle in rows if row.verdict in _GLYPHS]
    return go.Scatter(
        name="shape",
        x=[_at(row, row.value) for row, _ in drawn],
        y=[middle for _, middle in drawn],
        mode="text",
        text=[verdict_glyph(row.verdict) for row, _ in drawn],
        textfont={
            "color": [theme.VERDICTS[row.verdict].mark for row, _ in drawn],
            "size": _GLYPH_SIZE,
            "family": theme.FONT,
        },
        hoverinfo="skip",
        cliponaxis=False,
    )


def _tracks(rows: list[tuple[Strip, float]]) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "x0": 0,
            "x1": 1,
            "y0": middle,
            "y1": middle,
            "layer": "below",
            "line": {
                "color": theme.LINE,
                "width": 1.6,
                "dash": "solid" if row.peers else "4px,3px",
            },
        }
        for row, middle in rows
    ]


def _rules(lines: list[tuple[Strip, float]], left: int, is_narrow: bool) -> list[dict[str, Any]]:
    """A thin line above every row, from edge to edge."""
    return [
        {
            "type": "line",
            "xref": "paper",
            "xsizemode": "pixel",
            "xanchor": 0,
            "x0": -left,
            "x1": _EDGE,
            "y0": middle - _row_height(is_narrow) / 2,
            "y1": middle - _row_height(is_narrow) / 2,
            "layer": "below",
            "line": {"color": theme.LINE_2, "width": 1},
        }
        for _, middle in lines
    ]


def _label(text: str, y: float, x: float, anchor: str, *, end: int = 0, **font: Any) -> Any:
    """Words at a pixel `x` beside the plot's left edge (`end=0`) or its right edge (`end=1`)."""
    return {
        "text": text,
        "xref": "paper",
        "x": end,
        "xshift": x,
        "xanchor": anchor,
        "y": y,
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        "align": "right" if anchor == "right" else "left",
        "font": {"size": theme.LABEL_SIZE, "color": theme.INK, **font},
    }


def _head(chart: Strips) -> list[Any]:
    note: dict[str, Any] = {"size": theme.NOTE_SIZE, "color": theme.INK_2}
    heads = {name: word(f"strip_{name}", chart.language) for name in _HEADS}
    y = HEAD / 2
    return [
        _label(heads["indicator"], y, -_left(chart), "left", **note),
        _label(heads["actual"], y, _NUMBER_END - _LEFT, "right", **note),
        _label(heads["target"], y, _ASKED_END - _LEFT, "right", **note),
        _label(heads["position"], y, 0, "left", **note),
        _label(heads["rank"], y, _RANK_END, "right", end=1, **note),
        _label(heads["verdict"], y, _VERDICT, "left", end=1, **note),
    ]


_HEADS = ("indicator", "actual", "target", "position", "rank", "verdict")


def _groups(chart: Strips, is_narrow: bool) -> list[Any]:
    found, group = [], ""
    half = _row_height(is_narrow) / 2
    for row, middle in _lines(chart, is_narrow):
        if row.group != group:
            group = row.group
            left = 0 if is_narrow else -_left(chart)
            found.append(
                _label(
                    escape(group),
                    middle - half - GROUP / 2 + 3,
                    left,
                    "left",
                    size=theme.NOTE_SIZE,
                    color=theme.INK_3,
                )
            )
    return found


def _number(chart: Strips, row: Strip, *, breaks: bool) -> str:
    if row.value is None:
        return f"<span style='color:{theme.INK_2}'>{row.number}</span>"
    tag = f" ({word('estimate', chart.language)})" if row.is_estimate else ""
    unit = f"<span style='font-size:12px;color:{theme.INK_3}'>{escape(row.unit)}{tag}</span>"
    long = breaks and len(row.unit + tag) > _LONG_UNIT
    return f"<b>{row.number}</b>{'<br>' if long else ' '}{unit}"


def _rank(row: Strip) -> str:
    position, _, count = row.rank.partition("/")
    if not count:
        return ""
    return f"<b>{position}</b><span style='font-size:12px;color:{theme.INK_3}'>/{count}</span>"


def _verdict(chart: Strips, row: Strip) -> str:
    colours = theme.VERDICTS[row.verdict]
    words = cell_word(row.verdict, chart.language)
    return (
        f"<span style='color:{colours.mark}'>{verdict_glyph(row.verdict)}</span> "
        f"<span style='color:{colours.text}'>{words}</span>"
    )


def _wide(chart: Strips, row: Strip, y: float) -> list[Any]:
    letters = _NAME if _left(chart) == _LEFT else _NAME + _MORE_LETTERS
    name = "<br>".join(wrap(escape(keep_together(row.name)), letters))
    verdict: dict[str, Any] = {"size": theme.NOTE_SIZE, "weight": 500}
    return [
        _label(name, y, -_left(chart), "left"),
        _label(_number(chart, row, breaks=True), y, _NUMBER_END - _LEFT, "right"),
        _label(escape(row.asked), y, _ASKED_END - _LEFT, "right"),
        _label(_rank(row), y, _RANK_END, "right", end=1),
        _label(_verdict(chart, row), y, _VERDICT, "left", end=1, **verdict),
    ]


def _narrow(chart: Strips, row: Strip, y: float) -> list[Any]:
    asked = f"{word('target', chart.language).lower()} {row.asked}" if row.asked else ""
    rank = word("rank", chart.language, rank=row.rank) if row.rank else ""
    beside = " · ".join(part for part in (escape(asked), rank) if part)
    note: dict[str, Any] = {"size": theme.NOTE_SIZE, "color": theme.INK_2}
    return [
        _label(escape(row.name), y - 28, 0, "left", weight=500),
        _label(_verdict(chart, row), y - 28, 0, "right", end=1, size=theme.NOTE_SIZE, weight=500),
        _label(_number(chart, row, breaks=False), y - 5, 0, "left"),
        _label(beside, y - 5, 0, "right", end=1, **note),
    ]
