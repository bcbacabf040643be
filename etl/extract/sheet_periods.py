"""Periods as headers and labels of sheets write them, fragments and relative words included.

`9 tháng năm 2024`, `Quý III`, `T8`, `cùng kỳ năm trước`: what a text leaves open is filled in from
the sheet's reporting period.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from yardstick.domain.period import Cumulative, Half, Month, Period, Quarter, Span, Year

Part = Literal["month", "quarter", "half", "reach", "year"]

_YEAR = r"(?P<year>(?:19[5-9]|20[0-9])\d)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "gieng": 1, "chap": 12,
}  # fmt: skip
_WORD_NUMBER = r"(?:muoi mot|muoi hai|muoi|mot|hai|ba|bon|tu|sau|bay|tam|chin)"
# All patterns work on folded text (no marks, lower case), so that positions equal the original's.
_DATE = re.compile(
    r"(?P<until>(?:tinh |uoc )?(?:den|het|truoc|cuoi)?\s*(?:het |cuoi )?(?:ngay )?)"
    r"\b(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?" + _YEAR + r"\b"
)
_DATE_WORDS = re.compile(
    r"(?:tinh )?(?:den )?(?:het )?(?:ngay )?\b(?P<day>\d{1,2})\s*thang\s*(?P<month>\d{1,2})"
    r"\s*(?:nam\s*)?" + _YEAR + r"\b"
)
_SCHOOL_YEAR = re.compile(r"nam hoc\s*" + _YEAR + r"\s*[-/]\s*(?P<last>(?:20)?\d\d)\b")
_SPAN = re.compile(
    r"(?:(?:giai doan|thoi ky|nhiem ky|ke hoach 5 nam|5 nam|bq(?:gd)?|"
    r"binh quan)\s*)*(?:tu (?:nam )?)?\b"
    + _YEAR
    + r"\s*(?:-|–|—|/|den(?: nam)?)\s*(?P<last>(?:19|20)\d\d)\b"
)
_MONTH_RANGE = re.compile(
    r"(?:tu )?thang\s*0?1\s*(?:-|–|den)\s*(?:thang\s*)?(?P<reach>\d{1,2})(?:\s*(?:/|nam)\s*"
    + _YEAR
    + r")?"
)
_REACH = re.compile(
    rf"\b(?P<reach>1[0-2]|0?[1-9]|{_WORD_NUMBER})\s*(?:thang|t(?=\b|/|\d{{4}}))"
    r"(?P<side>\s*(?:dau|cuoi)(?:\s*nam)?)?\s*(?:(?:cua )?nam(?! (?:truoc|ngoai))|/|-)?\s*(?:"
    + _YEAR
    + r"\b)?"
)
_MONTH = re.compile(
    r"\b(?:den |het |cuoi )*(?:thang|thg|t\.?)\s?(?P<month>1[0-2]|0?[1-9])(?!\d)"
    r"\s*(?:nam(?! (?:truoc|ngoai))|/|-|\.)?\s*(?:" + _YEAR + r"\b)?"
)
_UNTIL = re.compile(r"(?:den|het)\b")
_MONTH_WORDS = re.compile(
    r"\bthang\s+(?P<month>gieng|chap|muoi mot|muoi hai|muoi|hai|ba|tu|nam|sau|bay|tam|chin)\b"
    r"(?!\s*(?:truoc|nay|sau|bao cao))\s*(?:nam|/)?\s*(?:" + _YEAR + r"\b)?"
)
_QUARTER = re.compile(
    r"\b(?:quy|q\.?)\s?(?P<quarter>iv|iii|ii|i|[1-4])\b\s*(?:nam(?! (?:truoc|ngoai))|/|-|\.)?\s*(?:"
    + _YEAR
    + r"\b)?"
)
_NUMERIC_MONTH = re.compile(
    r"(?<![\d/.])(?P<month>1[0-2]|0?[1-9])\s?[/.-]\s?" + _YEAR + r"(?![\d/])"
)
_ISO = re.compile(
    _YEAR
    + r"-(?:q(?P<quarter>[1-4])|h(?P<half>[12])|(?P<reach>\d{1,2})m|(?P<month>0[1-9]|1[0-2]))\b"
)
_PLAIN_YEAR = re.compile(
    r"(?:\b(?:ca |het |cuoi |dau )?nam\s*)?(?<![\d/.,-])" + _YEAR + r"(?![\d/.,]*\d)"
)
_SAME_PERIOD = re.compile(r"\bcung ky(?: nam (?:truoc|ngoai))?|\bck\b(?: nam truoc)?")
# The state at the start of a year is that of the year before.
_START = re.compile(r"(?<!thang )(?<!tu )(?<!voi )(?:thoi diem )?\bdau (?:ky|nam)(?: bao cao)?\b")
_LAST_YEAR = re.compile(r"\bnam (?:truoc|ngoai)\b")
_PREVIOUS = re.compile(r"\b(?:thang|quy|ky) truoc\b")
_THIS = re.compile(
    r"\b(?:ky nay|ky bao cao|thang (?:nay|bao cao)|quy (?:nay|bao cao)|nam nay|hien tai)\b"
)
_WHOLE_YEAR = re.compile(r"\bca nam\b|\btoan nam\b|\bnam bao cao\b")
_GATHERED = re.compile(r"\b(?:lk|luy ke|cong don|tu dau nam)\b(?: (?:tu|den|ke tu) [a-z ]*)?")
_BARE_YEAR_WORD = re.compile(r"\bnam\b")


@dataclass(frozen=True)
class WrittenPeriod:
    """What a text says about a period; None for what it leaves open.

    Attributes:
        part: Which part of the year; None when the text names none.
        number: Its number: 8 for August, 9 for nine months, 3 for the third quarter.
        year: The year.
        last: For a span, its last year.
        relative: "same" (same period a year before), "previous", "this", "last_year".
        gathered: True for lũy kế, cộng dồn: from January on.
        spans: Where the words stand in the folded text.
    """

    part: Part | None = None
    number: int = 0
    year: int | None = None
    last: int | None = None
    relative: str | None = None
    gathered: bool = False
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when the text says nothing about time."""
        return not (self.part or self.year or self.relative or self.gathered)

    def resolve(self, report: Period | None) -> Period | None:
        """The period meant, given the sheet's reporting period; None when the year stays open."""
        if self.year is not None and self.last is not None:
            return Span(Year(self.year), Year(self.last)) if self.year < self.last else None
        base = self._relative(report)
        if self.relative and not (self.part or self.year):
            return base
        year = self.year or (base.year if base is not None else None)
        if year is None:
            return None
        return self._placed(year, report)

    def _relative(self, report: Period | None) -> Period | None:
        if report is None:
            return None
        match self.relative:
            case "same":
                return report.same_period_last_year()
            case "last_year":
                return Year(report.year - 1)
            case "previous":
                return report.previous()
            case _:
                return report

    def _placed(self, year: int, report: Period | None) -> Period:
        match self.part:
            case "month" if self.gathered:
                return Cumulative(year, self.number).canonical()
            case "month":
                return Month(year, self.number)
            case "quarter" if self.gathered and self.number > 1:
                return Cumulative(year, self.number * 3).canonical()
            case "quarter":
                return Quarter(year, self.number)
            case "half":
                return Half(year, self.number)
            case "reach":
                return Cumulative(year, self.number).canonical()
            case _:
                return self._whole(year, report)

    def _whole(self, year: int, report: Period | None) -> Period:
        if report is None or self.part == "year":
            return Year(year)
        if self.relative in ("same", "this") and not isinstance(report, Span):
            return report.shifted(year - report.year)
        if self.gathered and isinstance(report, Month | Quarter | Half | Cumulative):
            return Cumulative(year, report.end.month).canonical()
        return Year(year)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return _ROMAN.get(text) or _WORDS[text]


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _from_date(match: re.Match[str]) -> WrittenPeriod | None:
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    if (day, month) == (1, 1):
        # The state on New Year's Day is that of the year just ended.
        return WrittenPeriod("year", 0, year - 1, spans=(match.span(),))
    if month == 12 and day >= 15:
        return WrittenPeriod("year", 0, year, spans=(match.span(),))
    reaches = re.search(r"den|het|truoc|cuoi", match.group()) or day >= 28
    if day <= 15 and not reaches:
        # A state on a day, "thời điểm 1/10/2024", says nothing of the months before it.
        return WrittenPeriod("month", month, year, spans=(match.span(),))
    return WrittenPeriod("reach", month, year, spans=(match.span(),))


