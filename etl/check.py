"""Figures against what is known around them: the rest of their year, last year, plan, structure.

A failed check doubts every figure of the batch that takes part; a doubted figure waits for a person
with the arithmetic written out. Nothing is corrected here, and what is stored already stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from etl.check_facts import Fact, Series, of_observation, stored
from etl.extract.mention import Mention
from etl.observe import Unmatched
from etl.reconcile import Reconciled
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import Kind, Measure, Observation
from yardstick.domain.period import Year
from yardstick.domain.provenance import TextSpan, paragraph_at
from yardstick.domain.vietnamese import format_number
from yardstick.store.database import Store

# What a failed check leaves of a figure's confidence.
DOUBT = 0.6
# The checks whose evidence is arithmetic: here, in `extract.checks` and for sheets.
ARITHMETIC = frozenset(
    (
        "part_over_whole",
        "part_and_percent",
        "plan_arithmetic",
        "unclear_basis",
        "structure_sum",
        "cumulative_falls",
        "change_and_growth",
        "growth_and_last_year",
        "implausible",
        "sum_mismatch",
    )
)
# Shares of GRDP; taxes on products may be a fourth part.
_SHARES = ("EC07", "EC08", "EC09")
_WHOLE = (Decimal(80), Decimal("100.5"))
# "More than 63 %" is said of 63,6 and not of 80.
_BOUND_REACH = Decimal(5)
_POINT, _PLAN_SLACK = Decimal(1), Decimal("1.5")
# Whose plan a share is of, by what it is said to be of.
_PLANS = {
    "plan_central": ("central",),
    "plan_province": ("province",),
    "plan_district": ("district", "council"),
    "plan_commune": ("commune", "council"),
    "plan_term": ("congress",),
}


@dataclass(frozen=True)
class Doubt:
    """A failed check.

    Attributes:
        positions: The batch's figures that take part.
        rule: Which check.
        evidence: The arithmetic, in figures and signs only, so that every language reads it.
    """

    positions: tuple[int, ...]
    rule: str
    evidence: str


def doubts(
    observations: Sequence[Observation], store: Store, catalogue: Catalogue, *, lineage: str = ""
) -> tuple[Doubt, ...]:
    """What does not fit, of figures about to be stored.

    Args:
        observations: The figures of one source.
        store: What is known already.
        catalogue: Which indicators are sums since January.
        lineage: The source's line of editions: the stored figures this one replaces are passed by.
    """
    series: dict[Series, list[Fact]] = defaultdict(list)
    for position, one in enumerate(observations):
        fact = of_observation(position, one)
        if fact is not None:
            series[one.indicator, one.place.key].append(fact)
    asking = {key for key, facts in series.items() if _asks(facts, catalogue.find(key[0]))}
    for key, fact in stored(store, observations, lineage, asking):
        series[key].append(fact)
    found: list[Doubt] = []
    for (code, _), facts in series.items():
        indicator = catalogue.find(code)
        if indicator is not None and indicator.is_cumulative:
            found += _falls(facts)
        found += _growth(facts)
        found += _plan(facts)
    found += _structure(observations)
    return tuple(found)


def _asks(facts: Sequence[Fact], indicator: Indicator | None) -> bool:
    """True when a check of these figures needs what is stored around them."""
    if any(fact.measure in (Measure.GROWTH, Measure.COMPLETION) for fact in facts):
        return True
    adds_up = indicator is not None and indicator.is_cumulative
    return adds_up and any(fact.period.is_cumulative for fact in facts)


def _doubt(facts: Iterable[Fact], rule: str, evidence: str) -> Iterator[Doubt]:
    """A doubt, where a figure of the batch takes part."""
    positions = tuple(dict.fromkeys(f.position for f in facts if f.position is not None))
    if positions:
        yield Doubt(positions, rule, evidence)


def _levels(facts: Iterable[Fact]) -> list[Fact]:
    """The exact levels that happened."""
    return [
        fact
        for fact in facts
        if fact.measure == Measure.LEVEL and fact.kind != Kind.TARGET and fact.comparator is None
    ]


def _falls(facts: Sequence[Fact]) -> Iterator[Doubt]:
    """A sum since January never falls within its year."""
    if not any(fact.position is not None and fact.period.is_cumulative for fact in facts):
        return
    years: dict[tuple[int, str, str], list[tuple[date, Decimal, int, Fact]]] = defaultdict(list)
    for number, fact in enumerate(_levels(facts)):
        if fact.period.is_cumulative:
            end = fact.period.end
            years[end.year, fact.dimension, _price(fact)].append((end, fact.value, number, fact))
    for one in years.values():
        one.sort()
        for (early_end, _, _, early), (late_end, _, _, late) in pairwise(one):
            is_stored = early.position is None and late.position is None
            if is_stored or early_end == late_end:
                continue
            if early.value - early.slack > late.value + late.slack:
                evidence = f"{late.printed} ({_span(late)}) < {early.printed} ({_span(early)})"
                yield from _doubt((early, late), "cumulative_falls", evidence)


def _span(fact: Fact) -> str:
    """The months as digits, which no language needs translated: 01–06/2024."""
    period = fact.period
    return f"{period.start.month:02d}–{period.end.month:02d}/{period.year}"


def _price(fact: Fact) -> str:
    """The price base the name states: two bases are two series."""
    if "hien hanh" in fact.words or "thuc te" in fact.words:
        return "current"
    return "constant" if "so sanh" in fact.words or "co dinh" in fact.words else ""


def _growth(facts: Sequence[Fact]) -> Iterator[Doubt]:
    """Last year's value, grown by the growth a source prints, is its value of this year."""
    own_growth = [f for f in facts if f.measure == Measure.GROWTH and f.position is not None]
    if not own_growth:
        return
    levels: dict[tuple[str, str, str], Fact] = {}
    for fact in _levels(facts):
        key = (fact.period.code, fact.dimension, _price(fact))
        # A batch's own figure before a stored one.
        if key not in levels or fact.position is not None:
            levels[key] = fact
    for growth in own_growth:
        is_plain = growth.comparator is None and growth.base is None
        if not is_plain or growth.kind == Kind.TARGET:
            continue
        last_year = growth.period.shifted(-1).canonical().code
        for (code, dimension, price), now in levels.items():
            before = levels.get((last_year, dimension, price))
            is_own = now.position is not None and code == growth.period.code
            if not is_own or before is None or before.value <= 0:
                continue
            if _price(growth) not in ("", price):
                continue
            grown = (now.value / before.value - 1) * 100
            rounding = (now.slack + before.slack * now.value / before.value) / before.value * 100
            off = abs(grown - growth.value)
            if off > max(_POINT, abs(growth.value) / 10) + rounding + growth.slack:
                evidence = (
                    f"{now.printed} ÷ {before.printed} − 1 = {_percent(grown)} ≠ {growth.printed}"
                )
                yield from _doubt((growth, now, before), "growth_and_last_year", evidence)


