"""Remarks of a slide: written from its figures, or a person's words bound to the same figures."""

import re
from collections.abc import Sequence

from yardstick.briefing import findings
from yardstick.briefing.asking import Context, Shown
from yardstick.charts.deck import Bound, Definition, Remark
from yardstick.charts.remarks import best_and_worst, remark_on, what_changed

_MOST = 3
# Charts beside which there is room for whole sentences on what is behind.
_IN_DEPTH = ("attainment",)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def remarks_on(found: Shown, definition: Definition, context: Context) -> tuple[Remark, ...]:
    """Paragraphs on what a chart or table shows, every number bound to its record.

    Of an indicator its place's sentence, what changed there, and who leads and trails; of one
    standing its own sentence; of several the ones furthest behind where they stand beside
    their targets, then the best and the worst.
    """
    known = [standing for standing in found.standings if standing.actual is not None]
    if definition.options.get("about") == "indicator":
        own, *others = found.standings
        told = (remark_on(own, context.language),) if own.actual is not None else ()
        moved = what_changed(found.changes, context.language)
        return (*told, *moved, *best_and_worst(others, context.language, names_place=True))
    if len(known) == 1:
        return (remark_on(known[0], context.language),)
    several = len({standing.place.key for standing in known}) > 1
    rows = best_and_worst(known, context.language, names_place=several)
    if definition.options.get("about") not in _IN_DEPTH:
        return rows
    behind = findings.behind(known)[:_MOST]
    return (*(remark_on(one, context.language, names_place=several) for one in behind), *rows[:1])


def as_written(words: Sequence[str], generated: Sequence[Remark]) -> tuple[Remark, ...]:
    """A person's paragraphs; numbers they kept from the generated ones stay bound to their record.

    A printed number that two records share is left unbound.
    """
    known: dict[str, set[str]] = {}
    for remark in generated:
        for bound in remark.bounds:
            known.setdefault(remark.text[bound.start : bound.end], set()).add(bound.observation_id)
    return tuple(Remark(text, _rebound(text, known)) for text in words)


def _rebound(text: str, known: dict[str, set[str]]) -> tuple[Bound, ...]:
    bounds: list[Bound] = []
    for label, records in sorted(known.items(), key=lambda item: -len(item[0])):
        if len(records) != 1:
            continue
        for match in re.finditer(rf"(?<![\d.,]){re.escape(label)}(?!\d)", text):
            if all(match.end() <= b.start or match.start() >= b.end for b in bounds):
                bounds.append(Bound(match.start(), match.end(), next(iter(records))))
    return tuple(sorted(bounds, key=lambda bound: bound.start))


def unmatched(text: str, known: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """How many numbers of a text stand in what is known too, and those that do not.

    Args:
        text: A person's words.
        known: Every text of the slide that was written from figures.
    """
    told = {number for words in known for number in _NUMBER.findall(words)}
    written = _NUMBER.findall(text)
    strange = tuple(dict.fromkeys(number for number in written if number not in told))
    return sum(number in told for number in written), strange
