"""Places: one code, several lives; names as they are written."""

from datetime import date

import pytest

from yardstick.domain.place import Gazetteer, Level, Place, split_type
from yardstick.errors import PlaceError

MERGER = date(2025, 7, 1)
EVE = date(2025, 6, 30)
OLD = Place("33", None, EVE, Level.PROVINCE, "tỉnh", "Hưng Yên", None)
NEW = Place("33", MERGER, None, Level.PROVINCE, "tỉnh", "Hưng Yên", None)
CITY = Place("323", None, EVE, Level.DISTRICT, "thành phố", "Hưng Yên", OLD.key)
VAN_LAM = Place("325", None, EVE, Level.DISTRICT, "huyện", "Văn Lâm", OLD.key)
OLD_COMMUNE = Place("11992", None, EVE, Level.COMMUNE, "xã", "Chỉ Đạo", VAN_LAM.key)
NEW_COMMUNE = Place("11992", MERGER, None, Level.COMMUNE, "xã", "Lạc Đạo", NEW.key)
TOWN = Place("1", None, EVE, Level.COMMUNE, "thị trấn", "Định An", CITY.key)
COMMUNE = Place("2", None, EVE, Level.COMMUNE, "xã", "Định An", CITY.key)
ALL = Gazetteer([OLD, NEW, CITY, VAN_LAM, OLD_COMMUNE, NEW_COMMUNE, TOWN, COMMUNE])


def test_a_reused_code_names_two_places() -> None:
    assert ALL["11992@"].name == "Chỉ Đạo"
    assert ALL["11992@2025-07-01"].name == "Lạc Đạo"
    with pytest.raises(PlaceError):
        ALL["11992"]
    with pytest.raises(ValueError, match="twice"):
        Gazetteer([OLD, OLD])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tỉnh Hưng Yên", OLD),
        ("Hưng Yên", OLD),
        ("TP Hưng Yên", CITY),
        ("TP. Hưng Yên", CITY),
        ("thành phố Hưng Yên", CITY),
        ("H. Văn Lâm", VAN_LAM),
        ("văn lâm", VAN_LAM),
        ("Van Lam", VAN_LAM),
        ("huyện Văn Giang", None),
        ("xã Văn Lâm", None),
        ("xã Định An", COMMUNE),
        ("Định An", None),
    ],
)
def test_names_before_the_merger(text: str, found: Place | None) -> None:
    assert ALL.find(text, on=date(2024, 6, 27)) == found


def test_the_day_or_the_remark_tells_old_from_new() -> None:
    assert ALL.find("Hưng Yên", on=date(2025, 9, 1)) == NEW
    assert ALL.find("Hưng Yên (sau 1/7/2025)") == NEW
    assert ALL.find("Hưng Yên (cũ)") == OLD


def test_the_place_of_the_text_decides_between_namesakes() -> None:
    assert ALL.find("Hưng Yên", on=date(2024, 1, 1), within=OLD) == OLD
    assert ALL.candidates("Chỉ Đạo", within=VAN_LAM)[0] == OLD_COMMUNE


def test_children_stand_in_vietnamese_order_and_in_their_time() -> None:
    assert ALL.children(OLD) == (CITY, VAN_LAM)
    assert ALL.children(NEW, date(2024, 1, 1)) == ()
    assert ALL.ancestors(OLD_COMMUNE) == (VAN_LAM, OLD)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("TX Mỹ Hào", ("thị xã", "Mỹ Hào")),
        ("Xã Xuân Trúc", ("xã", "Xuân Trúc")),
        ("Phù Cừ", (None, "Phù Cừ")),
        ("tp.Hưng Yên", ("thành phố", "Hưng Yên")),
        ("xã", (None, "xã")),
    ],
)
def test_the_type_word_is_split_off(text: str, parts: tuple[str | None, str]) -> None:
    assert split_type(text) == parts
