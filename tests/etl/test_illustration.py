"""The made-up figures: the same every time, marked everywhere, and never beside real ones."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.illustration import TITLE, batches, illustrate
from etl.illustration_rules import RULES
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.place import TWO_TIER_START, Gazetteer, Level
from yardstick.errors import MixedStoreError
from yardstick.store import reader
from yardstick.store.batch import Batch, BatchKind
from yardstick.store.database import Store
from yardstick.store.illustration import is_illustrative, mark_illustrative
from yardstick.store.places import read_places
from yardstick.store.writer import write

HALF = "2024-H1"


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalogue:
    return read_catalogue((root / "indicators.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def gazetteer(root: Path) -> Gazetteer:
    return read_places(root / "data" / "places")


@pytest.fixture(scope="module")
def demo(
    catalogue: Catalogue, gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory
) -> Store:
    store = Store(tmp_path_factory.mktemp("demo") / "store")
    assert illustrate(store, catalogue, gazetteer) > 5000
    return store


def test_the_figures_are_the_same_every_time(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    assert batches(catalogue, gazetteer) == batches(catalogue, gazetteer)


def test_every_sheet_came_in_after_it_was_issued(
    demo: Store, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    listed = batches(catalogue, gazetteer)
    moments = reader.recorded(demo)
    assert [moment.date() for moment in moments] == [day for day, _ in listed]
    for day, batch in listed:
        assert batch.observations
        assert all(source.issued is not None and source.issued <= day for source in batch.sources)
    issued = [source.issued for _, batch in listed for source in batch.sources]
    assert len(issued) == len({source.source_id for _, b in listed for source in b.sources})


def test_the_past_holds_no_later_figure(demo: Store) -> None:
    then = datetime(2024, 7, 5, 23, tzinfo=UTC)
    known = reader.current(demo, kinds=("actual", "estimate"), as_of=then)
    assert known["period_end"].max().date() == date(2024, 6, 30)
    assert not known["in_conflict"].any()


def test_real_figures_bear_the_time_they_came_in(tmp_path: Path, catalogue: Catalogue) -> None:
    batch = Batch(kind=BatchKind.LOAD, author="test")
    with pytest.raises(MixedStoreError):
        write(Store(tmp_path / "real"), batch, moment=datetime(2024, 7, 5))  # noqa: DTZ001


def test_a_second_filling_adds_nothing(
    demo: Store, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    before = demo.version
    assert illustrate(demo, catalogue, gazetteer) == 0
    assert demo.version == before


def test_made_up_figures_of_an_earlier_version_are_left_alone(
    tmp_path: Path, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    store = Store(tmp_path / "older")
    mark_illustrative(store)
    write(store, Batch(kind=BatchKind.LOAD, author="illustrate", content_hash="an older set"))
    assert illustrate(store, catalogue, gazetteer) == 0
    assert len(reader.recorded(store)) == 1


def test_every_source_says_that_it_is_made_up(demo: Store) -> None:
    assert is_illustrative(demo)
    found = reader.current(demo)
    assert found["source_title"].str.startswith(TITLE).all()


def test_every_indicator_is_one_of_districts(catalogue: Catalogue) -> None:
    assert len(RULES) == len({rule.code for rule in RULES}) == 25
    assert all(Level.DISTRICT in catalogue[rule.code].levels for rule in RULES)


def test_ten_districts_have_24_months_and_targets_of_two_authorities(demo: Store) -> None:
    found = reader.current(demo)
    districts = found[found["place_level"] == "district"]
    assert districts["place"].nunique() == 10
    assert districts[~districts["is_target"]]["period_end"].nunique() == 24
    assert set(districts["authority"].dropna()) - {""} == {"province", "aspiration"}


def test_gaps_estimates_revision_and_conflict_are_there(demo: Store) -> None:
    found = reader.current(demo, periods=[HALF], years=[2024])
    silent = found[(found["place"] == "333@") & ~found["is_target"]]
    assert "IV02" not in set(silent["indicator"])
    assert (found["kind"] == "estimate").any()
    revised = found[(found["place"] == "325@") & (found["indicator"] == "FN01")]
    assert set(revised[revised["period"] == HALF]["status"]) == {"official"}
    assert found["in_conflict"].any()


def test_figures_lie_inside_what_the_catalogue_finds_plausible(
    demo: Store, catalogue: Catalogue
) -> None:
    found = reader.current(demo, kinds=("actual", "estimate"))
    for indicator, measure, value in zip(
        found["indicator"], found["measure"], found["value"], strict=True
    ):
        plausible = catalogue[indicator].plausible
        band = getattr(plausible, measure) if plausible is not None else None
        assert band is None or band[0] <= value <= band[1], (indicator, value)


def test_communes_stand_on_one_side_of_the_break_each(demo: Store, gazetteer: Gazetteer) -> None:
    found = reader.current(demo)
    communes = found[(found["place_level"] == "commune") & ~found["is_target"]]
    assert communes["place"].nunique() > 4
    for key, end in zip(communes["place"], communes["period_end"], strict=True):
        assert gazetteer[key].existed_on(end.date())
    assert {end.date() < TWO_TIER_START for end in communes["period_end"]} == {True, False}


def test_made_up_and_real_figures_never_share_a_store(
    tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo, real = tmp_path / "demo", tmp_path / "real"
    published = str(root / "data" / "published")
    empty = str(tmp_path / "none")
    assert main(["illustrate", "--store", str(demo)]) == 0
    run = ["run", "--documents", empty, "--published", published, "--store"]
    assert main([*run, str(demo)]) == 1
    assert "never join" in capsys.readouterr().err
    assert main([*run, str(real)]) == 0
    assert main(["illustrate", "--store", str(real)]) == 1
    assert not is_illustrative(Store(real))
    with pytest.raises(MixedStoreError):
        mark_illustrative(Store(real))
