"""One figure as a document prints it: what it says, where it stands, and why it was read so."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Mention:
    """A figure of a document.

    Attributes:
        quote: The characters of the original; `text[start:end] == quote`, always.
        start: First character in the original.
        end: One past the last.
        value: As written; the multiplier stays in the unit. None for a range.
        value_low: Lower end of a range.
        value_high: Upper end of a range.
        total: The whole of a part ("66/112 thôn"), the field of a rank.
        unit: As written, in normal spelling, completed where left out.
        indicator_text: The indicator in the document's words.
        indicator: Its code in the catalogue, or None.
        kind: actual, estimate or target.
        measure: level, growth, change, completion or rank.
        comparator: ">=", "<=", "~" or None.
        period: The period's code, or None.
        place_text: The place the figure is about, as written.
        base: What it is compared with, where not the same period of last year.
        status: estimate, preliminary or official, where the text says so.
        deadline: Last day for a target, ISO date.
        version: original or adjusted, for targets that were changed.
        authority: Who set the target, where the text says so.
        repeat: True when the same fact stands earlier in the document.
        confidence: 0 to 1.
        paragraph: The paragraph's place among the document's.
        section: The heading above it.
        reasons: (field, why) pairs.
        place: Key of the place, once it is settled.
    """

    quote: str
    start: int
    end: int
    value: Decimal | None
    value_low: Decimal | None
    value_high: Decimal | None
    total: Decimal | None
    unit: str
    indicator_text: str
    indicator: str | None
    kind: str
    measure: str
    comparator: str | None
    period: str | None
    place_text: str | None
    base: str | None
    status: str | None
    deadline: str | None
    version: str | None
    authority: str | None
    repeat: bool
    confidence: float
    paragraph: int
    section: str | None
    reasons: tuple[tuple[str, str], ...]
    place: str | None = None

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The value, or both ends of a range."""
        if self.value is not None:
            return (self.value,)
        assert self.value_low is not None  # noqa: S101 - one of the two is always there
        assert self.value_high is not None  # noqa: S101
        return (self.value_low, self.value_high)
