"""Quantities that are no figures after all, each with its reason."""

import re
from decimal import Decimal

from etl.extract.clause import Sentence
from etl.extract.lexicon import REFUSED_NOUNS
from etl.extract.reading import Reading, Scope
from etl.parse.quantity import Quantity
from etl.parse.syllable import LOWER, UPPER

_VERDICT = re.compile(r"đạt|vượt|hoàn thành|thực hiện")


_ATTENDANCE = re.compile(
    r"dự hội nghị|tham dự|có mặt|biểu quyết|hội nghị có|đại biểu|phiếu|nhất trí|"
    r"thống nhất 1?0?0?%? ?\d"
)


_MERGED = re.compile(
    r"(?:sáp nhập|hợp nhất|nhập|thành lập)(?: nguyên trạng)?(?: (?:từ|của|toàn bộ))*\s*$|"
    r"(?:đại diện|thay mặt)(?: cho)?(?: (?:hơn|gần|trên))?\s*$"
)
_ONE_PROJECT = re.compile(
    r"tổng mức đầu tư|mức đầu tư|tổng dự toán|dự toán công trình|giá gói thầu|trị giá|"
    r"mức phạt|xử phạt|phạt tiền|giá khởi điểm|mỗi suất|suất quà|mỗi hộ|tặng quà|ủng hộ|"
    r"mỗi (?:em|cháu|gia đình|nhà|căn)"
)


# Groups of goods, industries and places are set or listed, unless something is said of them.
_COUNTED_GROUPS = ("nhóm", "ngành", "địa phương", "lĩnh vực")
_SAID_OF_GROUP = re.compile(
    r"(?: (?:hàng|hàng hóa|hàng hoá|sản xuất|công nghiệp|cấp \w+|,? ?dịch vụ)){0,3},?"
    r"(?: (?:hàng|dịch vụ|hàng hóa|hàng hoá))*"
    r" (?:(?:có|ghi nhận) (?:chỉ số|mức|tốc độ|tỷ lệ|giá|tăng)|"
    r"tăng|giảm|giữ giá|ổn định|đạt (?:tốc|mức|tỷ lệ|trên|từ|\d))"
)
# "tăng ở 61 địa phương": what is said of them stands before.
_SAID_BEFORE = re.compile(r"(?<![^\W\d_])(?:tăng|giảm)(?: điểm| giá)? (?:ở|tại)(?: cả)? $")
# "HĐND 2 huyện Hạ Lang, Thông Nông": the names follow at once.
_NAMED_PLACES = re.compile(r"(?:huyện|xã|tỉnh|thị xã|phường|thành phố|thị trấn)$")
_PROPER = re.compile(rf" [{UPPER}][{LOWER}]+")
# What a number before a noun says instead of counting: the dose, the crops of a year, the base.
_NO_COUNT = (
    (re.compile(r"mũi"), re.compile(r""), 5, "number of a dose"),
    (
        re.compile(r"vụ"),
        re.compile(r" ?(?:lúa|rau|màu|/ ?năm|(?:trong|một) năm)"),
        4,
        "crops a year",
    ),
    (re.compile(r"lượt"), re.compile(r" (?:xem|truy cập|đọc|chia sẻ|thích)"), 10**9, "counter"),
    (re.compile(r"dân"), re.compile(r""), 1, "base of a ratio"),
)
# What is set up, not merged.
_GROUNDS = ("cụm", "cụm công nghiệp", "khu công nghiệp", "kcn", "ccn", "doanh nghiệp", "hợp tác xã")
_COUNTRY = (34, 63, 64)


def _not_counted(noun: str, before: str, after: str) -> str:
    """Why a number before a noun counts nothing of its own, or ''."""
    if noun == "khu" and after.startswith(" vực"):
        return "things set or listed"
    return "units a place was made of" if _MERGED.search(before[-40:]) else ""


def refuse(sentence: Sentence, reading: Reading, scope: Scope) -> None:
    """Mark a reading that is no figure after all with the reason."""
    quantity, left = reading.quantity, reading.left
    noun = quantity.noun.split("/")[0]
    around = sentence.low[
        max(sentence.begin, quantity.begin - 90) : min(sentence.end, quantity.tail + 60)
    ]
    after = sentence.low[quantity.tail : quantity.tail + 40]
    capitals = sentence.text[quantity.tail : quantity.tail + 20]
    refused = ""
    if quantity.family == "bare" and not reading.unit:
        refused = "no unit"
    elif quantity.family == "count" and not noun:
        refused = "scale without a noun"
    elif why := _never_counted(quantity, noun, left.words, after, capitals):
        refused = why
    elif (
        noun == "chỉ tiêu"
        and quantity.form != "part"
        and not (_VERDICT.search(after[:30]) or re.search(r"đạt|vượt|hoàn thành", left.words[-16:]))
    ) or (
        quantity.form != "part"
        and noun in ("chỉ tiêu", "tiêu chí")
        and re.search(r"(?:đề ra|đặt ra|giao|gồm|xác định|với)\s*$", left.words)
    ):
        refused = "number of targets set"
    elif noun == "khu" and after.startswith(" vực"):
        refused = "things set or listed"
    elif quantity.family == "count" and noun not in _GROUNDS and _MERGED.search(left.words[-40:]):
        refused = "units a place was made of"
    elif noun in ("đồng chí", "đại biểu") or (
        _ATTENDANCE.search(around)
        and quantity.family in ("count", "percent")
        and not reading.own_name
    ):
        refused = "attendance or vote"
    elif (
        quantity.family == "money"
        and _ONE_PROJECT.search(left.words[-70:])
        and not re.search(r"tổng mức đầu tư (?:toàn xã hội|đăng ký)", left.words)
    ):
        refused = "amount of one project, gift or fine"
    elif (
        quantity.family == "count"
        and _ONE_PROJECT.search(sentence.low[sentence.begin : quantity.begin])
        and noun in ("phòng", "lớp", "tầng", "nhà", "suất", "giường")
    ):
        refused = "part of one project"
    elif not reading.name.strip():
        refused = "nothing it could measure"
    elif (
        quantity.value is not None
        and quantity.family == "percent"
        and abs(quantity.value) > Decimal(100000)
    ):
        refused = "no percentage has this size"
    reading.refused = refused


def _never_counted(quantity: Quantity, noun: str, words: str, after: str, capitals: str) -> str:
    """Why things called so are not counted, '' when they are."""
    if (
        noun.startswith(("tỉnh", "thành phố"))
        and quantity.form == "single"
        and quantity.value in _COUNTRY
    ):
        return "the number of provinces in the country"
    if noun in _COUNTED_GROUPS and (_SAID_OF_GROUP.match(after) or _SAID_BEFORE.search(words)):
        return ""
    if quantity.form == "single" and _NAMED_PLACES.match(noun) and _PROPER.match(capitals):
        return "places named, not counted"
    for named, behind, most, what in _NO_COUNT:
        small = quantity.value is not None and quantity.value <= most
        if small and named.fullmatch(noun) and behind.match(after):
            return what
    if noun == "ngày" and quantity.unit != noun:
        # "3.069,7 nghìn ngày" counts the days guests stayed.
        return ""
    if noun == "cây" and re.search(r"trồng[^,;.]{0,40}$", words):
        return ""
    why = REFUSED_NOUNS.get(noun, "")
    return "" if quantity.form == "part" and why == "things set or listed" else why
