"""Native Excel charts over a sheet's own cells: actual and target in one, gaps left open."""

from collections.abc import Callable
from functools import singledispatch
from typing import Any

from yardstick.charts.deck import FigureTable
from yardstick.charts.kinds import Composition, Contribution, RankSlope
from yardstick.charts.labels import keep_together
from yardstick.charts.spec import BarsWithTargets, Chart, TimeLine
from yardstick.render import theme

_WIDTH, _HEIGHT = 760, 340
DRAWN = (BarsWithTargets, TimeLine, Contribution, RankSlope, Composition)
_FONT = {"name": "Arial", "size": 10, "color": theme.INK}


def native_chart(
    book: Any, sheet: str, chart: Chart, table: FigureTable, placed: Callable[[FigureTable], int]
) -> Any | None:
    """The chart over its table's numbers; None for tables and kinds Excel has no chart for.

    Args:
        book: The workbook.
        sheet: Where the numbers stand.
        chart: What is drawn.
        table: Its numbers.
        placed: Puts the table there and gives the row of its head.
    """
    if not isinstance(chart, DRAWN):
        return None
    drawn = _drawn(chart, book, sheet, table, placed(table))
    if drawn is None:
        return None
    drawn.set_title({"name": keep_together(chart.title)[:255], "name_font": {**_FONT, "size": 12}})
    drawn.set_size({"width": _WIDTH, "height": _HEIGHT})
    drawn.show_blanks_as("gap")
    drawn.set_chartarea({"border": {"color": theme.LINE}})
    return drawn


@singledispatch
def _drawn(chart: Chart, book: Any, sheet: str, table: FigureTable, top: int) -> Any | None:
    del chart, book, sheet, table, top
    return None


def _cells(sheet: str, table: FigureTable, top: int, column: int) -> list[Any]:
    return [sheet, top + 1, column, top + len(table.rows), column]


def _bars_column(table: FigureTable) -> int:
    """The column of the drawn values: the first with a number."""
    return next(
        (
            at
            for at in range(1, len(table.columns))
            if any(row[at].value is not None for row in table.rows)
        ),
        1,
    )


@_drawn.register
def _(chart: BarsWithTargets, book: Any, sheet: str, table: FigureTable, top: int) -> Any | None:
    at = _bars_column(table)
    names = _cells(sheet, table, top, 0)
    drawn = book.add_chart({"type": "column"})
    points = [_point(bar.verdict, is_estimate=bar.is_estimate) for bar in chart.bars]
    drawn.add_series(
        {
            "name": [sheet, top, at],
            "categories": names,
            "values": _cells(sheet, table, top, at),
            "points": points,
            "fill": {"color": theme.ACTUAL},
            "gap": 60,
            "data_labels": {"value": True, "font": _FONT},
        }
    )
    target = next(
        (
            column
            for column in range(at + 1, len(table.columns))
            if any(row[column].value is not None for row in table.rows)
            and any(row[column].observation_id for row in table.rows)
        ),
        None,
    )
    if target is not None:
        marks = book.add_chart({"type": "line"})
        marks.add_series(
            {
                "name": [sheet, top, target],
                "categories": names,
                "values": _cells(sheet, table, top, target),
                "line": {"none": True},
                "marker": {
                    "type": "long_dash",
                    "size": 14,
                    "fill": {"color": theme.INK},
                    "border": {"color": theme.INK},
                },
            }
        )
        drawn.combine(marks)
    drawn.set_legend({"position": "bottom", "font": _FONT} if target else {"none": True})
    drawn.set_y_axis(
        {"min": 0, "major_gridlines": {"visible": True, "line": {"color": theme.LINE}}}
    )
    return drawn


def _point(verdict: str, *, is_estimate: bool) -> dict[str, Any]:
    colours = theme.VERDICTS[verdict]
    if is_estimate:
        pattern = {
            "pattern": "wide_upward_diagonal",
            "fg_color": colours.fill,
            "bg_color": theme.WHITE,
        }
        return {"pattern": pattern, "border": {"color": colours.stroke}}
    return {"fill": {"color": colours.fill}, "border": {"color": colours.stroke}}


@_drawn.register
def _(chart: TimeLine, book: Any, sheet: str, table: FigureTable, top: int) -> Any | None:
    drawn = book.add_chart({"type": "line"})
    names = _cells(sheet, table, top, 0)
    looks: list[dict[str, Any]] = [{"color": theme.ACCENT, "width": 2.5}]
    if chart.target:
        looks.append({"color": theme.INK, "width": 1.5, "dash_type": "dash"})
    if chart.last_year:
        looks.append({"color": theme.LAST_YEAR, "width": 1.5})
    for column, line in enumerate(looks, 1):
        drawn.add_series(
            {
                "name": [sheet, top, column],
                "categories": names,
                "values": _cells(sheet, table, top, column),
                "line": line,
                "marker": {"type": "circle", "size": 6, "fill": {"color": line["color"]}},
                "data_labels": {"value": column == 1, "position": "above", "font": _FONT},
            }
        )
    drawn.set_legend({"position": "bottom", "font": _FONT} if looks[1:] else {"none": True})
    return drawn


@_drawn.register
def _(chart: Contribution, book: Any, sheet: str, table: FigureTable, top: int) -> Any | None:
    drawn = book.add_chart({"type": "bar"})
    drawn.add_series(
        {
            "name": [sheet, top, 1],
            "categories": _cells(sheet, table, top, 0),
            "values": _cells(sheet, table, top, 1),
            "fill": {"color": theme.ACTUAL},
            "points": [
                {"fill": {"color": theme.ACTUAL if one.is_major else theme.ACTUAL_MUTED}}
                for one in chart.shares
            ],
            "gap": 50,
            "data_labels": {"value": True, "font": _FONT},
        }
    )
    drawn.set_y_axis({"reverse": True})
    drawn.set_legend({"none": True})
    return drawn


@_drawn.register
def _(chart: RankSlope, book: Any, sheet: str, table: FigureTable, top: int) -> Any | None:
    drawn = book.add_chart({"type": "line"})
    for number, line in enumerate(chart.lines, 1):
        drawn.add_series(
            {
                "name": [sheet, top + number, 0],
                "categories": [sheet, top, 1, top, len(chart.periods)],
                "values": [sheet, top + number, 1, top + number, len(chart.periods)],
                "line": {"color": theme.ACCENT if line.is_own else theme.ACTUAL_MUTED},
            }
        )
    drawn.set_y_axis({"reverse": True, "min": 1, "major_unit": 1})
    drawn.set_legend({"position": "right", "font": _FONT})
    return drawn


@_drawn.register
def _(chart: Composition, book: Any, sheet: str, table: FigureTable, top: int) -> Any | None:
    drawn = book.add_chart({"type": "bar", "subtype": "stacked"})
    parts = chart.stacks[0].parts if chart.stacks else ()
    tones = (theme.ACCENT, theme.ACTUAL, theme.LAST_YEAR, theme.ACTUAL_MUTED, theme.FIELD_BORDER)
    for column, _ in enumerate(parts, 1):
        drawn.add_series(
            {
                "name": [sheet, top, column],
                "categories": _cells(sheet, table, top, 0),
                "values": _cells(sheet, table, top, column),
                "fill": {"color": tones[(column - 1) % len(tones)]},
                "gap": 60,
            }
        )
    drawn.set_legend({"position": "bottom", "font": _FONT})
    return drawn
