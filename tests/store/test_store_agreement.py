"""When two printed figures say the same, and which comes first."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.store.agreement import (
    Choice,
    Figure,
    agree,
    change_percent,
    same_statement,
    standing,
)

BASE = Figure(
    observation_id=1,
    batch_id=1,
    lineage="a",
    kind="actual",
    status=None,
    value=Decimal("6.81"),
    low=None,
    high=None,
    unit="%",
    decimals=2,
    comparator=None,
    rank=40,
    issued=date(2024, 7, 1),
)


def said(text: str, unit: str = "%", **fields: object) -> Figure:
    """A figure as printed: "6,81", ">=63" or "7,5-8"."""
    comparator = text[:2] if text[:2] in (">=", "<=") else None
    numbers = [
        Decimal(part.replace(",", ".")) for part in (text[2:] if comparator else text).split("..")
    ]
    decimals = max(0, -min(int(n.as_tuple().exponent) for n in numbers))
    value, low, high = (None, *numbers) if len(numbers) == 2 else (numbers[0], None, None)
    return replace(
        BASE,
        value=value,
        low=low,
        high=high,
        unit=unit,
        decimals=decimals,
        comparator=comparator,
        **fields,  # type: ignore[arg-type]
    )


AGREE = [
    ("6,81", "%", "6,81", "%"),
    ("6,8", "%", "6,81", "%"),
    ("6,9", "%", "6,85", "%"),
    ("20889", "tỷ đồng", "20889000", "triệu đồng"),
    ("20,9", "nghìn tỷ đồng", "20889", "tỷ đồng"),
    (">=63", "%", "63,4", "%"),
    (">=63", "%", ">=60", "%"),
    ("<=1", "%", "0,71", "%"),
    ("7,5..8,0", "%", "7,8", "%"),
    ("7,5..8,0", "%", "7,5..8,0", "%"),
    ("1,5", "triệu đồng/người/năm", "1,5", "triệu đồng/người"),
    (">=-0,8", "%", "-1,2", "%"),
]
DISAGREE = [
    ("20889", "tỷ đồng", "21445", "tỷ đồng"),
    ("6,8", "%", "6,9", "%"),
    ("6,80", "%", "6,81", "%"),
    ("14,14", "%", "14,4", "%"),
    ("5", "%", "5", "điểm %"),
    ("5", "xã", "5", "hộ"),
    (">=63", "%", "62,4", "%"),
    ("<=1", "%", "1,2", "%"),
    (">=70", "%", "<=60", "%"),
    ("7,5..8,0", "%", "8,2", "%"),
    ("7,5..8,0", "%", "7,5..8,5", "%"),
    (">=-0,8", "%", "-0,2", "%"),
]


@pytest.mark.parametrize(("one", "unit", "other", "other_unit"), AGREE)
def test_figures_that_can_both_be_true_agree(one, unit, other, other_unit):
    assert agree(said(one, unit), said(other, other_unit))
    assert agree(said(other, other_unit), said(one, unit))


@pytest.mark.parametrize(("one", "unit", "other", "other_unit"), DISAGREE)
def test_figures_that_cannot_both_be_true_disagree(one, unit, other, other_unit):
    assert not agree(said(one, unit), said(other, other_unit))
    assert not agree(said(other, other_unit), said(one, unit))


def test_targets_agree_only_when_equal():
    assert not agree(said("8", kind="target"), said("8,2", kind="target"))
    assert agree(said("8", kind="target"), said(">=8,0", kind="target"))


@given(st.decimals(-(10**6), 10**6, places=4), st.integers(0, 3))
def test_a_figure_agrees_with_its_own_rounding(value, digits):
    exact = replace(BASE, value=value, decimals=4)
    rounded = replace(BASE, value=round(value, digits), decimals=digits)
    assert agree(exact, rounded)
    assert agree(rounded, exact)


def ordered(*figures: Figure) -> int:
    numbered = [replace(one, observation_id=at) for at, one in enumerate(figures)]
    return standing(numbered).chosen


def test_precedence_goes_by_finality_then_rank_then_issue_then_entry():
    plain = said("1")
    estimate = said("2", kind="estimate", rank=90)
    preliminary = said("3", status="preliminary", rank=10)
    official = said("4", status="official", rank=10)
    assert ordered(estimate, plain) == 1
    assert ordered(plain, preliminary) == 1
    assert ordered(official, preliminary) == 0
    assert ordered(said("1", rank=50), plain) == 0
    assert ordered(said("1", issued=date(2024, 8, 1)), plain) == 0
    assert ordered(said("1", issued=None), plain) == 1
    assert ordered(plain, said("9")) == 1


def test_the_same_value_from_another_lineage_is_no_conflict():
    result = standing([said("5"), said("5", lineage="b", observation_id=2)])
    assert not result.is_conflict
    assert standing([said("5"), said("7", lineage="b", observation_id=2)]).is_conflict


def test_a_decision_comes_first_until_something_newer_speaks_against_it():
    mine = said("5", lineage="a", batch_id=1)
    yours = said("7", lineage="b", batch_id=2, rank=90, observation_id=2)
    choice = Choice("a", 1, 3)
    assert standing([mine, yours], choice).chosen == 0
    assert standing([mine, yours], choice).is_decided
    later = said("9", lineage="c", batch_id=4, observation_id=3)
    reopened = standing([mine, yours, later], choice)
    assert (reopened.chosen, reopened.is_decided) == (0, False)
    agreeing = said("5", lineage="c", batch_id=4, observation_id=3)
    assert standing([mine, yours, agreeing], choice).is_decided
    gone = standing([yours, later], choice)
    assert (gone.chosen, gone.is_decided) == (0, False)


def test_within_the_chosen_lineage_the_chosen_figure_comes_first():
    figures = [said("5"), said("6", observation_id=2), said("7", lineage="b", observation_id=3)]
    assert standing(figures, Choice("a", 1, 9)).chosen == 0


def test_same_statement_means_nothing_would_change():
    assert same_statement(said("20889", "tỷ đồng"), said("20889000", "triệu đồng"))
    assert not same_statement(said("6,8"), said("6,81"))
    assert not same_statement(said("6,8"), said("6,8", kind="estimate"))
    assert not same_statement(said("6,8"), said("6,8", status="official"))
    assert not same_statement(said("6,8"), said(">=6,8"))


def test_change_is_a_percentage_of_the_old_value():
    assert change_percent(said("20", "tỷ đồng"), said("21000", "triệu đồng")) == 5.0
    assert change_percent(said("-4"), said("-5")) == -25.0
    assert change_percent(said("0"), said("5")) is None
    assert change_percent(said("5"), said("5", "xã")) is None
    assert change_percent(said("5"), said("5..6")) is None


@pytest.mark.parametrize(
    ("issued", "in_conflict"), [(date(2024, 7, 10), True), (date(2024, 2, 1), False)]
)
def test_an_estimate_that_a_later_season_revised_disputes_nothing(
    issued: date, in_conflict: bool
) -> None:
    counted = said("6,07", lineage="a")
    estimate = said("6,31", lineage="b", kind="estimate", status="estimate", issued=issued)
    assert standing([estimate, counted]).is_conflict is in_conflict
    assert standing([estimate, counted]).chosen == 1


def test_an_early_count_and_a_later_estimate_do_dispute() -> None:
    counted = said("20889", lineage="a", issued=date(2024, 6, 27))
    estimate = said("21445", lineage="b", kind="estimate", issued=date(2025, 1, 10))
    assert standing([counted, estimate]).is_conflict
