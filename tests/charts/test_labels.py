"""Numbers, units, periods and dates as people write them, in both languages."""

from decimal import Decimal

import pytest
from standing_samples import figure

from yardstick.charts import labels, period_labels
from yardstick.domain.period import parse_period


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "vietnamese", "english"),
    [
        ("20889", "tỷ đồng", None, "20.889 tỷ đồng", "20,889 VND bn"),
        ("6.81", "%", 2, "6,81%", "6.81%"),
        ("-0.69", "điểm %", 2, "−0,69 điểm %", "−0.69 pp"),
        ("121", "triệu đồng/người/năm", None, "121 triệu đồng/người/năm", "121 VND m/person/year"),
        ("7000", "triệu USD", None, "7.000 triệu USD", "7,000 USD m"),
        ("104", "xã", 0, "104 xã", "104 communes"),
        ("1.5", "cây cầu", None, "1,5 cây cầu", "1.5 cây cầu"),
    ],
)
def test_quantities(
    value: str, unit: str, decimals: int | None, vietnamese: str, english: str
) -> None:
    written = [
        labels.quantity_label(Decimal(value), unit, decimals, language).replace("\u00a0", " ")
        for language in labels.LANGUAGES
    ]
    assert written == [vietnamese, english]


@pytest.mark.parametrize(
    ("code", "vietnamese", "english"),
    [
        ("2024-H1", "6 tháng đầu năm 2024", "first half of 2024"),
        ("2024-H2", "6 tháng cuối năm 2024", "second half of 2024"),
        ("2024-Q1", "quý I/2024", "Q1 2024"),
        ("2024-Q4", "quý IV/2024", "Q4 2024"),
        ("2024-08", "tháng 8/2024", "August 2024"),
        ("2024-9M", "9 tháng năm 2024", "first 9 months of 2024"),
        ("2024-6M", "6 tháng đầu năm 2024", "first half of 2024"),
        ("2024-12M", "năm 2024", "2024"),
        ("2024", "năm 2024", "2024"),
        ("2021/2025", "giai đoạn 2021-2025", "2021-2025"),
        ("2025-07/2025-08", "tháng 7-8/2025", "July-August 2025"),
        ("2024-12/2025-01", "từ tháng 12/2024 đến tháng 1/2025", "December 2024 to January 2025"),
    ],
)
def test_periods(code: str, vietnamese: str, english: str) -> None:
    assert period_labels.period_label(code) == vietnamese
    assert period_labels.period_label(parse_period(code), "en") == english


@pytest.mark.parametrize(
    ("code", "vietnamese", "english"),
    [
        ("2024-6M", "6 tháng", "H1"),
        ("2024-H2", "6 tháng cuối năm", "H2"),
        ("2024-9M", "9 tháng", "9 months"),
        ("2024-Q3", "Quý III", "Q3"),
        ("2024-05", "Tháng 5", "May"),
        ("2024", "Cả năm", "Whole year"),
        ("2021/2025", "Giai đoạn", "Stretch"),
    ],
)
def test_periods_of_every_year(code: str, vietnamese: str, english: str) -> None:
    assert period_labels.recurring_label(code) == vietnamese
    assert period_labels.recurring_label(parse_period(code), "en") == english


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        (["2024-01", "2024-02", "2024-12"], ("T1", "T2", "T12")),
        (["2022-H1", "2023-H1"], ("2022", "2023")),
        (["2024-Q1", "2024-H1", "2024-9M"], ("Q1", "6T", "9T")),
        (["2024-11", "2025-01"], ("T11/2024", "T1/2025")),
        (["2023", "2024"], ("2023", "2024")),
        (["2025-9M"], ("9T/2025",)),
    ],
)
def test_an_axis_leaves_out_what_all_labels_share(codes: list[str], wanted: tuple[str]) -> None:
    assert period_labels.axis_labels([parse_period(code) for code in codes]) == wanted


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (figure(low="7.5", high="8", kind="target"), "7,5–8%"),
        (figure("24", total="63", unit="rank", measure="rank"), "24/63"),
        (figure("45", unit="rank", measure="rank", kind="target", comparator="<="), "hạng ≤ 45"),
        (figure("121", unit="triệu đồng", kind="target", comparator=">="), "≥ 121 triệu đồng"),
        (figure("0.71", kind="target", comparator="<="), "≤ 0,71%"),
        (figure("63", comparator=">=", quote="hơn 63%"), "hơn 63%"),
        (figure("11.45", comparator=">=", quote="trên 11,45%"), "trên 11,45%"),
        (figure("5", comparator="<="), "dưới 5%"),
        (figure("12", total="15", unit="xã"), "12/15 xã"),
        (figure(None), "—"),
    ],
)
def test_figures_in_a_line(shown: object, wanted: str) -> None:
    assert labels.figure_label(shown).replace("\u00a0", " ") == wanted


def test_a_change_is_said_in_words() -> None:
    assert labels.change_label(figure("6.58", measure="growth")) == "tăng 6,58%"
    assert labels.change_label(figure("-2.0", measure="growth"), "en") == "down 2.0%"
    assert labels.change_label(figure("7964", unit="tỷ đồng")).replace("\u00a0", " ") == (
        "7.964 tỷ đồng"
    )


def test_dates_are_day_month_year_and_never_none() -> None:
    assert period_labels.date_label("2024-06-27") == "27/06/2024"
    assert period_labels.date_label(None) == "—"
    assert period_labels.date_label("tháng 7") == "tháng 7"


def test_compounds_and_quantities_stay_on_one_line() -> None:
    title = labels.keep_together("Thu 20.889 tỷ đồng, vượt mục tiêu")
    assert "20.889\u00a0tỷ\u00a0đồng" in title
    assert "mục\u00a0tiêu" in title


def test_a_number_without_a_target_never_looks_negative() -> None:
    assert labels.marked_number("met", "6,81") == "✓ 6,81"
    assert labels.marked_number("no_target", "6,81") == "6,81"
