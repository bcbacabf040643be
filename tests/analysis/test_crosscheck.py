"""What speaks for a figure: value ÷ share = plan, sums that never fall, the rest of its cell."""

from decimal import Decimal

import pytest
from standing_samples import figure, indicator

from yardstick.analysis.crosscheck import State, fall, plan_test, same_cell, says_the_same

PLAN = figure("32823", kind="target", period="2024", unit="tỷ đồng", source_id="plan")
LEVEL = figure("20889", unit="tỷ đồng")


def share(value: str, **more: object) -> object:
    return figure(value, measure="completion", **more)


@pytest.mark.parametrize(
    ("printed", "comparator", "state"),
    [
        ("63.6", None, State.HOLDS),
        ("63.64", None, State.HOLDS),
        ("63.5", None, State.DOUBT),
        ("63", ">=", State.HOLDS),
        ("64", "<=", State.HOLDS),
        ("50", ">=", State.DOUBT),
        ("64", ">=", State.DOUBT),
        ("65", "~", State.HOLDS),
        ("78.17", None, State.DOUBT),
    ],
)
def test_a_level_is_tried_against_its_plan_and_the_printed_share(
    printed: str, comparator: str | None, state: State
) -> None:
    around = (PLAN, LEVEL, share(printed, comparator=comparator))
    test = plan_test(LEVEL, around)
    assert test is not None
    assert test.state is state
    assert round(test.share, 1) == Decimal("63.6")
    # The share itself is tried the same way.
    other = plan_test(around[2], around)
    assert other is not None
    assert other.state is state


def test_the_share_another_source_prints_says_nothing_of_this_level() -> None:
    test = plan_test(LEVEL, (PLAN, LEVEL, share("65.34", source_id="press")))
    assert test is not None
    assert (test.state, test.printed) == (State.TOLD, None)


def test_a_share_without_a_level_tells_what_it_comes_to() -> None:
    plan = figure("70000", kind="target", period="2024", unit="tỷ đồng")
    test = plan_test(share("45.5"), (plan,))
    assert test is not None
    assert (test.state, test.level) == (State.TOLD, Decimal(31850))


def test_units_are_converted_and_what_cannot_be_is_not_compared() -> None:
    millions = figure("20889000", unit="triệu đồng")
    test = plan_test(millions, (PLAN, millions))
    assert test is not None
    assert round(test.share, 1) == Decimal("63.6")
    assert plan_test(figure("300", unit="ha"), (PLAN,)) is None


@pytest.mark.parametrize(
    "one", [figure("5", measure="growth"), figure("20889", kind="target", unit="tỷ đồng")]
)
def test_growth_and_targets_are_no_part_of_a_plan(one: object) -> None:
    assert plan_test(one, (PLAN,)) is None


def test_without_a_plan_there_is_nothing_to_try() -> None:
    assert plan_test(LEVEL, (LEVEL,)) is None


FLOW = indicator(accumulation="flow", unit="tỷ đồng")


@pytest.mark.parametrize(
    ("period", "value", "falls"),
    [
        ("2024-Q1", "9000", False),
        ("2024-Q1", "21000", True),
        ("2024", "20000", True),
        ("2024", "40000", False),
        ("2023", "40000", False),
        ("2024-Q2", "40000", False),
    ],
)
def test_a_sum_since_january_never_falls(period: str, value: str, falls: bool) -> None:
    other = figure(value, period=period, unit="tỷ đồng")
    found = fall(LEVEL, FLOW, (LEVEL, other))
    assert (found is not None) is falls
    if found is not None:
        assert found.earlier.number > found.later.number


def test_a_stock_may_fall() -> None:
    other = figure("30000", period="2024-Q1", unit="tỷ đồng")
    assert fall(LEVEL, indicator(accumulation="stock"), (other,)) is None


def test_a_cell_is_everything_but_the_value() -> None:
    same = figure("21445", unit="tỷ đồng", source_id="press")
    others = (
        figure("1", period="2024-Q1"),
        figure("1", measure="growth"),
        figure("1", kind="target"),
        figure("1", base="region"),
    )
    assert same_cell(LEVEL, (same, *others)) == (same,)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (figure("6.8", unit="%"), figure("6.81", unit="%"), True),
        (figure("6.9", unit="%"), figure("6.81", unit="%"), False),
        (figure("1.5", unit="tỷ đồng"), figure("1500", unit="triệu đồng"), True),
        (figure("6.8", unit="%"), figure("6.8", unit="ha"), False),
        (figure("6.8", kind="target"), figure("6.81", kind="target"), False),
        (figure(low="7.5", high="8"), figure(low="7.5", high="8"), True),
        (figure(low="7.5", high="8"), figure(low="7.5", high="9"), False),
    ],
)
def test_when_two_figures_can_be_one(one: object, other: object, agree: bool) -> None:
    assert says_the_same(one, other) is agree
