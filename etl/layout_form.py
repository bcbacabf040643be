"""The form of a table, as remembered for the next month's sheet: its fingerprint and its roles.

A form keeps what a person confirmed or set: the roles of columns by their headers, the roles,
indicators and places of rows by their labels. Periods are always read anew.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum
from typing import Any

from etl.extract.folding import fold
from etl.extract.sheet_layout import is_edited
from etl.extract.sheet_model import ColumnRole, Form, Layout, Role, RowReading, RowRole
from yardstick.domain.observation import Authority, Kind, Measure, Status

# Words that name another month, quarter or year of the same form.
_SPELT = r"(?:muoi mot|muoi hai|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi)"
_NUMBERED = (
    (re.compile(r"\d+"), "#"),
    (re.compile(rf"\b{_SPELT}(?= thang\b)|(?<=\bthang ){_SPELT}\b"), "#"),
    (re.compile(r"(?<=\bquy )(?:[iv]+|mot|hai|ba|bon|nhat|nhi|tu)\b"), "#"),
)
_PERIOD = re.compile(
    r"(?:# thang(?: dau)?|nua dau|(?<!dau )ca|quy #|thang #|\bt ?#|\bt#|nam #)"
    r"(?:\W*(?:nam|/|-)?\W*#)?(?: nam)?(?:\W*#)?"
)
_LONGEST_NAME = 80
_COLUMN_FIELDS = (
    "role",
    "kind",
    "measure",
    "base",
    "form",
    "unit",
    "place",
    "indicator",
    "status",
    "authority",
)
_ROW_FIELDS = ("role", "indicator", "place")
_ENUMS: Mapping[str, type[Enum]] = {
    "kind": Kind,
    "measure": Measure,
    "form": Form,
    "status": Status,
    "authority": Authority,
}


def general(header: str) -> str:
    """A header without what changes from month to month: "Lũy kế hết T5" is "luy ke het @"."""
    words = " ".join(fold(header).split())
    for pattern, mark in _NUMBERED:
        words = pattern.sub(mark, words)
    return " ".join(_PERIOD.sub("@", words).split())


def fingerprint(layout: Layout) -> str:
    """Equal for the same form filled in for another month, quarter or year."""
    words = [f"{one.column}:{general(one.header)}" for one in layout.columns if one.header.strip()]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def layout_name(title: str) -> str:
    """What a form is called: its title without the unit, the mark of made-up figures, any tail."""
    words = re.split(r"[-–(:]?\s*đơn vị(?: tính)?\s*:", title, maxsplit=1, flags=re.IGNORECASE)[0]
    words = re.sub(r"số liệu minh h(?:ọa|oạ)", "", words, flags=re.IGNORECASE)
    words = " ".join(words.split()).strip(" -–:.,()")
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rsplit(" ", 1)[0] + "…"


def form_of(base: Layout, read: Layout, edits: Layout | None) -> dict[str, Any]:
    """What is to be remembered of a table, as JSON values.

    Args:
        base: The layout as the reader finds it by itself.
        read: The layout the person confirmed.
        edits: What the person, or an older form, had set.
    """
    set_columns = {} if edits is None else {one.column: one for one in edits.columns if one.edited}
    columns = []
    for one in read.columns:
        known = set_columns.get(one.column)
        fields = set(known.edited) - {"period"} if known is not None else set()
        if one.role is not Role.SKIP:
            # A column confirmed to hold figures holds them next month; one left out may be filled.
            fields.add("role")
        values = known if known is not None and "role" in known.edited else one
        if fields:
            columns.append(
                {
                    "column": one.column,
                    "header": general(_header(base, one)),
                    **_fields(replace(known or one, role=values.role), _COLUMN_FIELDS, fields),
                }
            )
    rows = [
        {"label": fold(one.label), **_fields(one, _ROW_FIELDS, set(one.edited) - {"period"})}
        for one in (() if edits is None else edits.rows)
        if set(one.edited) - {"period"}
    ]
    found: dict[str, Any] = {"columns": columns, "rows": rows}
    if edits is not None:
        found.update(_fields(edits, ("unit", "kind"), set(edits.edited)))
        if "place" in edits.edited and base.place is None:
            found["place"] = edits.place
        if "header_last" in edits.edited:
            found["header_rows"] = edits.header_last - edits.header_first
    return found


def _header(base: Layout, column: ColumnRole) -> str:
    return next((one.header for one in base.columns if one.column == column.column), column.header)


def _fields(item: object, names: Iterable[str], wanted: set[str]) -> dict[str, Any]:
    chosen = {name: getattr(item, name) for name in names if name in wanted}
    return {name: _plain(value) for name, value in chosen.items()}


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def fitted(base: Layout, form: Mapping[str, Any]) -> Layout:
    """The layout to read a table by, from its own layout and a remembered form.

    Columns are those of the same place and header; rows those of the same label.
    """
    remembered = {(item["column"], item["header"]): item for item in form.get("columns", ())}
    columns = []
    for column in base.columns:
        item = remembered.get((column.column, general(column.header)))
        columns.append(column if item is None else _set_column(column, item))
    rows = tuple(_row(item) for item in form.get("rows", ()))
    fields: dict[str, Any] = {name: form[name] for name in ("unit", "kind") if name in form}
    if form.get("place") and base.place is None:
        fields["place"] = form["place"]
    if "header_rows" in form:
        fields["header_last"] = base.header_first + form["header_rows"]
    edited = frozenset(fields)
    if "kind" in fields:
        fields["kind"] = Kind(fields["kind"]) if fields["kind"] else None
    return replace(base, columns=tuple(columns), rows=rows, edited=edited, **fields)


def _set_column(column: ColumnRole, item: Mapping[str, Any]) -> ColumnRole:
    fields = {name: item[name] for name in _COLUMN_FIELDS if name in item}
    for name, enum in _ENUMS.items():
        if fields.get(name) is not None:
            fields[name] = enum(fields[name])
    if "role" in fields:
        fields["role"] = Role(fields["role"])
    edited = frozenset(fields)
    return replace(column, **fields, edited=edited)


def _row(item: Mapping[str, Any]) -> RowReading:
    fields = {name: item[name] for name in ("indicator", "place") if name in item}
    edited = frozenset(name for name in _ROW_FIELDS if name in item)
    role = RowRole(item["role"]) if "role" in item else RowRole.ITEM
    return RowReading(row=0, role=role, label=item["label"], edited=edited, **fields)


Key = tuple[str, int, int]


def table_key(layout: Layout) -> Key:
    """Which table of a workbook a layout is of: sheet, first row of the header, first column."""
    first = layout.columns[0].column if layout.columns else 0
    return layout.sheet, layout.header_first or -layout.data_first, first


class Fitting:
    """Answers the reader's question by which layout a table is to be read; keeps what it saw.

    Args:
        edits: Layouts a person edited in this very file.
        forms: Fingerprint -> remembered form, for the tables nobody edited.
        declined: Tables a person does not want read by a remembered form.
    """

    def __init__(
        self,
        edits: Iterable[Layout] = (),
        forms: Mapping[str, Mapping[str, Any]] | None = None,
        declined: Iterable[Key] = (),
    ) -> None:
        """Index the edits by their table."""
        self._edits = {table_key(layout): layout for layout in edits}
        self._forms = forms or {}
        self._declined = frozenset(declined)
        self.bases: dict[Key, Layout] = {}
        self.used: dict[Key, Layout] = {}
        self.recognised: dict[Key, str] = {}

    def __call__(self, base: Layout) -> Layout | None:
        """The layout for a table: as edited here, else as remembered, else none."""
        key = table_key(base)
        # Tables side by side are asked about as one first, then each by itself: the last counts.
        self.bases[key] = base
        self.used.pop(key, None)
        self.recognised.pop(key, None)
        found = self._edits.get(key)
        if found is not None and {one.column for one in found.columns} >= {
            one.column for one in base.columns
        }:
            chosen: Layout | None = found
        else:
            chosen = None
            mark = fingerprint(base)
            if key not in self._declined and mark in self._forms:
                chosen = fitted(base, self._forms[mark])
                self.recognised[key] = mark
        if chosen is None or not is_edited(chosen):
            return None
        self.used[key] = chosen
        return chosen
