"""What a person answered for single cells of a workbook, put in the place of what stands there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from etl.read.cells import Sheet, Workbook, column_number
from yardstick.domain.observation import Observation
from yardstick.domain.vietnamese import format_number


class Act(StrEnum):
    """What a person decided about a cell that was to be looked at."""

    NUMBER = "number"
    EMPTY = "empty"
    ACCEPT = "accept"
    REFUSE = "refuse"


# A cell: the sheet's name and the address.
Place = tuple[str, str]


@dataclass(frozen=True)
class Answer:
    """One decision.

    Attributes:
        sheet: The sheet's name.
        cell: The address.
        act: A number instead of what stands there, nothing instead of it, its figure accepted in
            spite of a doubt, or its figure kept out.
        value: The number, as the cell would show it: 63,8 for 63,8 %.
        remark: Why, in the person's words.
    """

    sheet: str
    cell: str
    act: Act
    value: Decimal | None = None
    remark: str = ""

    @property
    def place(self) -> Place:
        """The cell it is about."""
        return self.sheet, self.cell


def by_cell(answers: Iterable[Answer]) -> Mapping[Place, Answer]:
    """The answers by cell; of two the later."""
    return {answer.place: answer for answer in answers}


def with_answers(workbook: Workbook, answers: Iterable[Answer]) -> Workbook:
    """The workbook with typed numbers in their cells and without the cells left empty."""
    by_sheet: dict[str, list[Answer]] = {}
    for answer in by_cell(answers).values():
        if answer.act in (Act.NUMBER, Act.EMPTY):
            by_sheet.setdefault(answer.sheet, []).append(answer)
    if not by_sheet:
        return workbook
    sheets = (
        _changed(sheet, by_sheet[sheet.name]) if sheet.name in by_sheet else sheet
        for sheet in workbook.sheets
    )
    return replace(workbook, sheets=tuple(sheets))


def _changed(sheet: Sheet, answers: Iterable[Answer]) -> Sheet:
    cells = dict(sheet.cells)
    for answer in answers:
        at = position(answer.cell)
        cell = cells.get(at)
        if cell is None:
            continue
        if answer.act is Act.EMPTY or answer.value is None:
            del cells[at]
            continue
        value = answer.value / 100 if cell.percent else answer.value
        cells[at] = replace(cell, value=value, formula=False, error=False)
    return replace(sheet, cells=cells)


def position(address: str) -> tuple[int, int]:
    """Row and column of an address, both counted from 1: E7 is (7, 5)."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


def noted(one: Observation, answer: Answer | None, printed: str, author: str) -> Observation:
    """The figure with what a person did to it: the quotation stays what the cell prints."""
    if answer is None:
        return one
    if answer.act is Act.NUMBER and answer.value is not None:
        words = f"{author} đọc “{printed}” là {format_number(answer.value)}"
    else:
        words = f"{author} nhận sau khi xem"
    if answer.remark:
        words += f": {answer.remark}"
    return replace(one, note=words, quote=printed or one.quote)
