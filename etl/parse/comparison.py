"""What a figure is set against, and the words that make it a floor, a ceiling or about right.

Bases are the plan and who gave it, last month, the start of the year, an average.
"""

import re
from dataclasses import dataclass

_PLAN = (
    r"(?:chỉ tiêu(?! (?:về|đạt|chưa|không|hoàn thành|vượt))(?: kế hoạch)?|kế hoạch|dự toán|"
    r"nghị quyết|mục tiêu|(?<![^\W\d_])kh(?![^\W\d_])|(?<![^\W\d_])dt(?![^\W\d_])|"
    r"(?<![^\W\d_])nq(?![^\W\d_])|số giao|chỉ tiêu giao|kịch bản|phương án giao|"
    r"(?:trung ương|tỉnh|huyện|hđnd \w+|xã) giao)"
)
_STOP = (
    r"(?=[,;.()\n]|$| và (?:tăng|giảm|bằng|đạt|vượt|cao|thấp|gấp|\d)| nhưng | trong đó|"
    r" hay | song |, | đồng thời| \d+(?:,\d+)?%|-\d)"
)
_AGAINST = r"(?:(?:so|sánh)(?: với| cùng)?|với|của|theo)"
_PLAN_PHRASE = re.compile(
    rf"\s*(?:{_AGAINST} )?(?:các |tổng |mức )?(?P<plan>{_PLAN}(?:(?!,|;|\.(?!\d)|\(|\)|"
    rf" và (?:tăng|giảm|bằng|đạt|vượt|\d)|\d+(?:[.,]\d+)* ?%).){{0,80}}?){_STOP}"
)
_SAME_PERIOD = (
    r"cùng kỳ(?: (?:năm )?(?:trước|ngoái|\d{4}|năm \d{4}|tháng trước))?|"
    r"cùng thời điểm(?: năm (?:trước|\d{4}))?|cùng thời gian(?: năm (?:trước|\d{4}))?|"
    r"(?<![^\W\d_])ck(?![^\W\d_])"
)
_BASE_PHRASE = re.compile(
    r"\s*(?:bình quân )?(?:(?:khi )?(?:so|sánh) (?:với |cùng )?|so |với |bằng |hơn |của |)"
    r"(?P<base>"
    rf"(?P<same>{_SAME_PERIOD})"
    r"|(?P<month>tháng (?:liền )?trước|"
    r"tháng (?P<monthno>\d{1,2})(?:\s?[/-]\s?\d{4}| năm (?:trước|\d{4}))?)"
    r"|(?P<quarter>quý (?:liền )?trước|quý (?:iii|ii|iv|i)(?:/\d{4}| năm (?:trước|\d{4}))?)"
    r"|(?P<start>(?:thời điểm )?(?:cuối|đầu) (?:năm|kỳ)(?: (?:trước|\d{4}))?|"
    r"(?:ngày )?31[/-]12(?:[/-]\d{4})?|31 tháng 12(?: năm \d{4})?|(?:thời điểm )?đầu năm)"
    r"|(?P<term>đầu nhiệm kỳ|nhiệm kỳ trước|đầu giai đoạn)"
    r"|(?P<average>(?:mức )?(?:bình quân|trung bình)(?: chung)?(?: của)?(?: (?:toàn |"
    r"cả )?(?:tỉnh|cả nước|nước|huyện|vùng|khu vực))?)"
    r"|(?:(?:ước )?(?:thực hiện|ước thực hiện|kết quả|mức|vụ \w+|vụ|niên vụ|(?:số )?chính thức|"
    r"sơ bộ) )*(?:năm |"
    r"cả năm )?(?P<year>(?:19|20)\d{2})(?![\d/])|(?P<last>năm (?:trước|ngoái)|vụ trước|"
    r"năm liền trước)"
    r"|(?P<span>giai đoạn (?:trước|\d{4}\s*-\s*\d{4})|nhiệm kỳ \d{4}\s*-\s*\d{4})"
    r")"
)

