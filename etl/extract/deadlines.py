"""By when: times that set a limit ("trước ngày 30/9", "trong quý III"), each with its last day.

Whether something is promised by then is `commitments`' question, not this module's.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_Y = r"(?:19|20)\d{2}"
_OF_YEAR = r"(?:(?:\s*/\s*|\s*-\s*|,?\s+(?:của\s+)?năm\s+)(?P<NAME>(?:19|20)\d{2}))?"
_WHEN = (
    r"(?P<day>(?:ngày\s+)?(?<![\d/.,-])(?P<d>0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?P<dm>0?[1-9]|1[0-2])"
    rf"(?:\s?[/.-]\s?(?P<dy>{_Y}))?(?![\d/%]|[.,]\d)"
    r"|ngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<dm2>\d{1,2})(?:,?\s*năm\s+(?P<dy2>(?:19|20)\d{2}))?)",
    rf"(?P<term>(?:giai đoạn|nhiệm kỳ|thời kỳ)\s+(?P<t1>{_Y})\s*-\s*(?P<t2>{_Y}))",
    r"(?P<month>tháng\s+(?P<m>0?[1-9]|1[0-2])(?![\d]|[.,]\d)"
    + _OF_YEAR.replace("NAME", "my")
    + r"|"
    rf"(?<![\d/.,-])(?P<m2>0?[1-9]|1[0-2])\s?/\s?(?P<my2>{_Y}))",
    r"(?P<quarter>quý\s+(?P<q>iii|ii|iv|i|[1-4])(?![^\W_])" + _OF_YEAR.replace("NAME", "qy") + r")",
    r"(?P<half>(?:6|06|sáu)\s+tháng\s+(?P<part>đầu|cuối)\s+năm(?:\s+(?P<hy>(?:19|20)\d{2}))?)",
    rf"(?P<year>năm\s+(?P<y>{_Y})(?!\s*-\s*\d)|năm nay|(?<=cuối )năm(?! (?:ngoái|trước|học|\d))|"
    r"(?<=hết )năm(?! (?:ngoái|trước|học|\d))|(?<=trong )năm(?! (?:ngoái|trước|học|qua|\d)))",
)
# The words that may stand before a time and say how it limits.
_CUE = (
    r"(?P<cue>(?<![^\W_])(?:(?:trước|chậm nhất|muộn nhất|không quá|không muộn hơn|thời hạn|"
    r"hạn cuối|"
    r"hạn chót|hạn|từ nay|tính|kể từ|từ|sau|so với|cùng kỳ|đến|tới|hết|cuối|đầu|giữa|trong|ngay|"
    r"vào|là|ngày|thời điểm|mốc|khoảng|cho|lễ|dịp|quốc khánh)[\s:]+)*)"
)
_EXPRESSION = re.compile(_CUE + "(?:" + "|".join(_WHEN) + ")")
_RECURRING = re.compile(
    r"(?:trước|chậm nhất(?: là)?(?: vào)?|vào)\s+(?:ngày\s+)?(?:mồng\s+)?\d{1,2}\s+(?:của\s+)?"
    r"(?:hằng|hàng|mỗi|các)\s+(?:tháng|quý)"
)
_SPAN = re.compile(
    r"(?:trong (?:vòng|thời hạn|thời gian)|trong|chậm nhất(?: là)?|thời hạn|không quá)\s+"
    r"(?P<count>\d{1,3})\s+(?P<unit>ngày làm việc|ngày|tuần|tháng)\s*,?\s*(?:kể|"
    r"tính)?\s*từ\s+(?:ngày|khi)\s+"
    r"(?P<from>[^,;.()]{2,60})"
)
_FROM_ISSUE = re.compile(r"^(?:ban hành|ký|(?:có |ra )?(?:thông báo|kết luận|nghị quyết|chỉ thị))")
_FEAST = re.compile(r"trước\s+(?:dịp\s+)?tết(?: nguyên đán)?(?: [^\W\d_]+ [^\W\d_]+)?(?: \d{4})?")
_BACKWARD = re.compile(r"(?<![^\W_])(?:tính|kể từ|từ|sau|so với|cùng kỳ)(?![^\W_])(?! nay)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DECEMBER, _HALF_YEAR = 12, 183
_NO_SUCH_DAY = date.min


@dataclass(frozen=True)
class Clock:
    """What a document says about its own time, to complete times without a year.

    Attributes:
        published: The day it was issued.
        year: The year it speaks of, where no day is known.
    """

    published: date | None
    year: int | None

    def is_over(self, due: date) -> bool:
        """True when a day had passed before the document was issued."""
        if self.published is not None:
            return due < self.published
        return self.year is not None and due.year < self.year

    def year_of(self, month: int) -> int | None:
        """The year of a month named without one: the document's own, the next when long past."""
        if self.published is None:
            return self.year
        year = self.published.year
        behind = (self.published - date(year, month, monthrange(year, month)[1])).days
        return year + 1 if behind > _HALF_YEAR else year


