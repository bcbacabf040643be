"""Verdict rules: how a figure stands against a target, in the words officials use."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from yardstick.domain.indicator import Thresholds
from yardstick.domain.target import Target


class Verdict(StrEnum):
    """Vượt, Đạt, Cơ bản đạt, Chưa đạt, Khó đạt, Chưa có số liệu, Không đặt mục tiêu."""

    EXCEEDED = "exceeded"
    MET = "met"
    NEARLY = "nearly"
    MISSED = "missed"
    UNLIKELY = "unlikely"
    NO_FIGURE = "no_figure"
    NO_TARGET = "no_target"

    @property
    def is_judged(self) -> bool:
        """True when a figure was set against a target."""
        return self not in (Verdict.NO_FIGURE, Verdict.NO_TARGET)


# Shares asked to be near 100 % are judged by distance in points: 97,2 against 98,0 is nearly met,
# 93 is not, although 93 / 98 is 95 %.
NEAR_WHOLE = Decimal(80)
_WHOLE, _MIDDLE = Decimal(100), Decimal(50)
POINTS = Thresholds(exceeded=1, met=0, nearly=-1, points=True)


@dataclass(frozen=True)
class Assessment:
    """A verdict and what it rests on.

    Attributes:
        verdict: The word.
        rule: Which rule spoke: ratio, points, range, pace, delta, all, none.
        score: Percent of the target (ratio, pace) or distance in points; None where no number
        applies.
        gap: Signed distance to the bound in the figure's unit; negative is bad.
        bound: The bound it was set against.
    """

    verdict: Verdict
    rule: str
    score: Decimal | None = None
    gap: Decimal | None = None
    bound: Decimal | None = None


def _graded(score: Decimal, thresholds: Thresholds) -> Verdict:
    if score >= Decimal(str(thresholds.exceeded)):
        return Verdict.EXCEEDED
    if score >= Decimal(str(thresholds.met)):
        return Verdict.MET
    if score >= Decimal(str(thresholds.nearly)):
        return Verdict.NEARLY
    return Verdict.MISSED


def assess(value: Decimal, target: Target, thresholds: Thresholds) -> Assessment:
    """The verdict on a figure of the same measure, unit and reach as its target.

    Inside a range is met and beyond its far end exceeded. Shares asked near 100 % and targets at or
    below zero are judged by distance in points, everything else by percent of the bound.
    """
    gap = target.gap(value)
    bound = target.low if target.low is not None else target.high
    if target.low is not None and target.high is not None:
        verdict = Verdict.MET if target.is_met_by(value) else _short_of(value, target, thresholds)
        return Assessment(verdict, "range", target.completion(value), gap, bound)
    near_whole = target.unit == "%" and target.low is not None and target.low >= NEAR_WHOLE
    completion = target.completion(value)
    if thresholds.points or near_whole or completion is None:
        steps = thresholds if thresholds.points else POINTS
        return Assessment(_graded(gap, steps), "points", gap, gap, bound)
    return Assessment(_graded(completion, thresholds), "ratio", completion, gap, bound)


def _short_of(value: Decimal, target: Target, thresholds: Thresholds) -> Verdict:
    low, high = target.low, target.high
    assert low is not None  # noqa: S101 - only called for ranges
    assert high is not None  # noqa: S101
    nearest = low if value < low else high
    share = value / nearest * 100 if value < low and nearest else None
    if share is None:
        share = nearest / value * 100 if value else Decimal(0)
    return Verdict.NEARLY if share >= Decimal(str(thresholds.nearly)) else Verdict.MISSED


def assess_pace(
    completion: Decimal,
    pace: Decimal,
    thresholds: Thresholds,
    *,
    is_ceiling: bool = False,
    elapsed: Decimal | None = None,
) -> Assessment:
    """The verdict on a cumulative flow before the year is over.

    Args:
        completion: Percent of the year's plan reached.
        pace: Percent of the year's plan that had come in by the same time of past years, or of the
            year gone by: a hint, not a demand.
        thresholds: The indicator's thresholds, applied to completion as a share of the pace.
        is_ceiling: True where the plan is the most there may be: running ahead is bad then.
        elapsed: Percent of the year gone by; from the middle of the year on a target may be said
            to be unlikely.
    """
    steps = Thresholds(unlikely=thresholds.unlikely) if thresholds.points else thresholds
    if is_ceiling:
        score = pace / completion * 100 if completion > 0 else Decimal(str(steps.exceeded))
        return Assessment(_graded(score, steps), "pace", score, pace - completion, pace)
    score = completion / pace * 100
    verdict = _graded(score, steps)
    is_late = elapsed is not None and elapsed >= _MIDDLE
    if verdict is Verdict.MISSED and is_late and pace < _WHOLE:
        faster = quickening(completion, pace)
        if faster is None or faster >= Decimal(str(steps.unlikely)):
            verdict = Verdict.UNLIKELY
    return Assessment(verdict, "pace", score, completion - pace, pace)


def quickening(completion: Decimal, pace: Decimal) -> Decimal | None:
    """How many times as much each month left must bring, the season taken into account.

    None when nothing has come in so far.
    """
    if completion <= 0 or pace >= _WHOLE:
        return None
    return (_WHOLE - completion) / (_WHOLE - pace) / (completion / pace)
