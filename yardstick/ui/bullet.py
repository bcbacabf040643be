"""The bullet bar: a figure from zero, its target as a mark or a band, the same period as a ring."""

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from yardstick.charts.labels import figure_label, number_label
from yardstick.charts.scale import nice_ceiling
from yardstick.ui.messages import text
from yardstick.ui.session import language

if TYPE_CHECKING:
    from yardstick.analysis.standing import Standing

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Bullet:
    """What a bar shows; all numbers on one scale that starts at zero.

    Attributes:
        value: Length of the bar.
        low: The mark, or the lower edge of the band.
        high: The upper edge of a range; None for a single mark.
        mark: The words above the mark.
        same_period: The ring; None where it is not known on this scale.
        verdict: Gives the bar its colour.
        is_estimate: Draws the bar hatched.
    """

    value: Decimal
    low: Decimal
    high: Decimal | None
    mark: str
    same_period: Decimal | None
    verdict: str
    is_estimate: bool

    @property
    def ceiling(self) -> Decimal:
        """The scale's end: 100 for shares of a plan, else a round number past every mark."""
        marks = [self.value, self.low, self.high or self.low, self.same_period or self.value]
        return nice_ceiling(max(marks) * Decimal("1.2"))


@dataclass(frozen=True)
class _ShareOfPlan(Bullet):
    @property
    def ceiling(self) -> Decimal:
        return _HUNDRED if max(self.value, self.low) <= _HUNDRED else super().ceiling


def bullet_of(standing: "Standing") -> Bullet | None:
    """The bar of a standing, None where a bar would say nothing: no figure, a rank, below zero."""
    actual = standing.actual
    if actual is None or actual.measure == "rank" or not standing.verdict.is_judged:
        return None
    earlier = standing.same_period
    if standing.assessment.rule == "pace" and standing.completion is not None:
        assert standing.pace is not None  # noqa: S101 - a verdict by pace has one
        pace = number_label(standing.pace.quantize(Decimal("0.1")), None, language()) + "%"
        return _ShareOfPlan(
            value=standing.completion,
            low=standing.pace,
            high=None,
            mark=text("card.pace_mark", pace=pace),
            same_period=_number(earlier) if actual.measure == "completion" else None,
            verdict=standing.verdict,
            is_estimate=actual.is_estimate,
        )
    bound = standing.assessment.bound
    if bound is None or bound <= 0 or actual.number < 0:
        return None
    target = standing.target
    same = earlier.number_in(actual.unit) if earlier is not None else None
    plan = target if target is not None and target.measure == actual.measure else None
    low, high = bound, None
    if plan is not None and plan.low is not None and plan.high is not None and plan.number:
        factor = (plan.number_in(actual.unit) or plan.number) / plan.number
        low, high = plan.low * factor, plan.high * factor
    label = figure_label(plan, language()) if plan is not None else _percent(bound)
    kind = _ShareOfPlan if actual.measure == "completion" else Bullet
    return kind(
        value=actual.number,
        low=low,
        high=high,
        mark=text("card.target_mark", target=label),
        same_period=same if same is not None and same >= 0 else None,
        verdict=standing.verdict,
        is_estimate=actual.is_estimate,
    )


def _percent(number: Decimal) -> str:
    return number_label(number, None, language()) + "%"


def _number(figure: object) -> Decimal | None:
    number = getattr(figure, "number", None)
    return number if isinstance(number, Decimal) else None


def bullet(bar: Bullet, alt: str = "") -> str:
    """The bar as HTML; `alt` is read out in its place."""
    end = bar.ceiling
    at = _Scale(end)
    hatched = " ys-hatched" if bar.is_estimate else ""
    parts = [
        "<div class='ys-track'></div>",
        f"<div class='ys-bar ys-{bar.verdict}{hatched}' style='width:{at(bar.value)}'></div>",
    ]
    middle = bar.low
    if bar.high is not None:
        middle = (bar.low + bar.high) / 2
        width = at(bar.high - bar.low)
        parts.append(f"<div class='ys-band' style='left:{at(bar.low)};width:{width}'></div>")
        parts.append(f"<div class='ys-mark' style='left:{at(bar.high)}'></div>")
    if bar.same_period is not None:
        parts.append(f"<div class='ys-same' style='left:{at(bar.same_period)}'></div>")
    parts.append(f"<div class='ys-mark' style='left:{at(bar.low)}'></div>")
    side = _side(middle / end)
    parts.append(
        f"<div class='ys-mark-label ys-{side}' style='left:{at(middle)}'>{escape(bar.mark)}</div>"
    )
    label = escape(alt or bar.mark)
    return f"<div class='ys-bullet' role='img' aria-label='{label}'>{''.join(parts)}</div>"


class _Scale:
    """Positions as percentages of the scale's end, kept inside it."""

    def __init__(self, end: Decimal) -> None:
        self.end = end

    def __call__(self, number: Decimal) -> str:
        share = max(Decimal(0), min(number / self.end, Decimal(1))) * 100
        return f"{share:.1f}%"


def _side(share: Decimal) -> str:
    """Where the label hangs, so that it stays inside the card."""
    if share > Decimal("0.8"):
        return "at-end"
    return "at-start" if share < Decimal("0.2") else "at-middle"
