"""Round ends for value axes."""

from decimal import Decimal

_STEPS = tuple(Decimal(step) for step in ("1", "1.2", "1.4", "1.5", "1.6", "2", "2.5", "3", "4"))
_MORE = tuple(Decimal(step) for step in ("5", "6", "8", "10"))


def nice_ceiling(number: Decimal) -> Decimal:
    """The smallest round number at or above `number`: 8,17 -> 10, 13,4 -> 14, 63,6 -> 80."""
    if number <= 0:
        return Decimal(1)
    scale = Decimal(1).scaleb(number.adjusted())
    return next(step * scale for step in (*_STEPS, *_MORE) if step * scale >= number)