@dataclass(frozen=True)
class Deadline:
    """One expression of time in the view.

    Attributes:
        begin: Its first character, the limiting words included.
        end: One past its last.
        due: The last day; None where the text does not let it be known.
        strength: limit ("trước ngày …"), within ("trong quý …", "đến năm …"), period (a bare
            "năm 2024"), on (the day of an event) or recurring.
        form: day, month, quarter, half, year, term, span, recurring or feast.
        reason: What decided the last day.
    """

    begin: int
    end: int
    due: date | None
    strength: str
    form: str
    reason: str


def deadlines(low: str, begin: int, end: int, clock: Clock) -> list[Deadline]:
    """The times in a stretch of the lower-case view that could be a limit, in order.

    Times that look back ("tính đến ngày …", "từ ngày …", "so với năm …") are left out.
    """
    found = [*_spans(low, begin, end, clock), *_recurring(low, begin, end)]
    taken = [(one.begin, one.end) for one in found]
    for one in _dated(low, begin, end, clock):
        if not any(one.begin < stop and start < one.end for start, stop in taken):
            found.append(one)
    return sorted(found, key=lambda one: one.begin)


def _recurring(low: str, begin: int, end: int) -> Iterator[Deadline]:
    for match in _RECURRING.finditer(low, begin, end):
        yield Deadline(*match.span(), None, "recurring", "recurring", "falls due again and again")
    for match in _FEAST.finditer(low, begin, end):
        yield Deadline(*match.span(), None, "limit", "feast", "a feast of the lunar year")


def _spans(low: str, begin: int, end: int, clock: Clock) -> Iterator[Deadline]:
    for match in _SPAN.finditer(low, begin, end):
        issued = _FROM_ISSUE.match(match["from"]) is not None
        due = _after(clock.published, int(match["count"]), match["unit"]) if issued else None
        yield Deadline(
            match.start(),
            match.end(),
            due,
            "limit",
            "span",
            "counted from the day of issue" if due else "counted from a day not known",
        )


def _after(start: date | None, count: int, unit: str) -> date | None:
    if start is None:
        return None
    if unit == "ngày làm việc":
        day = start
        while count:
            day += timedelta(days=1)
            count -= day.weekday() < 5
        return day
    if unit == "tháng":
        year, month = divmod(start.month - 1 + count, _DECEMBER)
        year, month = start.year + year, month + 1
        return date(year, month, min(start.day, monthrange(year, month)[1]))
    return start + timedelta(days=count * (7 if unit == "tuần" else 1))


def _dated(low: str, begin: int, end: int, clock: Clock) -> Iterator[Deadline]:
    for match in _EXPRESSION.finditer(low, begin, end):
        cue = match["cue"]
        if _BACKWARD.search(cue) or re.search(
            r"(?:tính|kể từ|so với|cùng kỳ|từ)\s*$",
            low[max(begin, match.start() - 12) : match.start()],
        ):
            continue
        form = next(f for f in ("day", "term", "month", "quarter", "half", "year") if match[f])
        last = _last_day(match, form, cue, clock)
        if last == _NO_SUCH_DAY:
            continue
        strength = _strength(cue, form)
        start = match.start() if strength != "on" else match.start(form)
        reason = f"“{low[match.start() : match.end()].strip()}”"
        yield Deadline(start, match.end(), last, strength, form, reason)


def _strength(cue: str, form: str) -> str:
    if re.search(r"trước|chậm nhất|muộn nhất|không quá|không muộn|hạn|hết", cue):
        return "limit"
    if re.search(r"đến|tới|cuối|trong|từ nay", cue) or (
        form != "day" and re.search(r"đầu|giữa", cue)
    ):
        return "within"
    return "on" if form == "day" else "period"


def _last_day(match: re.Match[str], form: str, cue: str, clock: Clock) -> date | None:
    """The last day; None without a year to count in, `_NO_SUCH_DAY` for 31/6."""
    before = "trước" in cue
    if form == "day":
        return _day(match, clock)
    if form == "term":
        return date(int(match["t2"]), _DECEMBER, 31)
    if form == "year":
        year = int(match["y"]) if match["y"] else clock.year_of(_DECEMBER)
        if year is None:
            return None
        if before:
            return date(year - 1, _DECEMBER, 31)
        return _end(year, 3) if "đầu" in cue else _end(year, 6 if "giữa" in cue else _DECEMBER)
    if form == "month":
        first = last = int(match["m"] or match["m2"])
        named = match["my"] or match["my2"]
    elif form == "quarter":
        last = 3 * _ROMAN[match["q"]]
        first, named = last - 2, match["qy"]
    else:
        last = 6 if match["part"] == "đầu" else _DECEMBER
        first, named = last - 5, match["hy"]
    year = int(named) if named else clock.year_of(last)
    if year is None:
        return None
    if before:
        return date(year, first, 1) - timedelta(days=1)
    if form == "month" and re.search(r"đầu|giữa", cue):
        return date(year, last, 10 if "đầu" in cue else 20)
    return _end(year, first if "đầu" in cue else last)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _day(match: re.Match[str], clock: Clock) -> date | None:
    day, month = int(match["d"] or match["d2"]), int(match["dm"] or match["dm2"])
    if not 1 <= month <= _DECEMBER:
        return _NO_SUCH_DAY
    named = match["dy"] or match["dy2"]
    year = int(named) if named else clock.year_of(month)
    if year is None:
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else _NO_SUCH_DAY
