"""The fields of the review's form that a person types: numbers as written, and back."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from etl.extract.mention import Mention
from etl.parse.number import find_number
from yardstick.domain.vietnamese import format_number, nfc

_NUMBER = r"[+-]?\d[\d.,]*"
_TYPED = re.compile(
    rf"(?P<first>{_NUMBER})(?:\s*/\s*(?P<total>{_NUMBER})|\s*(?:–|—|-|đến)\s*(?P<last>{_NUMBER}))?"
)


@dataclass(frozen=True)
class Numbers:
    """What a person typed into the field for the value: one number, a range, or a part of a whole.

    Attributes:
        value: The number; None for a range.
        low: The lower end of a range.
        high: The upper end.
        total: The whole of a part: 24/63.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    total: Decimal | None = None


def read_numbers(typed: str) -> Numbers | None:
    """The numbers a person typed, None when they cannot be read one way only.

    Dot for thousands and comma for decimals; a dot that parts no thousands is read as a decimal
    dot. "7,5–8", "300 đến 500" and "7,5-8" are ranges, "24/63" a part of a whole.
    """
    found = _TYPED.fullmatch(nfc(typed).strip().replace("−", "-").replace("\u00a0", " "))
    if found is None:
        return None
    first = find_number(found["first"])
    if first is None:
        return None
    if found["total"]:
        total = find_number(found["total"])
        return Numbers(value=first, total=total) if total else None
    if found["last"]:
        last = find_number(found["last"])
        return Numbers(low=first, high=last) if last is not None and first <= last else None
    return Numbers(value=first)


def written_numbers(mention: Mention) -> str:
    """The numbers of a reading as the form shows them: "45,5", "300–500", "8/11"."""
    if mention.value_low is not None and mention.value_high is not None:
        return f"{format_number(mention.value_low)}–{format_number(mention.value_high)}"
    if mention.value is None:
        return ""
    whole = f"/{format_number(mention.total)}" if mention.total is not None else ""
    return format_number(mention.value) + whole


def with_numbers(mention: Mention, numbers: Numbers | None) -> Mention:
    """The reading with the numbers typed; without any when they could not be read."""
    known = numbers or Numbers()
    same = (known.value, known.low, known.high, known.total) == (
        mention.value,
        mention.value_low,
        mention.value_high,
        mention.total,
    )
    if same:
        # 6,80 keeps its last nought when nobody changed it.
        return mention
    return replace(
        mention,
        value=known.value,
        value_low=known.low,
        value_high=known.high,
        total=known.total,
    )
