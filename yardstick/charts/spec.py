"""The kinds of chart there are, as frozen values; every renderer draws from these alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yardstick.charts.labels import Language


@dataclass(frozen=True)
class Chart:
    """What every chart says besides its marks.

    Attributes:
        title: The finding.
        subtitle: Measure, unit, how to read the marks.
        unit: Unit of the value axis.
        source: The line under the chart.
        as_of: ISO date up to which figures are known; None when no source has a date.
        alt: Finding and values, for those who do not see the chart.
        is_illustrative: True for figures made up to show the product: drawn with a watermark.
        language: Of all the words in it.
    """

    title: str
    subtitle: str
    unit: str
    source: str
    as_of: str | None
    alt: str
    is_illustrative: bool
    language: Language


@dataclass(frozen=True)
class Bar:
    """One place (or indicator) in a bar chart.

    Attributes:
        key: Identity of the row, e.g. a place key.
        name: The words at the left.
        value: Length of the bar; None where there is no figure.
        label: The value in words, "—" where there is none.
        verdict: Verdict word of `yardstick.domain.assessment`.
        low: The target mark, or the lower end of a range.
        high: The upper end of a range.
        same_period: The ring.
        is_estimate: Drawn hatched.
        missing: Why there is no figure; empty otherwise.
        observation_id: The figure's record; None where there is none.
        target_id: The target's record.
        detail: A second line under the name: "6,81% / 7,5–8%"; empty for none.
    """

    key: str
    name: str
    value: Decimal | None
    label: str
    verdict: str
    low: Decimal | None
    high: Decimal | None
    same_period: Decimal | None
    is_estimate: bool
    missing: str
    observation_id: str | None
    target_id: str | None
    detail: str = ""


@dataclass(frozen=True)
class BarsWithTargets(Chart):
    """Horizontal bars from zero with target marks; missing ones last.

    Attributes:
        bars: In the order drawn, top first.
        end: End of the value axis.
        mark: The target in words where all bars share it; else empty.
    """

    bars: tuple[Bar, ...]
    end: Decimal
    mark: str


@dataclass(frozen=True)
class TimePoint:
    """One period of a series; a value of None is a gap and stays one."""

    period: str
    value: Decimal | None
    label: str
    is_estimate: bool = False
    observation_id: str | None = None


@dataclass(frozen=True)
class TargetPoint:
    """A target set for one period; `high` only for a range."""

    period: str
    low: Decimal
    high: Decimal | None
    label: str
    observation_id: str


@dataclass(frozen=True)
class Break:
    """A day on which the places changed: nothing is compared across it."""

    day: date
    before: int
    label: str


@dataclass(frozen=True)
class ProjectedPoint:
    """Where the figure is headed in one period, with its band."""

    period: str
    value: Decimal
    low: Decimal
    high: Decimal
    label: str


@dataclass(frozen=True)
class Projection:
    """The way from the last figure to the year's end.

    Attributes:
        points: One a period after the last figure, the year's end last.
        method: The sentence for the footer: how it was reckoned and from what.
    """

    points: tuple[ProjectedPoint, ...]
    method: str


@dataclass(frozen=True)
class TimeLine(Chart):
    """A figure over periods of one kind, with its target path and the year before.

    Attributes:
        periods: Codes along the axis, oldest first, gaps included.
        ticks: Their labels.
        actual: One point a period.
        target: Where a target is set, in order.
        is_path: True when the targets are steps of one year and may be joined by a line; targets
            of different years are each their own.
        last_year: One point a period; empty when not asked for.
        breaks: Each stands before the period at position `before`.
        start: Start of the value axis: zero, or below it where figures are negative.
        end: End of the value axis.
        projection: None when it is too early, or for figures that cannot be projected.
    """

    periods: tuple[str, ...]
    ticks: tuple[str, ...]
    actual: tuple[TimePoint, ...]
    target: tuple[TargetPoint, ...]
    is_path: bool
    last_year: tuple[TimePoint, ...]
    breaks: tuple[Break, ...]
    start: Decimal
    end: Decimal
    projection: Projection | None = None


@dataclass(frozen=True)
class Spark:
    """A tiny trend beside a number: dots, gaps kept, the target as a faint band.

    Attributes:
        points: (period code, number), oldest first.
        low: Lower edge of the target; None without one.
        high: Upper edge of a range.
        first: Label of the first period.
        last: Label of the last period.
        alt: The values in words.
    """

    points: tuple[tuple[str, Decimal | None], ...]
    low: Decimal | None
    high: Decimal | None
    first: str
    last: str
    alt: str
