"""The bullet bar: a figure from zero, its target as a mark or a band, the same period as a ring."""

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from yardstick.charts.reading import reading_of
from yardstick.charts.scale import nice_ceiling
from yardstick.ui.session import language

if TYPE_CHECKING:
    from yardstick.analysis.standing import Standing

_HUNDRED = Decimal(100)
_ROOM = Decimal("1.2")
# A letter's width as a part of the narrowest bar's.
_LETTER = Decimal("0.024")


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
        is_share_of_plan: The scale ends at 100 % unless the bar goes beyond.
    """

    value: Decimal
    low: Decimal
    high: Decimal | None
    mark: str
    same_period: Decimal | None
    verdict: str
    is_estimate: bool
    is_share_of_plan: bool = False

    @property
    def ceiling(self) -> Decimal:
        """The scale's end: 100 for shares of a plan, else a round number past every mark."""
        furthest = max(self.value, self.high or self.low, self.same_period or self.value)
        if self.is_share_of_plan and furthest <= _HUNDRED:
            return _HUNDRED
        return nice_ceiling(furthest * _ROOM)


def bullet_of(standing: "Standing") -> Bullet | None:
    """The bar of a standing, None where a bar would say nothing: unjudged, a rank, below zero."""
    reading = reading_of(standing, language()) if standing.verdict.is_judged else None
    if reading is None or standing.actual is None:
        return None
    if reading.low is None or reading.low <= 0 or reading.value < 0:
        return None
    same = reading.same_period
    return Bullet(
        value=reading.value,
        low=reading.low,
        high=reading.high,
        mark=reading.mark,
        same_period=same if same is not None and same >= 0 else None,
        verdict=standing.verdict,
        is_estimate=standing.actual.is_estimate,
        is_share_of_plan=reading.is_share_of_plan,
    )


def bullet(bar: Bullet, alt: str = "") -> str:
    """The bar as HTML; `alt` is read out in its place."""
    end = bar.ceiling
    hatched = " ys-hatched" if bar.is_estimate else ""
    parts = [
        "<div class='ys-track'></div>",
        f"<div class='ys-bar ys-{bar.verdict}{hatched}' style='width:{_at(bar.value, end)}'></div>",
    ]
    middle = bar.low
    if bar.high is not None:
        middle = (bar.low + bar.high) / 2
        band = f"left:{_at(bar.low, end)};width:{_at(bar.high - bar.low, end)}"
        parts.append(f"<div class='ys-band' style='{band}'></div>")
        parts.append(f"<div class='ys-mark' style='left:{_at(bar.high, end)}'></div>")
    if bar.same_period is not None:
        parts.append(f"<div class='ys-same' style='left:{_at(bar.same_period, end)}'></div>")
    parts.append(f"<div class='ys-mark' style='left:{_at(bar.low, end)}'></div>")
    side = _side(middle / end, bar.mark)
    parts.append(
        f"<div class='ys-mark-label ys-{side}' style='left:{_at(middle, end)}'>"
        f"{escape(bar.mark)}</div>"
    )
    label = escape(alt or bar.mark)
    return f"<div class='ys-bullet' role='img' aria-label='{label}'>{''.join(parts)}</div>"


def _at(number: Decimal, end: Decimal) -> str:
    """A position as a percentage of the scale's end, kept inside it."""
    share = max(Decimal(0), min(number / end, Decimal(1))) * 100
    return f"{share:.1f}%"


def _side(share: Decimal, words: str) -> str:
    """Where the label hangs, so that it stays inside the narrowest card."""
    half = len(words) * _LETTER / 2
    if share + half > 1:
        return "at-end"
    return "at-start" if share < half else "at-middle"
