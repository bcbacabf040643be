"""How the upload page says what stands in a cell, what a rule found and why a line waits."""

from decimal import Decimal

from etl.extract.sheet_model import ColumnRole, Layout, Role
from etl.upload_lines import Fate, Line
from yardstick.domain.finding import Finding
from yardstick.domain.period import Cumulative, Half, Month, Quarter, Year, parse_period
from yardstick.domain.vietnamese import format_number
from yardstick.ui import cached, headline
from yardstick.ui.messages import number, period_label, quantity, text, unit_label, words
from yardstick.ui.session import language

MISSING = "—"
_SHOWN_DIGITS = 4


def rule_words(rule: str) -> str:
    """What a rule found, in words."""
    known = f"finding.{rule}"
    return text(known if known in words() else "finding.other")


def finding_sentence(finding: Finding) -> str:
    """A finding for the marked file: what it is, what stands there, what should."""
    parts = [rule_words(finding.rule)]
    if finding.found:
        parts.append(text("upload.said_found", found=finding.found))
    advice = f"upload.advice.{finding.rule}"
    if advice in words():
        parts.append(text(advice))
    return ". ".join(parts)


def column_words(column: ColumnRole, *, with_period: bool = True) -> str:
    """What a column holds, as an official would head it: "Kế hoạch năm 2024"."""
    if column.role is not Role.VALUE:
        return text(f"upload.role.{column.role}")
    name = value_words(column.kind, column.measure)
    period = period_label(column.period) if with_period and column.period else ""
    return f"{name} {period}".strip()


def short_column_words(column: ColumnRole) -> str:
    """What a column holds, short enough to stand over it: "Kế hoạch 2024", "Ước 6T/2024"."""
    if column.role is not Role.VALUE:
        return text(f"upload.role_short.{column.role}")
    name = value_words(column.kind, column.measure)
    return f"{name} {short_period(column.period)}".strip() if column.period else name


def short_period(code: str) -> str:
    """A period as headers of sheets write it: 2024, 6T/2024, T6/2024, Q2/2024."""
    match parse_period(code).canonical():
        case Year(number=year):
            return str(year)
        case Half(number=year, part=1):
            return f"6T/{year}"
        case Cumulative(number=year, last=month):
            return f"{month}T/{year}"
        case Quarter(number=year, part=quarter):
            return f"Q{quarter}/{year}"
        case Month(number=year, part=month):
            return f"T{month}/{year}"
    return period_label(code)


def value_words(kind: str | None, measure: str | None) -> str:
    """What figures of a kind and measure are called: Thực hiện, Kế hoạch, Tốc độ tăng."""
    if measure in (None, "level"):
        return text(f"upload.value.{kind or 'any'}")
    name = text(f"upload.value.{measure}")
    return name if kind in (None, "actual") else f"{name}, {text(f'upload.value.{kind}').lower()}"


def layout_words(layout: Layout) -> str:
    """A table as an option: its sheet, and its title where a sheet has several."""
    return layout.title or layout.sheet


def place_of(line: Line) -> str:
    """Whose figure a line is."""
    if line.observation is not None:
        return headline.place_name(line.observation.place)
    if line.mention is not None:
        place = cached.gazetteer().find_key(line.mention.place)
        return headline.place_name(place) if place else line.mention.place_text or MISSING
    return MISSING


def indicator_of(line: Line) -> str:
    """What a line measures, and over which period."""
    one = line.observation
    if one is not None:
        name = cached.catalogue()[one.indicator].short(language())
        said = value_words(one.kind, one.measure).lower()
        return f"{name}, {said} {period_label(one.period)}"
    if line.mention is not None:
        known = cached.catalogue().find(line.mention.indicator)
        name = known.short(language()) if known else line.mention.indicator_text
        said = value_words(line.mention.kind, line.mention.measure).lower()
        period = period_label(line.mention.period) if line.mention.period else ""
        return f"{name}, {said} {period}".strip()
    return MISSING


def new_value(line: Line) -> str:
    """The figure in the file, as the office writes numbers."""
    one = line.observation
    if one is None:
        waiting = line.mention
        if waiting is None or waiting.value is None:
            return line.quote
        return quantity(shortened(waiting.value), waiting.unit) if waiting.unit else line.quote
    if one.value is not None:
        return quantity(shortened(one.value), one.unit)
    low, high = one.numbers
    return f"{number(low)}–{number(high)} {unit_label(one.unit)}"


def old_value(line: Line) -> str:
    """The figure stored now."""
    if line.old is None:
        return MISSING
    value, low, high, unit = line.old
    if value is not None:
        return quantity(shortened(value), unit)
    if low is None or high is None:
        return MISSING
    return f"{number(low)}–{number(high)} {unit_label(unit)}"


def shortened(value: Decimal) -> Decimal:
    """At most four digits after the comma on screen; the store keeps every digit."""
    value = value.normalize() if value else Decimal(0)
    return round(value, _SHOWN_DIGITS) if -int(value.as_tuple().exponent) > _SHOWN_DIGITS else value


def remark(line: Line) -> str:
    """Why a line is refused or waits, by how much it changed, and whom it contradicts."""
    parts = []
    if line.fate in (Fate.CHANGED, Fate.CONFLICT) and line.change_percent is not None:
        parts.append(percent(line.change_percent))
    if line.fate is Fate.CONFLICT:
        parts.append(text("upload.beside", title=line.old_title))
    if line.reason:
        parts.append(rule_words(line.reason))
    if line.fate is Fate.WAITING and line.is_known:
        parts.append(text("upload.waits_already"))
    if line.observation is not None and line.observation.note:
        parts.append(line.observation.note)
    return " · ".join(parts)


def percent(change: float) -> str:
    """A relative change with its sign: "+3,7%"."""
    rounded = f"{abs(change):.1f}"
    sign = "" if rounded == "0.0" else "+" if change > 0 else "−"
    return f"{sign}{rounded if language() == 'en' else rounded.replace('.', ',')}%"


def cell_number(value: Decimal, *, percent_format: bool) -> str:
    """A number of a cell as the sheet shows it, at most four digits after the comma."""
    shown = shortened(value * 100 if percent_format else value)
    written = number(shown) if language() == "en" else format_number(shown)
    return f"{written}%" if percent_format else written
