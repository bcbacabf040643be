"""Slides to start from, and the whole briefing made in one step for a place and period."""

from collections.abc import Sequence
from datetime import date, timedelta

from yardstick.analysis.standing import Standing
from yardstick.briefing import findings
from yardstick.briefing.commitments import tasks
from yardstick.briefing.facts import Facts
from yardstick.briefing.indicator_charts import spans_of
from yardstick.briefing.indicator_view import indicator_view
from yardstick.briefing.plan import BlockPlan, Kind, Plan, SlidePlan
from yardstick.briefing.sentences import say
from yardstick.charts.deck import SlideLayout
from yardstick.charts.labels import Language
from yardstick.charts.notes import newest_date
from yardstick.charts.period_labels import period_label
from yardstick.domain.period import Period, parse_period
from yardstick.domain.place import Place

# A briefing on a period that ended this long ago is dated when its figures were known.
_FRESH = timedelta(days=150)
_LINES = 2
_ENOUGH_PLACES = 3
_ENOUGH_YEARS = 2

TEMPLATES = (
    SlideLayout.TITLE,
    SlideLayout.RESULT,
    SlideLayout.TABLE,
    SlideLayout.CHART,
    SlideLayout.TWO_CHARTS,
    SlideLayout.MAP_AND_RANKING,
    SlideLayout.COMMITMENTS,
    SlideLayout.TEXT,
    SlideLayout.CLOSING,
)


def about(
    place: str, period: str, indicator: str | None = None, authority: str | None = None
) -> dict[str, str]:
    """A definition's options."""
    options = {"place": place, "period": period}
    if indicator:
        options["indicator"] = indicator
    if authority:
        options["authority"] = authority
    return options


def chart_slide(
    key: str, kind: Kind, options: dict[str, str], *, layout: SlideLayout = SlideLayout.CHART
) -> SlidePlan:
    """One chart or table; charts with remarks beside them."""
    blocks = [BlockPlan(key=f"{key}-{kind}", kind=kind, options=options)]
    if layout in (SlideLayout.CHART, SlideLayout.RESULT):
        said = {**options, "about": kind}
        blocks.append(BlockPlan(key=f"{key}-remarks", kind="remarks", options=said))
    return SlidePlan(key=key, layout=layout, blocks=tuple(blocks))


def from_template(
    layout: SlideLayout,
    place: str,
    period: str,
    indicators: Sequence[str],
    authority: str | None = None,
) -> SlidePlan:
    """A new slide of a layout, about a place and period.

    Args:
        layout: Which.
        place: Its key.
        period: Its code.
        indicators: Codes for the charts, the most telling first; at least one.
        authority: Only targets of this authority.
    """
    whole = about(place, period, authority=authority)
    first = about(place, period, indicators[0])
    second = about(place, period, indicators[1] if len(indicators) > 1 else indicators[0])
    match layout:
        case SlideLayout.RESULT:
            return chart_slide("result", "tally", whole, layout=layout)
        case SlideLayout.TABLE:
            return chart_slide("table", "table", whole, layout=layout)
        case SlideLayout.CHART:
            return chart_slide(f"line-{indicators[0]}", "line", first)
        case SlideLayout.TWO_CHARTS:
            blocks = [
                BlockPlan(key=f"two-{number}", kind="line", options=options)
                for number, options in enumerate((first, second), 1)
            ]
            return SlidePlan(key="two", layout=layout, blocks=tuple(blocks))
        case SlideLayout.MAP_AND_RANKING:
            blocks = [
                BlockPlan(key=f"places-{indicators[0]}-{kind}", kind=kind, options=first)
                for kind in ("map", "bars")
            ]
            return SlidePlan(key=f"places-{indicators[0]}", layout=layout, blocks=tuple(blocks))
        case SlideLayout.COMMITMENTS:
            return chart_slide("commitments", "commitments", whole, layout=layout)
        case SlideLayout.TEXT:
            block = BlockPlan(key="text-words", kind="text", words=("",))
            return SlidePlan(key="text", layout=layout, blocks=(block,))
        case _:
            return SlidePlan(key=layout.value, layout=layout)