def _span(match: re.Match[str]) -> WrittenPeriod | None:
    first, last = int(match["year"]), int(match["last"])
    if len(match["last"]) == 2:
        last += first // 100 * 100
    if not first < last <= first + 30:
        return None
    return WrittenPeriod("year", 0, first, last, spans=(match.span(),))


def _reach(match: re.Match[str]) -> WrittenPeriod | None:
    number = _number(match["reach"])
    if not 1 <= number <= 12:
        return None
    side = (match.groupdict().get("side") or "").strip()
    if side.startswith("cuoi") and number == 6:
        return WrittenPeriod("half", 2, _year(match), spans=(match.span(),))
    return WrittenPeriod("reach", number, _year(match), spans=(match.span(),))


def _iso(match: re.Match[str]) -> WrittenPeriod | None:
    for part in ("quarter", "half", "reach", "month"):
        if match[part]:
            return WrittenPeriod(part, int(match[part]), _year(match), spans=(match.span(),))
    return None


def _absolute(folded: str) -> WrittenPeriod | None:
    for pattern, make in (
        (_ISO, _iso),
        (_DATE, _from_date),
        (_DATE_WORDS, _from_date),
        (_SCHOOL_YEAR, _span),
        (_SPAN, _span),
        (_MONTH_RANGE, _reach),
    ):
        found = pattern.search(folded)
        if found and (made := make(found)):
            return made
    return None


