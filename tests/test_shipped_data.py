"""The published figures that ship: keys resolve, numbers exact, look-alikes kept apart."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from etl.observe import Unmatched
from etl.published import observe_published
from etl.read.published import read_published
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.period import parse_period
from yardstick.domain.place import Gazetteer, place_key
from yardstick.domain.unit import find_unit

RANKS = {
    "statistics_office": 50, "yearbook": 50, "government": 40, "party": 40, "organisation": 30,
    "press": 10, "reference": 5,
}  # fmt: skip

Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def gazetteer(root: Path) -> Gazetteer:
    places = root / "data" / "places"
    return Gazetteer.from_rows(rows_of(places / "units.csv"), rows_of(places / "links.csv"))


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalogue:
    return read_catalogue((root / "indicators.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures(root: Path) -> list[Row]:
    return rows_of(root / "data" / "published" / "figures.csv")


@pytest.fixture(scope="module")
def sources(root: Path) -> list[Row]:
    return rows_of(root / "data" / "published" / "sources.csv")


def _start(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def test_keys_of_published_figures_resolve(
    figures: list[Row], sources: list[Row], gazetteer: Gazetteer, catalogue: Catalogue
) -> None:
    known = {row["source_id"] for row in sources}
    assert len(known) == len(sources) == 129
    assert {row["source_id"] for row in figures} == known
    for row in figures:
        assert not row["indicator"] or row["indicator"] in catalogue, row
        assert row["indicator_text"]
        assert place_key(row["place_code"], _start(row["place_valid_from"])) in gazetteer
        assert parse_period(row["period"]).code == row["period"]
        assert find_unit(re.sub(r"^hạng/.*", "hạng", row["unit"])), row


def test_published_figures_are_well_formed(figures: list[Row]) -> None:
    for row in figures:
        is_range = bool(row["value_low"])
        assert is_range == bool(row["value_high"])
        assert is_range != bool(row["value"])
        if is_range:
            assert Decimal(row["value_low"]) < Decimal(row["value_high"])
        else:
            assert Decimal(row["value"]).is_finite()
        assert row["kind"] in ("actual", "estimate", "target")
        assert row["measure"] in ("level", "growth", "change", "completion", "rank")
        assert row["comparator"] in ("", ">=", "<=", "~")
        assert row["status"] in ("", "estimate", "preliminary", "official")
        assert not row["authority"] or row["kind"] == "target"
        assert (row["measure"] == "rank") == row["unit"].startswith("hạng/")


def test_places_of_published_figures_existed_then(figures: list[Row], gazetteer: Gazetteer) -> None:
    """Old and merged provinces stay apart; only plans of the old province reach beyond its end."""
    for row in figures:
        place = gazetteer[place_key(row["place_code"], _start(row["place_valid_from"]))]
        period = parse_period(row["period"])
        if place.valid_to is not None and period.start > place.valid_to:
            assert row["kind"] == "target", row
            assert row["authority"] == "central", row


def test_sources_say_who_published_and_when(sources: list[Row]) -> None:
    for row in sources:
        assert row["title"]
        assert row["issuer"]
        assert re.match(r"https?://", row["url"])
        assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", row["date"])
        assert int(row["rank"]) <= RANKS[row["kind"]]


def test_no_published_figure_was_lost_or_changed(
    figures: list[Row], sources: list[Row], shared: Path
) -> None:
    def printed(rows: list[Row]) -> Counter[tuple[str, ...]]:
        return Counter(
            (row["indicator_vi"], row["period"], row["kind"], row["value"], row["source_url"])
            for row in rows
        )

    addresses = {row["source_id"]: row["url"] for row in sources}
    ours: Counter[tuple[str, ...]] = Counter()
    for row in figures:
        for value in _values(row):
            ours[
                row["indicator_text"],
                row["period"],
                row["kind"],
                value,
                addresses[row["source_id"]],
            ] += 1
    theirs = rows_of(shared / "data" / "hung-yen-figures.csv")
    assert sum(ours.values()) == len(theirs) == 890
    assert ours == printed(theirs)


def _values(row: Row) -> Iterator[str]:
    if row["value_low"]:
        yield from (row["value_low"], row["value_high"])
    elif row["note"].startswith("nguồn in: vượt "):
        yield str(Decimal(row["value"]) - 100)
    else:
        yield row["value"]


def test_contradictions_are_kept(figures: list[Row]) -> None:
    growth = {
        row["value"]
        for row in figures
        if (row["indicator"], row["place_code"], row["period"]) == ("EC03", "33", "2021")
    }
    assert growth == {"87.43", "87.7"}


def test_look_alikes_stay_outside_the_catalogue(figures: list[Row]) -> None:
    coded = {row["indicator_text"] for row in figures if row["indicator"]}
    for name in (
        "Số xã đạt chuẩn nông thôn mới",
        "Số trường hợp tử vong được đăng ký khai tử",
        "Các khoản thu về đất",
        "Vốn FDI đăng ký (lũy kế)",
        "Thu nhập bình quân đầu người khu vực nông thôn",
        "Giá trị sản xuất công nghiệp và xây dựng",
    ):
        assert name not in coded


def test_coded_published_figures_become_observations(
    root: Path, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    published = read_published(root / "data" / "published")
    waiting = Counter()
    for row in observe_published(published, catalogue, gazetteer):
        if isinstance(row.found, Unmatched) and row.mention.indicator:
            waiting[f"{row.found.reason}: {row.mention.indicator_text} {row.mention.quote}"] += 1
    assert waiting == {}
