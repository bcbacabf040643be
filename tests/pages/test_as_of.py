"""Looking back: the leaders' pages as they were known at the end of an earlier day."""

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from etl.illustration import illustrate
from yardstick.domain.catalogue import read_catalogue
from yardstick.store.database import Store, schema
from yardstick.store.places import read_places

Run = Callable[..., AppTest]
PLACE = {"place": "325@", "period": "2024-H1"}


@pytest.fixture(scope="module")
def revised(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up figures that came in on 4 July 2024, and a revision of 5 August."""
    directory = tmp_path_factory.mktemp("revised") / "store"
    catalogue = read_catalogue((root / "indicators.yaml").read_text("utf-8"))
    illustrate(Store(directory), catalogue, read_places(root / "data" / "places"))
    store = Store(directory)
    path = store.versions.path(store.versions.current)
    store.close()
    _backdate(path, {1: "2024-07-04", 2: "2024-08-05"})
    return directory


def _backdate(path: Path, days: dict[int, str]) -> None:
    """The same version with other days of loading, table by table: batches are referred to."""
    copy = path.with_suffix(".copy")
    cases = " ".join(f"WHEN {batch} THEN TIMESTAMP '{day} 05:00'" for batch, day in days.items())
    changed = {"batches": f"* REPLACE (CASE batch_id {cases} END AS recorded_at)"}
    with duckdb.connect(str(copy)) as connection:
        connection.execute(schema())
        connection.execute(f"ATTACH '{path}' AS old (READ_ONLY)")
        tables = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'old' ORDER BY table_oid"
        ).fetchall()
        for (table,) in tables:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
            connection.execute(
                f"INSERT INTO {table} BY NAME SELECT {changed.get(table, '*')} FROM old.{table}"  # noqa: S608
            )
    copy.replace(path)


def words(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def revenue(app: AppTest) -> str:
    """The number on the card of budget revenue."""
    card = re.search(r"Thu ngân sách nhà nước trên địa bàn</span>.*?ys-big'>([^<]+)", words(app))
    assert card is not None
    return card[1]


def test_a_day_back_shows_the_figures_before_they_were_revised(run: Run, revised: Path) -> None:
    app = run("overview", revised, **PLACE)
    now = revenue(app)
    choice = app.selectbox(key="filter-as-of")
    assert choice.options == ["Hiện nay", "04/07/2024"]
    choice.select_index(1).run()
    assert not app.exception
    assert revenue(app) != now
    assert "như đã biết đến hết ngày 04/07/2024" in words(app)
    assert "2024-07-04" in app.query_params["as-of"]
    app.selectbox(key="filter-as-of").select_index(0).run()
    assert revenue(app) == now


@pytest.mark.parametrize("module", ["overview", "place", "indicator", "matrix"])
def test_a_link_opens_the_past(run: Run, revised: Path, module: str) -> None:
    app = run(module, revised, **PLACE, **{"as-of": "2024-07-04"})
    assert not app.exception
    assert "như đã biết đến hết ngày 04/07/2024" in words(app)


def test_nothing_is_offered_while_all_came_in_on_one_day(run: Run, filled: Path) -> None:
    app = run("overview", filled)
    assert "filter-as-of" not in [choice.key for choice in app.selectbox]
