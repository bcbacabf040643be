"""Sentences in the style of official reports, written from figures; every number keeps its record.

The same figures always give the same sentences.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.analysis.ranking import better
from yardstick.charts.deck import Bound, Remark
from yardstick.charts.gaps import gap_decimals, target_label
from yardstick.charts.labels import (
    Language,
    change_label,
    figure_label,
    number_label,
    quantity_label,
    verdict_label,
)
from yardstick.charts.period_labels import period_label
from yardstick.charts.place_labels import counted, place_label
from yardstick.domain.assessment import Verdict
from yardstick.domain.place import Level

if TYPE_CHECKING:
    from yardstick.analysis.changes import Change
    from yardstick.analysis.figure import Figure
    from yardstick.analysis.standing import Standing

WORDS: dict[str, dict[Language, str]] = {
    "reached": {"vi": " đạt ", "en": ": "},
    "estimated": {"vi": " ước đạt ", "en": ", estimated: "},
    "grew": {"vi": " ", "en": ": "},
    "grew_estimated": {"vi": " ước ", "en": ", estimated: "},
    "share": {"vi": ", bằng ", "en": ", "},
    "of_plan": {"vi": " kế hoạch năm", "en": " of the year's plan"},
    "of_budget": {"vi": " dự toán năm", "en": " of the year's budget"},
    "short": {"vi": ", thấp hơn mục tiêu (", "en": ", below the target ("},
    "over_limit": {"vi": ", cao hơn mức cho phép (", "en": ", above the limit ("},
    "beyond": {"vi": ", vượt mục tiêu (", "en": ", beyond the target ("},
    "under_limit": {"vi": ", thấp hơn mức cho phép (", "en": ", within the limit ("},
    "on_target": {"vi": ", đúng mục tiêu (", "en": ", on the target ("},
    "by": {"vi": " ", "en": " by "},
    "reached_down": {"vi": " là ", "en": ": "},
    "estimated_down": {"vi": " ước là ", "en": ", estimated: "},
    "higher": {"vi": ", cao hơn cùng kỳ năm trước ", "en": ", above the same period last year by "},
    "lower": {"vi": ", thấp hơn cùng kỳ năm trước ", "en": ", below the same period last year by "},
    "country": {"vi": " cả nước", "en": " in the country"},
    "region": {"vi": " vùng", "en": " in the region"},
    "placed": {"vi": "; xếp ", "en": "; "},
    "target": {"vi": " (mục tiêu ", "en": " (target "},
    "up": {"vi": ", tăng ", "en": ", up "},
    "down": {"vi": ", giảm ", "en": ", down "},
    "same": {"vi": ", bằng cùng kỳ năm trước", "en": ", as in the same period last year"},
    "on_year": {"vi": " so với cùng kỳ năm trước", "en": " on the same period last year"},
    "ranked": {"vi": "; xếp thứ ", "en": "; ranked "},
    "best": {"vi": "{count} chỉ tiêu tốt nhất: ", "en": "{count} best: "},
    "worst": {"vi": "{count} chỉ tiêu cần tập trung: ", "en": "{count} in need of attention: "},
    "best_places": {"vi": "{count} địa phương dẫn đầu: ", "en": "{count} leading places: "},
    "worst_places": {
        "vi": "{count} địa phương thấp nhất: ",
        "en": "{count} places furthest behind: ",
    },
    "best_one": {"vi": "Tốt nhất: ", "en": "Best: "},
    "worst_one": {"vi": "Cần tập trung: ", "en": "In need of attention: "},
    "best_places_one": {"vi": "Dẫn đầu: ", "en": "Leading: "},
    "worst_places_one": {"vi": "Thấp nhất: ", "en": "Furthest behind: "},
    "turned": {
        "vi": "So với {before}, {name} chuyển từ “{was}” sang “{now}”: từ ",
        "en": "Since {before}, {name} went from “{was}” to “{now}”: from ",
    },
    "moved": {"vi": "So với {before}, {name} từ ", "en": "Since {before}, {name} went from "},
    "to": {"vi": " lên ", "en": " to "},
    "down_to": {"vi": " xuống ", "en": " to "},
    "no_figure": {
        "vi": "{name} {period} chưa có số liệu.",
        "en": "{name}, {period}: no figure yet.",
    },
}
_GOOD = (Verdict.EXCEEDED, Verdict.MET)
_BAD = (Verdict.MISSED, Verdict.UNLIKELY)
_MOST = 3
_WHOLE = Decimal(100)
_POINTS = ("%", "‰")
_GROWS = re.compile(r"\btăng\b", re.IGNORECASE)
_TWO = 2


class _Sentence:
    """A text under way, with the records its numbers come from."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.text = ""
        self.bounds: list[Bound] = []

    def say(self, key: str, **values: object) -> None:
        """Words of ours."""
        self.text += WORDS[key][self.language].format_map(values)

    def add(self, text: str) -> None:
        """Words as they are."""
        self.text += text

    def reckoned(self, label: str, figure: "Figure") -> None:
        """A share or a difference, bound to the figure it is worked out from."""
        self.bind(label, figure, is_reckoned=True)

    def figure(self, figure: "Figure") -> None:
        """A figure as printed."""
        self.bind(figure_label(figure, self.language), figure, is_reckoned=False)

    def moved(self, figure: "Figure") -> None:
        """A growth or change as a word and its size: "tăng 6,81%", "giảm 2%"."""
        label = figure_label(figure, self.language)
        whole = change_label(figure, self.language)
        size = whole.partition(" ")[2]
        if not size or figure.value is None or figure.measure not in ("growth", "change"):
            self.bind(label, figure, is_reckoned=False)
            return
        self.text += whole.removesuffix(size)
        self.bind(size, figure, is_reckoned=size != label)

    def scaled(self, value: Decimal, figure: "Figure") -> None:
        """The figure as printed, or its share of the plan where that is what was compared."""
        if value == figure.number:
            self.figure(figure)
        else:
            self.reckoned(_percent(value, self.language), figure)
            self.say("of_plan")

    def bind(self, label: str, figure: "Figure", *, is_reckoned: bool) -> None:
        """A number as shown, and the record it stands for."""
        start = len(self.text)
        self.text += label
        self.bounds.append(Bound(start, len(self.text), figure.observation_id, is_reckoned))

    def remark(self) -> Remark:
        """The finished sentence."""
        return Remark(self.text, tuple(self.bounds))


