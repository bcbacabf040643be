"""The layout of a table as a person sees and edits it, and the fingerprint of its form."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from etl.extract.folding import fold
from etl.extract.sheet_hierarchy import Row
from etl.extract.sheet_model import ColumnRole, Form, Layout, Role, RowReading
from etl.extract.sheet_reading import TableReading
from etl.extract.sheet_roles import Column

# Asked with a table's layout as read, rows left out: the layout to read it by, None to leave it.
Fit = Callable[[Layout], Layout | None]


def describe(reading: TableReading, forms: dict[int, Form]) -> Layout:
    """How a table was read: header band, roles of columns and rows, defaults."""
    return replace(_form_of(reading, forms), rows=tuple(_row(row) for row in reading.rows))


def _form_of(reading: TableReading, forms: dict[int, Form]) -> Layout:
    """How a table was read, its single rows left out."""
    table, context = reading.table, reading.context
    header = table.header or [0]
    body = table.body
    columns = tuple(_column(column, forms) for column in reading.columns.all)
    return Layout(
        sheet=reading.sheet.name,
        header_first=header[0],
        header_last=header[-1],
        data_first=body[0],
        data_last=body[-1],
        columns=columns,
        rows=(),
        title=context.title,
        place=context.place.place.key if context.place and context.place.place else None,
        place_text=context.place.text if context.place else "",
        period=context.report.code if context.report else None,
        unit=context.unit,
        kind=context.kind,
        fingerprint=_fingerprint(columns),
    )


def fitting_layout(reading: TableReading, layouts: "tuple[Layout, ...] | Fit") -> Layout | None:
    """The edited layout of this very table, else that of the same form in another file.

    A function is asked instead, with the layout as read without its rows.
    """
    here = _form_of(reading, {})
    if callable(layouts):
        return layouts(here)
    edited = [layout for layout in layouts if is_edited(layout)]
    for layout in edited:
        same_columns = {column.column for column in layout.columns} >= {
            column.column for column in here.columns
        }
        if (layout.sheet, layout.header_first) == (here.sheet, here.header_first) and same_columns:
            return layout
    return next((layout for layout in edited if layout.fingerprint == here.fingerprint), None)


def is_edited(layout: Layout) -> bool:
    """True when a person has set anything in it."""
    return bool(
        layout.edited
        or any(column.edited for column in layout.columns)
        or any(row.edited for row in layout.rows)
    )


def _column(column: Column, forms: dict[int, Form]) -> ColumnRole:
    return ColumnRole(
        column=column.index,
        header=column.header,
        role=column.role,
        period=column.period.code if column.period else None,
        kind=column.kind,
        measure=column.measure,
        base=column.words.base,
        form=forms.get(column.index, Form.PLAIN),
        unit=column.words.unit,
        place_text=column.place.text if column.place else None,
        place=column.place.place.key if column.place and column.place.place else None,
        indicator_text=column.name or None,
        status=column.words.status,
        authority=column.words.authority,
    )


def _row(row: Row) -> RowReading:
    return RowReading(
        row=row.number,
        role=row.role,
        label=row.text,
        depth=len(row.parents),
        parent=row.parents[-1].number if row.parents else None,
        indicator=row.named.indicator.code if row.named.indicator else None,
        place=row.place.place.key if row.place and row.place.place else None,
        period=row.period.code if row.period else None,
    )


def _fingerprint(columns: tuple[ColumnRole, ...]) -> str:
    """Equal for one form filled in for another month, quarter or year: numbers are left out."""
    words = [
        f"{column.column}:{re.sub(r'[0-9]+|(?<=quy )[iv]+', '#', fold(column.header))}"
        for column in columns
        if column.role is not Role.SKIP or column.header
    ]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
