"""Which period codes may hold a period's figure: states by their end, flows by reach."""

from yardstick.domain.indicator import Indicator
from yardstick.domain.period import Cumulative, Half, Month, Period, Quarter, Year

HISTORY_YEARS = 7
# Past years further back than this had other plans and another economy.
SEASON_YEARS = 3
_DECEMBER = 12


def same_end(period: Period) -> tuple[str, ...]:
    """Codes of periods that end on the same day, the period's own canonical code first.

    A state (stock, rate, share) reported for June, for the second quarter and for the first half
    is one
    and the same state; a flow is not.
    """
    year, month = period.end.year, period.end.month
    codes = [period.canonical().code, Month(year, month).code]
    if month % 3 == 0:
        codes.append(Quarter(year, month // 3).code)
    if month % 6 == 0:
        codes.append(Half(year, month // 6).code)
    codes.append(Cumulative(year, month).canonical().code)
    if month == _DECEMBER:
        codes.append(Year(year).code)
    return tuple(dict.fromkeys(codes))


def period_codes(period: Period, years: int = HISTORY_YEARS) -> tuple[str, ...]:
    """All period codes the standings of a period can need: itself, its past years.

    The one before, its targets, and the whole of the last years for the season of flows.
    """
    wanted: list[str] = []
    for back in range(max(years, SEASON_YEARS + 1)):
        wanted += same_end(period.shifted(-back))
    wanted += same_end(period.previous())
    wanted += [Year(period.year - back).code for back in range(SEASON_YEARS + 1)]
    return tuple(dict.fromkeys(wanted))


def codes_of(indicator: Indicator, period: Period) -> tuple[str, ...]:
    """The codes under which a figure of the period may stand: flows only under its own."""
    if indicator.accumulation in ("stock", "average", "rate", "share"):
        return same_end(period)
    return (period.canonical().code,)
