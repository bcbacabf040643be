"""The row of column numbers in a header, "1 | 2 | 3 | 4=3/2": what each comparison is made of."""

import re
from dataclasses import dataclass

from etl.extract.folding import fold
from etl.extract.sheet_tables import Table
from etl.read.cells import Sheet

_OWN = re.compile(r"\(?(?P<own>\d{1,2})\)?\s*(?:=\s*(?P<formula>.+))?")
_FORMULA = re.compile(
    r"\(*(?P<left>\d{1,2})\)?\s*(?P<sign>[-–/:])\s*\(?(?P<right>\d{1,2})\)*"
    r"(?:\s*[x*]\s*100\s*%?)?(?:\s*-\s*100\s*%?)?\s*%?"
)


@dataclass(frozen=True)
class Formula:
    """One column worked out from two others.

    Attributes:
        left: The column compared, or that something is taken from.
        right: The column compared with, or taken away.
        difference: True for "3-2"; False for "3/2" and "3/2*100-100".
    """

    left: int
    right: int
    difference: bool = False


def column_formulas(sheet: Sheet, table: Table) -> dict[int, Formula]:
    """Column -> its formula, for tables whose header ends in a row of numbers and formulas."""
    for row in reversed(table.header):
        cells = sheet.rows.get(row, ())
        numbered: dict[int, int] = {}
        written: dict[int, str] = {}
        for cell in cells:
            found = _OWN.fullmatch(fold(cell.text))
            if found is None:
                continue
            numbered.setdefault(int(found["own"]), cell.column)
            if found["formula"]:
                written[cell.column] = found["formula"]
        formulas = {}
        for column, text in written.items():
            formula = _FORMULA.fullmatch(text.strip())
            if formula is None:
                continue
            left, right = numbered.get(int(formula["left"])), numbered.get(int(formula["right"]))
            if left is not None and right is not None and len({left, right, column}) == 3:
                formulas[column] = Formula(left, right, formula["sign"] in "-–")
        if formulas:
            return formulas
    return {}
