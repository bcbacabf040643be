"""How periods and dates are written in Vietnamese and in English, in sentences and on axes."""

import re
from collections.abc import Sequence
from datetime import date

from yardstick.charts.labels import MISSING, Language
from yardstick.domain.period import (
    Cumulative,
    Half,
    Month,
    Period,
    Quarter,
    Span,
    Year,
    parse_period,
)

_ROMAN = ("I", "II", "III", "IV")
# A lone label has nothing to share: it keeps its year.
_SEVERAL = 2
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def period_label(period: Period | str, language: Language = "vi") -> str:
    """A period as written in a sentence: "6 tháng đầu năm 2024", "quý I/2024", "năm 2024"."""
    period = (parse_period(period) if isinstance(period, str) else period).canonical()
    return _english_period(period) if language == "en" else _vietnamese_period(period)


def recurring_label(period: Period | str, language: Language = "vi") -> str:
    """A period of every year, without the year: "6 tháng", "Quý I", "Tháng 5", "Cả năm"."""
    period = (parse_period(period) if isinstance(period, str) else period).canonical()
    english = language == "en"
    match period:
        case Year():
            return "Whole year" if english else "Cả năm"
        case Half(_, part):
            return f"H{part}" if english else "6 tháng" if part == 1 else "6 tháng cuối năm"
        case Quarter(_, part):
            return f"Q{part}" if english else f"Quý {_ROMAN[part - 1]}"
        case Month(_, part):
            return _MONTHS[part - 1] if english else f"Tháng {part}"
        case Cumulative(_, last):
            return f"{last} months" if english else f"{last} tháng"
    return "Stretch" if english else "Giai đoạn"


def _vietnamese_period(period: Period) -> str:
    match period:
        case Year(number):
            return f"năm {number}"
        case Half(number, part):
            return f"6 tháng {'đầu' if part == 1 else 'cuối'} năm {number}"
        case Quarter(number, part):
            return f"quý {_ROMAN[part - 1]}/{number}"
        case Month(number, part):
            return f"tháng {part}/{number}"
        case Cumulative(number, last):
            return f"{last} tháng năm {number}"
        case Span(Year(first), Year(last)):
            return f"giai đoạn {first}-{last}"
        case Span(Month(year, first), Month(other, last)) if year == other:
            return f"tháng {first}-{last}/{year}"
        case Span(first, last):
            return f"từ {_vietnamese_period(first)} đến {_vietnamese_period(last)}"
    raise TypeError(f"no label for {period!r}")


def _english_period(period: Period) -> str:
    match period:
        case Year(number):
            return str(number)
        case Half(number, part):
            return f"{'first' if part == 1 else 'second'} half of {number}"
        case Quarter(number, part):
            return f"Q{part} {number}"
        case Month(number, part):
            return f"{_MONTHS[part - 1]} {number}"
        case Cumulative(number, last):
            return f"first {last} months of {number}"
        case Span(Year(first), Year(last)):
            return f"{first}-{last}"
        case Span(Month(year, first), Month(other, last)) if year == other:
            return f"{_MONTHS[first - 1]}-{_MONTHS[last - 1]} {year}"
        case Span(first, last):
            return f"{_english_period(first)} to {_english_period(last)}"
    raise TypeError(f"no label for {period!r}")


def short_period_label(period: Period | str, language: Language = "vi") -> str:
    """A period on an axis: "6T/2024", "Q1/2024", "T8/2024", "2024"; in English "H1 2024"."""
    period = parse_period(period) if isinstance(period, str) else period
    english = language == "en"
    match period:
        case Half(number, part):
            return (
                f"H{part} {number}" if english else f"{'6T' if part == 1 else '6T cuối'}/{number}"
            )
        case Quarter(number, part):
            return f"Q{part} {number}" if english else f"Q{part}/{number}"
        case Month(number, part):
            return f"{_MONTHS[part - 1][:3]} {number}" if english else f"T{part}/{number}"
        case Cumulative(number, last):
            return f"{last}M {number}" if english else f"{last}T/{number}"
        case Span(Year(first), Year(last)):
            return f"{first}-{last}"
    return str(period.year)


def axis_labels(periods: Sequence[Period], language: Language = "vi") -> tuple[str, ...]:
    """Labels along a time axis, without what all of them share: T1 … T12, or 2018 … 2024.

    Stretches since January of one year are told by their last month.
    """
    if is_course(periods):
        months = [period.end.month for period in periods]
        return tuple(_MONTHS[m - 1][:3] if language == "en" else f"T{m}" for m in months)
    parts = [short_period_label(period, language) for period in periods]
    years = {period.year for period in periods}
    kinds = {(type(period), period.start.month, period.months) for period in periods}
    if len(parts) < _SEVERAL or any(isinstance(period, Year | Span) for period in periods):
        return tuple(parts)
    if len(years) == 1:
        return tuple(re.sub(r"[/ ]\d{4}$", "", part) for part in parts)
    if len(kinds) == 1:
        return tuple(str(period.year) for period in periods)
    return tuple(parts)


def is_course(periods: Sequence[Period]) -> bool:
    """True for stretches since January of one year that start with January itself."""
    if len(periods) < _SEVERAL:
        return False
    ends = {period.end for period in periods}
    same_year = len({period.year for period in periods}) == 1
    is_monthly = periods[0].months == 1 and len(ends) == len(periods)
    return same_year and is_monthly and all(period.is_cumulative for period in periods)


def date_label(day: date | str | None) -> str:
    """A date as dd/mm/yyyy, a month as mm/yyyy; other text kept, nothing becomes a dash."""
    if day is None or day == "":
        return MISSING
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day[:10])
        except ValueError:
            year, dash, month = day.partition("-")  # type: ignore[union-attr]
            return f"{month}/{year}" if dash and len(month) == len("mm") else str(day)
    return f"{day:%d/%m/%Y}"
