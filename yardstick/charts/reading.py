"""What of a standing is measured: the number a bar is drawn to, and the mark it is set against."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.charts.labels import Language, figure_label, number_label

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure
    from yardstick.analysis.standing import Standing

_MARKS = {
    "vi": ("tiến độ {}", "mục tiêu {}", "nhịp năm trước {}", "cùng kỳ {}"),
    "en": ("pace {}", "target {}", "usual pace {}", "same period {}"),
}


@dataclass(frozen=True)
class Reading:
    """A standing on one scale that starts at zero.

    Attributes:
        value: The figure, or its share of the plan where the pace of the year is the measure.
        unit: Unit of all numbers here.
        decimals: Digits to show of `value`.
        low: The bound it is set against, or the lower end of a range; None without a target.
        high: The upper end of a range.
        mark: The bound in words: "mục tiêu 7,5–8%", "tiến độ 50%"; empty without a target.
        same_period: The same measure a year before, where it is on this scale.
        is_share_of_plan: True on the scale of percent of a plan.
    """

    value: Decimal
    unit: str
    decimals: int | None
    low: Decimal | None
    high: Decimal | None
    mark: str
    same_period: Decimal | None
    is_share_of_plan: bool


def reading_of(standing: "Standing", language: Language = "vi") -> Reading | None:
    """The reading of a standing; None where a bar would say nothing: no figure, a rank."""
    actual = standing.actual
    if actual is None or actual.measure == "rank":
        return None
    if standing.assessment.rule == "pace" and standing.completion is not None:
        return _against_pace(standing, actual, standing.completion, language)
    earlier = standing.same_period
    low, high = _bounds(standing, actual)
    return Reading(
        value=actual.number,
        unit=actual.unit,
        decimals=actual.decimals,
        low=low,
        high=high,
        mark="" if low is None else _target_words(standing, low, language),
        same_period=earlier.number_in(actual.unit) if earlier is not None else None,
        is_share_of_plan=actual.measure == "completion",
    )


def _against_pace(
    standing: "Standing", actual: "Figure", completion: Decimal, language: Language
) -> Reading:
    assert standing.pace is not None  # noqa: S101 - a verdict by pace has one
    pace = round(standing.pace, 1)
    shown = number_label(pace, 0 if pace == pace.to_integral_value() else 1, language) + "%"
    earlier = standing.same_period if actual.measure == "completion" else None
    return Reading(
        value=completion,
        unit="%",
        decimals=actual.decimals if actual.measure == "completion" else 1,
        low=standing.pace,
        high=None,
        mark=_MARKS[language][2 if standing.season else 0].format(shown),
        same_period=earlier.number if earlier is not None else None,
        is_share_of_plan=True,
    )


def _bounds(standing: "Standing", actual: "Figure") -> tuple[Decimal | None, Decimal | None]:
    """The bound, or both ends of a range, in the actual figure's unit."""
    target = _compared(standing, actual)
    if target is not None and target.low is not None and target.high is not None:
        converted = target.number_in(actual.unit)
        factor = converted / target.number if converted is not None and target.number else 1
        return target.low * factor, target.high * factor
    return standing.assessment.bound, None


def _compared(standing: "Standing", actual: "Figure") -> "Figure | None":
    target = standing.target
    return target if target is not None and target.measure == actual.measure else None


def _target_words(standing: "Standing", low: Decimal, language: Language) -> str:
    assert standing.actual is not None  # noqa: S101 - only figures have a reading
    if standing.counts and standing.same_period is not None:
        # What must fall is set against the year before.
        return _MARKS[language][3].format(figure_label(standing.same_period, language))
    target = _compared(standing, standing.actual)
    label = figure_label(target, language) if target else number_label(low, None, language) + "%"
    return _MARKS[language][1].format(label)
