"""Further kinds of chart as frozen values: map, shares of a gap, ranks over time, panels, parts."""

from dataclasses import dataclass
from decimal import Decimal

from yardstick.charts.spec import Break, Chart, TargetPoint, TimePoint

# Rings of a place's outline, outer and holes alike, as (x, y) with y growing to the north.
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Area:
    """One place on a map.

    Attributes:
        key: The place's key.
        name: As written on the map.
        rings: Its outline in the map's own flat coordinates.
        anchor: Where its words stand.
        label: The figure in words; "—" where there is none.
        verdict: Verdict word.
        is_estimate: True for ước.
        missing: Why there is no figure; empty otherwise.
        observation_id: The figure's record.
    """

    key: str
    name: str
    rings: tuple[Ring, ...]
    anchor: tuple[float, float]
    label: str
    verdict: str
    is_estimate: bool
    missing: str
    observation_id: str | None


@dataclass(frozen=True)
class AreaMap(Chart):
    """Places filled by verdict; never the only view.

    Attributes:
        areas: Every place of the map, those without figures too.
        attribution: Whose boundaries they are.
    """

    areas: tuple[Area, ...]
    attribution: str


@dataclass(frozen=True)
class Share:
    """One place's part of what is missing to the target.

    Attributes:
        key: The place's key.
        name: At the left.
        value: How much is missing there, in the chart's unit; above zero.
        label: The same in words.
        share: Percent of all that is missing.
        share_label: The same in words.
        is_major: One of the few that make up most of it; drawn stronger.
        observation_id: The figure's record.
        target_id: The target's record.
    """

    key: str
    name: str
    value: Decimal
    label: str
    share: Decimal
    share_label: str
    is_major: bool
    observation_id: str | None
    target_id: str | None


@dataclass(frozen=True)
class Contribution(Chart):
    """What each place adds to the gap, the largest first.

    Attributes:
        shares: Only places that are behind and whose gap can be added up.
        end: End of the value axis.
        remark: What the ranking hides: e.g. that the largest gap is not the lowest rate.
    """

    shares: tuple[Share, ...]
    end: Decimal
    remark: str


@dataclass(frozen=True)
class RankStep:
    """A place's rank in one period; None where it has none."""

    period: str
    rank: int | None
    label: str
    observation_id: str | None


@dataclass(frozen=True)
class RankLine:
    """One place's ranks over the periods; `is_own` is the one the view is about."""

    key: str
    name: str
    steps: tuple[RankStep, ...]
    is_own: bool


@dataclass(frozen=True)
class RankSlope(Chart):
    """Ranks over periods, 1 at the top.

    Attributes:
        periods: Codes along the axis, oldest first.
        ticks: Their labels.
        lines: One a place.
        count: Of how many places the ranks are.
        breaks: Each stands before the period at position `before`.
    """

    periods: tuple[str, ...]
    ticks: tuple[str, ...]
    lines: tuple[RankLine, ...]
    count: int
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class Panel:
    """One place's small line with its targets.

    Attributes:
        verdict: Of the last period.
        label: Its last figure in words; "—" where there is none.
    """

    key: str
    name: str
    actual: tuple[TimePoint, ...]
    target: tuple[TargetPoint, ...]
    verdict: str
    label: str


@dataclass(frozen=True)
class Panels(Chart):
    """Small multiples: the same axes in every panel.

    Attributes:
        periods: Codes along every panel's axis, gaps included.
        ticks: Their labels.
        panels: In the order drawn.
        start: Start of the value axis.
        end: End of the value axis.
    """

    periods: tuple[str, ...]
    ticks: tuple[str, ...]
    panels: tuple[Panel, ...]
    start: Decimal
    end: Decimal


@dataclass(frozen=True)
class Part:
    """One part of a whole: `value` on the chart's unit, None where it is not known."""

    key: str
    name: str
    value: Decimal | None
    label: str
    observation_id: str | None


@dataclass(frozen=True)
class Stack:
    """One whole (a place or a period) and its parts, in the same order in every stack.

    Attributes:
        total_label: The whole in words; empty for shares that make 100.
        is_complete: False when a part is missing: the rest is left open, never stretched.
    """

    key: str
    name: str
    parts: tuple[Part, ...]
    total_label: str
    is_complete: bool


@dataclass(frozen=True)
class Composition(Chart):
    """Stacked bars; `end` is the end of the value axis (100 for shares)."""

    stacks: tuple[Stack, ...]
    end: Decimal
