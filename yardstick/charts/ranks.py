"""Ranks over the periods: who overtook whom, 1 at the top; only periods with enough figures."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from yardstick.analysis.ranking import rank
from yardstick.charts.kinds import RankLine, RankSlope, RankStep
from yardstick.charts.labels import MISSING, Language
from yardstick.charts.notes import newest_date, source_line, word
from yardstick.charts.period_labels import axis_labels, period_label
from yardstick.charts.place_labels import place_label
from yardstick.charts.timeline import breaks_between
from yardstick.domain.period import Period
from yardstick.domain.place import TWO_TIER_START, Place

if TYPE_CHECKING:
    from yardstick.analysis.standing import Standing

_ENOUGH = 2
# Sets of places of so near a size are ranked as they are: a place misses a report now and then.
_ALIKE = 0.6


def rank_slope(
    by_period: Mapping[Period, Sequence["Standing"]],
    own: Place | None = None,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    breaks: Sequence[date] = (TWO_TIER_START,),
    is_illustrative: bool = False,
    language: Language = "vi",
) -> RankSlope | None:
    """The ranks of places in periods that have at least two comparable figures.

    Places are ranked among those with a figure in that period alone, or among those with one in
    every period where the sets are far apart; a place that did not exist then is another place.

    Args:
        by_period: Period -> the same indicator in the places compared; in any order.
        own: The place the view is about; None for none.
        title: The finding; None writes it.
        subtitle: How to read it; None writes it.
        breaks: Days on which the places changed.
        is_illustrative: Marks made-up figures.
        language: Of the labels.

    Returns:
        None when fewer than two periods can be ranked.
    """
    by_period, are_common = _alike(by_period)
    ranked = {
        period: {one.place: rank(one, by_period[period]) for one in by_period[period]}
        for period in sorted(by_period)
    }
    ranked = {period: found for period, found in ranked.items() if any(found.values())}
    if len(ranked) < _ENOUGH:
        return None
    periods = tuple(ranked)
    ids = {
        (period, one.place): one.actual.observation_id
        for period in periods
        for one in by_period[period]
        if one.actual is not None
    }
    places = dict.fromkeys(place for found in ranked.values() for place in found)
    lines = []
    for place in places:
        steps = []
        for period in periods:
            found = ranked[period].get(place)
            label = f"{found.position}/{found.count}" if found else MISSING
            position = found.position if found else None
            known = ids.get((period, place)) if found else None
            steps.append(RankStep(period.code, position, label, known))
        if any(step.rank is not None for step in steps):
            lines.append(RankLine(place.key, place_label(place), tuple(steps), place == own))
    lines.sort(key=lambda line: (line.steps[-1].rank is None, line.steps[-1].rank or 0))
    figures = [
        one.actual for period in periods for one in by_period[period] if one.actual is not None
    ]
    title = _title(lines, periods, language) if title is None else title
    return RankSlope(
        title=title,
        subtitle=word("ranked_common" if are_common else "ranked_among", language)
        if subtitle is None
        else subtitle,
        unit="",
        source=source_line(figures, language),
        as_of=newest_date(figures),
        alt=_alt(title, lines, language),
        is_illustrative=is_illustrative,
        language=language,
        periods=tuple(period.code for period in periods),
        ticks=axis_labels(periods, language),
        lines=tuple(lines),
        count=max(found.count for all_ in ranked.values() for found in all_.values() if found),
        breaks=breaks_between(periods, breaks, language),
    )


def _alike(
    by_period: Mapping[Period, Sequence["Standing"]],
) -> tuple[Mapping[Period, Sequence["Standing"]], bool]:
    """The standings to rank, and whether places known in some of the periods only were left out.

    Second of five and ninth of nine are no way downwards: four of the nine were not known before.
    """
    known = {
        period: {one.place for one in found if one.actual is not None}
        for period, found in by_period.items()
    }
    sizes = [len(places) for places in known.values() if len(places) >= _ENOUGH]
    if not sizes or min(sizes) >= _ALIKE * max(sizes):
        return by_period, False
    common = set.intersection(*(places for places in known.values() if len(places) >= _ENOUGH))
    if len(common) < _ENOUGH:
        return by_period, False
    return {
        period: [one for one in found if one.place in common] for period, found in by_period.items()
    }, True


def _title(lines: Sequence[RankLine], periods: Sequence[Period], language: Language) -> str:
    """The own place's way, else that of whoever moved furthest."""
    own = next((line for line in lines if line.is_own and _moved(line) is not None), None)
    movable = [line for line in lines if _moved(line) is not None]
    shown = own or max(movable, key=lambda line: abs(_moved(line) or 0), default=None)
    if shown is None:
        return word("ranks_plain", language, count=len(lines))
    known = [step for step in shown.steps if step.rank is not None]
    if known[0].label.partition("/")[2] != known[-1].label.partition("/")[2]:
        # Among more places, or others, a rank says nothing of the way.
        return word("ranks_plain", language, count=len(lines))
    moved = _moved(shown) or 0
    key = "ranks_up" if moved > 0 else "ranks_down" if moved < 0 else "ranks_same"
    return word(
        key,
        language,
        name=shown.name,
        first=known[0].label,
        last=known[-1].label,
        then=period_label(known[0].period, language),
    )


def _moved(line: RankLine) -> int | None:
    """Places gained between its first and last rank; None with only one."""
    known = [step.rank for step in line.steps if step.rank is not None]
    return known[0] - known[-1] if len(known) >= _ENOUGH else None


def _alt(title: str, lines: Sequence[RankLine], language: Language) -> str:
    told = [
        f"{line.name}: "
        + ", ".join(f"{period_label(step.period, language)} {step.label}" for step in line.steps)
        for line in lines
    ]
    return f"{title}: {'; '.join(told)}"
