"""A heat table in Plotly: stepped colours; shape, word and number in every cell; cells click."""

from decimal import Decimal
from html import escape
from itertools import groupby
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from yardstick.charts.heat import HeatCell, HeatColumn, HeatTable
from yardstick.charts.labels import verdict_glyph
from yardstick.charts.notes import cell_word, word
from yardstick.render import theme, web_room

ROW, ROW_NARROW = 48, 40
_TOP_LINE, _GROUP, _FOOT, _PAD = 16, 30, 34, 4
_NAME, _NAME_NARROW = 12, 9
_STEPS = tuple(theme.VERDICTS)
# Cells are larger than chips: the outer verdicts' grounds are a shade stronger (LOOK.md).
GROUNDS = {"exceeded": "#C9E6DF", "missed": "#F7D5CE", "unlikely": "#F7D5CE"}


def heat_figure(chart: HeatTable, *, is_narrow: bool = False) -> go.Figure:
    """The table; a click on a cell gives its key, cells without a figure have theirs too."""
    height = ROW_NARROW if is_narrow else ROW
    head = _head_lines(chart, is_narrow) * _TOP_LINE + 8
    above = 0 if is_narrow else _GROUP
    names = ["<br>".join(wrap(escape(row.name), 16)) for row in chart.rows]
    # Below the names stands what the sums of the columns are.
    left = web_room.names([*names, word("cell_behind", chart.language)], theme.LABEL_SIZE, _PAD)
    drawn = go.Figure([_cells(chart, is_narrow), _clicks(chart, height)])
    drawn.update_layout(
        height=above + head + height * len(chart.rows) + _FOOT,
        margin={
            "l": left,
            "r": 8 if is_narrow else 64,
            "t": above + head,
            "b": _FOOT,
            "pad": _PAD,
        },
        xaxis={
            "tickvals": list(range(len(chart.columns))),
            "ticktext": [_column_name(column, is_narrow) for column in chart.columns],
            "tickfont": {"size": theme.NOTE_SIZE, "color": theme.INK},
            "tickangle": 0,
            "side": "top",
            "range": [-0.5, len(chart.columns) - 0.5],
            **_STILL,
        },
        yaxis={
            "tickvals": list(range(len(chart.rows))),
            "ticktext": names,
            "tickfont": {"size": theme.LABEL_SIZE, "color": theme.INK},
            "range": [len(chart.rows) - 0.5, -0.5],
            **_STILL,
        },
        shapes=[
            *([] if is_narrow else _group_lines(chart, head)),
            *_missing(chart),
            *_selected(chart),
        ],
        annotations=[*([] if is_narrow else _groups(chart, head)), *_sums(chart, is_narrow)],
    )
    return drawn


_STILL = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": ""}


def _head_lines(chart: HeatTable, is_narrow: bool) -> int:
    names = [_column_name(column, is_narrow) for column in chart.columns]
    return max((name.count("<br>") + 1 for name in names), default=1)


def _column_name(column: HeatColumn, is_narrow: bool) -> str:
    width = _NAME_NARROW if is_narrow else _NAME
    lines = [f"<b>{escape(line)}</b>" for line in wrap(column.name, width)]
    # Beside each other on a phone, "% kế hoạch" would run into the next column's.
    small = [*_unit(column.unit, width - 1 if is_narrow else width + 1), column.asked]
    lines += [f"<span style='color:{theme.INK_2}'>{escape(line)}</span>" for line in small if line]
    return "<br>".join(lines)


def _unit(unit: str, width: int) -> list[str]:
    """The unit in lines, broken at spaces and after slashes, never inside a word."""
    lines = wrap(unit.replace("/", "/ "), width, break_long_words=False)
    return [line.replace("/ ", "/") for line in lines]


def _scale() -> list[tuple[float, str]]:
    """The verdicts' grounds as steps, each between two equal ends."""
    steps = []
    for n, verdict in enumerate(_STEPS):
        ground = GROUNDS.get(verdict, theme.VERDICTS[verdict].tint)
        steps += [(n / len(_STEPS), ground), ((n + 1) / len(_STEPS), ground)]
    return steps


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _cells(chart: HeatTable, is_narrow: bool) -> go.Heatmap:
    return go.Heatmap(
        name="cells",
        z=[[_STEPS.index(cell.verdict) + 0.5 for cell in row.cells] for row in chart.rows],
        zmin=0,
        zmax=len(_STEPS),
        colorscale=_scale(),
        showscale=False,
        xgap=3,
        ygap=3,
        text=[[_text(chart, cell, is_narrow) for cell in row.cells] for row in chart.rows],
        texttemplate="%{text}",
        textfont={"size": theme.NOTE_SIZE, "color": theme.INK, "family": theme.FONT},
        customdata=[[_number(cell.value) for cell in row.cells] for row in chart.rows],
        hoverinfo="skip",
    )


