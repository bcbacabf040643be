"""How Vietnamese is written: keys for comparing, numbers, the order of names."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.domain.vietnamese import fold, format_number, same_words_key, sort_key


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hòa Bình", "Hoà  bình"), ("Khánh Hoà", "khánh hòa"), ("Thuỷ", "Thủy"), ("khoẻ", "khỏe")],
)
def test_tone_placement_case_and_spaces_make_no_difference(one: str, other: str) -> None:
    assert same_words_key(one) == same_words_key(other)
    assert same_words_key(unicodedata.normalize("NFD", one)) == same_words_key(other)


@pytest.mark.parametrize(("one", "other"), [("chỉ tiêu", "chi tiêu"), ("quý", "quy"), ("hộ", "hồ")])
def test_marks_make_a_difference_unless_folded(one: str, other: str) -> None:
    assert same_words_key(one) != same_words_key(other)
    assert fold(one) == fold(other)


def test_folding_keeps_dong_readable() -> None:
    assert fold("Đồng  bằng") == "dong bang"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("20889", None, "20.889"),
        ("6.81", None, "6,81"),
        ("-0.69", 2, "−0,69"),
        ("63.64", 1, "63,6"),
        ("0.5", 0, "1"),
        ("1234567.50", None, "1.234.567,5"),
        ("45.5", 2, "45,50"),
        ("0", None, "0"),
    ],
)
def test_numbers_are_printed_as_officials_print_them(
    value: str, decimals: int | None, text: str
) -> None:
    assert format_number(Decimal(value), decimals) == text


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12
    )
)
def test_a_printed_number_reads_back_the_same(value: Decimal) -> None:
    text = format_number(value)
    assert Decimal(text.replace(".", "").replace(",", ".").replace("−", "-")) == value


def test_names_sort_in_the_vietnamese_alphabet() -> None:
    names = ["Yên Mỹ", "Đông Anh", "Dương Xá", "Ân Thi", "An Viên", "Mỹ Hào", "Ẩm", "Ăn"]
    assert sorted(names, key=sort_key) == [
        "An Viên",
        "Ăn",
        "Ẩm",
        "Ân Thi",
        "Dương Xá",
        "Đông Anh",
        "Mỹ Hào",
        "Yên Mỹ",
    ]
