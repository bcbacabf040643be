"""The year's end from its months: which method, how sure, when too early; and tried on the past."""

import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standing_samples import figure, indicator

from yardstick.analysis.figure import Figure, figures
from yardstick.analysis.projection import (
    Ahead,
    Need,
    TooEarly,
    ahead,
    back_test,
    courses,
    is_projected,
    need,
)
from yardstick.domain.catalogue import read_catalogue
from yardstick.store import reader
from yardstick.store.database import Store

ROOT = Path(__file__).resolve().parents[2]


def numbers(**months: str) -> dict[int, Decimal]:
    return {int(name[1:]): Decimal(value) for name, value in months.items()}


LAST = numbers(m3="15", m6="40", m9="70", m12="100")


def test_a_past_year_gives_the_season() -> None:
    found = ahead({2023: LAST, 2024: numbers(m6="46")}, 2024)
    assert isinstance(found, Ahead)
    assert (found.method, found.years, found.value) == ("seasonal", (2023,), Decimal(115))
    # The one past year is foretold by the plain pace: 40 / 0,5 = 80 came to 100.
    assert found.error == Decimal(20)
    assert (found.low, found.high) == (Decimal(92), Decimal(138))
    assert found.path[9][0] == Decimal("80.5")


def test_without_past_years_the_plain_pace_speaks_from_the_middle_of_the_year() -> None:
    found = ahead({2024: numbers(m6="46")}, 2024)
    assert isinstance(found, Ahead)
    assert (found.method, found.value, found.error) == ("plain", Decimal(92), None)
    assert found.low == found.high == found.value
    assert ahead({2024: numbers(m5="40")}, 2024) == TooEarly(6)


def test_with_past_years_it_speaks_from_the_third_month() -> None:
    past = {2023: {2: Decimal(9), **LAST}}
    assert ahead({**past, 2024: numbers(m2="10")}, 2024) == TooEarly(3)
    assert isinstance(ahead({**past, 2024: numbers(m3="16")}, 2024), Ahead)


def test_years_long_gone_give_an_error_but_no_season() -> None:
    found = ahead({2019: LAST, 2024: numbers(m6="46")}, 2024)
    assert isinstance(found, Ahead)
    assert (found.method, found.value, found.error) == ("plain", Decimal(92), Decimal(20))


def test_years_after_are_never_used() -> None:
    found = ahead({2023: numbers(m6="46"), 2024: LAST}, 2023)
    assert isinstance(found, Ahead)
    assert found.method == "plain"


def test_a_finished_or_empty_year_is_not_projected() -> None:
    assert ahead({2024: LAST}, 2024) is None
    assert ahead({}, 2024) is None
    assert ahead({2023: LAST, 2024: numbers(m6="0")}, 2024) is None


def test_the_pace_still_needed_is_shared_by_the_months_left() -> None:
    assert need(numbers(m6="46.3"), Decimal(100)) == Need(
        Decimal("53.7") / 6, Decimal("46.3") / 6, 6
    )
    reached = need(numbers(m6="120"), Decimal(100))
    assert reached is not None
    assert reached.needed == 0
    assert need(LAST, Decimal(100)) is None
    assert need(LAST, Decimal(100), month=9) == Need(Decimal(10), Decimal(70) / 9, 3)


def test_only_flows_are_projected() -> None:
    flow = indicator(accumulation="flow")
    assert is_projected(flow, "level")
    assert is_projected(flow, "completion")
    assert not is_projected(flow, "growth")
    assert not is_projected(indicator(accumulation="rate"), "level")
    assert not is_projected(indicator(accumulation="stock"), "level")


def test_courses_hold_what_counts_from_january() -> None:
    found = courses(
        [
            figure("2", unit="nghìn tỷ đồng", period="2024-H1"),
            figure("900", unit="tỷ đồng", period="2024-Q1"),
            figure("300", unit="tỷ đồng", period="2024-06"),
            figure("5000", unit="tỷ đồng", period="2024", kind="target"),
            figure("10", measure="growth", period="2024-H1"),
        ],
        "tỷ đồng",
        "level",
    )
    assert found == {2024: {6: Decimal(2000), 3: Decimal(900)}}


@given(
    st.integers(3, 11),
    st.lists(st.integers(1, 400), min_size=12, max_size=12),
    st.lists(st.integers(1, 400), min_size=12, max_size=12),
)
def test_the_way_never_falls_and_stays_inside_its_band(
    month: int, past: list[int], present: list[int]
) -> None:
    def course(monthly: list[int]) -> dict[int, Decimal]:
        return {n: Decimal(sum(monthly[:n])) for n in range(1, 13)}

    found = ahead({2023: course(past), 2024: course(present)}, 2024, month=month)
    assert isinstance(found, Ahead)
    way = [course(present)[month], *(value for value, _, _ in found.path.values())]
    assert all(later >= earlier - Decimal("1e-9") for earlier, later in pairwise(way))
    assert all(low <= value <= high for value, low, high in found.path.values())
    assert list(found.path) == list(range(month + 1, 13))


def test_the_same_season_again_is_foretold_exactly() -> None:
    double = {month: value * 2 for month, value in LAST.items()}
    for month in (3, 6, 9):
        found = ahead({2023: LAST, 2024: double}, 2024, month=month)
        assert isinstance(found, Ahead)
        assert found.value == 200


def test_tried_on_the_shipped_figures(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints what the method would have said of past years; every error is told, none is hidden."""
    catalogue = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
    found: dict[tuple[str, str, str, str], list[Figure]] = {}
    for one in figures(reader.current(Store(filled))):
        indicator_of = catalogue[one.indicator]
        if is_projected(indicator_of, one.measure):
            found.setdefault((one.indicator, one.place, one.measure, one.unit), []).append(one)
    trials = [
        (key, trial)
        for key, listed in found.items()
        for trial in back_test(courses(listed, key[3], key[2]))
    ]
    errors = sorted(abs(trial.error) for _, trial in trials)
    told = [
        f"{code} {place} {trial.year}, {trial.month} months, {trial.method}: "
        f"{trial.said:.0f} said, {trial.came:.0f} {unit} came, {trial.error:+.1f} %"
        for (code, place, _, unit), trial in trials
    ]
    told.append(f"{len(errors)} trials, median error {errors[len(errors) // 2]:.1f} %")
    with capsys.disabled():
        sys.stdout.write("\nThe projection tried on the shipped figures\n  ")
        sys.stdout.write("\n  ".join(told) + "\n")
    assert trials
    assert max(errors) < 25
    # The plain pace came out too low every time: the words beside it say so.
    assert all(trial.error < 0 for _, trial in trials if trial.method == "plain")
