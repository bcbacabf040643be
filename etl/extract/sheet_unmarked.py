"""Sheets written without marks ("Thu ngan sach tren dia ban"): their words given their marks back.

Old programs print so, and hurried hands type so. The words are those of the catalogue and of the
heads of sheets, and the names of places; a word that could be several stays as it is.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from etl.extract.folding import fold
from etl.read.cells import Cell, Sheet, Workbook
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.place import Place
from yardstick.domain.vietnamese import nfc

# What heads, units and titles of sheets say beside the catalogue's own names.
_PHRASES = """
biểu|bảng|báo cáo|tổng hợp|tình hình|kết quả|thực hiện|kế hoạch|dự toán|chỉ tiêu|chỉ tiêu chủ yếu
các chỉ tiêu|một số|số liệu|số thứ tự|đơn vị tính|đơn vị|đvt|địa bàn|địa phương|nội dung|ghi chú
tên chỉ tiêu|mã số|năm|tháng|quý|kỳ|cùng kỳ|so với cùng kỳ|so cùng kỳ|so với|so với kế hoạch
so kế hoạch|so với dự toán|so kh|so với kh|so dt|so với dt|so ck|so với ck|so với th|so|năm trước
cùng kỳ năm trước|tháng trước|quý trước|kỳ trước|đầu năm|cuối năm|đầu kỳ|cuối kỳ|cả năm|sáu tháng
6 tháng đầu năm|tháng đầu năm|tháng cuối năm|lũy kế|lũy kế từ đầu năm|cộng dồn|ước|ước thực hiện
ước tính|ước đạt|ưth|dự kiến|chính thức|sơ bộ|mục tiêu|phấn đấu|giao|trung ương giao|tỉnh giao
huyện giao|hđnd giao|nghị quyết|tỷ lệ|tốc độ|tốc độ tăng|tăng trưởng|tăng|giảm|tăng giảm
chênh lệch|chỉ số|cơ cấu|tỷ trọng|giá trị|sản lượng|diện tích|năng suất|tổng số|tổng cộng|cộng
trong đó|chia ra|bao gồm|trên địa bàn|toàn tỉnh|toàn huyện|tỉnh|huyện|thị xã|thành phố|phường
thị trấn|xã|ủy ban nhân dân|cục thống kê|sở tài chính|kinh tế|xã hội|kinh tế - xã hội|nông nghiệp
công nghiệp|dịch vụ|xây dựng|giá hiện hành|giá so sánh|người lập biểu|thủ trưởng đơn vị|nơi nhận
nguồn|tỷ đồng|triệu đồng|nghìn đồng|đồng|nghìn tỷ đồng|triệu usd|tấn|nghìn tấn|tạ|tạ/ha|người
nghìn người|hộ|nghìn ha|con|nghìn con|lượt|triệu lượt|lượt người|điểm|điểm %|vụ|dự án|doanh nghiệp
giường|giường/vạn dân|bác sĩ/vạn dân|hợp tác xã|trường|trạm|cơ sở|sản phẩm|hạng|lần
triệu đồng/người|triệu đồng/người/năm|triệu đồng/ha|xếp hạng
"""
_MARKED = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I)
_WORD = re.compile(r"[A-Za-z]+|\d+|%")
_LONGEST = 8
# A phrase of two words that only Vietnamese has stands in so many texts at least.
_ENOUGH = 3
_SURE = 0.8
Key = tuple[str, ...]


class Marks:
    """Phrases of Vietnamese by their words without marks."""

    def __init__(self, catalogue: Catalogue, places: Iterable[Place]) -> None:
        """Take the catalogue's names, all parts of them, and what sheets say beside them."""
        counted: dict[Key, Counter[Key]] = defaultdict(Counter)
        names = (
            name
            for item in catalogue
            for name in (item.name_vi, item.short_vi or "", *item.synonyms)
        )
        for name in names:
            _count(counted, name)
        self._phrases = _sure(_named(places)) | _sure(counted)
        # Said by nearly every sheet, these win over parts of names.
        for phrase in _PHRASES.replace("\n", "|").split("|"):
            if words := _words(phrase):
                self._phrases[tuple(map(fold, words))] = words

    def speaks(self, texts: Iterable[str]) -> bool:
        """True when several texts say what only Vietnamese says."""
        return sum(map(self._is_telling, texts)) >= _ENOUGH

    def _is_telling(self, text: str) -> bool:
        words = [word.lower() for word in _WORD.findall(text)]
        return any(self._phrases.get(pair, pair) != pair for pair in pairwise(words))

    def restored(self, text: str) -> str:
        """The text with the marks of every phrase in it, the longest first; the rest as it is."""
        found = list(_WORD.finditer(text))
        plain = [match.group().lower() for match in found]
        written: list[str] = []
        end = at = 0
        while at < len(found):
            length = next(
                (
                    size
                    for size in range(min(_LONGEST, len(found) - at), 0, -1)
                    if tuple(plain[at : at + size]) in self._phrases
                ),
                0,
            )
            marked = self._phrases.get(tuple(plain[at : at + length]), ())
            for match, word in zip(found[at : at + max(length, 1)], marked or (None,), strict=True):
                written += [text[end : match.start()], _as(match.group(), word)]
                end = match.end()
            at += max(length, 1)
        return "".join([*written, text[end:]])


