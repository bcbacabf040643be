"""The sheet as it was read: what every cell became, and over each column what it is taken for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

import streamlit as st

from etl.answers import position
from etl.extract.sheet_model import ColumnRole, Layout, Role, RowRole
from etl.layout_form import table_key
from etl.read.cells import Cell, Sheet, column_letters
from etl.reading_edits import with_column
from etl.upload import ReadSheets, Upload
from etl.upload_lines import OUT_OF_SCOPE, Fate, Line
from yardstick.domain.finding import Severity
from yardstick.domain.observation import Kind, Measure
from yardstick.ui import cached, show
from yardstick.ui.messages import text
from yardstick.ui.uploading_data import File, layout_to_edit, set_layout, table_mark
from yardstick.ui.uploading_words import (
    cell_number,
    column_words,
    rule_words,
    short_column_words,
    value_words,
)

_ROWS = 25
_MOST_COLUMNS = 32
_NUMBER_COLUMN = 38
_WIDTHS = {Role.ORDINAL: 50, Role.VALUE: 88, Role.SKIP: 78}
_OTHER_WIDTH, _LABEL_LEAST, _LABEL_MOST, _PER_LETTER = 84, 112, 300, 7
# What a column may be said to hold; figures are told apart by kind and measure.
_PLAIN_ROLES = (
    Role.SKIP,
    Role.ORDINAL,
    Role.INDICATOR,
    Role.PLACE,
    Role.UNIT,
    Role.PERIOD,
    Role.KIND,
    Role.CODE,
)
_VALUES: tuple[tuple[Kind, Measure], ...] = (
    (Kind.ACTUAL, Measure.LEVEL),
    (Kind.ESTIMATE, Measure.LEVEL),
    (Kind.TARGET, Measure.LEVEL),
    (Kind.ACTUAL, Measure.GROWTH),
    (Kind.ACTUAL, Measure.CHANGE),
    (Kind.ACTUAL, Measure.COMPLETION),
    (Kind.ACTUAL, Measure.RANK),
    (Kind.ESTIMATE, Measure.GROWTH),
    (Kind.ESTIMATE, Measure.COMPLETION),
    (Kind.TARGET, Measure.GROWTH),
)
_MARKS = {"bad": "×", "look": "!"}


@dataclass(frozen=True)
class State:
    """What became of a cell: bad, look, changed or out, and the rule that says so."""

    kind: str
    rule: str

    @property
    def why(self) -> str:
        """In words."""
        return rule_words(self.rule) if self.rule else text("upload.fate.changed")


def states(upload: Upload, sheet: str) -> dict[tuple[int, int], State]:
    """Row and column -> what became of the cell, for those a person should notice."""
    found: dict[tuple[int, int], State] = {}
    for finding in upload.findings:
        if finding.severity is not Severity.NOTE and finding.sheet == sheet and finding.cell:
            found[position(finding.cell)] = State("look", finding.rule)
    for line in upload.lines:
        state = _state(line)
        where, _, cell = line.locator.locator.rpartition("!")
        if where != sheet:
            continue
        if state is not None:
            found[position(cell)] = state
        elif line.fate in (Fate.NEW, Fate.SAME):
            found.pop(position(cell), None)
    return found


def _state(line: Line) -> State | None:
    match line.fate:
        case Fate.REFUSED:
            kind = "out" if line.reason == OUT_OF_SCOPE else "bad"
            return State(kind, line.reason)
        case Fate.WAITING:
            return State("look", line.reason)
        case Fate.CHANGED | Fate.CONFLICT:
            return State("changed", "")
    return None


def legend() -> str:
    """What the tints of cells say, with their signs."""
    items = (("bad", "×"), ("look", "!"), ("changed", ""), ("skip", ""))
    return "".join(
        f"<span><i class='ys-sh-key ys-sh-{kind}'>{mark}</i>"
        f"{escape(text(f'upload.legend.{kind}'))}</span>"
        for kind, mark in items
    )


def grid(file: File, upload: Upload, sheets: ReadSheets, layout: Layout) -> None:
    """One sheet: selects over its columns, its rows a page at a time, tinted."""
    sheet = sheets.workbook.sheet(layout.sheet)
    if sheet is None:
        return
    columns = _shown_columns(sheet, layout)
    widths = [_width(number, layout, sheet) for number in columns]
    key = f"{file.key}-{table_mark(table_key(layout))}"
    whole = _NUMBER_COLUMN + sum(widths)
    st.html(
        f"<style>.st-key-upload-grid-{file.key} > *{{min-width:{whole}px}}</style>",
    )
    with st.container(key=f"upload-grid-{file.key}", gap=None):
        _roles(file, sheets, layout, columns, widths)
        rows = list(sheet.rows)
        pages = -(-len(rows) // _ROWS) or 1
        page = min(st.session_state.get(f"upload-page-{key}", _page_of(rows, layout)), pages)
        shown = _rows_of_page(rows, layout, page)
        st.html(_table(sheet, layout, shown, columns, widths, states(upload, sheet.name)))
        if upload.is_illustration and not cached.is_illustrative():
            st.html(f"<div class='ys-sh-mark'><span>{escape(text('card.demo'))}</span></div>")
    hidden = len(_filled_columns(sheet)) - len(columns)
    notes = [text("upload.more_columns", count=hidden)] if hidden > 0 else []
    if pages > 1:
        first, last = rows[(page - 1) * _ROWS], rows[min(page * _ROWS, len(rows)) - 1]
        notes.append(text("upload.rows_shown", first=first, last=last, count=len(rows)))
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if notes:
            st.html(f"<div class='ys-small'>{escape(' · '.join(notes))}</div>")
        if pages > 1:
            st.pagination(pages, default=page, key=f"upload-page-{key}", max_visible_pages=5)


def _page_of(rows: Sequence[int], layout: Layout) -> int:
    first = layout.header_first or layout.data_first
    at = next((n for n, row in enumerate(rows) if row >= first), 0)
    return 1 if at < _ROWS // 2 else at // _ROWS + 1


def _rows_of_page(rows: Sequence[int], layout: Layout, page: int) -> list[int]:
    """The rows of a page; the header stands over each."""
    own = rows[(page - 1) * _ROWS : page * _ROWS]
    header = [
        row for row in rows if layout.header_first <= row <= layout.header_last and row not in own
    ]
    after = own and own[0] > layout.header_last and own[0] <= layout.data_last
    return [*(header if after else ()), *own]


def _filled_columns(sheet: Sheet) -> list[int]:
    return sorted({column for _, column in sheet.cells})


def _shown_columns(sheet: Sheet, layout: Layout) -> list[int]:
    filled = _filled_columns(sheet)
    known = {column.column for column in layout.columns}
    first = min(known, default=1)
    wanted = [n for n in range(1, max(filled, default=1) + 1) if n in filled or n in known]
    if len(wanted) > _MOST_COLUMNS:
        wanted = [n for n in wanted if n >= first]
    return wanted[:_MOST_COLUMNS]


def _width(number: int, layout: Layout, sheet: Sheet) -> int:
    column = _column(layout, number)
    role = column.role if column is not None else Role.SKIP
    if role in (Role.INDICATOR, Role.PLACE):
        lengths = sorted(len(row.label) for row in layout.rows if row.role is not RowRole.SKIP) or [
            12
        ]
        usual = lengths[len(lengths) * 3 // 4]
        return max(_LABEL_LEAST, min(_LABEL_MOST, 20 + usual * _PER_LETTER))
    return _WIDTHS.get(role, _OTHER_WIDTH)


def _column(layout: Layout, number: int) -> ColumnRole | None:
    return next((one for one in layout.columns if one.column == number), None)


# Roles over the columns


def _roles(
    file: File,
    sheets: ReadSheets,
    layout: Layout,
    columns: Sequence[int],
    widths: Sequence[int],
) -> None:
    with st.container(key=f"upload-roles-{file.key}", gap=None):
        places = st.columns([_NUMBER_COLUMN, *widths], gap=None)
        for place, number in zip(places[1:], columns, strict=True):
            column = _column(layout, number)
            if column is None:
                continue
            with place, st.container(key=f"upload-role-{_look(column)}-{file.key}-{number}"):
                _role(file, sheets, layout, column)


def _look(column: ColumnRole) -> str:
    """How the select over a column looks: figures, names, what is left out."""
    if column.role is Role.VALUE:
        return "value"
    return "skip" if column.role in (Role.SKIP, Role.ORDINAL) else "name"


def _role(file: File, sheets: ReadSheets, layout: Layout, column: ColumnRole) -> None:
    current = _code(column)
    options = [role.value for role in _PLAIN_ROLES]
    options += [f"value/{kind}/{measure}" for kind, measure in _VALUES]
    if current not in options:
        options.append(current)
    key = f"upload-is-{file.key}-{table_mark(table_key(layout))}-{column.column}"
    st.session_state[key] = current

    def said(code: str) -> str:
        return column_words(column) if code == current else _code_words(code)

    def changed() -> None:
        set_role(file, sheets, layout, column, str(st.session_state[key]))

    # The list shows one line only; its choice is written over it in two.
    words = short_column_words(column).replace("\\", "").replace('"', "”").replace("<", "")
    st.html(f'<style>.st-key-{key} .react-aria-ComboBox>*::before{{content:"{words}"}}</style>')
    st.selectbox(
        text("upload.role_of", column=column_letters(column.column), header=column.header),
        options,
        format_func=said,
        key=key,
        on_change=changed,
    )


def _code(column: ColumnRole) -> str:
    if column.role is not Role.VALUE:
        return column.role.value
    return f"value/{column.kind or ''}/{column.measure or ''}"


def _code_words(code: str) -> str:
    role, _, rest = code.partition("/")
    if role != Role.VALUE:
        return text(f"upload.role.{role}")
    kind, _, measure = rest.partition("/")
    return value_words(kind or None, measure or None)


def set_role(file: File, sheets: ReadSheets, layout: Layout, column: ColumnRole, code: str) -> None:
    """Say what a column holds, by the code of the select over it."""
    role, _, rest = code.partition("/")
    values: dict[str, object] = {"role": Role(role)}
    if role == Role.VALUE:
        kind, _, measure = rest.partition("/")
        values["kind"] = Kind(kind) if kind else None
        values["measure"] = Measure(measure) if measure else None
    start = layout_to_edit(file, sheets, table_key(layout))
    set_layout(file, with_column(start, column.column, column.header, **values))


# The rows


def _table(
    sheet: Sheet,
    layout: Layout,
    rows: Iterable[int],
    columns: Sequence[int],
    widths: Sequence[int],
    became: Mapping[tuple[int, int], State],
) -> str:
    whole = _NUMBER_COLUMN + sum(widths)
    sizes = "".join(
        f"<col style='width:{100 * width / whole:.4f}%'>" for width in (_NUMBER_COLUMN, *widths)
    )
    letters = "".join(f"<th scope='col'>{column_letters(number)}</th>" for number in columns)
    roles = {row.row: row.role for row in layout.rows}
    lines = "".join(_line(sheet, layout, row, columns, roles, became) for row in rows)
    return (
        f"<div class='ys-sh-wrap'><table class='ys-sh' style='min-width:{whole}px'>"
        f"<colgroup>{sizes}</colgroup>"
        f"<thead><tr class='ys-sh-letters'><th></th>{letters}</tr></thead>"
        f"<tbody>{lines}</tbody></table></div>"
    )


def _line(
    sheet: Sheet,
    layout: Layout,
    row: int,
    columns: Sequence[int],
    roles: Mapping[int, RowRole],
    became: Mapping[tuple[int, int], State],
) -> str:
    kind = _row_kind(layout, row, roles)
    title = text(f"upload.row.{kind}") if kind != "item" else ""
    head = f"<th scope='row' title='{escape(title)}'>{row}</th>"
    spans = {merge.left: merge for merge in sheet.merges if merge.top == row == merge.bottom}
    filled = [number for number in columns if sheet.at(row, number) is not None]
    if kind == "outside" and len(filled) == 1 and filled[0] not in spans:
        # Words beside the table run over the empty cells around them, as in Excel.
        at = columns.index(filled[0])
        cells = [_words_cell(sheet.at(row, filled[0]), len(columns), ends=at > len(columns) // 2)]
        return f"<tr class='ys-sh-row-{kind}'>{head}{''.join(cells)}</tr>"
    cells, at = [], 0
    while at < len(columns):
        number = columns[at]
        merge = spans.get(number)
        span = sum(1 for other in columns[at:] if merge and other <= merge.right) or 1
        cells.append(_cell(sheet.at(row, number), layout, kind, number, span, became))
        at += span
    return f"<tr class='ys-sh-row-{kind}'>{head}{''.join(cells)}</tr>"


def _words_cell(cell: Cell | None, span: int, *, ends: bool) -> str:
    words = _shown(cell, "outside") if cell is not None else ""
    return f"<td colspan='{span}' class='ys-sh-{'end' if ends else 'start'}'>{escape(words)}</td>"


def _row_kind(layout: Layout, row: int, roles: Mapping[int, RowRole]) -> str:
    if layout.header_first <= row <= layout.header_last:
        return "header"
    role = roles.get(row)
    if role is None:
        return "outside"
    return "item" if role is RowRole.PART else role.value


def _cell(
    cell: Cell | None,
    layout: Layout,
    kind: str,
    number: int,
    span: int,
    became: Mapping[tuple[int, int], State],
) -> str:
    wide = f" colspan='{span}'" if span > 1 else ""
    if cell is None:
        skipped = kind in ("item", "total", "section", "skip") and _is_left_out(layout, number)
        return f"<td{wide}{' class=ys-sh-left' if skipped else ''}></td>"
    state = became.get((cell.row, cell.column))
    is_number = not isinstance(cell.value, str | None) and not isinstance(cell.value, bool)
    classes = ["ys-sh-number"] if is_number or _is_value(layout, number, kind) else []
    if kind == "outside" and span > 2:
        classes = ["ys-sh-middle"]
    if state is not None:
        classes.append(f"ys-sh-{state.kind}")
    elif kind not in ("header", "outside") and _is_left_out(layout, number):
        classes.append("ys-sh-left")
    mark = _MARKS.get(state.kind, "") if state is not None else ""
    title = f" title='{escape(state.why)}'" if state is not None else ""
    sign = f"<sup>{mark}</sup>" if mark else ""
    named = f" class='{' '.join(classes)}'" if classes else ""
    return f"<td{wide}{named}{title}>{escape(_shown(cell, kind))}{sign}</td>"


def _is_value(layout: Layout, number: int, kind: str) -> bool:
    column = _column(layout, number)
    return kind not in ("header", "outside") and column is not None and column.role is Role.VALUE


def _is_left_out(layout: Layout, number: int) -> bool:
    column = _column(layout, number)
    return column is None or column.role in (Role.SKIP, Role.ORDINAL)


def _shown(cell: Cell, kind: str) -> str:
    if cell.formula and cell.value is None:
        return text("upload.formula")
    if isinstance(cell.value, str | None):
        return cell.text[:240]
    # A year in a header is no number of thousands.
    if isinstance(cell.value, Decimal) and kind not in ("header", "outside"):
        return cell_number(cell.value, percent_format=cell.percent)
    return cell.text


def title(upload: Upload) -> str:
    """The head over the sheet, with its legend."""
    badge = show.demo_badge() if upload.is_illustration else ""
    return (
        f"<div class='ys-section ys-sh-head'><h2>{escape(text('upload.how_read'))} {badge}</h2>"
        f"<div class='ys-sh-legend'>{legend()}</div></div>"
    )
