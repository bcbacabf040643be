"""What stands behind a number: money, measures, percent, and the nouns that are counted."""

import re
from dataclasses import dataclass
from typing import Literal

from etl.parse.vocabulary import words

Family = Literal["percent", "points", "money", "measure", "times", "score", "moves", "count"]


@dataclass(frozen=True)
class UnitMatch:
    """A unit behind a number.

    Attributes:
        text: The unit in normal spelling ("triệu đồng/người").
        family: What kind of unit it is.
        end: Where it ends in the text it was found in.
        noun: For counts, the noun without its scale ("lượt khách").
    """

    text: str
    family: Family
    end: int
    noun: str = ""


_SCALE = r"(?:trăm nghìn|nghìn tỷ|ngàn tỷ|triệu tỷ|nghìn|ngàn|triệu|tỷ|vạn)"
_CURRENCY = (
    r"(?:đồng(?! chí| bào| thời| bộ| bằng)|vnđ|vnd|usd|đô la mỹ|đô-la mỹ|đô la|đô-la|euro|"
    r"eur|ndt|nhân dân tệ|yên|đ(?![\w/-]))"
)
_PER = (
    r"(?:\s?/\s?(?:1\s|01\s)?(?:người|năm|tháng|hộ|ha|lao động|lđ|vạn dân|nghìn dân|"
    r"1\.000 dân|1000 dân|10\.000 dân|100 dân"
    r"|100\.000 dân|xã|thôn|ngày đêm|ngày|lượt|khách|m2|con|trang trại|doanh nghiệp|"
    r"hợp tác xã|htx|vụ|học sinh|giường|dân|"
    r"sào|đơn vị|lớp|gia đình|suất|phiếu|lần|giờ|kg|cây|đầu người|km2|quý|kỳ|năm học|lít))"
)
_MEASURES = (
    r"m3/ngày đêm|m3/ngày|tấn/ngày đêm|tấn/ngày|tạ/ha|tấn/ha|kg/ha|triệu m3|ha|hecta|héc ta|"
    r"héc-ta|km2|km|m2|m3|tấn hơi|tấn|tạ|kg|lít|"
    r"kwh|gwh|mwh|mwp|mw|mva|kva|teu|dwt|mét vuông|mét khối|mét|m(?![\w/])|ste"
)

# Longest first, so that "lượt khách" wins over "lượt".
_NOUN_LIST = sorted(words("counted_nouns"), key=len, reverse=True)
_TERRITORY = (
    r"(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|tỉnh|thôn|bản|tổ dân phố|"
    r"khu dân cư|khu phố|làng|ấp|khóm|buôn)"
)
_NOUN = (
    rf"(?:{_TERRITORY}(?:(?:, |/| và ){_TERRITORY}(?=\b))+|gia súc, gia cầm|"
    + "|".join(re.escape(noun) for noun in _NOUN_LIST)
    + ")"
)

