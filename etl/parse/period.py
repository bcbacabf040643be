"""Words about time -> period codes.

What a text says ("6 tháng đầu năm", "đến hết quý III/2025"), and what its heading lets the
silent sentence mean.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

_WORDS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
}
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "l": 1,
    "ll": 2,
    "lll": 3,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
}
_COUNT = r"(?P<count>0?\d|1[0-2]|một|hai|ba|bốn|sáu|bảy|tám|chín|mười hai|mười một|mười)"
_Y = r"(?:19|20)\d{2}"

_EXPRESSION = re.compile(
    "|".join(
        (
            rf"(?P<school>năm học\s+(?P<s1>{_Y})\s*-\s*(?P<s2>{_Y}|\d{{2}}))",
            rf"(?P<plan>(?:quy hoạch\b[^.;,]{{0,40}}|tầm nhìn(?: đến)?(?: năm)?|"
            rf"định hướng(?: đến)?(?: năm)?)\s*{_Y}(?:\s*-\s*{_Y})?)",
            rf"(?P<span>(?:(?P<spanword>giai đoạn|thời kỳ|nhiệm kỳ|các năm|\d năm|kế hoạch 5 năm|"
            rf"trong \d năm)\s*\(?)?(?:từ )?(?:năm )?(?P<y1>{_Y})\s*(?:-|"
            rf"đến)\s*(?:năm )?(?P<y2>{_Y}))",
            rf"(?P<part>{_COUNT}\s+tháng(?:\s+(?P<which>đầu|"
            rf"cuối)(?:\s+(?:của\s+)?năm)?)?(?:(?:\s*,)?\s*(?:năm|/)?\s*(?P<py>{_Y}))?)",
            rf"(?P<quarter>quý\s+(?P<q>iii|ii|iv|i|lll|ll|l|[1-4])(?![^\W\d_])(?:\s*(?:/|"
            rf"năm|-|,\s*năm)\s*(?P<qy>{_Y}))?)",
            r"(?P<day>(?:ngày\s+)?(?P<d>\d{1,2})\s?[/.-]\s?(?P<dm>\d{1,2})\s?[/.-]\s?(?P<dy>(?:19|20)\d{2})(?!\d)"
            r"|"
            r"ngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<dm2>\d{1,2})(?:[,]?\s*năm\s+(?P<dy2>(?:19|20)\d{2}))?"
            r"|(?:(?P<named>ngày\s+)|(?<![\d/.,]))(?P<d3>0?[1-9]|[12]\d|3[01])(?(named)[/-]|/)"
            r"(?P<dm3>0?[1-9]|1[0-2])(?![\d/%]|[.,-]\d))",
            rf"(?P<month>tháng\s+(?P<m>0?[1-9]|1[0-2]|một|giêng|hai|ba|tư|năm|sáu|bảy|tám|"
            rf"chín|mười một|mười hai|mười)(?!\d|[.,]\d(?!\d{{3}}))(?:(?:\s*/\s*|"
            rf"[,]?\s+năm\s+|\s*-\s*|\.)(?P<my>{_Y}))?"
            rf"|(?<![\d/.,])(?P<m2>0?[1-9]|1[0-2])/(?P<my2>{_Y}))",
            rf"(?P<year>(?:năm|vụ)\s+(?P<y>{_Y})|(?<![\d/.,-])(?P<yb>{_Y})(?![\d/%]|[.,-]\d|-\d))",
            r"(?P<relative>cả năm(?! \d)|trong năm(?! \d)|năm nay|cuối năm(?! \d)|"
            r"hết năm(?! \d)|toàn năm|trong tháng(?! \d)|trong quý(?! [ivl\d])|"
            r"trong kỳ(?! [\d])|"
            r"(?:tính )?từ đầu năm(?: đến nay)?|lũy kế(?! từ đầu năm)|hằng tháng(?! \d)|"
            r"hàng tháng(?! \d)|(?<!cây )hằng năm|(?<!cây )hàng năm|mỗi năm|bình quân năm|"
            r"(?:trong|cả|cuối) nhiệm kỳ(?! \d)|"
            r"năm trước|năm ngoái|năm qua|tháng trước|quý trước)",
        )
    )
)
_UNTIL = re.compile(
    r"(?:đến|tính đến|tới|hết|cuối|đến thời điểm|thời điểm|chậm nhất|trước)\s*(?:hết|cuối|"
    r"ngày|thời điểm|nay)?\s*(?:ngày\s+)?$"
)
_BEFORE = re.compile(r"(?:trước|chậm nhất|không quá)\s*(?:là\s+|vào\s+)?(?:hết\s+)?(?:ngày\s+)?$")
_NOISE = re.compile(
    r"(?:công bố|thông qua|ban hành|họp|kỳ đánh giá|phê duyệt|ký|thành lập|khởi công|"
    r"khai trương|sinh|dân số năm|bầu|chào mừng|kỷ niệm|khóa [ivxl]+,?|khóa \d+,?|"
    r"khoá [ivxl]+,?|giá so sánh|giá cố định|giá hiện hành|giá gốc|so với|so|so cùng kỳ|kể từ|"
    r"bằng với|qua|kể từ sau)"
    r"\s*(?:thực hiện\s+|(?:số )?chính thức\s+|sơ bộ\s+|cùng kỳ\s+|cuối\s+|"
    r"ước thực hiện\s+|vào\s+|từ\s+|tại\s+)?$"
)


# A turning point ("từ sau quý II") and the years in a definition's name are no figure's period.
_TURN = re.compile(r"(?:từ sau|kể từ|sau|từ) $")
_DEFINED = re.compile(
    r"chuẩn (?:hộ )?(?:cận )?nghèo[^.;:()\d]{0,40}$|"
    r"theo (?:bộ )?(?:tiêu chí|chuẩn)[^.;:()\d]{0,40}$"
)
_SINCE = re.compile(r"\s*(?:đến nay|trở lại đây|tới nay)")
_PLANNED = re.compile(
    r"(?:chương trình công tác|nhiệm vụ|phương hướng|giải pháp|"
    r"kế hoạch(?: phát triển kinh tế[^.;,\d]{0,12})?|nhiệm vụ trọng tâm|mục tiêu|chương trình)\s*$"
)


@dataclass(frozen=True)
class TimeMention:
    """One expression of time in the view.

    Attributes:
        begin: Its first character.
        end: One past its last.
        form: school, plan, span, part, quarter, day, month, year or relative.
        code: The period's code, or None when it needs more than the text around it gives.
        until: True after "đến", "hết", "cuối": a reach, not a single month.
        deadline: The last day, when a day or quarter is named as a limit.
        elided: True when the year came from the context.
        word: The relative word, or "" .
        noise: True when the time is that of an announcement, not of a figure.
        planned: True when it is said of tasks and plans to come.
    """

    begin: int
    end: int
    form: str
    code: str | None
    until: bool = False
    deadline: date | None = None
    elided: bool = False
    word: str = ""
    noise: bool = False
    planned: bool = False


@dataclass(frozen=True)
class TimeContext:
    """What a document's heading says about time.

    Attributes:
        period: The period reported on, a code or None.
        year: The year of the report.
        term: The span of years of a term or plan, a code or None.
        published: The document's date.
        plan_year: The year the tasks and targets are for.
        guessed: True when the year was worked out from comparisons in the text; it then serves
            to complete "6 tháng đầu năm", never as a period of its own.
    """

    period: str | None = None
    year: int | None = None
    term: str | None = None
    published: date | None = None
    plan_year: int | None = None
    guessed: bool = False


def month_code(year: int, month: int) -> str:
    """The code of a single month."""
    return f"{year}-{month:02d}"


def reach_code(year: int, month: int) -> str:
    """The code of January to a month: the quarter, the half or the year where there is one."""
    return {3: f"{year}-Q1", 6: f"{year}-H1", 12: f"{year}"}.get(month, f"{year}-{month}M")


def _number(text: str) -> int:
    return _WORDS[text] if text in _WORDS else int(text)


def _part_code(count: int, which: str | None, year: int) -> str:
    if which == "cuối":
        return {6: f"{year}-H2", 3: f"{year}-Q4"}.get(count, f"{year}-{13 - count:02d}/{year}-12")
    return reach_code(year, count)


def last_month(code: str | None) -> int | None:
    """The month in which a period within one year ends."""
    if code is None or "/" in code:
        return None
    tail = code[5:]
    if not tail:
        return 12
    if tail[0] == "H":
        return 6 * int(tail[1])
    if tail[0] == "Q":
        return 3 * int(tail[1])
    return int(tail[:-1]) if tail.endswith("M") else int(tail)


def reach_of(code: str | None) -> str | None:
    """January to the end of a period within one year (2024-Q3 -> 2024-9M)."""
    month = last_month(code)
    return reach_code(int(code[:4]), month) if code and month else code


def _relative(word: str, context: TimeContext) -> str | None:
    year = context.year
    if word in ("tháng trước", "quý trước"):
        return None
    if year is None:
        return None
    month = last_month(context.period)
    if word in ("năm trước", "năm ngoái"):
        return str(year - 1)
    if word == "năm qua":
        return None
    if word == "trong tháng":
        monthly = month if context.period and context.period[4:] else None
        return month_code(year, monthly) if monthly else None
    if word == "trong quý":
        return (
            f"{year}-Q{(month + 2) // 3}"
            if month and context.period and context.period[4:]
            else None
        )
    if word == "trong kỳ":
        return context.period
    if word.endswith("từ đầu năm") or word.startswith(("từ đầu năm", "tính từ đầu năm", "lũy kế")):
        return reach_code(year, month) if month else None
    if word.endswith(("tháng", "năm")) and word.split()[0] in ("hằng", "hàng", "mỗi", "bình"):
        return context.term if word.endswith("năm") and context.term else None
    if "nhiệm kỳ" in word:
        return context.term
    return str(year)


def _days(found: re.Match[str], context: TimeContext) -> tuple[int, int, int] | None:
    day = found["d"] or found["d2"] or found["d3"]
    month = found["dm"] or found["dm2"] or found["dm3"]
    year = found["dy"] or found["dy2"] or context.year
    if (
        year is None
        or not 1 <= int(month) <= 12
        or not 1 <= int(day) <= monthrange(int(year), int(month))[1]
    ):
        return None
    return int(year), int(month), int(day)


def time_mentions(low: str, begin: int, end: int, context: TimeContext) -> Iterator[TimeMention]:
    """The expressions of time in a stretch of the lower-case view, in order.

    A year left out is the context's; "đến" before a month or a day makes it a reach from
    January on.
    """
    mentions = list(_mentions(low, begin, end, context))
    # "quý III và 9 tháng năm 2024": the year named last serves the others.
    for index, mention in enumerate(mentions):
        if mention.elided or (
            mention.code is None and mention.form in ("part", "quarter", "month")
        ):
            for later in mentions[index + 1 : index + 3]:
                between = low[mention.end : later.begin]
                if (
                    later.form in ("part", "quarter", "month")
                    and not (later.elided or later.noise)
                    and later.code
                    and len(between) < 60
                    and ";" not in between
                    and "." not in between
                ):
                    again = _mention_at(low, mention, replace(context, year=int(later.code[:4])))
                    mentions[index] = replace(again, elided=False) if again else mention
                    break
    yield from mentions


def _mention_at(low: str, mention: TimeMention, context: TimeContext) -> TimeMention | None:
    for again in _mentions(low, mention.begin, mention.end, context):
        return again
    return None


_FORMS = ("school", "plan", "span", "part", "quarter", "day", "month", "year", "relative")


@dataclass(frozen=True)
class _Reading:
    """What one expression means: its code, a last day, and whether its year was left out."""

    code: str | None = None
    deadline: date | None = None
    elided: bool = False
    form: str = ""
    word: str = ""


def _mentions(low: str, begin: int, end: int, context: TimeContext) -> Iterator[TimeMention]:
    for found in _EXPRESSION.finditer(low, begin, end):
        form = next(name for name in _FORMS if found[name])
        lead = low[max(0, found.start() - 28) : found.start()]
        until = _UNTIL.search(lead) is not None
        limit = until or _BEFORE.search(lead) is not None
        reading = _READERS[form](found, context, until, limit)
        yield TimeMention(
            found.start(),
            found.end(),
            reading.form or form,
            reading.code,
            until,
            reading.deadline,
            reading.elided,
            reading.word,
            noise=_is_noise(low, found, form, lead),
            planned=_PLANNED.search(low[max(0, found.start() - 60) : found.start()]) is not None,
        )


def _is_noise(low: str, found: re.Match[str], form: str, lead: str) -> bool:
    """True for the time of an announcement, of a turning point, of a definition's name."""
    if _NOISE.search(lead) is not None or _SINCE.match(low, found.end()) is not None:
        return True
    if form in ("quarter", "month") and _TURN.search(lead):
        return re.match(r"\s*(?:đến|-|tới|năm|cho)(?![^\W\d_])", low[found.end() :][:8]) is None
    wide = low[max(0, found.start() - 70) : found.start()]
    return form in ("span", "year") and _DEFINED.search(wide) is not None


