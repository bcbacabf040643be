"""Remarks of a slide: written from its figures, or a person's words bound to the same figures."""

import re
from collections.abc import Sequence

from yardstick.analysis.figure import Figure
from yardstick.analysis.ranking import better
from yardstick.analysis.standing import Standing
from yardstick.briefing import findings
from yardstick.briefing.asking import Context, Shown
from yardstick.briefing.sentences import say
from yardstick.charts.deck import Bound, Definition, Remark
from yardstick.charts.gaps import gap_decimals, target_label
from yardstick.charts.labels import Language, figure_label, number_label, quantity_label
from yardstick.domain.place import Level

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
    """One indicator or place: the figure, against what was asked, its rank, the same period."""
    actual = standing.actual
    assert actual is not None  # noqa: S101 - only figures are remarked on
    name = standing.place.name if names_place else standing.indicator.short(language)
    estimated = say("remark.estimated", language) if actual.is_estimate else ""
    parts: list[str | Figure] = [f"{name} {estimated}"]
    if actual.measure == "completion":
        parts += [say("remark.reached", language), actual, say("remark.of_plan", language)]
    elif actual.measure in ("growth", "change"):
        # "Tăng trưởng GRDP tăng 6,81%" says it twice.
        grows = actual.number >= 0 and say("remark.grew", "vi").strip() not in name.lower()
        parts += [say("remark.grew" if grows else "remark.reached", language), actual]
    else:
        parts += [say("remark.reached", language), actual]
    parts += _against(standing, actual, language)
    parts += _ranks(standing, language)
    if standing.same_period is not None:
        parts += [say("remark.same_period", language), standing.same_period]
    return _bound([*parts, "."], language)


def _ranks(standing: Standing, language: Language) -> list[str | Figure]:
    """The printed ranks: "; xếp thứ 24/63 cả nước, 8/11 vùng"."""
    ranked = [f for f in standing.others if f.measure == "rank" and f.total]
    ranked.sort(key=lambda figure: figure.base is not None)
    parts: list[str | Figure] = []
    for figure in ranked[:2]:
        parts += [say("remark.rank", language) if not parts else ", ", figure]
        if standing.place.level is Level.PROVINCE:
            among = "remark.among.region" if figure.base == "region" else "remark.among.country"
            parts.append(say(among, language))
    return parts


def _against(standing: Standing, actual: Figure, language: Language) -> list[str | Figure]:
    """What a figure is set against: the pace of the year and its plan, or its target."""
    target, gap = standing.target, standing.gap
    if standing.assessment.rule == "pace" and standing.completion is not None:
        parts: list[str | Figure] = []
        if actual.measure != "completion":
            digits = None if standing.completion_printed else 1
            shown = round(standing.completion, 1) if digits else standing.completion
            share = number_label(shown, digits, language) + "%"
            parts.append(say("remark.share_of_plan", language, share=share))
            if target is not None and target.measure == actual.measure:
                parts += [" (", target, ")"]
        elif standing.pace is not None and gap is not None:
            pace = round(standing.pace, 1)
            whole = pace == pace.to_integral_value()
            words = number_label(pace, 0 if whole else 1, language) + "%"
            key = "remark.below_pace" if gap < 0 else "remark.above_pace"
            parts.append(say(key, language, pace=words))
        return parts
    if gap is None or (target is None and not standing.implied):
        return []
    asked: str | Figure = target if target is not None else target_label(standing, language)
    if gap == 0:
        return [say("remark.on_target", language), asked]
    size = quantity_label(abs(gap), standing.gap_unit, gap_decimals(standing), language)
    # A negative gap is always bad: beyond a ceiling, or short of what was asked.
    key = "remark.above" if (gap < 0) == _is_ceiling(standing) else "remark.below"
    return [say(key, language), asked, f") {size}"]


def _is_ceiling(standing: Standing) -> bool:
    """True where less is asked for."""
    comparator = standing.target.comparator if standing.target is not None else None
    return comparator == "<=" or (comparator != ">=" and better(standing) < 0)


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