def _words(text: str) -> Key:
    """The words of a text with marks, by the same cuts as without them."""
    return tuple(re.findall(r"[^\W\d_]+|\d+|%", nfc(text).lower()))


def _count(counted: dict[Key, Counter[Key]], name: str) -> None:
    words = _words(name)
    for first in range(len(words)):
        for last in range(first + 1, min(first + _LONGEST, len(words)) + 1):
            part = words[first:last]
            counted[tuple(map(fold, part))][part] += 1


def _named(places: Iterable[Place]) -> dict[Key, Counter[Key]]:
    """Whole names of places, with their type and without; a single word says too little."""
    counted: dict[Key, Counter[Key]] = defaultdict(Counter)
    for place in places:
        for name in (place.name, place.full_name):
            words = _words(name)
            if len(words) > 1:
                counted[tuple(map(fold, words))][words] += 1
    return counted


def _sure(counted: Mapping[Key, Counter[Key]]) -> dict[Key, Key]:
    """The phrases that are nearly always written with the same marks."""
    found = {}
    for plain, several in counted.items():
        words, times = several.most_common(1)[0]
        if times >= _SURE * several.total():
            found[plain] = words
    return found


def _as(written: str, word: str | None) -> str:
    """A word in the capitals of the one it stands for."""
    if word is None:
        return written
    if written.isupper() and len(written) > 1:
        return word.upper()
    return word.capitalize() if written[0].isupper() else word


def with_marks(workbook: Workbook, catalogue: Catalogue, places: Iterable[Place]) -> Workbook:
    """The workbook with marks in the sheets that have none at all; others as they are."""
    bare = [sheet for sheet in workbook if not _has_marks(sheet)]
    if not bare:
        return workbook
    marks = Marks(catalogue, places)
    # A small sheet of a book without marks says little by itself.
    if not marks.speaks({text for sheet in bare for text in sheet.texts}):
        return workbook
    changed = {id(sheet): _marked(sheet, marks) for sheet in bare}
    return replace(workbook, sheets=tuple(changed.get(id(sheet), sheet) for sheet in workbook))


def _has_marks(sheet: Sheet) -> bool:
    return any(_MARKED.search(nfc(text)) for text in sheet.texts)


def _marked(sheet: Sheet, marks: Marks) -> Sheet:
    known = {text: marks.restored(text) for text in sheet.texts}
    cells = {at: _with(cell, known) for at, cell in sheet.cells.items()}
    return replace(sheet, cells=cells)


def _with(cell: Cell, known: dict[str, str]) -> Cell:
    if not isinstance(cell.value, str) or known[cell.value] == cell.value:
        return cell
    return replace(cell, value=known[cell.value])
