"""What stands above a table: what it measures, its unit and its year; rows that are places."""

import re
from dataclasses import dataclass

from etl.extract.cells import unit_of_cell
from etl.extract.layout import Block
from etl.parse.syllable import LOWER, UPPER
from etl.parse.view import View

_UNIT_LINE = re.compile(
    r"(?:đơn vị(?: tính)?|đvt|đv tính)(?:\s*[-/]\s*unit)?\s*:\s*(?P<unit>[^\n;:)]{1,28}?)"
    r"(?:\s*[-/;)]\s*[a-z.: ]*)?\s*$"
)
_YEAR = re.compile(r"(?<!gốc )(?<!gốc năm )(?<!với năm )năm (?P<year>(?:19|20)\d\d)(?!\d)")
_NUMBERED = re.compile(
    r"^(?:(?:bảng|biểu(?: số)?|phụ lục)(?: (?:số )?\d+(?:\.\d+)*)?|\d+(?:\.\d+)*)[.:)]?\s*[-–]?\s*",
    re.IGNORECASE,
)
_DIVIDED = re.compile(
    r"\s+(?:(?:phân|chia) theo|theo (?:huyện|xã|đơn vị|địa phương|ngành)|của các|"
    r"các (?:huyện|xã|tỉnh|địa phương))\b.*$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"[\s,]+(?:các (?:tháng|quý|năm)|qua các năm|giai đoạn|từ năm|(?:trong )?năm \d|tháng \d|"
    r"quý [\div]|so với|của \d).*$",
    re.IGNORECASE,
)
_INDEX = re.compile(r"chỉ số (?:giá|sản xuất)\b")
_PLACE = re.compile(
    rf"(?:huyện|thị xã|thành phố|tp\.?|xã|phường|tỉnh|quận|thị trấn|đặc khu) [{UPPER}]",
    re.IGNORECASE,
)
_NAME = re.compile(rf"(?:[{UPPER}][{LOWER}']*(?:[ -]+|$)){{1,5}}$")
_WHOLE_COUNTRY = re.compile(r"(?:cả nước|toàn quốc)$", re.IGNORECASE)
_ABOVE = 6


@dataclass(frozen=True)
class Title:
    """What the lines above a table say of it.

    Attributes:
        name: What is measured, '' where no line tells it.
        unit: The unit of the whole table, or ''.
        year: The year, or None.
        index: "Chỉ số giá" or "Chỉ số sản xuất" for a table of indices, written as 109,31 for a
            growth of 9.31 %; else ''.
        compared: What the indices are set against, as written, or ''.
    """

    name: str
    unit: str
    year: int | None
    index: str
    compared: str

    def of_index(self, label: str) -> str:
        """A row of a table of price indices, named as an index."""
        plain = label.capitalize() if label.isupper() else label
        low = plain.lower()
        if self.index == "Chỉ số giá" and low in ("chỉ số chung", "tổng chỉ số", "chung"):
            return "Chỉ số giá tiêu dùng"
        if low.startswith("chỉ số"):
            return plain
        return f"{self.index} {plain[:1].lower()}{plain[1:]}"


def unit_said(low: str) -> str:
    """The unit a line tells for the whole table ("Đơn vị tính: Người"), or ''."""
    found = _UNIT_LINE.match(low.strip())
    return unit_of_cell(found["unit"]) if found else ""


def title_above(view: View, blocks: list[Block], index: int) -> Title:
    """What the few lines above a table's header say of it."""
    name, unit, whole = "", "", ""
    for block in reversed(blocks[max(0, index - _ABOVE) : index]):
        text = view.text[block.begin : block.end].strip()
        low = text.lower()
        found = _UNIT_LINE.search(low)
        if found:
            unit = unit or unit_of_cell(found["unit"])
            continue
        if len(text) > 240 or text.endswith((".", ";", ":")) or block.role == "row":
            break
        if is_foreign(text) or re.fullmatch(r"[\W\d]*", text):
            continue
        name = _NUMBERED.sub("", text)
        bracket = re.search(r"\(([^()]{1,24})\)$", name)
        unit = unit or (unit_of_cell(bracket[1]) if bracket else "")
        whole = low
        break
    year = _YEAR.search(whole)
    index_name = _INDEX.search(whole)
    compared = re.search(r"so với.*", whole)
    bare = _DATED.sub("", _DIVIDED.sub("", re.sub(r"\s*\([^()]*\)", "", name))).strip(" ,:-")
    return Title(
        bare,
        unit,
        int(year["year"]) if year else None,
        index_name.group().capitalize() if index_name else "",
        compared.group() if compared else "",
    )


def is_foreign(text: str) -> bool:
    """True for words without a single Vietnamese letter, more than an abbreviation."""
    return (
        text.isascii()
        and re.search(r"[A-Za-z]{3}", text) is not None
        and (not text.isupper() or len(text) > 4)
    )


def place_of_label(label: str, named_only: bool) -> str | None:
    """The place a row's label names.

    Args:
        label: The label.
        named_only: True where the header says that rows are places, so that a bare name is one.
    """
    bare = label.strip(" .:")
    if _PLACE.match(bare) and len(bare) < 40 and bare[0].isupper():
        return bare[0].lower() + bare[1:] if bare[:2].upper() != "TP" else bare
    if named_only and (_NAME.match(bare) or _WHOLE_COUNTRY.match(bare)):
        return bare.lower() if _WHOLE_COUNTRY.match(bare) else bare
    return None