def _part_of_year(folded: str) -> WrittenPeriod | None:
    found = _REACH.search(folded)
    if found and (made := _reach(found)):
        return made
    for pattern, part, group in (
        (_QUARTER, "quarter", "quarter"),
        (_MONTH, "month", "month"),
        (_MONTH_WORDS, "month", "month"),
        (_NUMERIC_MONTH, "month", "month"),
    ):
        found = pattern.search(folded)
        if found:
            if part == "month" and _UNTIL.match(found.group()):
                part = "reach"  # "đến hết tháng 9" counts from January, like "đến 30/9".
            return WrittenPeriod(part, _number(found[group]), _year(found), spans=(found.span(),))  # type: ignore[arg-type]
    return None


@lru_cache(maxsize=16384)
def written_period(folded: str) -> WrittenPeriod:
    """What a folded text says about time; empty when it says nothing."""
    found = _absolute(folded) or _part_of_year(folded) or WrittenPeriod()
    rest = _blanked(folded, found.spans)
    if found.year is None and (year := _PLAIN_YEAR.search(rest)):
        found = replace(found, year=int(year["year"]), spans=(*found.spans, year.span()))
        rest = _blanked(folded, found.spans)
    for pattern, relative in (
        (_SAME_PERIOD, "same"),
        (_LAST_YEAR, "last_year"),
        (_PREVIOUS, "previous"),
        (_THIS, "this"),
    ):
        word = pattern.search(rest)
        if word and found.relative is None:
            found = replace(found, relative=relative, spans=(*found.spans, word.span()))
            rest = _blanked(folded, found.spans)
    start = _START.search(folded)
    if start and found.part is None and found.last is None and found.relative is None:
        spans = (*found.spans, start.span())
        if found.year is not None:
            found = replace(found, part="year", year=found.year - 1, spans=spans)
        else:
            found = replace(found, relative="last_year", spans=spans)
        rest = _blanked(folded, found.spans)
    gathered = _GATHERED.search(rest)
    if gathered:
        found = replace(found, gathered=True, spans=(*found.spans, gathered.span()))
    whole = _WHOLE_YEAR.search(rest)
    if whole and found.part is None:
        found = replace(
            found,
            part="year",
            relative=found.relative or "this",
            spans=(*found.spans, whole.span()),
        )
    return found


def _blanked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def period_of_date(day: date) -> Period:
    """The month of a day, for sheets that name no period of their own."""
    return Month(day.year, day.month)