def _school(found: re.Match[str], context: TimeContext, until: bool, limit: bool) -> _Reading:
    second = found["s2"] if len(found["s2"]) == 4 else found["s1"][:2] + found["s2"]
    return _Reading(f"{found['s1']}/{second}")


def _plan(found: re.Match[str], context: TimeContext, until: bool, limit: bool) -> _Reading:
    return _Reading()


def _span(found: re.Match[str], context: TimeContext, until: bool, limit: bool) -> _Reading:
    rising = int(found["y1"]) < int(found["y2"])
    return _Reading(f"{found['y1']}/{found['y2']}" if rising else None)


def _part(found: re.Match[str], context: TimeContext, until: bool, limit: bool) -> _Reading:
    count = _number(found["count"])
    year = int(found["py"]) if found["py"] else context.year
    code = _part_code(count, found["which"], year) if year and 1 <= count <= 12 else None
    return _Reading(code, elided=not found["py"])


def _quarter(found: re.Match[str], context: TimeContext, until: bool, limit: bool) -> _Reading:
    quarter = _ROMAN[found["q"]]
    year = int(found["qy"]) if found["qy"] else context.year
    elided = not found["qy"]
    if not year:
        return _Reading(elided=elided)
    if not until:
        return _Reading(f"{year}-Q{quarter}", elided=elided)
    month = 3 * quarter
    last = date(year, month, monthrange(year, month)[1])
    return _Reading(reach_code(year, month), last, elided)


