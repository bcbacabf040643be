"""The places and boundaries that ship: keys, history, links to what came after."""

import csv
import json
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from yardstick.domain.place import Gazetteer, Level, place_key
from yardstick.domain.vietnamese import fold

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
MERGER = date(2025, 7, 1)
OLD_DISTRICTS = {
    "323": "thành phố Hưng Yên", "325": "huyện Văn Lâm", "326": "huyện Văn Giang",
    "327": "huyện Yên Mỹ", "328": "thị xã Mỹ Hào", "329": "huyện Ân Thi",
    "330": "huyện Khoái Châu", "331": "huyện Kim Động", "332": "huyện Tiên Lữ",
    "333": "huyện Phù Cừ",
}  # fmt: skip
Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def units(root: Path) -> list[Row]:
    return rows_of(root / "data" / "places" / "units.csv")


@pytest.fixture(scope="module")
def links(root: Path) -> list[Row]:
    return rows_of(root / "data" / "places" / "links.csv")


@pytest.fixture(scope="module")
def gazetteer(units: list[Row], links: list[Row]) -> Gazetteer:
    return Gazetteer.from_rows(units, links)


def day(text: str, empty: date) -> date:
    return date.fromisoformat(text) if text else empty


def count_on(gazetteer: Gazetteer, level: Level, on: date, province: str) -> int:
    return sum(
        place.level is level
        and place.existed_on(on)
        and any(around.code == province for around in gazetteer.ancestors(place))
        for place in gazetteer
    )