def remark_on(
    standing: "Standing", language: Language = "vi", *, names_place: bool = False
) -> Remark:
    """One standing in one sentence: value, share of the plan or distance, change, rank.

    Args:
        standing: The standing.
        language: Of the sentence.
        names_place: Starts with the place instead of the indicator.
    """
    told = _Sentence(language)
    own = standing.indicator
    name = place_label(standing.place) if names_place else own.name(language)
    period = period_label(standing.period, language)
    actual = standing.actual
    if actual is None:
        told.say("no_figure", name=name, period=period)
        return told.remark()
    told.add(f"{name}, {period}" if language == "en" else f"{name} {period}")
    # "Tốc độ tăng … tăng 6,81%" would say it twice.
    says_growth = _GROWS.search(own.name_vi) is not None and actual.number >= 0
    if actual.measure in ("growth", "change") and not says_growth:
        told.say("grew_estimated" if actual.is_estimate else "grew")
        told.moved(actual)
    else:
        verb = "estimated" if actual.is_estimate else "reached"
        told.say(f"{verb}_down" if better(standing) < 0 else verb)
        told.figure(actual)
    _against_target(told, standing, actual)
    _against_last_year(told, standing, actual)
    _with_rank(told, standing)
    told.add(".")
    return told.remark()


def _against_target(told: _Sentence, standing: "Standing", actual: "Figure") -> None:
    target = standing.target
    if standing.assessment.rule == "pace" and standing.completion is not None:
        _by_pace(told, standing, actual, standing.completion)
        return
    gap = standing.gap
    if gap is None or (target is None and not standing.implied):
        return
    is_ceiling = better(standing) < 0
    if gap == 0:
        told.say("on_target")
    elif gap < 0:
        told.say("over_limit" if is_ceiling else "short")
    else:
        told.say("under_limit" if is_ceiling else "beyond")
    if target is not None:
        told.figure(target)
    else:
        told.reckoned(target_label(standing, told.language), actual)
    told.add(")")
    if gap != 0:
        told.say("by")
        size = quantity_label(abs(gap), standing.gap_unit, gap_decimals(standing), told.language)
        told.reckoned(size, actual)


def _by_pace(told: _Sentence, standing: "Standing", actual: "Figure", completion: Decimal) -> None:
    printed = next((f for f in standing.others if f.measure == "completion"), None)
    of = "of_budget" if standing.indicator.field == "finance" else "of_plan"
    if actual.measure != "completion":
        told.say("share")
        if printed is not None and standing.completion_printed:
            told.figure(printed)
        else:
            told.reckoned(_percent(completion, told.language), actual)
    told.say(of)
    target = standing.target
    if target is not None and target.measure == actual.measure == "level":
        told.add(" (")
        told.figure(target)
        told.add(")")


def _against_last_year(told: _Sentence, standing: "Standing", actual: "Figure") -> None:
    printed = next(
        (f for f in standing.others if f.measure == "growth" and f.base is None and f.value), None
    )
    if printed is not None and printed.value is not None:
        told.say("up" if printed.value > 0 else "down")
        size = quantity_label(abs(printed.value), printed.unit, printed.decimals, told.language)
        told.bind(size, printed, is_reckoned=size != figure_label(printed, told.language))
        told.say("on_year")
        return
    then = standing.same_period
    before = then.number_in(actual.unit) if then is not None else None
    if then is None or before is None or actual.measure == "rank":
        return
    if actual.number == before:
        told.say("same")
        return
    is_more = actual.number > before
    is_rate = actual.unit in _POINTS or actual.measure in ("growth", "change")
    if actual.measure in ("growth", "change"):
        told.say("higher" if is_more else "lower")
    else:
        told.say("up" if is_more else "down")
    if is_rate or before <= 0:
        unit = "điểm %" if actual.unit in _POINTS else actual.unit
        digits = max(actual.decimals or 0, then.decimals or 0)
        size = quantity_label(abs(actual.number - before), unit, digits, told.language)
    else:
        size = _percent(abs(actual.number / before - 1) * 100, told.language)
    told.reckoned(size, then)
    if actual.measure not in ("growth", "change"):
        told.say("on_year")


