"""Workbooks for the tests, made in memory from the lines of a specification."""

import io
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_DAY = re.compile(r"date (\d{4})-(\d\d)-(\d\d)")

Content = str | float | int | date | None


def cells(line: str) -> list[Content]:
    """A line of a specification as cells: `TT | Chỉ tiêu | 12.5`; an apostrophe means text."""
    return [_content(part.strip()) for part in line.split("|")]


def _content(text: str) -> Content:
    if not text:
        return None
    if text.startswith("'"):
        return text[1:]
    if day := _DAY.fullmatch(text):
        return date(int(day[1]), int(day[2]), int(day[3]))
    if _NUMBER.fullmatch(text) and math.isfinite(float(text)):
        return float(text) if "." in text or "e" in text else int(text)
    return text.replace("\\n", "\n")


def grid(rows: str) -> list[list[Content]]:
    """The lines of a specification as rows of cells; an empty line is an empty row."""
    return [cells(line) for line in rows.rstrip("\n").split("\n")]


def xlsx(sheets: Sequence[Mapping[str, Any]]) -> bytes:
    """An xlsx file of sheets: sheet (name), rows, merge, percent, hidden, formulas.

    `percent` names cells shown as percentages; `formulas` maps cells to a formula (never
    calculated) or to [formula, stored result].
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for number, spec in enumerate(sheets, 1):
        sheet = book.add_worksheet(str(spec.get("sheet") or f"Sheet{number}"))
        _fill(book, sheet, spec)
        for row in spec.get("hidden_rows", ()):
            sheet.set_row(row - 1, None, None, {"hidden": True})
        for column in spec.get("hidden_columns", ()):
            sheet.set_column(f"{column}:{column}", None, None, {"hidden": True})
        if spec.get("hidden"):
            sheet.hide()
    book.close()
    return stream.getvalue()


def _fill(book: Any, sheet: Any, spec: Mapping[str, Any]) -> None:
    percent, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "d-mmm"})
    merged = {area.split(":")[0]: area for area in spec.get("merge", ())}
    shown, formulas = set(spec.get("percent", ())), spec.get("formulas", {})
    for row, contents in enumerate(grid(spec["rows"])):
        for column, value in enumerate(contents):
            where = xlsxwriter.utility.xl_rowcol_to_cell(row, column)
            if where in merged:
                sheet.merge_range(merged.pop(where), value or "")
            elif where in formulas or value is None:
                continue
            elif isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value, percent if where in shown else None)
    for area in merged.values():
        sheet.merge_range(area, "")
    for where, formula in formulas.items():
        text, result = formula if isinstance(formula, list) else (formula, "")
        sheet.write_formula(where, text, None, result)