def _day(found: re.Match[str], context: TimeContext, until: bool, limit: bool) -> _Reading:
    when = _days(found, context)
    elided = not (found["dy"] or found["dy2"])
    if when is None or not limit:
        return _Reading(elided=elided, form="date")
    return _Reading(reach_code(when[0], when[1]), date(*when), elided)


def _month(found: re.Match[str], context: TimeContext, until: bool, limit: bool) -> _Reading:
    name = found["m"] or found["m2"]
    number = {"giêng": 1, "tư": 4}.get(name) or _number(name)
    named = found["my"] or found["my2"]
    year = int(named or context.year or 0)
    code = (reach_code if until else month_code)(year, number) if year else None
    return _Reading(code, elided=not named)


def _year(found: re.Match[str], context: TimeContext, until: bool, limit: bool) -> _Reading:
    return _Reading(found["y"] or found["yb"])


def _said(found: re.Match[str], context: TimeContext, until: bool, limit: bool) -> _Reading:
    word = found["relative"]
    return _Reading(_relative(word, context), elided=True, word=word)


_READERS = {
    "school": _school,
    "plan": _plan,
    "span": _span,
    "part": _part,
    "quarter": _quarter,
    "day": _day,
    "month": _month,
    "year": _year,
    "relative": _said,
}
