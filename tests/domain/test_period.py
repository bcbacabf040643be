"""Periods: codes, reach, order, the same period last year."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.domain.period import Period, parse_period, same_reach
from yardstick.errors import PeriodError

CODES = st.one_of(
    st.builds("{:04d}".format, st.integers(1990, 2060)),
    st.builds("{:04d}-H{}".format, st.integers(1990, 2060), st.integers(1, 2)),
    st.builds("{:04d}-Q{}".format, st.integers(1990, 2060), st.integers(1, 4)),
    st.builds("{:04d}-{:02d}".format, st.integers(1990, 2060), st.integers(1, 12)),
    st.builds("{:04d}-{}M".format, st.integers(1990, 2060), st.integers(1, 12)),
)


@given(CODES)
def test_a_code_survives_reading_and_writing(code: str) -> None:
    assert parse_period(code).code == code


@given(CODES)
def test_a_period_starts_before_it_ends_and_follows_the_one_before(code: str) -> None:
    period = parse_period(code)
    assert period.start <= period.end
    assert period.previous() < period
    assert period.same_period_last_year().end.year == period.end.year - 1
    assert 0 < period.elapsed_share() <= 1


@given(CODES)
def test_the_canonical_name_covers_the_same_days(code: str) -> None:
    period = parse_period(code)
    canonical = period.canonical()
    assert (canonical.start, canonical.end) == (period.start, period.end)
    assert canonical.canonical() == canonical


@pytest.mark.parametrize(
    ("code", "other"),
    [("2024-6M", "2024-H1"), ("2024-3M", "2024-Q1"), ("2024-12M", "2024"), ("2024-1M", "2024-01")],
)
def test_months_since_january_equal_the_half_the_quarter_and_the_year(
    code: str, other: str
) -> None:
    assert same_reach(code, other)


@pytest.mark.parametrize(("code", "other"), [("2024-H2", "2024"), ("2024-9M", "2024-Q3")])
def test_periods_of_another_reach_stay_apart(code: str, other: str) -> None:
    assert not same_reach(code, other)


def test_a_span_runs_from_the_first_day_to_the_last() -> None:
    span = parse_period("2021/2025")
    assert (span.start, span.end) == (date(2021, 1, 1), date(2025, 12, 31))
    assert span.previous().code == "2016/2020"
    months = parse_period("2025-07/2025-08")
    assert months.end == date(2025, 8, 31)


def test_only_periods_that_begin_with_the_year_are_cumulative() -> None:
    cumulative = {
        c
        for c in (
            "2024",
            "2024-H1",
            "2024-H2",
            "2024-Q1",
            "2024-Q2",
            "2024-9M",
            "2021/2025",
            "2024-08",
        )
        if parse_period(c).is_cumulative
    }
    assert cumulative == {"2024", "2024-H1", "2024-Q1", "2024-9M"}
    assert parse_period("2024-H1").elapsed_share() == Decimal("0.5")


@pytest.mark.parametrize(
    "code",
    [
        "",
        "24",
        "2024-13",
        "2024-H3",
        "2024-Q5",
        "2024-13M",
        "2024/",
        "/2024",
        "2025/2021",
        "2024-8",
        "2024 H1",
        "2024/2025-06",
    ],
)
def test_a_code_that_names_no_period_is_refused(code: str) -> None:
    with pytest.raises(PeriodError, match="no period"):
        parse_period(code)


def test_periods_sort_by_their_end() -> None:
    codes = ["2024", "2024-Q1", "2023", "2024-H1", "2024-05"]
    ordered: list[Period] = sorted(map(parse_period, codes))
    assert [p.code for p in ordered] == ["2023", "2024-Q1", "2024-05", "2024-H1", "2024"]
