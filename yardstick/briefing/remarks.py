"""Remarks of a slide: written from its figures, or a person's words bound to the same figures."""

import re
from collections.abc import Sequence

from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.briefing import findings
from yardstick.briefing.asking import Context, Shown
from yardstick.briefing.sentences import say
from yardstick.charts.deck import Bound, Definition, Remark
from yardstick.charts.gaps import target_label
from yardstick.charts.labels import Language, figure_label, number_label

_MOST = 4
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def remarks_on(found: Shown, definition: Definition, context: Context) -> tuple[Remark, ...]:
    """Paragraphs on what a chart or table shows: what is behind first, then what is ahead."""
    del definition
    judged = [s for s in found.standings if s.verdict.is_judged and s.actual is not None]
    behind = findings.behind(judged)
    rest = [s for s in judged if s not in behind]
    several = len({s.place.key for s in judged}) > 1
    chosen = (behind + rest)[:_MOST]
    return tuple(_sentence(s, context.language, names_place=several) for s in chosen)


def _sentence(standing: Standing, language: Language, *, names_place: bool) -> Remark:
    actual, target = standing.actual, standing.target
    assert actual is not None  # noqa: S101 - only figures are remarked on
    parts: list[str | Figure] = []
    name = standing.place.name if names_place else standing.indicator.short(language)
    parts.append(name + (say("remark.estimated", language) if actual.is_estimate else " "))
    parts.append(actual)
    if standing.assessment.rule == "pace" and standing.completion is not None:
        digits = None if standing.completion_printed else 1
        shown = round(standing.completion, 1) if digits else standing.completion
        share = number_label(shown, digits, language) + "%"
        parts.append(say("remark.share_of_plan", language, share=share))
        if target is not None and target.measure == actual.measure:
            parts += [" (", target, ")"]
    elif target is not None:
        short = standing.gap is not None and standing.gap < 0
        parts.append(say("remark.below" if short else "remark.meets", language))
        parts.append(target)
    elif standing.implied:
        parts.append(
            say("remark.below" if standing.gap and standing.gap < 0 else "remark.meets", language)
        )
        parts.append(target_label(standing, language))
    if standing.same_period is not None:
        parts += [say("remark.same_period", language), standing.same_period]
    parts.append(".")
    return _bound(parts, language)


def _bound(parts: Sequence[str | Figure], language: Language) -> Remark:
    text, bounds = "", []
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        label = figure_label(part, language)
        bounds.append(Bound(len(text), len(text) + len(label), part.observation_id))
        text += label
    return Remark(text, tuple(bounds))


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