_OWNERS = (
    (
        re.compile(r"trung ương|\btw\b|thủ tướng|chính phủ|bộ tài chính|quốc hội|bộ kế hoạch"),
        "plan_central",
    ),
    (re.compile(r"nhiệm kỳ|đại hội|5 năm|giai đoạn|trung hạn"), "plan_term"),
    (
        re.compile(
            r"\bhđnd tỉnh|hội đồng nhân dân tỉnh|\btỉnh\b|ubnd tỉnh|cấp trên giao|"
            r"hđnd thành phố giao đầu"
        ),
        "plan_province",
    ),
    (re.compile(r"\bhuyện\b|thị xã|hđnd thành phố|\bthành phố\b|\btp giao"), "plan_district"),
    (re.compile(r"\bxã\b|\bphường\b|đặc khu|thị trấn"), "plan_commune"),
)


@dataclass(frozen=True)
class Base:
    """What a figure is compared with.

    Attributes:
        begin: Where the phrase starts in the view.
        end: One past its end.
        kind: plan, or period.
        code: plan, plan_province …, last_month, last_quarter, year_start, term_start,
            province_average, a year; None for the same period of last year.
        words: The phrase as written.
    """

    begin: int
    end: int
    kind: str
    code: str | None
    words: str


def _plan_code(words: str) -> str:
    for pattern, code in _OWNERS:
        if pattern.search(words):
            return code
    return "plan"


def find_base(low: str, begin: int, end: int) -> Base | None:
    """The comparison that starts at a place (spaces allowed), within an end."""
    plan = _PLAN_PHRASE.match(low, begin, end)
    if plan and plan["plan"].strip():
        return Base(begin, plan.end(), "plan", _plan_code(plan["plan"]), plan.group().strip())
    found = _BASE_PHRASE.match(low, begin, end)
    if found is None:
        return None
    code: str | None = None
    if found["month"]:
        # "tháng 12 năm trước", "tháng 12-2018" are the end of last year.
        december = found["monthno"] == "12" and re.search(r"trước|\d{4}", found["month"])
        code = "year_start" if december else "last_month"
    elif found["quarter"]:
        code = "last_quarter"
    elif found["start"]:
        code = "year_start"
    elif found["term"]:
        code = "term_start"
    elif found["average"]:
        code = "province_average"
    elif found["year"]:
        code = found["year"]
    elif found["span"]:
        code = "term_start"
    return Base(begin, found.end(), "period", code, found.group().strip())


COMPARISON = re.compile(r"(?:so với|so cùng|so (?=năm|tháng|quý|kế hoạch|dự toán|đầu)|cùng kỳ)")

_FLOOR = (
    r"ít nhất|tối thiểu|không thấp hơn|không dưới|trên mức|vượt mốc|vượt mức|vượt ngưỡng|"
    r"vượt qua|vượt con số|trên|hơn|>=|>"
)
_CEILING = (
    r"không vượt quá|không vượt|không quá|tối đa|dưới mức|dưới|chưa đến|chưa tới|chưa đầy|"
    r"không cao hơn|<=|<"
)
_ABOUT = r"trong khoảng|tương đương khoảng|tương đương|xấp xỉ|khoảng|gần|ước chừng|tầm|cỡ|~"
QUALIFIER = re.compile(
    rf"(?:(?P<floor>{_FLOOR})|(?P<ceiling>{_CEILING})|(?P<about>{_ABOUT}))\s*(?:từ |mức |"
    rf"con số )?$"
)
_ONWARDS = re.compile(r"\s*(?:[^\W\d_/]+ ){0,2}?(?P<up>trở lên)|\s*(?P<down>trở xuống)")


def comparator_before(lead: str) -> tuple[str | None, int]:
    """The comparator at the end of the text before a number, and how many characters it takes."""
    found = QUALIFIER.search(lead)
    if found is None or (found.start() and lead[found.start() - 1].isalpha()):
        return None, 0
    if found["floor"]:
        # "cao hơn", "nhiều hơn" compare; they do not bound.
        if found["floor"] == "hơn" and re.search(
            r"(?:cao|thấp|nhiều|ít|lớn|tốt|kém|chậm|sớm) $", lead[: found.start()]
        ):
            return None, 0
        code = ">="
    else:
        code = "<=" if found["ceiling"] else "~"
    return code, len(lead) - found.start()


def comparator_after(tail: str) -> str | None:
    """The comparator of "trở lên" or "trở xuống" right behind a figure."""
    found = _ONWARDS.match(tail)
    if found is None:
        return None
    return ">=" if found["up"] else "<="
