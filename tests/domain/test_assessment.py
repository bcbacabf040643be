"""Verdicts: ratios, ranges, bounds, points, ranks, pace."""

from decimal import Decimal

import pytest

from yardstick.domain.assessment import Verdict, assess, assess_pace
from yardstick.domain.indicator import Thresholds
from yardstick.domain.target import Target, target_of

STEPS = Thresholds()


def at_least(value: str, unit: str = "tỷ đồng") -> Target:
    return Target(Decimal(value), None, unit, ">=")


def at_most(value: str, unit: str = "%") -> Target:
    return Target(None, Decimal(value), unit, "<=")


@pytest.mark.parametrize(
    ("value", "target", "verdict"),
    [
        ("105", at_least("100"), Verdict.EXCEEDED),
        ("104.99", at_least("100"), Verdict.MET),
        ("100", at_least("100"), Verdict.MET),
        ("99.9", at_least("100"), Verdict.NEARLY),
        ("95", at_least("100"), Verdict.NEARLY),
        ("94.9", at_least("100"), Verdict.MISSED),
        ("0.71", at_most("0.71"), Verdict.MET),
        ("0.6", at_most("0.71"), Verdict.EXCEEDED),
        ("0.74", at_most("0.71"), Verdict.NEARLY),
        ("0.9", at_most("0.71"), Verdict.MISSED),
        ("97.2", at_least("98", "%"), Verdict.NEARLY),
        ("93.5", at_least("98", "%"), Verdict.MISSED),
        ("98", at_least("98", "%"), Verdict.MET),
        ("99.2", at_least("98", "%"), Verdict.EXCEEDED),
        ("-1", at_most("0", "điểm %"), Verdict.EXCEEDED),
        ("0", at_most("0", "vụ"), Verdict.MET),
    ],
)
def test_the_verdict_follows_the_bound(value: str, target: Target, verdict: Verdict) -> None:
    assert assess(Decimal(value), target, STEPS).verdict is verdict


def test_the_gap_is_negative_when_short_whichever_way_is_good() -> None:
    assert assess(Decimal("6.81"), at_least("7.5", "%"), STEPS).gap == Decimal("-0.69")
    assert assess(Decimal("0.9"), at_most("0.71"), STEPS).gap == Decimal("-0.19")
    assert assess(Decimal("11.13"), at_least("8", "%"), STEPS).gap == Decimal("3.13")


@pytest.mark.parametrize(
    ("value", "verdict"), [("24", Verdict.MISSED), ("45", Verdict.MET), ("12", Verdict.EXCEEDED)]
)
def test_a_rank_is_met_from_below(value: str, verdict: Verdict) -> None:
    target = target_of(
        Decimal(45 if value != "24" else 20),
        None,
        None,
        unit="rank",
        comparator=None,
        direction="up",
        measure="rank",
    )
    assert assess(Decimal(value), target, STEPS).verdict is verdict


def test_a_range_asks_for_its_near_end_unless_neither_way_is_better() -> None:
    up = target_of(
        None,
        Decimal("7.5"),
        Decimal(8),
        unit="%",
        comparator=None,
        direction="up",
        measure="growth",
    )
    assert (up.low, up.high) == (Decimal("7.5"), None)
    neutral = target_of(
        None,
        Decimal(2),
        Decimal(4),
        unit="%",
        comparator=None,
        direction="neutral",
        measure="level",
    )
    assert assess(Decimal(3), neutral, STEPS).verdict is Verdict.MET
    assert assess(Decimal("1.95"), neutral, STEPS).verdict is Verdict.NEARLY
    assert assess(Decimal(5), neutral, STEPS).verdict is Verdict.MISSED


@pytest.mark.parametrize(
    ("completion", "verdict"),
    [
        ("63.6", Verdict.EXCEEDED),
        ("50", Verdict.MET),
        ("48.2", Verdict.NEARLY),
        ("45.5", Verdict.MISSED),
    ],
)
def test_a_flow_under_way_is_set_against_the_year_gone_by(
    completion: str, verdict: Verdict
) -> None:
    found = assess_pace(Decimal(completion), Decimal(50), STEPS)
    assert found.verdict is verdict
    assert found.gap == Decimal(completion) - 50


def test_a_target_needs_a_bound() -> None:
    with pytest.raises(ValueError, match="bound"):
        Target(None, None, "%", ">=")


@pytest.mark.parametrize(
    ("completion", "verdict"),
    [("30", Verdict.EXCEEDED), ("50", Verdict.MET), ("70", Verdict.MISSED)],
)
def test_running_ahead_of_a_ceiling_is_bad(completion: str, verdict: Verdict) -> None:
    found = assess_pace(Decimal(completion), Decimal(50), STEPS, is_ceiling=True)
    assert found.verdict is verdict
    assert found.gap == 50 - Decimal(completion)


def test_nothing_of_a_ceiling_used_up_exceeds_what_was_asked() -> None:
    assert assess_pace(Decimal(0), Decimal(50), STEPS, is_ceiling=True).verdict is Verdict.EXCEEDED
