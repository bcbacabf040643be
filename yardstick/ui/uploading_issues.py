"""What a person has to look at in an upload, cell by cell: what stands there, and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from etl.answers import position
from etl.extract.folding import fold
from etl.extract.sheet_model import ColumnRole, Layout, Role, RowReading
from etl.extract.sheet_numbers import Reading, decide_style, read_cell
from etl.read.cells import Cell, Sheet
from etl.reading_edits import ReadingEdits
from etl.upload import ReadSheets, Upload
from etl.upload_lines import LEFT_EMPTY, OUT_OF_SCOPE, Fate, Line
from yardstick.domain.finding import Finding, Severity
from yardstick.domain.vietnamese import sort_key

# Rules about a figure that was read all the same: a person's word settles them.
DOUBTS = ("implausible", "sum_mismatch", "duplicate", "unsure", "contradiction", "cumulative_falls")
NO_NUMBER = ("not_a_number", "formula_without_value")
_TYPED = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})


@dataclass(frozen=True)
class Issue:
    """One thing to look at.

    Attributes:
        rule: What spoke.
        sheet: Where.
        cell: The address.
        found: What stands there.
        detail: The reader's remark, with its numbers.
        waiting: How many figures wait for this.
        is_bad: True where nothing could be read.
    """

    rule: str
    sheet: str
    cell: str
    found: str
    detail: str
    waiting: int
    is_bad: bool


def issues(upload: Upload) -> list[Issue]:
    """Everything to look at, in the order of the sheets; one entry for each name or cell."""
    asked = [
        finding
        for finding in upload.findings
        if finding.severity is not Severity.NOTE and finding.cell and finding.sheet is not None
    ]
    waiting = [line for line in upload.lines if line.fate is Fate.WAITING]
    settled = {
        line.locator.locator
        for line in upload.lines
        if line.fate is not Fate.WAITING
        and not (line.fate is Fate.REFUSED and line.reason in NO_NUMBER)
    }
    waits_at = Counter(line.locator.locator for line in waiting)
    waits_for = Counter((line.reason, fold(_words(line))) for line in waiting)
    found = [
        _of_finding(finding, waits_at, waits_for)
        for finding in asked
        if f"{finding.sheet}!{finding.cell}" not in settled
    ]
    told = {(issue.rule, fold(issue.found)) for issue in found}
    cells = {(issue.sheet, issue.cell) for issue in found}
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in waiting:
        words = _words(line)
        at, _, cell = line.locator.locator.rpartition("!")
        if (line.reason, fold(words)) not in told and (at, cell) not in cells:
            groups.setdefault((line.reason, words), []).append(line)
    for (rule, words), lines in groups.items():
        at, _, cell = lines[0].locator.locator.rpartition("!")
        found.append(Issue(rule, at, cell, words, lines[0].detail, len(lines), is_bad=False))
    names = [layout.sheet for layout in upload.sheets.found.layouts] if upload.sheets else []
    order = {name: n for n, name in enumerate(names)}
    return sorted(
        (issue for issue in found if issue.cell),
        key=lambda issue: (order.get(issue.sheet, 0), not issue.is_bad, position(issue.cell)),
    )


def _words(line: Line) -> str:
    """What a waiting line is grouped by: the unknown name, else its own cell."""
    mention = line.mention
    if mention is not None and line.reason == "unknown_indicator":
        return mention.indicator_text
    if mention is not None and line.reason == "unknown_place":
        return mention.place_text or ""
    if mention is not None and line.reason in ("no_period", "wrong_level", "unit_conflict"):
        return mention.indicator_text
    return line.quote


def _of_finding(finding: Finding, at: Counter[str], named: Counter[tuple[str, str]]) -> Issue:
    sheet, cell = finding.sheet or "", finding.cell or ""
    name = fold(finding.found)
    count = (named[finding.rule, name] if name else 0) or at[f"{sheet}!{cell}"]
    return Issue(
        finding.rule,
        sheet,
        cell,
        finding.found,
        finding.evidence,
        count,
        is_bad=finding.rule in NO_NUMBER,
    )


def outside(upload: Upload) -> list[Line]:
    """The lines refused because the sender may not store them."""
    return [line for line in upload.lines if line.reason == OUT_OF_SCOPE]


def marks(upload: Upload, edits: ReadingEdits) -> list[Finding]:
    """What to mark in the person's own file: every finding, and every cell refused or waiting.

    Cells answered on the page are marked too: in the file they still say what they said.
    """
    found = list(upload.findings)
    told = {(one.sheet, one.cell) for one in found}
    named = {fold(one.found) for one in found if one.rule.startswith("unknown_") and one.found}
    for line in upload.lines:
        sheet, _, cell = line.locator.locator.rpartition("!")
        is_open = line.fate in (Fate.REFUSED, Fate.WAITING) and line.reason != LEFT_EMPTY
        if is_open and (sheet, cell) not in told and fold(_words(line)) not in named:
            found.append(_mark(line.reason, sheet, cell, line.quote))
    for answer in edits.answers:
        if (answer.sheet, answer.cell) not in told:
            found.append(_mark(f"answered_{answer.act}", answer.sheet, answer.cell, ""))
    return found


def _mark(rule: str, sheet: str, cell: str, found: str) -> Finding:
    return Finding(Severity.WARNING, rule, f"{sheet}!{cell}", rule, sheet, cell, found)


@dataclass(frozen=True)
class Likely:
    """A number a mistyped cell may have meant: as it would be typed, and its value."""

    typed: str
    value: Decimal


def likely_number(sheets: ReadSheets, issue: Issue) -> Likely | None:
    """The number nearest to what was typed, letters taken for the digits they look like.

    Offered to a person, never taken by itself; None where nothing is near.
    """
    sheet = sheets.workbook.sheet(issue.sheet)
    if sheet is None:
        return None
    row, column = position(issue.cell)
    cell = sheet.at(row, column)
    if cell is None or not isinstance(cell.value, str):
        return None
    typed = cell.text.translate(_TYPED).rstrip(".,")
    value = typed_number(sheet, column, typed)
    return Likely(typed, value) if value is not None and typed != cell.text else None


def typed_number(sheet: Sheet | None, column: int, typed: str) -> Decimal | None:
    """What a person typed, in the number style of the column it is for."""
    texts = [
        cell.text
        for cell in (sheet.cells.values() if sheet is not None else ())
        if cell.column == column and isinstance(cell.value, str)
    ]
    # Mistyped cells and words say nothing about where this column puts its marks.
    numbers = [text for text in texts if not any(sign.isalpha() for sign in text)]
    style = decide_style([*numbers, typed]) or "vi"
    found = read_cell(Cell(1, 1, typed), style)
    whole = isinstance(found, Reading) and found.high is None and found.total is None
    return found.value if whole and isinstance(found, Reading) else None


def row_of(layouts: Iterable[Layout], issue: Issue) -> tuple[Layout, RowReading] | None:
    """The table and the row a name stands in.

    None where the name is that of a column, or where columns say what the issue is about.
    """
    number, _ = position(issue.cell)
    for layout in layouts:
        if layout.sheet != issue.sheet or not layout.data_first <= number <= layout.data_last:
            continue
        here = next((row for row in layout.rows if row.row == number), None)
        if here is not None and _is_of_rows(layout, issue):
            return layout, here
    return None


def same_label(layout: Layout, row: RowReading) -> list[RowReading]:
    """The rows under one label: what is said of one holds for all."""
    words = row.label.casefold().split()
    return [one for one in layout.rows if one.label.casefold().split() == words]


def _is_of_rows(layout: Layout, issue: Issue) -> bool:
    """True when rows, not columns, name what the issue asks for."""
    roles = {column.role for column in layout.columns}
    if issue.rule == "unknown_indicator":
        return Role.INDICATOR in roles
    return issue.rule != "unknown_place" or Role.PLACE in roles or Role.INDICATOR not in roles


def column_of(layouts: Iterable[Layout], issue: Issue) -> tuple[Layout, ColumnRole] | None:
    """The table and the column a name belongs to: that of its header, or of its figures."""
    row, number = position(issue.cell)
    for layout in layouts:
        if layout.sheet == issue.sheet and layout.header_first <= row <= layout.data_last:
            column = next((one for one in layout.columns if one.column == number), None)
            if column is not None:
                return layout, column
    return None


def table_of(layouts: Iterable[Layout], issue: Issue) -> Layout | None:
    """The table an issue is about: the one around its cell, else the next one below it."""
    row, _ = position(issue.cell)
    own = [layout for layout in layouts if layout.sheet == issue.sheet]
    below = [layout for layout in own if layout.data_last >= row]
    return next(iter(below or own), None)


def nearest(words: str, options: Iterable[tuple[str, str]], count: int) -> list[str]:
    """The keys of the options whose names share most with the words, nearest first."""
    wanted = _pairs(fold(words))

    def likeness(name: str) -> float:
        pairs = _pairs(fold(name))
        return 2 * len(wanted & pairs) / ((len(wanted) + len(pairs)) or 1)

    ranked = sorted(options, key=lambda option: (-likeness(option[1]), sort_key(option[1])))
    return [key for key, _ in ranked[:count]]


def _pairs(words: str) -> set[str]:
    padded = f" {words} "
    return {padded[at : at + 2] for at in range(len(padded) - 1)}
