"""What must not come in at all: lists of persons, papers stamped secret, files without content.

Messages name the sheet and the kind of column, never a value.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from etl.read.cells import Cell, Sheet, Workbook
from yardstick.domain.vietnamese import fold
from yardstick.errors import WorkbookRefused

# Luật Bảo vệ bí mật nhà nước: the three stamps; alone in a cell or after the words "độ mật".
_STAMP = re.compile(r"(?:độ mật\s*:?\s*)?(?:tuyệt mật|tối mật|mật)", re.IGNORECASE)
_STAMPED_CAPITALS = re.compile(r"(?:TUYỆT MẬT|TỐI MẬT|MẬT)")

_NAME_HEADING = re.compile(
    r"\b(ho va ten|ho,? ten|ho ten|ho va chu dem|ten chu ho|ho ten chu ho|chu ho|nguoi dai dien ho|"
    r"ten nguoi|ten hoc sinh|ten benh nhan|ten cong dan|ten doi tuong|ten can bo)\b"
)
_PERSONAL_HEADING = re.compile(
    r"\b(cccd|cmnd|cmt|can cuoc|so dinh danh|ma dinh danh|chung minh|ngay sinh|nam sinh|"
    r"ngay,? thang,? nam sinh|ma so ho|ma ho|so ho khau|so dien thoai|dien thoai|sdt|"
    r"so the bhyt|ma the|so the|so so bhxh|ma so bhxh|ma bhxh|so tai khoan|dia chi|noi o|"
    r"thuong tru|noi sinh|que quan|gioi tinh|dan toc|quan he voi chu ho|nam/nu)\b"
)
_IDENTITY_HEADING = re.compile(
    r"\b(so cccd|cccd|cmnd|so cmnd|can cuoc cong dan|so dinh danh ca nhan|ma so ho ngheo|"
    r"so the bhyt|ma so bhxh)\b"
)
# The commonest family names cover some nine in ten Vietnamese.
_FAMILY = (
    "nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đào|đoàn|vương|trịnh|"
    "trương|đinh|lâm|phùng|mai|tô|hà|cao|lưu|lương|thái|châu|tạ|tăng|quách|kiều|triệu|nông|chu|la|"
    "giáp|thạch|sơn|kim|vi|lò|giàng|vàng|sùng|ma|hứa|đàm|doãn|khuất|nghiêm|từ|bạch|lục"
)
_PERSON = re.compile(rf"(?:{_FAMILY})(?: [a-zđà-ỹăâêôơư]+){{1,4}}", re.IGNORECASE)
_IDENTITY = re.compile(r"0\d{11}|\d{9}|[A-Z]{2}\d{13}")
_BIRTHDAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}")
# Fewer names than this are the signatories of a table, not a list.
_LIST_FROM = 3


def screen(workbook: Workbook) -> None:
    """Let the workbook pass.

    Raises:
        WorkbookRefused: empty, secret or personal_data; hidden sheets count like visible ones.
    """
    if not any(sheet.cells for sheet in workbook):
        raise WorkbookRefused("empty", workbook.name, "no cell is filled")
    for sheet in workbook:
        if _is_secret(sheet):
            raise WorkbookRefused("secret", workbook.name, f"sheet {sheet.name!r} bears a stamp")
    for sheet in workbook:
        if _lists_persons(sheet):
            raise WorkbookRefused(
                "personal_data", workbook.name, f"sheet {sheet.name!r} lists persons"
            )


def _is_secret(sheet: Sheet) -> bool:
    for row, cells in sheet.rows.items():
        if row > 15:
            return False
        for cell in cells:
            text = cell.text.strip(" .:*-()[]")
            if _STAMPED_CAPITALS.fullmatch(text):
                return True
            if text.lower().startswith("độ mật") and _STAMP.fullmatch(text):
                return True
    return False


def _lists_persons(sheet: Sheet) -> bool:
    headings = {text for text in sheet.texts if len(text) <= 80 and any(_heading(text))}
    for row, cells in sheet.rows.items() if headings else ():
        names: list[int] = []
        personal: list[int] = []
        identity: list[int] = []
        for cell in cells:
            if not isinstance(cell.value, str) or cell.value not in headings:
                continue
            of_name, of_person, of_identity = _heading(cell.value)
            if of_name:
                names.append(cell.column)
            elif of_person:
                personal.append(cell.column)
            if of_identity:
                identity.append(cell.column)
        if names and personal and _filled_below(sheet, row, names):
            return True
        if identity and _identities(_column(sheet, row, identity[0])):
            return True
    return _persons_without_heading(sheet)


@lru_cache(maxsize=65536)
def _heading(text: str) -> tuple[bool, bool, bool]:
    """Whether a text heads a column of names, of personal details, of identity numbers."""
    words = fold(text)
    return (
        bool(_NAME_HEADING.search(words)),
        bool(_PERSONAL_HEADING.search(words)),
        bool(_IDENTITY_HEADING.search(words)),
    )


def _column(sheet: Sheet, row: int, column: int) -> Iterable[Cell]:
    for below in range(row + 1, min(row + 400, sheet.last_row) + 1):
        cell = sheet.at(below, column)
        if cell is not None:
            yield cell


def _filled_below(sheet: Sheet, row: int, columns: list[int]) -> bool:
    return any(
        sum(_is_person(cell) for cell in _column(sheet, row, column)) >= 1 for column in columns
    )


def _is_person(cell: Cell) -> bool:
    return isinstance(cell.value, str) and bool(_PERSON.fullmatch(cell.text))


def _identities(cells: Iterable[Cell]) -> bool:
    return sum(bool(_IDENTITY.fullmatch(cell.text)) for cell in cells) >= _LIST_FROM


def _is_name(text: str) -> bool:
    return len(text) <= 40 and bool(_PERSON.fullmatch(text))


def _persons_without_heading(sheet: Sheet) -> bool:
    """True when one column holds names and another identity numbers or birthdays beside them."""
    named = {text for text in sheet.texts if _is_name(" ".join(text.split()))}
    if not named:
        return False
    persons: dict[int, set[int]] = {}
    marks: dict[int, set[int]] = {}
    for cell in sheet.cells.values():
        if isinstance(cell.value, str):
            text = cell.text
            if cell.value in named:
                persons.setdefault(cell.column, set()).add(cell.row)
            elif _IDENTITY.fullmatch(text) or _BIRTHDAY.fullmatch(text):
                marks.setdefault(cell.column, set()).add(cell.row)
        elif isinstance(cell.value, date):
            marks.setdefault(cell.column, set()).add(cell.row)
    return any(
        len(rows & others) >= _LIST_FROM
        for column, rows in persons.items()
        for other, others in marks.items()
        if other != column
    )