def default_plan(
    facts: Facts,
    place: Place,
    period: Period,
    *,
    today: date,
    authority: str | None = None,
    language: Language = "vi",
) -> Plan:
    """A complete briefing: result, table, attainment, what is behind over the years, places, tasks.

    Args:
        facts: What is known.
        place: About which place.
        period: About which period.
        today: The day on this machine.
        authority: Only targets of this authority.
        language: Of its name.
    """
    period = period.canonical()
    found = facts.standings(place, period, authority)
    whole = about(place.key, period.code, authority=authority)
    slides = [SlidePlan(key="title", layout=SlideLayout.TITLE)]
    if any(standing.verdict.is_judged for standing in found):
        slides.append(chart_slide("result", "tally", whole, layout=SlideLayout.RESULT))
    if found:
        slides.append(chart_slide("table", "table", whole, layout=SlideLayout.TABLE))
    if any(standing.verdict.is_judged for standing in found):
        slides.append(chart_slide("attainment", "attainment", whole))
    for code in told_by_years(found)[:_LINES]:
        options = about(place.key, period.code, code)
        spans = spans_of(indicator_view(facts, facts.catalogue[code], place, period, authority))
        options |= {"span": spans[0]} if spans else {}
        slides.append(chart_slide(f"line-{code}", "line", options))
    ranked = told_by_places(facts, place, period)
    if ranked:
        slides.append(from_template(SlideLayout.MAP_AND_RANKING, place.key, period.code, ranked))
    day = presented_on(period, found, today)
    if tasks(facts, place.key, day):
        slides.append(
            chart_slide("commitments", "commitments", whole, layout=SlideLayout.COMMITMENTS)
        )
    slides.append(SlidePlan(key="closing", layout=SlideLayout.CLOSING))
    words = period_label(period, language)
    return Plan(
        key=f"{place.key}-{period.code}",
        name=say("briefing.name", language, place=place.name, period=words),
        place=place.key,
        period=period.code,
        authority=authority,
        day=day,
        slides=tuple(slides),
    )


def presented_on(period: Period, found: Sequence[Standing], today: date) -> date:
    """Today for a fresh period; for one long past the day its newest figure was published."""
    if today - period.end < _FRESH:
        return today
    newest = newest_date(s.actual for s in found if s.actual is not None)
    return max(date.fromisoformat(newest[:10]), period.end) if newest else today


def told_by_years(found: Sequence[Standing]) -> list[str]:
    """Indicators with a history: those behind first, then those with most years."""
    judged = findings.behind(found) + [s for s in found if s.verdict.is_judged]
    rest = [s for s in found if s.actual is not None]
    codes = {
        s.indicator.code: None
        for s in (*judged, *rest)
        if sum(number is not None for _, number in s.history) >= _ENOUGH_YEARS
    }
    return list(codes)


def told_by_places(facts: Facts, place: Place, period: Period) -> list[str]:
    """Indicators that several places inside have figures of, those judged most often first."""
    inside = [child.key for child in facts.gazetteer.children(place, period.end)]
    if not inside:
        return []
    found = facts.current(places=inside, periods=(period.code,))
    known = found[~found["is_target"]].groupby("indicator")["place"].nunique()
    asked = found[found["is_target"]].groupby("indicator")["place"].nunique()
    counts = {str(code): int(count) for code, count in known.items() if count >= _ENOUGH_PLACES}
    targeted = {str(code): int(count) for code, count in asked.items()}
    return sorted(counts, key=lambda code: (-targeted.get(code, 0), -counts[code], code))


def next_period(plan: Plan, known: Sequence[Period]) -> Period:
    """The period to run a briefing for next: the following one with figures, else a year on."""
    own = parse_period(plan.period).canonical()
    later = [
        p.canonical() for p in known if p.end > own.end and p.is_cumulative == own.is_cumulative
    ]
    alike = [period for period in later if type(period) is type(own)]
    return min(alike or later, key=lambda p: p.end, default=own.shifted(1).canonical())