def _text(chart: HeatTable, cell: HeatCell, is_narrow: bool) -> str:
    colours = theme.VERDICTS[cell.verdict]
    glyph = f"<span style='color:{colours.mark}'>{verdict_glyph(cell.verdict)}</span>"
    tag = f" {word('estimate', chart.language)}" if cell.is_estimate and not is_narrow else ""
    number = f"<b>{cell.number}</b>{tag}"
    if is_narrow:
        # The dash of no target would read as a minus.
        return number if cell.verdict == "no_target" else f"{glyph} {number}"
    words = f"<span style='color:{colours.text}'>{cell_word(cell.verdict, chart.language)}</span>"
    return f"{glyph} {words}<br>{number}"


def _clicks(chart: HeatTable, height: int) -> go.Scatter:
    """Unseen squares over the cells: a heat map itself cannot be selected."""
    cells = [(x, y, cell) for y, row in enumerate(chart.rows) for x, cell in enumerate(row.cells)]
    return go.Scatter(
        name="clicks",
        x=[x for x, _, _ in cells],
        y=[y for _, y, _ in cells],
        customdata=[cell.key for _, _, cell in cells],
        mode="markers",
        # "skip" would also take away the click.
        hoverinfo="none",
        marker={"symbol": "square", "size": height - 4, "color": theme.WHITE, "opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
    )


def _spans(chart: HeatTable) -> list[tuple[str, int, int]]:
    """Each field's name with its first and last column."""
    found = []
    for group, columns in groupby(enumerate(chart.columns), key=lambda pair: pair[1].group):
        places = [place for place, _ in columns]
        found.append((group, places[0], places[-1]))
    return found


def _group_lines(chart: HeatTable, head: int) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "x0": first - 0.46,
            "x1": last + 0.46,
            "yref": "paper",
            "yanchor": 1,
            "ysizemode": "pixel",
            "y0": head,
            "y1": head,
            "line": {"color": theme.FIELD_BORDER, "width": 1.6},
        }
        for _, first, last in _spans(chart)
    ]


def _groups(chart: HeatTable, head: int) -> list[dict[str, Any]]:
    return [
        {
            "text": escape(group),
            "x": (first + last) / 2,
            "yref": "paper",
            "y": 1,
            "yshift": head + 4,
            "yanchor": "bottom",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": theme.NOTE_SIZE, "color": theme.INK_2},
        }
        for group, first, last in _spans(chart)
    ]


def _missing(chart: HeatTable) -> list[dict[str, Any]]:
    return [
        _box(x, y, theme.VERDICTS["no_figure"].stroke, 1, "4px,3px")
        for y, row in enumerate(chart.rows)
        for x, cell in enumerate(row.cells)
        if cell.verdict == "no_figure"
    ]


def _selected(chart: HeatTable) -> list[dict[str, Any]]:
    return [
        _box(x, y, theme.ACCENT, 3, "solid")
        for y, row in enumerate(chart.rows)
        for x, cell in enumerate(row.cells)
        if cell.key == chart.selected
    ]


def _box(x: int, y: int, colour: str, width: int, dash: str) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": x - 0.47,
        "x1": x + 0.47,
        "y0": y - 0.45,
        "y1": y + 0.45,
        "line": {"color": colour, "width": width, "dash": dash},
    }


def _sums(chart: HeatTable, is_narrow: bool) -> list[dict[str, Any]]:
    """How many are behind: of a place's indicators at the right, of an indicator's places below."""
    if not any(row.judged for row in chart.rows):
        return []
    plain = {"showarrow": False, "borderpad": 0}
    font = {"size": theme.LABEL_SIZE, "color": theme.INK}
    found: list[dict[str, Any]] = [
        plain
        | {"text": _part(c.behind, c.judged), "font": font, "x": x}
        | {"yref": "paper", "y": 0, "yshift": -_FOOT / 2}
        for x, c in enumerate(chart.columns)
    ]
    found.append(
        plain
        | {"text": word("cell_behind", chart.language), "xref": "paper", "x": 0, "xanchor": "right"}
        | {"yref": "paper", "y": 0, "yshift": -_FOOT / 2, "xshift": -8}
        | {"font": {"size": theme.NOTE_SIZE, "color": theme.INK_2}}
    )
    if not is_narrow:
        found.append(
            plain
            | {"text": word("cell_behind", chart.language), "xref": "paper", "x": 1}
            | {"yref": "paper", "y": 1, "yshift": 8, "xshift": 4, "xanchor": "left"}
            | {"yanchor": "bottom", "font": {"size": theme.NOTE_SIZE, "color": theme.INK_2}}
        )
        found += [
            plain
            | {"text": _part(row.behind, row.judged), "font": font, "y": y}
            | {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 12}
            for y, row in enumerate(chart.rows)
        ]
    return found


def _part(behind: int, judged: int) -> str:
    if not judged:
        return f"<span style='color:{theme.INK_3}'>—</span>"
    return f"<b>{behind}</b><span style='font-size:12px;color:{theme.INK_3}'>/{judged}</span>"