_UNIT = re.compile(
    r"\s{0,2}(?:"
    r"(?P<points>(?:%\s?)?(?:điểm phần trăm|điểm %|điểm%|đpt|điểm phần nghìn))"
    rf"|(?P<percent>(?:%|‰|phần trăm|phần nghìn){_PER}?)"
    rf"|(?P<money>(?:(?:{_SCALE}|tr|tỷ|nghìn|ng)[. ]?\s?{_CURRENCY}|(?:tr|tỷ)\.?đ(?![\w-])|"
    rf"{_CURRENCY}|trđ){_PER}*)"
    rf"|(?P<measure>(?:{_SCALE} )?(?:{_MEASURES})(?![^\W\d_]){_PER}*)"
    r"|(?P<times>lần(?! thứ| lượt| đầu| cuối| này| trước))"
    r"|(?P<moves>bậc|hạng(?! mục)|thứ bậc|vị trí)"
    rf"|(?P<count>(?:{_SCALE} )?{_NOUN}(?![^\W\d_]|/(?!0?1 vạn|10[.0]*0)[\d])(?:\s?/\s?"
    r"(?:(?:0?1 )?vạn dân|1\.000 dân|"
    rf"1000 dân|10\.000 dân|100 dân|xã|người|năm|tháng|ha|hộ|km2|lớp|thôn|phòng|lao động|"
    rf"ngày|quý|dân|đầu người|giáo viên|trường)(?![^\W\d_])){{0,2}})"
    rf"|(?P<bare>{_SCALE})(?![^\W\d_])"
    r")"
)
_SPELL = (
    (re.compile(r"^tr(?:\.| |iệu )?\s?đ(?:ồng)?(?=/|$)|^trđ"), "triệu đồng"),
    (re.compile(r"^tỷ[. ]?\s?đ(?=/|$)"), "tỷ đồng"),
    (re.compile(r"^(.*)\bngàn\b"), r"\1nghìn"),
    (re.compile(r"\bvnđ\b|\bvnd\b"), "đồng"),
    (re.compile(r"\bđ(?=/|$)"), "đồng"),
    (re.compile(r"\busd\b"), "USD"),
    (re.compile(r"\bđô la mỹ\b|\bđô-la mỹ\b"), "đô la Mỹ"),
    (re.compile(r"\bhecta\b|\bhéc ta\b|\bhéc-ta\b"), "ha"),
    (re.compile(r"% (?=điểm)"), ""),
    (re.compile(r"phần trăm/"), "%/"),
    (re.compile(r"^phần trăm$"), "%"),
    (re.compile(r"^phần nghìn$"), "‰"),
    (re.compile(r"\s*/\s*"), "/"),
    (re.compile(r"^(mwp|mw|kwh|gwh|mva|kva)$"), r"\1"),
)


# After "nghìn", "triệu" any noun may be counted: 67,5 nghìn cái, 221 nghìn viên.
_LOOSE_NOUN = re.compile(
    r" (?!(?:và|so|đã|được|trong|năm|từ|tăng|giảm|là|cho|của|với|bằng|để|hay|hoặc|đạt|còn|"
    r"theo|do|tại|trên|dưới|đến|thì|mà|này|trở|cùng|vượt|chiếm|ở|khi|"
    r"nhưng)(?![^\W\d_]))([^\W\d_]{2,8})(?![^\W\d_])"
)


def normal_unit(text: str) -> str:
    """A unit in the one spelling used for records."""
    unit = re.sub(r"\s+", " ", text.strip().lower())
    for pattern, right in _SPELL:
        unit = pattern.sub(right, unit)
    return unit


def find_unit_after(low: str, at: int) -> UnitMatch | None:
    """The unit that begins at a place of the lower-case text (spaces allowed before it)."""
    found = _UNIT.match(low, at)
    if found is None or found.lastgroup is None:
        return None
    family = found.lastgroup
    text = normal_unit(found.group())
    end = found.end()
    if family == "bare" and not text.endswith("tỷ"):
        noun = _LOOSE_NOUN.match(low, end)
        if noun is not None and not (text == "triệu" and noun[1] in ("của", "cho")):
            return UnitMatch(f"{text} {noun[1]}", "count", noun.end(), noun[1])
    if family == "bare":
        # "86 tỷ" is money; "15 nghìn" alone is a count without its noun.
        if text.endswith(("tỷ", "triệu")):
            return UnitMatch(f"{text} đồng", "money", end)
        return UnitMatch(text, "count", end, noun="")
    if family == "count":
        counted = re.sub(rf"^{_SCALE} ", "", text)
        score = counted == "điểm" or counted.startswith("điểm/")
        return UnitMatch(text, "score" if score else "count", end, counted)
    assert family in ("points", "percent", "money", "measure", "times", "moves")  # noqa: S101
    return UnitMatch(text, family, end)  # type: ignore[arg-type]
