"""What speaks for a reading and what against it, as lines under the form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from etl.check import ARITHMETIC
from etl.observe import Reason, printed_decimals
from etl.review import Draft, Gap, Item, is_known_name
from yardstick.analysis.crosscheck import (
    PlanTest,
    State,
    fall,
    plan_test,
    same_cell,
    says_the_same,
)
from yardstick.analysis.figure import Figure
from yardstick.domain.observation import base_beyond_usual
from yardstick.domain.period import Year
from yardstick.ui import cached, reviewing_data, show
from yardstick.ui.messages import (
    figure_label,
    number,
    period_label,
    quantity,
    text,
    unit_label,
    words,
)
from yardstick.ui.session import language

_GLYPHS = {State.HOLDS: "met", State.DOUBT: "nearly", State.TOLD: "no_target"}


@dataclass(frozen=True)
class Line:
    """One check in words; `replaces` where accepting would push a figure of the same source out."""

    state: State
    words: str
    replaces: bool = False


def figure_of(item: Item, draft: Draft) -> Figure | None:
    """The figure a complete reading would become; None while it has gaps."""
    one = draft.mention
    if draft.gaps or draft.indicator is None or draft.place is None or draft.period is None:
        return None
    return Figure(
        observation_id="",
        indicator=draft.indicator.code,
        place=draft.place.key,
        value=one.value if one.value_low is None else None,
        low=one.value_low,
        high=one.value_high,
        total=one.total,
        comparator=one.comparator,
        unit=one.unit,
        decimals=printed_decimals(one),
        period=draft.period.canonical().code,
        kind=one.kind,
        measure=one.measure,
        status=one.status,
        base=base_beyond_usual(one.measure, one.base),
        authority=one.authority,
        source_id=item.source_id,
        source_title=item.source_title,
        source_issuer=None,
        source_number=None,
        source_date=item.issued.isoformat() if item.issued else None,
        quote=one.quote,
        locator=item.locator.locator,
    )


def lines(item: Item, draft: Draft) -> list[Line]:
    """Every check of a reading, those that fail first."""
    found = [*_own(item, draft), *_against_store(item, draft)]
    remarks = list(reviewing_data.findings_on(item))
    if item.reason in ARITHMETIC and item.detail:
        remarks.append((item.reason, item.detail))
    for rule, what in dict.fromkeys(remarks):
        # What a check found is kept in figures and signs; what it means is said in words.
        found.append(Line(State.DOUBT, f"{reason_words(rule)}: {what}"))
    if item.reason == Reason.CONTRADICTION and not any(line.replaces for line in found):
        # The detail names the other figure and, in brackets, its locator.
        other = item.detail.partition(" (")[0]
        found.append(Line(State.DOUBT, text("review.check.contradiction", other=other)))
    order = [State.DOUBT, State.HOLDS, State.TOLD]
    return sorted(found, key=lambda line: order.index(line.state))


def reason_words(reason: str) -> str:
    """Why something waits, in words; rules of checks that are not listed ask for a look."""
    for key in (f"review.reason.{reason}", f"sources.reason.{reason}", f"finding.{reason}"):
        if key in words():
            return text(key)
    return text("finding.other")


def _own(item: Item, draft: Draft) -> Iterator[Line]:
    """What the reading says by itself: unit, band, name."""
    indicator, one = draft.indicator, draft.mention
    if indicator is None:
        return
    if Gap.UNIT not in draft.gaps and Gap.UNIT_CONFLICT not in draft.gaps:
        unit = unit_label(one.unit) or text("measure.rank")
        yield Line(State.HOLDS, text("review.check.unit", unit=unit))
    band = getattr(indicator.plausible, one.measure, None)
    if band is not None and Gap.UNIT_CONFLICT not in draft.gaps:
        low, high = (number(Decimal(str(end)).normalize()) for end in band)
        unit = unit_label(indicator.unit if one.measure == "level" else one.unit)
        key = "plausible" if draft.is_plausible else "implausible"
        state = State.HOLDS if draft.is_plausible else State.DOUBT
        yield Line(state, text(f"review.check.{key}", low=low, high=high, unit=unit))
    if one.indicator_text and not is_known_name(one.indicator_text, indicator):
        yield Line(State.DOUBT, text("review.check.name", words=one.indicator_text))


def _against_store(item: Item, draft: Draft) -> Iterator[Line]:
    """What the store knows of the same indicator, place and year."""
    figure = figure_of(item, draft)
    if figure is None or draft.indicator is None or draft.period is None:
        return
    around = reviewing_data.around(figure.indicator, figure.place, draft.period.year)
    if figure.kind == "target" and draft.period != Year(draft.period.year):
        around = tuple(one for one in around if one.period == figure.period)
    test = plan_test(figure, around)
    if test is not None:
        yield plan_line(test)
    fallen = fall(figure, draft.indicator, around)
    if fallen is not None:
        yield Line(
            State.DOUBT,
            text(
                "review.check.falls",
                earlier=figure_label(fallen.earlier),
                then=period_label(fallen.earlier.period),
                later=figure_label(fallen.later),
                now=period_label(fallen.later.period),
            ),
        )
    yield from _same_cell(figure, around)


def _same_cell(figure: Figure, around: Sequence[Figure]) -> Iterator[Line]:
    for stored in same_cell(figure, around):
        shown = {"value": figure_label(stored), "source": stored.source_title}
        is_own = stored.source_id == figure.source_id
        if says_the_same(figure, stored):
            yield Line(State.HOLDS, text("review.check.same", **shown))
        elif is_own:
            yield Line(State.DOUBT, text("review.check.replaces", **shown), replaces=True)
        else:
            yield Line(State.DOUBT, text("review.check.differs", **shown))


def plan_line(test: PlanTest) -> Line:
    """Value ÷ plan = share in words, and whether it agrees with the share that was printed."""
    values = {
        "level": number(test.level),
        "plan": number(test.plan),
        "share": quantity(test.share, "%", 1),
    }
    if test.printed is None:
        return Line(test.state, text("review.check.plan", unit=unit_label(test.unit), **values))
    key = "review.check.plan_holds" if test.state is State.HOLDS else "review.check.plan_fails"
    return Line(test.state, text(key, printed=figure_label(test.printed), **values))


def drawn(found: Sequence[Line]) -> str:
    """The checks as markup: shape, then words."""
    rows = "".join(
        f"<div>{show.glyph(_GLYPHS[line.state])}<span>"
        f"<span class='ys-rv-hidden'>{escape(text(f'review.state.{line.state}'))}: </span>"
        f"{escape(line.words)}</span></div>"
        for line in found
    )
    head = escape(text("review.checks"))
    body = rows or f"<div><span></span><span>{escape(text('review.no_checks'))}</span></div>"
    return f"<div class='ys-rv-checks'><b>{head}</b>{body}</div>"


def name_of(item: Item) -> str:
    """What the queue calls an item: the indicator's short name, or the source's own words."""
    indicator = cached.catalogue().find(item.mention.indicator)
    return indicator.short(language()) if indicator else item.mention.indicator_text
