"""What changed since the period before, and which period that is."""

from decimal import Decimal

import pytest
from standing_samples import figure, indicator, standing

from yardstick.analysis.changes import changes, comparable_before
from yardstick.analysis.standing import Standing
from yardstick.domain.period import parse_period


def of(code: str, value: str | None, verdict: str, direction: str = "up") -> Standing:
    actual = figure(value) if value is not None else None
    return standing(actual, None, verdict, indicator=indicator(code=code, direction=direction))


@pytest.mark.parametrize(
    ("period", "known", "before"),
    [
        ("2024-H1", ["2024-5M", "2024-Q1", "2023-H2", "2023"], "2024-5M"),
        ("2024-H1", ["2024-06", "2024-05", "2024-Q1", "2023-H1"], "2024-Q1"),
        ("2024-01", ["2023-12", "2023", "2023-11M"], "2023"),
        ("2024", ["2024-11M", "2023", "2022"], "2023"),
        ("2024-05", ["2024-04", "2024-4M", "2023-05"], "2024-04"),
        ("2024-Q3", ["2024-Q2", "2024-H1"], "2024-Q2"),
        ("2024-H1", ["2023-H1", "2024"], None),
    ],
)
def test_the_period_before_counts_in_the_same_way(
    period: str, known: list[str], before: str | None
) -> None:
    found = comparable_before(parse_period(period), map(parse_period, known))
    assert (found.code if found is not None else None) == before


def test_worse_comes_first_then_better_then_the_largest_move() -> None:
    now = [
        of("AA01", "5", "met"),
        of("AA02", "9", "exceeded"),
        of("AA03", "1", "missed"),
        of("AA04", "8", "met"),
    ]
    before = [
        of("AA01", "4", "met"),
        of("AA02", "4", "missed"),
        of("AA03", "6", "nearly"),
        of("AA04", "2", "met"),
    ]
    found = changes(now, before)
    assert [change.now.indicator.code for change in found] == ["AA03", "AA02", "AA04", "AA01"]
    assert [change.turn for change in found] == [-2, 4, 0, 0]


def test_a_fall_is_a_move_for_the_better_where_less_is() -> None:
    (change,) = changes([of("AA01", "3", "met", "down")], [of("AA01", "4", "met", "down")])
    assert change.move == Decimal(1)


def test_gaps_and_other_units_are_left_out() -> None:
    now = [of("AA01", None, "no_figure"), of("AA02", "3", "met"), of("AA03", "3", "met")]
    then = standing(figure("3", unit="ha"), indicator=indicator(code="AA02"))
    assert changes(now, [of("AA01", "2", "met"), then]) == ()


@pytest.mark.parametrize(
    ("accumulation", "before", "compared"),
    [
        ("flow", "2023", False),
        ("flow", "2024-5M", True),
        ("flow", "2023-H1", True),
        ("rate", "2023", True),
    ],
)
def test_half_a_years_sum_has_not_fallen_from_a_whole_years(
    accumulation: str, before: str, compared: bool
) -> None:
    kind = indicator(accumulation=accumulation)
    now = standing(figure("63.6"), None, indicator=kind, period="2024-H1")
    then = standing(figure("144", period=before), None, indicator=kind, period=before)
    assert bool(changes((now,), (then,))) is compared
