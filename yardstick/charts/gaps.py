"""How far a figure is from its target, and the target itself, in words."""

from typing import TYPE_CHECKING

from yardstick.charts.labels import MISSING, Language, figure_label, signed_label

if TYPE_CHECKING:
    from yardstick.analysis.standing import Standing


def gap_label(standing: "Standing", language: Language = "vi") -> str:
    """The gap as a signed number where negative is always bad: "−0,69 điểm %"; "—" if unknown."""
    if standing.gap is None:
        return MISSING
    return signed_label(standing.gap, standing.gap_unit, gap_decimals(standing), language)


def gap_decimals(standing: "Standing") -> int | None:
    """As many digits as the printed figures have, one for computed shares, none for large sums."""
    gap = standing.gap
    assert gap is not None  # noqa: S101 - callers ask only where a gap is known
    if gap == gap.to_integral_value():
        return None
    printed = standing.actual.decimals if standing.actual is not None else None
    if standing.assessment.rule == "pace" and not standing.completion_printed:
        return 1
    return min(printed, 2) if printed else 1


def target_label(standing: "Standing", language: Language = "vi") -> str:
    """The target in a line; the whole plan where only a completion is printed."""
    if standing.target is not None:
        return figure_label(standing.target, language)
    return "100%" if standing.implied else MISSING
