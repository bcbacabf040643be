"""Units: spellings, exact conversion, and what must never be converted."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.domain.unit import Quantity, find_unit, unit
from yardstick.errors import UnitError


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tỉ đồng", "tỷ đồng"),
        ("tỷ", "tỷ đồng"),
        ("Tỷ.đ", "tỷ đồng"),
        ("tỷ.đồng", "tỷ đồng"),
        ("tr.đồng", "triệu đồng"),
        ("trđ", "triệu đồng"),
        ("Triệu đồng", "triệu đồng"),
        ("ngàn tỷ đồng", "nghìn tỷ đồng"),
        ("triệu đô la Mỹ", "triệu USD"),
        ("điểm phần trăm", "điểm %"),
        ("phần trăm", "%"),
        ("ngƣời", "người"),
        ("km²", "km2"),
    ],
)
def test_spellings_of_one_unit_become_one(text: str, code: str) -> None:
    assert unit(text).code == code


def test_money_converts_exactly() -> None:
    value = Quantity(Decimal("2.2"), unit("nghìn tỷ đồng"))
    assert value.to(unit("tỷ đồng")).value == Decimal(2200)
    assert Quantity(Decimal("20889"), unit("tỷ đồng")).to(unit("triệu đồng")).value == 20889000


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_there_and_back_changes_nothing(value: Decimal) -> None:
    there = Quantity(value, unit("vạn tấn")).to(unit("tạ"))
    assert there.to(unit("vạn tấn")).value == value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("%", "điểm %"),
        ("tỷ đồng", "triệu USD"),
        ("xã", "hộ"),
        ("triệu đồng/người", "triệu đồng"),
        ("ha", "tạ/ha"),
    ],
)
def test_units_of_different_things_do_not_convert(one: str, other: str) -> None:
    with pytest.raises(UnitError):
        Quantity(Decimal(1), unit(one)).to(unit(other))


def test_a_year_in_the_denominator_changes_no_meaning() -> None:
    assert unit("triệu đồng/người/năm").dimension == unit("triệu đồng/người").dimension


def test_per_mille_is_a_tenth_of_a_percent() -> None:
    assert Quantity(Decimal("9.8"), unit("‰")).to(unit("%")).value == Decimal("0.98")


@pytest.mark.parametrize("text", ["", "12 xã", "2024", "nghìn", "(%)(%)" * 20, "***"])
def test_what_names_no_unit_finds_none(text: str) -> None:
    assert find_unit(text) is None
    with pytest.raises(UnitError):
        unit(text)
