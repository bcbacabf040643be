"""Periods as officials report by them: year, half, quarter, month, since January, a span.

Codes are ISO-like: 2024, 2024-H1, 2024-Q1, 2024-08, 2024-9M, 2021/2025, 2025-07/2025-08.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar, Self

from yardstick.errors import PeriodError

_MONTHS = 12


@dataclass(frozen=True)
class Period:
    """A stretch of whole months; `start` and `end` are its first and last day, both inside."""

    @property
    def code(self) -> str:
        """The period's code, as stored and as shown in an address."""
        raise NotImplementedError

    @property
    def start(self) -> date:
        """The first day."""
        raise NotImplementedError

    @property
    def end(self) -> date:
        """The last day."""
        raise NotImplementedError

    def shifted(self, years: int) -> Self:
        """The same period `years` later (negative: earlier)."""
        raise NotImplementedError

    def previous(self) -> "Period":
        """The period of the same kind just before; for months since January one month fewer."""
        raise NotImplementedError

    def canonical(self) -> "Period":
        """The one name of this stretch: 6M is H1, 3M is Q1, 12M is the year, 1M is January.

        Months since January and the half, quarter or year of the same reach hold the same
        cumulative flow.
        """
        return self

    def same_period_last_year(self) -> Self:
        """What growth is measured against unless the text names another base."""
        return self.shifted(-1)

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.end.year

    @property
    def is_cumulative(self) -> bool:
        """True when the period starts with its year, so that a flow in it counts from January."""
        start = self.start
        return start.month == 1 and start.day == 1 and start.year == self.end.year

    def elapsed_share(self) -> Decimal:
        """The part of the year gone by at the period's end, 0 to 1: a hint for cumulative flows."""
        return Decimal(self.end.month) / _MONTHS

    @property
    def months(self) -> int:
        """How many months the period has."""
        return (self.end.year - self.start.year) * _MONTHS + self.end.month - self.start.month + 1

    def __str__(self) -> str:
        return self.code

    def __lt__(self, other: "Period") -> bool:
        """Earlier end first; among equal ends the longer period first."""
        return (self.end, self.start) < (other.end, other.start)


@lru_cache(maxsize=4096)
def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True)
class Year(Period):
    """A calendar year."""

    number: int

    @property
    def code(self) -> str:
        return f"{self.number:04d}"

    @property
    def start(self) -> date:
        return date(self.number, 1, 1)

    @property
    def end(self) -> date:
        return date(self.number, 12, 31)

    def shifted(self, years: int) -> "Year":
        return Year(self.number + years)

    def previous(self) -> "Year":
        return self.shifted(-1)


@dataclass(frozen=True)
class _Part(Period):
    """One of the equal parts of a year, numbered from 1."""

    number: int
    part: int

    _length: ClassVar[int]

    @property
    def start(self) -> date:
        return date(self.number, (self.part - 1) * self._length + 1, 1)

    @property
    def end(self) -> date:
        return _month_end(self.number, self.part * self._length)

    def shifted(self, years: int) -> Self:
        return type(self)(self.number + years, self.part)

    def previous(self) -> Self:
        if self.part == 1:
            return type(self)(self.number - 1, _MONTHS // self._length)
        return type(self)(self.number, self.part - 1)


@dataclass(frozen=True)
class Half(_Part):
    """The first or second six months."""

    _length: ClassVar[int] = 6

    @property
    def code(self) -> str:
        return f"{self.number:04d}-H{self.part}"


@dataclass(frozen=True)
class Quarter(_Part):
    """A quarter, 1 to 4."""

    _length: ClassVar[int] = 3

    @property
    def code(self) -> str:
        return f"{self.number:04d}-Q{self.part}"


@dataclass(frozen=True)
class Month(_Part):
    """A single month, or the state at its end."""

    _length: ClassVar[int] = 1

    @property
    def code(self) -> str:
        return f"{self.number:04d}-{self.part:02d}"


@dataclass(frozen=True)
class Cumulative(Period):
    """January to the end of month `last`."""

    number: int
    last: int

    @property
    def code(self) -> str:
        return f"{self.number:04d}-{self.last}M"

    @property
    def start(self) -> date:
        return date(self.number, 1, 1)

    @property
    def end(self) -> date:
        return _month_end(self.number, self.last)

    def shifted(self, years: int) -> "Cumulative":
        return Cumulative(self.number + years, self.last)

    def previous(self) -> Period:
        if self.last == 1:
            return Cumulative(self.number - 1, _MONTHS)
        return Cumulative(self.number, self.last - 1)

    def canonical(self) -> Period:
        match self.last:
            case 1:
                return Month(self.number, 1)
            case 3:
                return Quarter(self.number, 1)
            case 6:
                return Half(self.number, 1)
            case 12:
                return Year(self.number)
            case _:
                return self


@dataclass(frozen=True)
class Span(Period):
    """From the start of one period to the end of another: a term, a plan, a few months."""

    first: Period
    last: Period

    def __post_init__(self) -> None:
        if not self.first.start < self.last.end or type(self.first) is not type(self.last):
            raise PeriodError(f"{self.first.code}/{self.last.code}")

    @property
    def code(self) -> str:
        return f"{self.first.code}/{self.last.code}"

    @property
    def start(self) -> date:
        return self.first.start

    @property
    def end(self) -> date:
        return self.last.end

    def shifted(self, years: int) -> "Span":
        return Span(self.first.shifted(years), self.last.shifted(years))

    def previous(self) -> "Span":
        """The span of the same length that ends just before this one, whole years only."""
        return self.shifted(-max(1, self.months // _MONTHS))


_CODE = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<reach>1[0-2]|[1-9])M"
    r"|(?P<month>0[1-9]|1[0-2])))?"
)


@lru_cache(maxsize=4096)
def parse_period(code: str) -> Period:
    """The period a code stands for.

    Raises:
        PeriodError: The code is none of the forms in the module's description.
    """
    first, slash, last = code.partition("/")
    if slash:
        if not first or not last or "/" in last:
            raise PeriodError(code)
        return Span(parse_period(first), parse_period(last))
    found = _CODE.fullmatch(code)
    if found is None or found["year"] == "0000":
        raise PeriodError(code)
    year = int(found["year"])
    if found["half"]:
        return Half(year, int(found["half"]))
    if found["quarter"]:
        return Quarter(year, int(found["quarter"]))
    if found["reach"]:
        return Cumulative(year, int(found["reach"]))
    if found["month"]:
        return Month(year, int(found["month"]))
    return Year(year)


def same_reach(code: str, other: str) -> bool:
    """True when two codes name the same stretch for a cumulative flow (2024-6M and 2024-H1)."""
    return parse_period(code).canonical() == parse_period(other).canonical()
