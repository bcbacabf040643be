"""One figure as the store keeps it: what it measures, where, when, and its origin."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from yardstick.domain.period import Period
from yardstick.domain.place import Place
from yardstick.domain.provenance import Locator


class Measure(StrEnum):
    """What the number says about the indicator.

    `growth` is relative against a base period, `change` an absolute difference (percentage points
    for
    rates), `completion` the share of a plan, `rank` a position.
    """

    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    COMPLETION = "completion"
    RANK = "rank"


class Kind(StrEnum):
    """Whether the figure happened, is expected, or is asked for."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    TARGET = "target"


class Status(StrEnum):
    """How final a figure is (SDMX obs status; NĐ 94/2022: ước tính, sơ bộ, chính thức)."""

    ESTIMATE = "estimate"
    PRELIMINARY = "preliminary"
    OFFICIAL = "official"


class Authority(StrEnum):
    """Who set a target."""

    CENTRAL = "central"
    PROVINCE = "province"
    COUNCIL = "council"
    PARTY_COMMITTEE = "party_committee"
    CONGRESS = "congress"
    DISTRICT = "district"
    COMMUNE = "commune"
    ASPIRATION = "aspiration"


# What a measure is set against when nothing is said: to say it changes nothing.
_USUAL_BASE = {Measure.COMPLETION: "plan"}


def base_beyond_usual(measure: str, base: str | None) -> str | None:
    """The base of a figure, None where it is the one its measure is always set against.

    "65,34% dự toán" and a bare "65,34%" of a plan are one figure, not figures of two cells.
    """
    return None if base == _USUAL_BASE.get(Measure(measure)) else base


@dataclass(frozen=True)
class Observation:
    """A figure matched to the catalogue, with its origin.

    Exactly one of `value` and the pair (`low`, `high`) is given. Values are exact and in `unit`
    as printed.

    Attributes:
        indicator: Catalogue code.
        indicator_text: The name as printed at the origin.
        place: Whose figure it is.
        period: What stretch of time it is about.
        measure: Level, growth, change, completion or rank.
        kind: Actual, estimate or target.
        unit: Normalised unit text.
        comparator: ">=", "<=", "~" or None.
        total: The whole of a part (24 of 63; 12 of 15 communes).
        base: What growth, change or completion is measured against, None for the default of the
        measure.
        status: How final, None where the source does not say.
        authority: Who set a target; None where the source does not say.
        deadline: ISO date a target must be met by.
        version: original or adjusted, for targets that were changed.
        decimals: Digits printed after the decimal mark.
        quote: The figure as printed.
        locator: Span, cell or row.
        confidence: How sure the reading is, 0 to 1.
    """

    indicator: str
    indicator_text: str
    place: Place
    period: Period
    measure: Measure
    kind: Kind
    unit: str
    locator: Locator
    quote: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    total: Decimal | None = None
    comparator: str | None = None
    base: str | None = None
    status: Status | None = None
    authority: Authority | None = None
    deadline: str | None = None
    version: str | None = None
    decimals: int | None = None
    confidence: float = 1.0
    note: str | None = None

    def __post_init__(self) -> None:
        is_range = self.low is not None and self.high is not None
        if (self.value is not None) == is_range or (self.low is None) != (self.high is None):
            raise ValueError(f"{self.quote!r} needs a value or both ends of a range")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.quote!r} is a range that ends before it starts")
        if self.kind is not Kind.TARGET and self.authority is not None:
            raise ValueError(f"{self.quote!r} is no target and cannot have an authority")

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The value, or both ends of the range."""
        if self.value is not None:
            return (self.value,)
        assert self.low is not None  # noqa: S101 - held by __post_init__
        assert self.high is not None  # noqa: S101
        return (self.low, self.high)