def _plan(facts: Sequence[Fact]) -> Iterator[Doubt]:
    """Value over plan is the share the same source prints; one plan that fits is enough."""
    shares = [f for f in facts if f.measure == Measure.COMPLETION and f.position is not None]
    if not shares:
        return
    levels = _levels(facts)
    plans = [f for f in facts if f.measure == Measure.LEVEL and f.kind == Kind.TARGET and f.value]
    for share in shares:
        if share.kind == Kind.TARGET:
            continue
        year = Year(share.period.year)
        for level in levels:
            known = [
                plan
                for plan in plans
                if plan.period in (share.period, year)
                and plan.dimension == level.dimension
                and _is_of(share, plan)
            ]
            # Two sources' level and share are a dispute, not arithmetic.
            if level.position is None or level.period != share.period or not known:
                continue
            made = [(level.value / plan.value * 100, plan) for plan in known]
            if any(_says(share, reached) for reached, _ in made):
                continue
            reached, plan = min(made, key=lambda one: abs(one[0] - share.value))
            evidence = f"{level.printed} ÷ {plan.printed} = {_percent(reached)} ≠ {share.printed}"
            yield from _doubt((share, level, plan), "plan_arithmetic", evidence)


def _is_of(share: Fact, plan: Fact) -> bool:
    if share.base is None or plan.authority is None:
        return True
    return plan.authority in _PLANS.get(share.base, ())


