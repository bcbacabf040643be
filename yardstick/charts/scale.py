"""Round ends and steps for value axes."""

from decimal import ROUND_CEILING, Decimal

_STEPS = tuple(Decimal(step) for step in ("1", "1.2", "1.4", "1.5", "1.6", "2", "2.5", "3", "4"))
_MORE = tuple(Decimal(step) for step in ("5", "6", "8", "10"))


def nice_ceiling(number: Decimal) -> Decimal:
    """The smallest round number at or above `number`: 8,17 -> 10, 13,4 -> 14, 63,6 -> 80."""
    if number <= 0:
        return Decimal(1)
    scale = Decimal(1).scaleb(number.adjusted())
    return next(step * scale for step in (*_STEPS, *_MORE) if step * scale >= number)


def ticks(end: Decimal, wanted: int = 4) -> tuple[Decimal, ...]:
    """About `wanted` round steps from zero to at most `end`."""
    rough = end / wanted
    scale = Decimal(1).scaleb(rough.adjusted())
    step = min(
        (
            factor * scale
            for factor in (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
        ),
        key=lambda candidate: abs(candidate - rough),
    )
    count = int((end / step).to_integral_value(ROUND_CEILING))
    return tuple(step * n for n in range(count + 1) if step * n <= end)
