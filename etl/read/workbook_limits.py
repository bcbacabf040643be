"""Large workbooks from outside are opened in a process of their own, bounded in time and memory.

Small ones are opened at once: whatever stands in them, it takes a second or two, and other threads
have their turn meanwhile.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from etl.read.bounded import USUAL, Ended, Limits, ask, serve
from etl.read.cells import MOST_BYTES, Cell, Merge, Sheet, Value, Workbook
from etl.read.collector import collector_resting
from etl.read.container import Format, open_archive, recognise
from etl.read.workbook import read_workbook
from yardstick.errors import WorkbookRefused

# Bytes of cells, unpacked. A sheet of 5,000 rows has three million, a cell some thirty.
SMALL = 6_000_000
# The old binary format packs a cell into a quarter of the bytes, and is read byte by byte.
_SMALL_BINARY = SMALL // 4
_FORMULA, _ERROR, _PERCENT, _BOLD = 1, 2, 4, 8


def open_safely(data: bytes, name: str, limits: Limits = USUAL) -> Workbook:
    """A workbook from the bytes of a file, as `read_workbook` gives it.

    Raises:
        WorkbookRefused: With the reason; too_slow, too_large or corrupt when the process that
            opened a large one was ended.
    """
    if _is_small(data, name):
        return read_workbook(data, name)
    answer = ask("etl.read.workbook_limits", data, name, limits)
    if isinstance(answer, Ended):
        reason = "corrupt" if answer.reason == "unreadable" else answer.reason
        raise WorkbookRefused(reason, name, answer.detail)
    if "reason" in answer:
        raise WorkbookRefused(str(answer["reason"]), name, str(answer["detail"]))
    with collector_resting():
        sheets = tuple(_sheet(one) for one in answer["sheets"])
    return Workbook(name, answer["content_hash"], sheets)


def _is_small(data: bytes, name: str) -> bool:
    match recognise(data, name):
        case Format.XLSX | Format.ODS:
            parts = open_archive(data, name).infolist()
            # Pictures and the like are never unpacked.
            return sum(one.file_size for one in parts if one.filename.endswith(".xml")) <= SMALL
        case Format.XLS:
            return len(data) <= _SMALL_BINARY
        case Format.DELIMITED:
            return len(data) <= SMALL


def _sheet(told: dict[str, Any]) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    for row, column, kind, written, marks, indent in told["cells"]:
        cells[row, column] = Cell(
            row,
            column,
            _value(kind, written),
            bool(marks & _FORMULA),
            bool(marks & _ERROR),
            bool(marks & _PERCENT),
            bool(marks & _BOLD),
            indent,
        )
    return Sheet(
        told["name"],
        cells,
        tuple(Merge(*edges) for edges in told["merges"]),
        told["hidden"],
        frozenset(told["hidden_rows"]),
        frozenset(told["hidden_columns"]),
    )


def _value(kind: str, written: str) -> Value | None:
    match kind:
        case "n":
            return Decimal(written)
        case "s":
            return written
        case "d":
            return date.fromisoformat(written)
        case "b":
            return written == "1"
        case _:
            return None


def _answer(data: bytes, name: str) -> dict[str, Any]:
    try:
        workbook = read_workbook(data, name)
    except WorkbookRefused as refusal:
        return {"reason": refusal.reason, "detail": refusal.detail}
    return {
        "content_hash": workbook.content_hash,
        "sheets": [
            {
                "name": sheet.name,
                "cells": [_told(cell) for cell in sheet.cells.values()],
                "merges": sheet.merges,
                "hidden": sheet.hidden,
                "hidden_rows": sorted(sheet.hidden_rows),
                "hidden_columns": sorted(sheet.hidden_columns),
            }
            for sheet in workbook
        ],
    }


def _told(cell: Cell) -> tuple[int, int, str, str, int, int]:
    value = cell.value
    kind, written = "", ""
    match value:
        case str():
            kind, written = "s", value
        case Decimal():
            kind, written = "n", str(value)
        case bool():
            kind, written = "b", "1" if value else "0"
        case date():
            kind, written = "d", value.isoformat()
    marks = _FORMULA * cell.formula + _ERROR * cell.error
    marks += _PERCENT * cell.percent + _BOLD * cell.bold
    return cell.row, cell.column, kind, written, marks, cell.indent


if __name__ == "__main__":
    serve(_answer, MOST_BYTES)
