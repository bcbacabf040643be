"""Time lines and sparks: gaps stay gaps, estimates are marked, breaks stand between periods."""

from datetime import date
from decimal import Decimal

from standing_samples import figure, growth_behind, standing

from yardstick.charts.timeline import spark, time_line
from yardstick.domain.period import Half, Month

HALVES = [Half(year, 1) for year in range(2022, 2027)]
ACTUAL = {
    "2022-H1": figure("9.1", measure="growth", period="2022-H1"),
    "2024-H1": figure("6.81", measure="growth", kind="estimate"),
    "2026-H1": figure("8.4", measure="growth", period="2026-H1"),
}
TARGET = {"2024-H1": figure(low="7.5", high="8.0", measure="growth", kind="target")}


def test_every_period_has_its_place_and_gaps_stay() -> None:
    chart = time_line(HALVES, ACTUAL, TARGET, title="T")
    assert [point.value for point in chart.actual] == [
        Decimal("9.1"),
        None,
        Decimal("6.81"),
        None,
        Decimal("8.4"),
    ]
    assert [point.is_estimate for point in chart.actual] == [False, False, True, False, False]
    assert chart.ticks == ("2022", "2023", "2024", "2025", "2026")


def test_the_places_changed_before_the_first_period_that_ends_after_the_day() -> None:
    chart = time_line(HALVES, ACTUAL, TARGET, title="T")
    assert [(found.day, found.before) for found in chart.breaks] == [(date(2025, 7, 1), 4)]
    months = [Month(2024, month) for month in range(1, 13)]
    assert time_line(months, {}, {}, title="T").breaks == ()


def test_a_range_keeps_both_ends_in_the_axis_unit() -> None:
    actual = {"2024-H1": figure("1.2", unit="nghìn tỷ đồng")}
    target = {"2024-H1": figure(low="1000", high="1500", unit="tỷ đồng", kind="target")}
    point = time_line([Half(2024, 1)], actual, target, title="T").target[0]
    assert (point.low, point.high) == (Decimal(1), Decimal("1.5"))


def test_targets_of_different_years_are_no_path() -> None:
    assert not time_line(HALVES, ACTUAL, TARGET, title="T").is_path
    assert time_line([Month(2024, 1), Month(2024, 2)], {}, {}, title="T").is_path


def test_what_cannot_be_converted_is_a_gap() -> None:
    mixed = {**ACTUAL, "2023-H1": figure("40", unit="tỷ đồng", period="2023-H1")}
    chart = time_line(HALVES, mixed, {}, title="T")
    assert chart.actual[1].value is None


def test_the_axis_starts_at_zero_unless_figures_are_negative() -> None:
    assert time_line(HALVES, ACTUAL, TARGET, title="T").start == 0
    below = {"2022-H1": figure("-3.2", measure="growth", period="2022-H1")}
    assert time_line(HALVES, below, {}, title="T").start == Decimal(-4)


def test_the_words_hold_every_value_and_target() -> None:
    alt = time_line(HALVES, ACTUAL, TARGET, title="Thấp dần").alt
    assert "6 tháng đầu năm 2024: 6,81%" in alt
    assert "6 tháng đầu năm 2023: —" in alt
    assert "Mục tiêu: 6 tháng đầu năm 2024 7,5–8%" in alt


def test_a_spark_needs_two_figures() -> None:
    history = (("2022-H1", Decimal("9.1")), ("2023-H1", None), ("2024-H1", Decimal("6.81")))
    drawn = spark(growth_behind(history=history))
    assert drawn is not None
    assert (drawn.first, drawn.last, drawn.low, drawn.high) == (
        "’22",
        "’24",
        Decimal("7.5"),
        Decimal("8.0"),
    )
    assert drawn.alt == "2022: 9,1; 2023: —; 2024: 6,81"
    assert spark(standing(figure("1"), history=history[1:])) is None
