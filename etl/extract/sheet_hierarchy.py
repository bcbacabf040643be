"""Which row of a body stands under which: marks, indents, shifts, "Trong đó", bands."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from etl.extract.clock import tick
from etl.extract.folding import fold
from etl.extract.sheet_headers import HeaderWords, header_words
from etl.extract.sheet_model import RowRole
from etl.extract.sheet_names import Named, bare_label, without_unit
from etl.extract.sheet_places import WrittenPlace
from etl.extract.sheet_roles import Columns
from etl.extract.sheet_units import unit_of
from etl.read.cells import Cell, Sheet
from yardstick.domain.observation import Kind
from yardstick.domain.period import Period

IN_WHICH = re.compile(r"^\W*(?:trong do|tr\.? ?do|trd|bao gom|gom|chia ra|chia theo|phan theo)\b")
ONLY_IN_WHICH = re.compile(
    r"^\W*(?:trong do|tr\.? ?do|trd|bao gom|gom|chia ra|chia theo.*|phan theo.*|phan ra)\W*$"
)
_MARK = re.compile(
    r"^\s*([IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3}|[A-ZĐ]|[a-zđ]|[-+*•–])\s*(?:[.)/:-]|\s|$)"
)
_ROMAN = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")
TOTAL = re.compile(
    r"\W*(?:tong(?: so| cong| tri gia| chung| muc)?|cong|toan (?:tinh|huyen|xa|quoc)|"
    r"toan nganh(?: cong nghiep)?|chi so chung|"
    r"ca (?:nuoc|tinh|huyen)|chung)\W*"
)
# Names that say what is measured and not of what.
HALF_A_NAME = re.compile(
    r"dien tich(?: gieo trong| gieo cay| thu hoach| hien co)?|nang suat|san luong|so luong|"
    r"gia tri|khoi luong|"
    r"tri gia|luong|doanh thu|von dang ky|so du an|von|so vu|so nguoi chet|so nguoi bi thuong"
)


_NOBODY = Named()
# How deep rows without a mark stand, among the ranks of marks.
_CAPITALS, _UNMARKED = 44, 45


@dataclass(slots=True, eq=False)
class Row:
    """One row of the body.

    Attributes:
        number: Its number on the sheet.
        role: Section, item, total, part or skip.
        label: The label as printed, numbering and "Trong đó" included.
        label_cell: The cell of the label.
        depth: Its place in the order of marks, indents and shifts; deeper is larger.
        parents: Rows above it in the hierarchy, widest first.
        named: What its label names in the catalogue.
        unit: Its unit after ditto marks, None when it has none of its own.
        unit_cell: The cell that unit comes from.
        words: Kind, measure and base its label speaks of.
        period: Period in the row itself.
        place: Place in the row itself.
        kind: Kind in the row itself.
    """

    number: int
    role: RowRole
    label: str
    label_cell: Cell | None
    depth: tuple[int, int, int] = (0, 0, 0)
    parents: tuple["Row", ...] = ()
    named: Named = _NOBODY
    unit: str | None = None
    unit_cell: Cell | None = None
    words: HeaderWords | None = None
    period: Period | None = None
    place: WrittenPlace | None = None
    place_cell: Cell | None = None
    kind: Kind | None = None
    in_which: bool = False
    code: str | None = None
    has_values: bool = False
    own_indicator: bool = False
    band: HeaderWords | None = None
    _text: str | None = field(default=None, init=False, repr=False)

    @property
    def text(self) -> str:
        """What the row is about; worked out once, after its parents are known."""
        if self._text is None:
            self._text = self._worked_out()
        return self._text

    def _worked_out(self) -> str:
        """The label without numbering and unit; "Sản lượng" under "Lúa mùa" names both."""
        own = without_unit(bare_label(self.label))
        if HALF_A_NAME.fullmatch(fold(own)) and self.parents and self.parents[-1].label:
            parent = without_unit(bare_label(self.parents[-1].label))
            if len(parent) <= 40:
                return f"{own} {parent[:1].lower()}{parent[1:]}"
        over = self.parents[-1] if self.parents else None
        if over is not None and not over.has_values and own:
            section = without_unit(bare_label(over.label))
            if HALF_A_NAME.fullmatch(fold(section)):
                return f"{section.capitalize()} {own[:1].lower()}{own[1:]}"
        return own


def depth_of(label: str, mark: str, shift: int, cell: Cell | None) -> tuple[int, int, int]:
    """How deep a row stands: rank of its mark, steps to the right, indent."""
    written = mark.strip(" .)(")
    if not written:
        found = _MARK.match(label)
        written = found[1] if found and len(label) > len(found[0]) else ""
    return (_mark_rank(written), shift, cell.indent if cell else 0)


def nest(rows: list[Row]) -> None:
    """Give every row its parents: nearer above and less deep."""
    stack: list[tuple[tuple[int, ...], Row]] = []
    opened: Row | None = None
    for index, row in enumerate(rows):
        tick()
        depth = _comparable(row)
        if opened is not None and row.depth[0] == 0 and opened.depth >= (*row.depth[:1], 0, 0):
            depth = (*depth[:-1], depth[-1] + 1) if _same_style(opened, row) else depth
        while stack and not stack[-1][0] < depth:
            stack.pop()
        if not row.has_values and ONLY_IN_WHICH.match(fold(row.label)):
            # "Trong đó:" alone is no parent; the rows after it belong to the row before it.
            previous = rows[index - 1] if index else None
            opened = previous
            row.parents = tuple(item for _, item in stack)
            continue
        parents = [item for _, item in stack]
        if row.in_which and index and rows[index - 1] not in parents and row.has_values:
            parents.append(rows[index - 1])
        row.parents = tuple(parents)
        stack.append((depth, row))


def band_over(sheet: Sheet, number: int, columns: Columns) -> HeaderWords | None:
    """The words of a row that stands over the figures only and says what they are."""
    cells = sheet.rows[number]
    values = columns.value_indexes
    if not all(cell.column in values and isinstance(cell.value, str) for cell in cells):
        return None
    texts = {cell.text for cell in cells}
    if len(texts) != 1:
        return None
    text = next(iter(texts))
    words = header_words(text)
    unit = unit_of(text.strip("()")) or words.unit
    if unit is None and not words.says_something:
        return None
    return replace(words, unit=unit)


def continues_label(before: Row, row: Row) -> bool:
    """True when a label broken over two rows goes on: the second starts with a small letter."""
    return bool(
        before.label_cell is not None
        and row.label_cell is not None
        and not before.has_values
        and row.has_values
        and row.number == before.number + 1
        and row.label_cell.column == before.label_cell.column
        and row.label[:1].islower()
        and not before.label.rstrip().endswith(":")
        and row.depth[0] == 0
        and len(before.label) > 8
    )


@lru_cache(maxsize=4096)
def _mark_rank(mark: str) -> int:
    """How deep a numbering mark stands; 0 for none."""
    if not mark:
        return 0
    if mark in "-–—":
        return 60
    if mark in "+":
        return 70
    if mark in "*•":
        return 55
    if re.fullmatch(r"\d{1,3}", mark):
        return 30
    if re.fullmatch(r"\d{1,2}(?:\.\d{1,2})+", mark):
        return 30 + 5 * mark.count(".")
    if mark in "CD" or (len(mark) == 1 and mark.isupper() and mark not in "IVX"):
        return 10
    if _ROMAN.fullmatch(mark):
        return 20
    if len(mark) == 1:
        return 50
    return 30


def _comparable(row: Row) -> tuple[int, ...]:
    """Depths that compare: marked rows by mark, unmarked ones by shift and indent."""
    rank, shift, indent = row.depth
    if row.role is RowRole.TOTAL and not rank:
        return (0, shift, indent, 0)
    if row.role is RowRole.SECTION and not rank and _is_capital(row.label):
        # "SẢN LƯỢNG" over the crops: capitals are all that sets it above them.
        return (_CAPITALS, shift, indent, 0)
    inside = row.in_which or (row.place is not None and not row.own_indicator)
    return (rank or _UNMARKED, shift, indent, 1 if inside else 0)


@lru_cache(maxsize=4096)
def _is_capital(label: str) -> bool:
    return without_unit(bare_label(label)).isupper()


def _same_style(opened: Row, row: Row) -> bool:
    return opened.depth == row.depth
