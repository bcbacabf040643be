"""A projection as a chart shows it: its points, its band, and how it was reckoned, in words."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.charts.labels import Language, number_label, quantity_label, rough_decimals
from yardstick.charts.notes import word
from yardstick.charts.spec import ProjectedPoint, Projection
from yardstick.domain.period import Period

if TYPE_CHECKING:
    from yardstick.analysis.projection import Ahead


def projection(
    found: "Ahead", periods: Sequence[Period], unit: str, language: Language = "vi"
) -> Projection:
    """The way to the year's end over the periods of an axis.

    Args:
        found: `analysis.projection.ahead`.
        periods: The axis: periods since January of the year projected.
        unit: Of the figures.
        language: Of the labels.
    """
    digits = rough_decimals(found.value, unit)
    points = []
    for period in periods:
        at = found.path.get(period.end.month)
        if at is not None:
            value, low, high = at
            points.append(
                ProjectedPoint(
                    period.code, value, low, high, _label(period, at, unit, digits, language)
                )
            )
    return Projection(tuple(points), method(found, language))


def _label(
    period: Period,
    at: tuple[Decimal, Decimal, Decimal],
    unit: str,
    digits: int,
    language: Language,
) -> str:
    value, low, high = (round(number, digits) for number in at)
    shown = quantity_label(value, unit, digits, language)
    text = word("projected", language, day=f"{period.end:%d/%m}", value=shown)
    if low < high:
        ends = {
            "low": number_label(low, digits, language),
            "high": number_label(high, digits, language),
        }
        text += word("projected_band", language, **ends)
    return text


def method(found: "Ahead", language: Language = "vi") -> str:
    """How it was reckoned, from which years, and how far it was off before."""
    if found.method == "seasonal":
        years = ", ".join(map(str, found.years))
        said = word("method_seasonal", language, month=found.month, years=years)
    else:
        said = word("method_plain", language, month=found.month)
    if found.error is None:
        return f"{said}; {word('method_no_error', language)}"
    error = number_label(round(found.error, 1), 1, language)
    if found.method == "seasonal" and len(found.years) == 1:
        told = word("method_error_of_one", language, year=found.years[0], error=error)
    else:
        told = word("method_error", language, error=error)
    return f"{said}; {told}"
