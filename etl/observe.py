"""A mention becomes an observation of a known indicator, place and period, or waits."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from etl.extract.mention import Mention
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import (
    Authority,
    Kind,
    Measure,
    Observation,
    Status,
    base_beyond_usual,
)
from yardstick.domain.period import Period, parse_period
from yardstick.domain.place import Gazetteer, Level, Place
from yardstick.domain.provenance import Locator
from yardstick.domain.unit import find_unit


class Reason(StrEnum):
    """Why a mention waits for a person instead of being stored as an observation."""

    UNKNOWN_INDICATOR = "unknown_indicator"
    UNKNOWN_PLACE = "unknown_place"
    NO_PERIOD = "no_period"
    WRONG_LEVEL = "wrong_level"
    UNIT_CONFLICT = "unit_conflict"
    IMPLAUSIBLE = "implausible"
    UNSURE = "unsure"
    CONTRADICTION = "contradiction"


# Below this the reading itself asks for a person.
SURE_ENOUGH = 0.6
_INDEX_BASE = Decimal(100)
_INDEX_LIKE = (Decimal(80), Decimal(130))
# Provinces in the country before and since 1 July 2025.
_ALL_PROVINCES = (63, 34)


@dataclass(frozen=True)
class Unmatched:
    """A mention kept under its own words, with the reason and what would settle it.

    The reason is a `Reason`, or the rule of a check that failed; then the detail is its arithmetic.
    """

    mention: Mention
    reason: str
    detail: str


@dataclass(frozen=True)
class Context:
    """What is known around the mentions of one source.

    Attributes:
        catalogue: The indicators.
        gazetteer: The places.
        place: The place the source is about; None when unknown.
        issued: The source's date: names are looked up as they were then.
        period: The source's own period, for mentions that name none.
    """

    catalogue: Catalogue
    gazetteer: Gazetteer
    place: Place | None
    issued: date | None
    period: Period | None = None


def observe(
    mention: Mention, context: Context, locate: Callable[[Mention], Locator]
) -> Observation | Unmatched:
    """The observation a mention makes, or why it makes none.

    A mention is refused nothing: whatever cannot be settled here waits with its whole reading.
    """
    indicator = context.catalogue.find(mention.indicator)
    period = parse_period(mention.period) if mention.period else context.period
    place = place_of(mention.place_text, context, period)
    reason: str
    if indicator is None:
        reason, detail = Reason.UNKNOWN_INDICATOR, mention.indicator_text
    elif period is None:
        reason, detail = Reason.NO_PERIOD, mention.quote
    elif place is None:
        reason, detail = Reason.UNKNOWN_PLACE, mention.place_text or ""
    else:
        grown = without_index_form(mention)
        problem = problem_of(grown, indicator, place)
        if problem is None:
            return observation_of(grown, indicator, place, period, locate(mention))
        reason, detail = problem
    return Unmatched(settled(mention, place, period), reason, detail)


def settled(mention: Mention, place: Place | None, period: Period | None) -> Mention:
    """The mention with the place and period found for it, so that who reviews it sees them."""
    key, code = place.key if place else None, period.code if period else None
    if (mention.place, mention.period) == (key, code):
        return mention
    return replace(mention, place=key, period=code)


def observation_of(
    mention: Mention, indicator: Indicator, place: Place, period: Period, locator: Locator
) -> Observation:
    """The observation a reading makes once indicator, place and period are known."""
    is_target = mention.kind == Kind.TARGET
    return Observation(
        indicator=indicator.code,
        indicator_text=mention.indicator_text,
        place=place,
        period=period,
        measure=Measure(mention.measure),
        kind=Kind(mention.kind),
        unit=mention.unit,
        locator=locator,
        quote=mention.quote,
        value=mention.value if mention.value_low is None else None,
        low=mention.value_low,
        high=mention.value_high,
        total=mention.total,
        comparator=mention.comparator,
        base=base_of(mention, place),
        status=Status(mention.status) if mention.status else None,
        authority=Authority(mention.authority) if is_target and mention.authority else None,
        deadline=mention.deadline,
        version=mention.version,
        decimals=printed_decimals(mention),
        confidence=mention.confidence,
    )


def without_index_form(mention: Mention) -> Mention:
    """Growth read in index form ("bằng 98,5% so với cùng kỳ") as growth: -1,5; others as they are.

    The quotation keeps what was printed.
    """
    if mention.measure != Measure.GROWTH or "index" not in _why(mention):
        return mention

    def grown(number: Decimal | None) -> Decimal | None:
        return None if number is None else number - _INDEX_BASE

    return replace(
        mention,
        value=grown(mention.value),
        value_low=grown(mention.value_low),
        value_high=grown(mention.value_high),
    )


def _why(mention: Mention) -> str:
    """What decided the measure, in the reader's words; empty for rows and cells of sheets."""
    return next((why for field, why in mention.reasons if field == "measure"), "")