def _start(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def test_code_and_start_are_a_key(units: list[Row]) -> None:
    keys = Counter((row["code"], row["valid_from"]) for row in units)
    assert [key for key, count in keys.items() if count > 1] == []


def test_intervals_of_one_code_never_overlap(units: list[Row]) -> None:
    spans: dict[str, list[tuple[date, date]]] = {}
    for row in units:
        span = (day(row["valid_from"], FIRST), day(row["valid_to"], LAST))
        assert span[0] <= span[1], row
        spans.setdefault(row["code"], []).append(span)
    for code, found in spans.items():
        ordered = sorted(found)
        for (_, ends), (starts, _) in pairwise(ordered):
            assert ends < starts, code


def test_every_parent_exists_and_covers_its_children(
    units: list[Row], gazetteer: Gazetteer
) -> None:
    for row in units:
        if row["level"] == "country":
            assert not row["parent_code"]
            continue
        start = date.fromisoformat(row["parent_valid_from"]) if row["parent_valid_from"] else None
        parent = gazetteer[place_key(row["parent_code"], start)]
        assert day(row["valid_from"], FIRST) >= (parent.valid_from or FIRST)
        assert day(row["valid_to"], LAST) <= (parent.valid_to or LAST)


def test_districts_and_communes_of_hung_yen_are_complete(gazetteer: Gazetteer) -> None:
    districts = {
        place.code: place.full_name
        for place in gazetteer
        if place.level is Level.DISTRICT and place.parent == "33@"
    }
    assert districts == OLD_DISTRICTS
    assert count_on(gazetteer, Level.COMMUNE, date(2024, 11, 30), "33") == 161
    assert count_on(gazetteer, Level.COMMUNE, date(2024, 12, 1), "33") == 139
    assert count_on(gazetteer, Level.COMMUNE, MERGER, "33") == 104
    assert count_on(gazetteer, Level.COMMUNE, date(2025, 6, 30), "34") == 242
    assert count_on(gazetteer, Level.DISTRICT, MERGER, "33") == 0


def test_provinces_were_63_and_are_34(gazetteer: Gazetteer) -> None:
    def provinces(on: date) -> int:
        return sum(p.level is Level.PROVINCE and p.existed_on(on) for p in gazetteer)

    assert provinces(date(2025, 6, 30)) == 63
    assert provinces(MERGER) == 34
    assert provinces(date(2020, 1, 1)) == 63


def test_old_and_merged_hung_yen_are_two_provinces(gazetteer: Gazetteer) -> None:
    old = gazetteer.find("Hưng Yên", on=date(2024, 6, 30))
    new = gazetteer.find("Hưng Yên (sau 1/7/2025)")
    assert old is not None
    assert new is not None
    assert (old.code, new.code) == ("33", "33")
    assert old.key != new.key
    assert gazetteer["11992@"].name == "Chỉ Đạo"
    assert gazetteer["11992@2025-07-01"].name == "Lạc Đạo"


def test_neighbouring_places_of_the_documents_are_held(gazetteer: Gazetteer) -> None:
    for name, province in (("huyện Sơn Động", "24"), ("huyện Trà Cú", "84")):
        place = gazetteer.find(name)
        assert place is not None
        assert gazetteer.ancestors(place)[0].code == province


def test_links_join_units_that_met_in_time(links: list[Row], gazetteer: Gazetteer) -> None:
    seen = set()
    for row in links:
        old = gazetteer[place_key(row["old_code"], _start(row["old_valid_from"]))]
        new = gazetteer[place_key(row["new_code"], _start(row["new_valid_from"]))]
        assert old.valid_to is not None
        assert new.valid_from == old.valid_to + timedelta(days=1)
        assert row["relation"] in ("whole", "part")
        assert not row["share_area"] or 0 < float(row["share_area"]) <= 1
        assert (old.key, new.key) not in seen
        seen.add((old.key, new.key))


def test_every_old_commune_and_province_went_somewhere(
    links: list[Row], gazetteer: Gazetteer
) -> None:
    linked = Counter(place_key(row["old_code"], _start(row["old_valid_from"])) for row in links)
    whole = {
        place_key(row["old_code"], _start(row["old_valid_from"]))
        for row in links
        if row["relation"] == "whole"
    }
    ended = [
        place
        for place in gazetteer
        if place.valid_to == date(2025, 6, 30) and place.level in (Level.COMMUNE, Level.PROVINCE)
    ]
    assert len(ended) == 139 + 242 + 52
    for place in ended:
        assert linked[place.key] == 1 if place.key in whole else linked[place.key] == 2, place


def test_van_lam_is_exactly_three_new_communes(links: list[Row], gazetteer: Gazetteer) -> None:
    inside = {
        gazetteer[place_key(row["new_code"], MERGER)].name
        for row in links
        if row["old_code"] == "325" and row["share_area"] == "1"
    }
    assert inside == {"Như Quỳnh", "Lạc Đạo", "Đại Đồng"}
    split = {row["new_code"] for row in links if row["basis"] == "map"}
    on_old_hung_yen = {
        gazetteer[place_key(row["new_code"], MERGER)].name
        for row in links
        if row["basis"] == "map" and row["old_code"] in OLD_DISTRICTS
    }
    assert on_old_hung_yen == {"Tân Hưng", "Mễ Sở", "Hoàn Long", "Sơn Nam"}
    assert len(split) == 8


def test_boundaries_carry_the_codes_of_their_time(root: Path, gazetteer: Gazetteer) -> None:
    folder = root / "data" / "geo"
    communes = _properties(folder / "hung-yen-communes-2025.topojson")
    districts = _properties(folder / "hung-yen-districts-2024.topojson")
    provinces = _properties(folder / "vietnam-provinces-2025.geojson")
    assert len(communes) == 104
    for item in communes:
        assert fold(gazetteer[f"{item['code']}@2025-07-01"].name) == fold(item["name"])
    assert {item["code"] for item in districts} == set(OLD_DISTRICTS)
    now = {p.code for p in gazetteer if p.level is Level.PROVINCE and p.existed_on(MERGER)}
    assert {item["code"] for item in provinces} == now
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "MIT" in readme
    assert "chỉ để minh họa" in readme


def _properties(path: Path) -> list[dict[str, str]]:
    shape = json.loads(path.read_text(encoding="utf-8"))
    if shape["type"] == "Topology":
        (layer,) = shape["objects"].values()
        return [item["properties"] for item in layer["geometries"]]
    return [item["properties"] for item in shape["features"]]
