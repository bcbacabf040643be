"""A table of figures as a file: CSV and Excel, in which no cell can be a formula."""

import csv
from io import BytesIO, StringIO

import xlsxwriter

from yardstick.charts.deck import FigureTable, TableCell
from yardstick.charts.notes import footer, word

# What spreadsheets take for the start of a formula; the quotation mark makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60


def table_csv(table: FigureTable) -> bytes:
    """The table as CSV with a byte order mark, so that Excel reads its Vietnamese.

    Numbers stand exactly as shown; the finding, the source and the as-of date frame them.
    """
    out = StringIO(newline="")
    writer = csv.writer(out)
    for line in _head(table):
        writer.writerow([_safe(line)])
    writer.writerow([_safe(column) for column in table.columns])
    for row in table.rows:
        writer.writerow([_safe(cell.text) for cell in row])
    for line in _foot(table):
        writer.writerow([_safe(line)])
    return "\ufeff".encode() + out.getvalue().encode()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _head(table: FigureTable) -> list[str]:
    shown = [table.title, table.subtitle]
    if table.is_illustrative:
        shown.insert(0, word("watermark", table.language))
    return [line for line in shown if line]


def _foot(table: FigureTable) -> list[str]:
    line = footer(table.source, table.as_of, table.language)
    return [line] if line else []


def table_workbook(table: FigureTable) -> bytes:
    """The table as a sheet: numbers as numbers where their value is known, all else as text."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    title = book.add_format({"bold": True, "font_size": 13})
    number = book.add_format({"num_format": "#,##0.##", "align": "right"})
    right = book.add_format({"align": "right"})
    at = 0
    for line in _head(table):
        sheet.write_string(at, 0, line, title if line == table.title else None)
        at += 1
    for column, name in enumerate(table.columns):
        sheet.write_string(at, column, name, bold)
    for row in table.rows:
        at += 1
        for column, cell in enumerate(row):
            if cell.value is not None:
                sheet.write_number(at, column, float(cell.value), number)
            else:
                sheet.write_string(at, column, cell.text, right if cell.is_number else None)
    for line in _foot(table):
        at += 1
        sheet.write_string(at, 0, line)
    for column, name in enumerate(table.columns):
        sheet.set_column(column, column, _width(name, [row[column] for row in table.rows]))
    book.close()
    return out.getvalue()


def _width(name: str, cells: list[TableCell]) -> int:
    longest = max((len(cell.text) for cell in cells), default=0)
    return min(max(longest, len(name) // 2, 8) + 2, _WIDEST)
