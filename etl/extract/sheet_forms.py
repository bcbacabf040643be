"""How a comparison column is written: as an index (107,09), a ratio (1,0709), or plainly (7,09)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from statistics import median

from etl.extract.sheet_model import Form
from etl.extract.sheet_numbers import Reading
from etl.extract.sheet_roles import Column
from yardstick.domain.observation import Measure

Cells = Mapping[tuple[int, int], Reading]
# The sheet's own division must bear a form out to a percent, or to what two decimals hide.
_CLOSE, _ROUNDED = Decimal("0.01"), Decimal("0.06")


def column_form(column: Column, rows: Sequence[int], cells: Cells) -> Form:
    """The form of a column's comparisons, told by the sheet's own numbers, else by their size.

    Args:
        column: The column; one that compares nothing is plain.
        rows: The rows of the body.
        cells: (row, column) -> what was read there.
    """
    if column.form is not None:
        return column.form
    compares = column.words.compares
    growth = column.measure is Measure.GROWTH or (compares and column.denominator is None)
    if not growth and column.measure is not Measure.COMPLETION and not compares:
        return Form.PLAIN
    found = [cells[row, column.index] for row in rows if (row, column.index) in cells]
    values = [reading.value for reading in found if not reading.direction]
    if not values:
        return Form.PLAIN
    borne_out = _by_arithmetic(_pairs(column, rows, cells))
    if borne_out is not None:
        # 98,5 % of the plan is the share itself; only growth is 100 apart from its index.
        return Form.PLAIN if borne_out is Form.INDEX and not growth else borne_out
    percents = any(reading.percent for reading in found)
    if not growth:
        small = median(map(abs, values)) < Decimal("2.5") and max(values) < 10
        return Form.RATIO if small and not percents else Form.PLAIN
    return _growth_form(column, values, percents=percents)


def _growth_form(column: Column, values: list[Decimal], *, percents: bool) -> Form:
    middle = median(map(abs, values))
    if column.words.pace:
        return Form.INDEX
    if column.words.rise:
        return Form.PLAIN
    if middle >= 50:
        return Form.INDEX
    near_one = all(Decimal("0.2") < value < 5 for value in values) and not percents
    if near_one and len(values) >= 3 and abs(middle - 1) < Decimal("0.5"):
        return Form.RATIO
    return Form.PLAIN


def _pairs(
    column: Column, rows: Sequence[int], cells: Cells
) -> Iterable[tuple[Decimal, Decimal, Decimal]]:
    """(comparison, numerator, denominator) of the rows where the sheet holds all three."""
    if column.numerator is None or column.denominator is None:
        return
    for row in rows:
        ratio = cells.get((row, column.index))
        top = cells.get((row, column.numerator))
        bottom = cells.get((row, column.denominator))
        if ratio and top and bottom and bottom.value and not ratio.direction:
            yield ratio.value, top.value, bottom.value


def _by_arithmetic(pairs: Iterable[tuple[Decimal, Decimal, Decimal]]) -> Form | None:
    votes = dict.fromkeys((Form.INDEX, Form.RATIO, Form.PLAIN), 0)
    total = 0
    for ratio, top, bottom in pairs:
        true = top / bottom
        total += 1
        for form, expected in (
            (Form.INDEX, true * 100),
            (Form.RATIO, true),
            (Form.PLAIN, (true - 1) * 100),
        ):
            if abs(ratio - expected) <= max(abs(expected) * _CLOSE, _ROUNDED):
                votes[form] += 1
                break
    best = max(votes, key=lambda form: votes[form])
    return best if total and votes[best] * 2 > total else None