def _may_be_index(mention: Mention) -> bool:
    """True for a document's growth near 100 % that nothing calls an index: a person looks.

    Tables flattened to text print indices (109,31) under heads that lost "năm trước = 100".
    """
    why = _why(mention)
    if mention.measure != Measure.GROWTH or not why or "index" in why:
        return False
    low, high = _INDEX_LIKE
    return mention.value is not None and low <= mention.value <= high


def place_of(text: str | None, context: Context, period: Period | None) -> Place | None:
    """The place a mention is about: as named at the time of the source.

    Else the source's own place.
    """
    if not text:
        return context.place
    day = context.issued or (period.end if period else None)
    return context.gazetteer.find(text, on=day, within=context.place)


def base_of(mention: Mention, place: Place) -> str | None:
    """What the figure is measured against; a province's rank among fewer than all is a region's.

    "24/63" and "8/11 vùng đồng bằng sông Hồng" are two ranks, not two values of one.
    """
    is_rank = mention.measure == Measure.RANK and place.level is Level.PROVINCE
    if is_rank and mention.base is None and mention.total is not None:
        return None if mention.total in _ALL_PROVINCES else "region"
    return base_beyond_usual(mention.measure, mention.base)


def printed_decimals(mention: Mention) -> int | None:
    """Digits after the decimal mark as printed; a range counts its longer end."""
    numbers = [n for n in (mention.value, mention.value_low, mention.value_high) if n is not None]
    exponents = [-int(number.as_tuple().exponent) for number in numbers]
    return max(max(exponents), 0) if exponents else None


def problem_of(mention: Mention, indicator: Indicator, place: Place) -> tuple[str, str] | None:
    """Why a complete reading waits all the same: level, unit, confidence, plausible band."""
    if not is_kept_for(indicator, place):
        return Reason.WRONG_LEVEL, f"{indicator.code} is not kept for a {place.level}"
    if not unit_fits(mention, indicator):
        return Reason.UNIT_CONFLICT, f"{mention.unit} against {indicator.unit}"
    failed = next((why for field, why in mention.reasons if field == "check"), None)
    if failed is not None and mention.confidence < SURE_ENOUGH:
        rule, _, arithmetic = failed.partition(": ")
        return rule, arithmetic
    if mention.confidence < SURE_ENOUGH or _may_be_index(mention):
        return Reason.UNSURE, f"{mention.confidence:.2f}"
    if not is_plausible(mention, indicator):
        return Reason.IMPLAUSIBLE, mention.quote
    return None


def is_kept_for(indicator: Indicator, place: Place) -> bool:
    """True when the indicator exists for places of this tier: there is no GRDP of a district."""
    return place.level is Level.COUNTRY or place.level in indicator.levels


def unit_fits(mention: Mention, indicator: Indicator) -> bool:
    """True when the figure's unit can be the indicator's, for what the figure measures."""
    unit = find_unit(mention.unit)
    if unit is None:
        return False
    if mention.measure in (Measure.GROWTH, Measure.COMPLETION):
        return unit.is_ratio
    if mention.measure == Measure.RANK:
        return unit.dimension == "rank"
    accepted = {
        found.dimension
        for text in (indicator.unit, *indicator.also_units)
        if (found := find_unit(text)) is not None
    }
    if mention.measure == Measure.CHANGE:
        return unit.dimension in accepted | {"điểm %", "bậc"} or unit.is_ratio
    return unit.dimension in accepted


def is_plausible(mention: Mention, indicator: Indicator) -> bool:
    """False when the figure lies outside the catalogue's band for its measure.

    In the catalogue's unit.
    """
    band = getattr(indicator.plausible, mention.measure, None)
    unit = find_unit(mention.unit)
    if band is None or unit is None:
        return True
    wanted = indicator.measured_in if mention.measure == Measure.LEVEL else unit
    if unit.dimension != wanted.dimension:
        return True
    numbers = (mention.value, mention.value_low, mention.value_high)
    low, high = band
    return all(
        low <= float(unit.convert(number, wanted)) <= high
        for number in numbers
        if number is not None
    )