def _with_rank(told: _Sentence, standing: "Standing") -> None:
    ranked = [f for f in standing.others if f.measure == "rank" and f.value]
    ranked.sort(key=lambda figure: figure.base is not None)
    for n, figure in enumerate(ranked[:_TWO]):
        if n:
            told.add(", ")
        else:
            told.say("ranked" if figure.total is not None else "placed")
        told.figure(figure)
        if standing.place.level is Level.PROVINCE:
            told.say("region" if figure.base == "region" else "country")


def best_and_worst(
    standings: Sequence["Standing"],
    language: Language = "vi",
    *,
    names_place: bool = False,
    most: int = _MOST,
) -> tuple[Remark, ...]:
    """The best few and the worst few.

    Of indicators those that met their targets and those that did not, nothing in between; of places
    the first and the last by the number told of each.

    Args:
        standings: Indicators of a place, or places on one indicator.
        language: Of the sentences.
        names_place: Names places instead of indicators.
        most: How many of each at most.
    """
    judged = [one for one in standings if one.actual is not None and one.verdict.is_judged]
    if names_place:
        ordered = sorted(judged, key=_told, reverse=True)
        count = min(most, len(ordered) // 2)
        good, bad = ordered[:count], ordered[::-1][:count]
    else:
        good = sorted((s for s in judged if s.verdict in _GOOD), key=_reached, reverse=True)[:most]
        bad = sorted((s for s in judged if s.verdict in _BAD), key=_reached)[:most]
    suffix = "_places" if names_place else ""
    told = []
    for key, found in (("best", good), ("worst", bad)):
        if found:
            told.append(_row(f"{key}{suffix}", found, language, names_place=names_place))
    return tuple(told)


def _reached(standing: "Standing") -> Decimal:
    """How much of what was asked is reached, percent; distances in points count from 100."""
    score = standing.assessment.score
    if score is None:
        return _WHOLE + (standing.gap or Decimal(0))
    if standing.assessment.rule in ("points", "delta"):
        bound = standing.assessment.bound
        return _WHOLE + (score / abs(bound) * 100 if bound else score)
    return score


def _told(standing: "Standing") -> Decimal:
    """The number told of a place, greater where it is better."""
    actual = standing.actual
    assert actual is not None  # noqa: S101 - only figures are listed
    if standing.assessment.rule == "pace" and standing.completion is not None:
        return standing.completion * (better(standing) or 1)
    return actual.number * (better(standing) or 1)


def _row(key: str, found: Sequence["Standing"], language: Language, *, names_place: bool) -> Remark:
    told = _Sentence(language)
    told.say(key if len(found) > 1 else f"{key}_one", count=counted(len(found), language))
    for n, standing in enumerate(found):
        actual = standing.actual
        assert actual is not None  # noqa: S101 - only figures are listed
        own = standing.indicator
        name = place_label(standing.place) if names_place else own.short(language)
        told.add(("; " if n else "") + f"{name} ")
        if standing.assessment.rule == "pace" and standing.completion is not None:
            told.reckoned(_percent(standing.completion, language), actual)
            told.say("of_budget" if own.field == "finance" else "of_plan")
        else:
            told.moved(actual)
            if standing.target is not None:
                told.say("target")
                told.figure(standing.target)
                told.add(")")
    told.add(".")
    return told.remark()


def what_changed(
    found: Sequence["Change"], language: Language = "vi", *, most: int = _MOST
) -> tuple[Remark, ...]:
    """What turned worse, then better, then moved most since the period before.

    Args:
        found: `analysis.changes.changes`, in its order.
        language: Of the sentences.
        most: How many at most.
    """
    return tuple(_changed(change, language) for change in found[:most])


def _changed(change: "Change", language: Language) -> Remark:
    told = _Sentence(language)
    now, before = change.now, change.before
    assert now.actual is not None  # noqa: S101 - changes are between figures
    assert before.actual is not None  # noqa: S101
    values = {
        "before": period_label(before.period, language),
        "name": now.indicator.short(language),
    }
    if change.turn:
        words = {
            "was": verdict_label(before.verdict, language),
            "now": verdict_label(now.verdict, language),
        }
        told.say("turned", **values, **words)
    else:
        told.say("moved", **values)
    told.scaled(change.earlier.value, before.actual)
    rises = change.value.value >= change.earlier.value
    told.say("to" if rises else "down_to")
    told.scaled(change.value.value, now.actual)
    told.add(".")
    return told.remark()


def _percent(number: Decimal, language: Language) -> str:
    shown = round(number, 1)
    digits = 0 if shown == shown.to_integral_value() else 1
    return number_label(shown, digits, language) + "%"
