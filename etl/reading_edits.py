"""Everything a person set in the reading of one file before it is stored, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from etl.answers import Answer
from etl.extract.sheet_model import ColumnRole, Layout, RowReading
from etl.layout_form import Key, table_key
from etl.read.document import DocumentMetadata


@dataclass(frozen=True)
class ReadingEdits:
    """What was set by hand; the empty value is the reading as the machine makes it.

    Attributes:
        layouts: Layouts with edited fields, one a table at most.
        declined: Tables not to be read by a remembered form.
        answers: Decisions about single cells, one a cell at most.
        metadata: What a document says of itself, where a person corrected it.
        place: Key of the place a document is about, where a person chose it.
    """

    layouts: tuple[Layout, ...] = ()
    declined: tuple[Key, ...] = ()
    answers: tuple[Answer, ...] = ()
    metadata: DocumentMetadata | None = None
    place: str | None = None

    @property
    def is_empty(self) -> bool:
        """True when nothing was set."""
        return self == ReadingEdits()

    def layout(self, key: Key) -> Layout | None:
        """The edited layout of a table, None when nobody touched it."""
        return next((one for one in self.layouts if table_key(one) == key), None)

    def with_layout(self, layout: Layout) -> "ReadingEdits":
        """With one table's layout in place of what was set for it before."""
        others = tuple(one for one in self.layouts if table_key(one) != table_key(layout))
        return replace(self, layouts=(*others, layout))

    def without_layout(self, key: Key) -> "ReadingEdits":
        """Without anything set for a table, and without a remembered form for it."""
        others = tuple(one for one in self.layouts if table_key(one) != key)
        return replace(self, layouts=others, declined=tuple({*self.declined, key}))

    def with_answer(self, answer: Answer) -> "ReadingEdits":
        """With one decision in place of an earlier one about the cell."""
        others = self.without_answer(answer.sheet, answer.cell).answers
        return replace(self, answers=(*others, answer))

    def without_answer(self, sheet: str, cell: str) -> "ReadingEdits":
        """Without a decision about a cell."""
        kept = tuple(one for one in self.answers if one.place != (sheet, cell))
        return replace(self, answers=kept)


def with_column(layout: Layout, column: int, header: str, **values: Any) -> Layout:
    """The layout with fields of a column set by hand; `header` is the header as read now."""
    known = next((one for one in layout.columns if one.column == column), None)
    if known is None:
        raise ValueError(f"the table has no column {column}")
    changed = replace(known, header=header, **values, edited=known.edited | frozenset(values))
    columns = tuple(changed if one.column == column else one for one in layout.columns)
    return replace(layout, columns=columns)


def with_row(layout: Layout, row: RowReading, **values: Any) -> Layout:
    """The layout with fields of a row set by hand; `row` is the row as read now."""
    known = next((one for one in layout.rows if one.row == row.row), None)
    if known is None or known.label != row.label:
        known = replace(row, edited=frozenset())
    changed = replace(known, **values, edited=known.edited | frozenset(values))
    others = tuple(one for one in layout.rows if one.row != row.row)
    return replace(layout, rows=(*others, changed))


def with_defaults(layout: Layout, **values: Any) -> Layout:
    """The layout with defaults of the table set by hand: period, unit, place, kind, its rows."""
    return replace(layout, **values, edited=layout.edited | frozenset(values))


def as_json(edits: ReadingEdits) -> dict[str, Any]:
    """What was set, as JSON values, to be kept with the batch it made."""
    found: dict[str, Any] = {}
    if edits.layouts:
        found["tables"] = [_table(layout) for layout in edits.layouts]
    if edits.answers:
        found["answers"] = [_plain_fields(answer) for answer in edits.answers]
    if edits.metadata is not None:
        found["metadata"] = _plain_fields(edits.metadata)
    if edits.place is not None:
        found["place"] = edits.place
    return found


def _table(layout: Layout) -> dict[str, Any]:
    return {
        "sheet": layout.sheet,
        "header_first": layout.header_first,
        **{name: _plain(getattr(layout, name)) for name in sorted(layout.edited)},
        "columns": [
            {"column": one.column, "header": one.header, **_edited(one)}
            for one in layout.columns
            if one.edited
        ],
        "rows": [
            {"row": one.row, "label": one.label, **_edited(one)}
            for one in layout.rows
            if one.edited
        ],
    }


def _edited(item: ColumnRole | RowReading) -> Mapping[str, Any]:
    return {name: _plain(getattr(item, name)) for name in sorted(item.edited)}


def _plain_fields(item: Any) -> dict[str, Any]:
    named = {one.name: _plain(getattr(item, one.name)) for one in fields(item)}
    return {name: value for name, value in named.items() if value not in (None, "")}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