def _says(share: Fact, reached: Decimal) -> bool:
    """True when the printed share can mean the computed one."""
    low, high = share.value - _PLAN_SLACK, share.value + _PLAN_SLACK
    if share.comparator in (">=", "~"):
        high = share.value + _BOUND_REACH
    if share.comparator in ("<=", "~"):
        low = share.value - _BOUND_REACH
    return low <= reached <= high


def _structure(observations: Sequence[Observation]) -> Iterator[Doubt]:
    """Shares of agriculture, industry and services make 100."""
    groups: dict[tuple[str, str, bool], dict[str, tuple[int, Decimal]]] = defaultdict(dict)
    for position, one in enumerate(observations):
        is_share = one.indicator in _SHARES and one.measure is Measure.LEVEL
        if is_share and one.value is not None and one.unit == "%":
            about = (one.place.key, one.period.canonical().code, one.kind is Kind.TARGET)
            groups[about][one.indicator] = (position, one.value)
    low, high = _WHOLE
    for parts in groups.values():
        total = sum((value for _, value in parts.values()), Decimal(0))
        if len(parts) == len(_SHARES) and not low <= total <= high:
            listed = " + ".join(format_number(parts[code][1]) for code in _SHARES)
            positions = tuple(parts[code][0] for code in _SHARES)
            yield Doubt(positions, "structure_sum", f"{listed} = {_percent(total)} ≠ 100%")


def _percent(number: Decimal) -> str:
    text = f"{number.quantize(Decimal('0.1')):f}"
    return f"{text.removesuffix('.0').replace('.', ',')}%"


def waiting_for(one: Observation, doubt: Doubt, text: str = "") -> Unmatched:
    """A doubted figure as it waits: its whole reading, less sure, with the arithmetic.

    Args:
        one: The figure as it would have been stored.
        doubt: What speaks against it.
        text: The document's text, to say in which paragraph the figure stands.
    """
    span = one.locator if isinstance(one.locator, TextSpan) else None
    mention = Mention(
        quote=one.quote,
        start=span.start if span else 0,
        end=span.end if span else 0,
        value=one.value,
        value_low=one.low,
        value_high=one.high,
        total=one.total,
        unit=one.unit,
        indicator_text=one.indicator_text,
        indicator=one.indicator,
        kind=str(one.kind),
        measure=str(one.measure),
        comparator=one.comparator,
        period=one.period.code,
        place_text=None,
        base=one.base,
        status=str(one.status) if one.status else None,
        deadline=one.deadline,
        version=one.version,
        authority=str(one.authority) if one.authority else None,
        repeat=False,
        confidence=round(one.confidence * DOUBT, 2),
        paragraph=paragraph_at(text, span.start) if span and text else 0,
        section=None,
        reasons=(("check", f"{doubt.rule}: {doubt.evidence}"),),
        place=one.place.key,
    )
    return Unmatched(mention, doubt.rule, doubt.evidence)


def doubted(found: Iterable[Doubt]) -> dict[int, Doubt]:
    """Position -> the first check that doubts it."""
    by_position: dict[int, Doubt] = {}
    for doubt in found:
        for position in doubt.positions:
            by_position.setdefault(position, doubt)
    return by_position


def checked(
    found: Reconciled, store: Store, catalogue: Catalogue, *, lineage: str, text: str = ""
) -> Reconciled:
    """What was read of a document, doubted figures waiting instead of being stored."""
    failed = doubted(doubts(found.observations, store, catalogue, lineage=lineage))
    return found.without(
        {at: waiting_for(found.observations[at], doubt, text) for at, doubt in failed.items()}
    )
