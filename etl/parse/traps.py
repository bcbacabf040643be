"""Digits that are no figures: document numbers, dates, articles, slogans, names, codes.

Each trap has a name, which becomes the disposition of the digits it covers.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from etl.parse.units import find_unit_after

_DOCUMENT = (
    r"nghị quyết|chỉ thị|kết luận|quyết định|thông báo|công văn|kế hoạch|đề án|chương trình|"
    r"hướng dẫn|báo cáo|"
    r"thông tư|nghị định|văn bản|tờ trình|quy định|luật|pháp lệnh|thông tri|công điện|"
    r"tiêu chuẩn|quy chuẩn|đề tài|"
    r"chương trình hành động|chuyên đề|dự án|bộ luật|hiệp định|biên bản|giấy mời|"
    r"cuộc vận động|nghị quyết trung ương"
)
_NAMED = (
    r"vành đai|quốc lộ|ql|đường tỉnh|đt|tỉnh lộ|tl|huyện lộ|đường huyện|đh|cao tốc|đường|"
    r"tuyến xe buýt|xe buýt|nút|"
    r"km|ban chỉ đạo|tổ công tác|tổ đề án|bệnh viện|lữ đoàn|trung đoàn|sư đoàn|tiểu đoàn|"
    r"đại đội|quân khu|quân đoàn|binh đoàn|"
    r"thôn|khu phố|khu vực|tổ dân phố|tổ|ấp|xóm|bản|đội|làng|khóm|phường|quận|khu|cụm|lô|"
    r"gói thầu|mạch|tầng|phòng|nhà|block|"
    r"loại|cấp|hạng|mức độ|mức|bậc|lớp|khối|giai đoạn|đợt|vòng|lần|bước|phương án|nhóm|kỳ|"
    r"phiên|mẫu|biểu|bảng|"
    r"hình|phụ lục|trang|điều|khoản|tiểu mục|mục|chương|phần|điểm|tiết|khóa|khoá|thế hệ|"
    r"phiên bản|vùng|bão|cúm|tàu|kênh|trạm|cống|"
    r"nhà máy|công trình|máy|iso|top|hệ|ô|số|thứ|đoạn|mốc|tiểu khu|khoảnh|tiểu dự án|"
    r"nội dung|hợp phần|tiêu chí|chỉ tiêu|cột|dòng|ca|kíp"
)
# Words before "số" after which a quantity, not a number on a list, follows.
_QUANTITY_BEFORE_SO = (
    "tổng|con|chỉ|trong|một|dân|doanh|hệ|nâng|đưa|trên|lãi|đa|thiểu|có|quân|điểm|của|tăng|giảm|và"
)

_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "address",
        r"\S+@\S+|https?://\S+|www\.\S+|\b[\w-]+\.(?:gov|com|vn|org|net)(?:\.\w+)*(?:/\S*)?",
    ),
    (
        "document number",
        r"(?:số\s*:?\s*)?\d[\d ]{0,6}[a-z]?(?:/\d{4})?\s?[-/](?:\s?(?!(?:usd|vnđ|ha|"
        r"kg)\b))(?-i:[A-ZĐƯ])[\wĐđƯư.]*(?:[-/.&][\wĐđƯư.]+)*",
    ),
    (
        "date",
        r"(?:\bdate |(?<![\d/.-]))(?:19|20)\d{2}-\d{2}-\d{2}(?![\d/.,-]*\d)|"
        r"\bdate (?:19|20)\d{2}-\d{2}(?=\s)|"
        r"n ?gày\s+\d[\d ]?\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|"
        r"ngày\s+\d{1,2}(?:\s*(?:-|đến|và|"
        r",)\s*(?:ngày\s+)?\d{1,2})*\s+tháng\s+\d{1,2}(?:[,]?\s*(?:năm\s+|/)\d{4})?|"
        r"(?:ngày|sáng|chiều|tối|trưa|đêm|"
        r"hôm)\s+(?:ngày\s+)?\(?\d{1,2}[./-]\d{1,2}(?!\d)(?:(?:, | và |"
        r"-)\d{1,2}[./-]\d{1,2}(?!\d))*(?:[./-]\d{2,4})?|"
        r"ngày\s+\d{1,2}(?:(?:, | và | đến |-)\d{1,2})*(?: và | đến |, |"
        r"-)\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?(?!\d)|"
        r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d{2}(?!\d)|"
        r"(?:từ|đến|hết|trước|sau|quốc khánh|dịp|lễ|kể từ|"
        r"đường)\s+(?:ngày\s+)?(?:\d{1,2}\s+(?:đến|-)\s+(?:ngày\s+)?)?(?:0?[1-9]|[12]\d|"
        r"3[01])[/-](?:0?[1-9]|1[0-2])(?![\d/%]|[.,]\d|\s?(?:xã|huyện|thôn|hộ|tiêu chí|"
        r"chỉ tiêu|phường|tỉnh))|"
        r"ngày\s+(?:mồng\s+)?\d{1,2}(?=\s|[,.;)])(?!\s*(?:%|tỷ|triệu))|"
        r"(?:19|20)\d{2}\s*(?:-|đến)\s*(?:năm\s+)?(?:(?:19|20)\d{2}|\d{2})(?![\d%.,]\d)|"
        r"(?:tháng|quý)\s+\d{1,2}(?:\s*(?:,(?=\s)|và|-|đến)\s*(?:tháng\s+|"
        r"quý\s+)?\d{1,2})*(?:\s?/\s?(?:19|20)\d{2}|\s+năm\s+(?:19|20)\d{2})?(?!\d|[.,]\d)|"
        r"\b(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}(?![\d.,%])|"
        r"(?:năm|niên vụ|vụ)\s+(?:19|20)\d{2}(?:\s*(?:,|và)\s*(?:năm\s+)?(?:19|20)\d{2})*",
    ),
    (
        "time of day",
        r"\b\d{1,2}\s?(?:giờ|h)(?:\s?\d{1,2})?(?:\s?(?:phút|'))?\b|\b\d{1,2}:\d{2}(?::\d{2})?\b",
    ),
    (
        "span of time",
        r"\b\d{1,3}\s*(?:năm(?! (?:19|20)\d\d)|tháng|ngày đêm|ngày làm việc|ngày|tuần|phút|giây|"
        r"đêm|nhiệm kỳ|quý|thập kỷ|thế kỷ|năm học)\b(?:\s+(?:đầu|cuối|giữa)\s+năm)?",
    ),
    (
        "age",
        r"(?:trên|dưới|từ|đủ)?\s*\b\d{1,3}(?:\s*-\s*\d{1,3})?\s+(?:tháng )?tuổi\b|sinh năm \d{4}",
    ),
    ("map scale", r"tỷ lệ\s+1\s?[/:]\s?\d[\d.]*|\b1:\d[\d.]*"),
    (
        "phone or code",
        r"(?:điện thoại|đt|hotline|tổng đài|đường dây nóng|fax|sđt|zalo|tel|"
        r"số máy)\s*:?[\s(]*\+?\d[\d().\s-]*|"
        r"(?:mã hồ sơ|mã số thuế|mã số|số tài khoản|tài khoản số|biển (?:kiểm soát|số)|cccd|"
        r"cmnd|mã)\s*:?\s+[\w-]*\d[\w.-]*|"
        r"\(\d{3,4}\)\s?\d[\d.\s-]{5,}|\b0\d{8,10}\b|\b0\d{2,4}\.\d{3}\.\d{3,4}\b",
    ),
    (
        "counter",
        r"(?:lượt xem|lượt truy cập|đang truy cập|hôm nay|hôm qua|tổng lượt truy cập|"
        r"tổng truy cập|đang online|trực tuyến|cập nhật lúc|cập nhật|"
        r"tháng này|tuần này|tất cả|đã xem)\s*:\s*[\d.,:/]+|trang \d+\s?/\s?\d+",
    ),
    ("map scale", r"\b\d+[ ]?kv\b"),
    (
        "slogan",
        r'\d+\s*"[^"\n]{1,24}"|"(?:\s*\d{1,2} [^"\d,;%]{1,24}[,;]?){1,4}"|\b\d{1,2} (?:rõ|dám|'
        r"tại chỗ|sẵn sàng|quyết tâm|biết|hơn|đảm|k)\b(?! \d)",
    ),
    ("slogan", r"\b[1-4] con số\b"),
    ("list number", r"\(\d{1,2}\)"),
    ("index base", r"= ?100(?![\d.,])%?"),
    (
        "ordinal",
        r"(?:lần|kỳ họp|phiên họp|kỳ|khóa|khoá|hội nghị|phiên|đại hội|"
        r"ngày)\s+(?:lần\s+)?(?:thứ\s+)\d{1,2}|(?:khóa|khoá)\s+\d{1,3}",
    ),
    ("slogan", r"\b\d trong \d\b|\b24/(?:7|24)\b(?: giờ)?|\b\d+ buổi\s?/\s?ngày"),
    (
        "definition",
        r"(?:trên|/|tính trên|bình quân|/ ?mỗi)\s*(?:0?1|100|1\.000|1000|10\.000|"
        r"100\.000)\s*(?:vạn dân|dân|người dân|nghìn dân|ha\b|đơn vị|hộ\b|sào|lao động|"
        r"m2)(?! )|"
        r"(?:trên|/|bình quân|tính trên)\s*(?:0?1|100|1\.000|1000|10\.000|"
        r"100\.000)\s+(?:vạn dân|dân|người dân|nghìn dân|ha|đơn vị|đầu người|héc ta)\b|"
        r"\b\d{1,2}\s+(?:sao|cấp|mũi giáp công|mặt trận)\b",
    ),
    (
        "country",
        r"(?:cả nước|toàn quốc|bảng xếp hạng|nước ta)(?: hiện| chỉ)?(?: có| còn|"
        r" gồm)* \d{2} (?:tỉnh|đơn vị)",
    ),
)
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _PATTERNS)
# A capital letter with digits glued on: QL5A, H5N1, COVID-19, CN-05, CT.04, 34B-000.12, 93A.
_CODE = re.compile(
    r"(?<![\w/])(?:[A-ZĐ][A-Za-zĐđ]{0,9}[-.]?\d[\w.-]*[\w]|[A-ZĐ][A-Za-zĐđ]{0,9}[-.]?\d|"
    r"\d{1,4}[A-ZĐ](?:[-.]\d[\d.]*)?)(?![\w%])"
)
_NUMBERED = re.compile(
    rf"(?:\b(?:{_DOCUMENT})\s+(?:(?:số|trung ương|tw)\s*:?\s*)?|"
    rf"(?<![^\W\d_])(?:(?P<before>[^\W\d_]+) )?số\s*:?\s*|"
    rf"\b(?:{_NAMED})\s+(?:số\s+|thứ\s+)?)(?P<digits>\d[\d ]*[a-z]?(?:\.\d+)*)(?:(?:, | và |"
    rf"\s?-\s?)(?:số )?\d+(?![\d%]|[.,]\d))*(?![\w%]|[,.]\d|/\d)",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"(?:xếp|đứng|vị trí|hạng|đạt|giữ|lên|xuống|từ|và|vị) (?:hạng |thứ |vị trí )*$"
)
_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d{2}(?![\d]|[.,]\d)")


@dataclass(frozen=True)
class Trap:
    """A stretch of the view whose digits are no figures."""

    begin: int
    end: int
    name: str


class Traps:
    """All traps of a view, asked by place."""

    def __init__(self, found: list[Trap]) -> None:
        """Keep the traps in order; the longest of overlapping ones speaks."""
        self._traps = sorted(found, key=lambda trap: (trap.begin, -trap.end))
        self._begins = [trap.begin for trap in self._traps]

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._traps)

    def within(self, begin: int, end: int) -> list[Trap]:
        """The traps that lie inside a stretch."""
        first, last = bisect_right(self._begins, begin - 1), bisect_right(self._begins, end - 1)
        return [trap for trap in self._traps[first:last] if trap.end <= end]

    def over(self, begin: int, end: int) -> Trap | None:
        """The trap that covers any part of [begin, end)."""
        index = bisect_right(self._begins, end - 1)
        for trap in reversed(self._traps[max(0, index - 12) : index]):
            if trap.begin < end and begin < trap.end:
                return trap
        return None


def find_traps(text: str, low: str) -> Traps:
    """The traps of a view, given in both cases."""
    found: list[Trap] = []
    for name, pattern in _COMPILED:
        found += [Trap(*match.span(), name) for match in pattern.finditer(text)]
    found += [Trap(*match.span(), "code or name") for match in _CODE.finditer(text)]
    for match in _NUMBERED.finditer(low):
        digits_end = match.end("digits")
        if (match["before"] or "") in _QUANTITY_BEFORE_SO.split("|") and "số" in match.group():
            continue
        lead = match.group()[: match.start("digits") - match.start()]
        words = lead.split()
        if (
            words
            and words[-1] in ("thứ", "hạng", "trí")
            and _RANKED.search(low[max(0, match.start() - 14) : match.start("digits")])
        ):
            continue
        if "số" not in lead and find_unit_after(low, digits_end) is not None and not _firm(words):
            continue
        found.append(Trap(*match.span(), "number of a name"))
    for match in _YEAR.finditer(low):
        unit = find_unit_after(low, match.end())
        if unit is None or re.search(
            r"(?:năm|đoạn|kỳ|[-/])\s?$", low[max(0, match.start() - 6) : match.start()]
        ):
            found.append(Trap(*match.span(), "date"))
    return Traps(found)


def _firm(words: list[str]) -> bool:
    """True when the digits after these words name a thing even if a noun follows."""
    return " ".join(words[-3:]).endswith(("đề án", "ban chỉ đạo")) or words[-1:] in (
        ["điều"],
        ["khoản"],
        ["mục"],
        ["top"],
    )
