"""Units as sheets write them: in a column, in brackets, over a table, as ditto marks."""

import re
from functools import lru_cache

from etl.extract.bilingual import vietnamese_half
from etl.parse.units import find_unit_after
from yardstick.domain.unit import Unit, find_unit, normal_spelling
from yardstick.domain.vietnamese import same_words_key

_THOUSANDS = re.compile(r"^(?:1[. ]?000|10\^?3|ngh\.|ngh(?=\s))\s*(?=\D)")
_MILLIONS = re.compile(r"^(?:1[. ]?000[. ]?000|10\^?6|tr\.)\s*(?=\D)")
_TITLE_UNIT = re.compile(
    r"(?:đvt|đơn vị(?: tính)?|unit)\s*[:：]\s*(?P<unit>[^;()\n]+?)\s*(?:[;)]|$)", re.IGNORECASE
)
# "THU NGÂN SÁCH CÁC HUYỆN NĂM 2024 (tỷ đồng)".
_LAST_BRACKET = re.compile(r"\((?P<inner>[^()]{1,25})\)\s*$")
_DITTO = {'"', "''", "”", "“", "″", "〃", "nt", "như trên", '" "', ",,", "-nt-", "'", "’’", "´´"}
_SHORT = {
    "tr.đ": "triệu đồng", "trđ": "triệu đồng", "tr đồng": "triệu đồng", "tr.đồng": "triệu đồng",
    "tỷ": "tỷ đồng", "tỷ đ": "tỷ đồng", "tỷ.đ": "tỷ đồng", "đ": "đồng", "1000đ": "nghìn đồng",
    "1.000đ": "nghìn đồng", "1.000 đ": "nghìn đồng", "1000 đ": "nghìn đồng", "ng.đ": "nghìn đồng",
    "dn": "doanh nghiệp",
    "sp": "sản phẩm", "tr.usd": "triệu USD", "tr usd": "triệu USD", "trusd": "triệu USD",
    "ng": "người",
    "ha": "ha", "%": "%", "‰": "‰", "điểm": "điểm", "hạng": "hạng", "lần": "lần",
    "đơn vị": "đơn vị",
    "mil. usd": "triệu USD", "mill. usd": "triệu USD", "million usd": "triệu USD",
    "bill. dongs": "tỷ đồng", "bill. vnd": "tỷ đồng", "billion vnd": "tỷ đồng",
    "mill. dongs": "triệu đồng", "mil. dongs": "triệu đồng", "million vnd": "triệu đồng",
    "tủ": "tủ", "bậc": "bậc", "htx": "HTX", "gb/vạn dân": "giường/vạn dân",
}  # fmt: skip
# Words that stand in brackets after a name and only look like counted nouns.
_NO_UNITS = re.compile(
    r"giá|nếu|không|theo|trừ|gồm|kể|bao|so|của|tăng|giảm|chuẩn|mới|cũ|lũy kế|cộng dồn|năm|tháng|"
    r"quý|"
    r"kỳ|ước|thực hiện|kế hoạch|minh họa|tổng|trong đó|nguồn|số liệu"
)


def counted_noun(name: str) -> str | None:
    """What a name counts: "Số hộ nghèo" -> "hộ"; None for amounts, averages and rates."""
    for part in re.split(r"\s+[-–]\s+", same_words_key(name)):
        counting = re.match(r"(?:tổng )?số (?:lượng )?", part)
        if counting and not re.search(r"bình quân|/|\btrên (?:1|một|vạn)\b|tỷ lệ", part):
            noun = find_unit_after(part, counting.end())
            if noun is not None and noun.family == "count":
                return noun.text
    return None


def is_ditto(text: str) -> bool:
    """True for the marks that repeat the unit of the row above."""
    return text.strip().lower() in _DITTO


@lru_cache(maxsize=8192)
def unit_of(text: str) -> str | None:
    """The unit a text is, spelled as this product spells it; None when it is none known.

    Stricter than `find_unit`, which takes any noun: a bracket after a name may hold anything.
    """
    written = re.sub(r"\s+", " ", text).strip(" .:;,")
    if not written or len(written) > 40:
        return None
    low = _plain(written)
    if low in _SHORT:
        return _SHORT[low]
    found = find_unit(low)
    if found is not None and not found.counted:
        return found.code
    if _NO_UNITS.search(low):
        return None
    noun = find_unit_after(low, 0)
    if noun is not None and noun.end == len(low):
        return normal_spelling(low)
    head, slash, per = low.partition("/")
    if (
        slash
        and per
        and unit_of(head)
        and (unit_of(per) or per in ("vạn dân", "ngày đêm", "người"))
    ):
        return normal_spelling(low)
    return None


@lru_cache(maxsize=8192)
def column_unit(text: str) -> str | None:
    """The unit in a cell of a unit column, where any noun may be one."""
    text = vietnamese_half(text)
    known = unit_of(text)
    if known is not None:
        return known
    low = _plain(text)
    found = find_unit(low)
    return found.code if found is not None else None


def _plain(text: str) -> str:
    low = same_words_key(text).strip(" .:;,()")
    low = _MILLIONS.sub("triệu ", low)
    return _THOUSANDS.sub("nghìn ", low)


def unit_in_title(text: str) -> str | None:
    """The unit a line over a table gives: "(ĐVT: tỷ đồng)", or the bare words "Tỷ đồng"."""
    spoken = _TITLE_UNIT.search(text)
    if spoken:
        return unit_of(vietnamese_half(spoken["unit"]))
    bare = vietnamese_half(text.strip().strip("()")).strip()
    if len(bare) <= 30 and (unit := unit_of(bare)):
        return unit
    last = _LAST_BRACKET.search(text)
    return unit_of(last["inner"]) if last else None


def as_unit(text: str | None) -> Unit | None:
    """The unit of a spelled text, for comparing dimensions; ranks and points included."""
    return find_unit(text) if text else None
