"""How fast the store answers and writes, beside SQLite and pandas on the same figures.

`python -m benchmarks.store --figures 3000000`. Medians of a table; every peer gives the same rows.
"""

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd

from yardstick.domain.observation import Kind, Measure, Observation
from yardstick.domain.period import parse_period
from yardstick.domain.place import Level, Place
from yardstick.domain.provenance import RowRef, Source, SourceKind
from yardstick.store import origin, reader, writer
from yardstick.store.batch import Batch, BatchKind, Recorded
from yardstick.store.database import Store, schema
from yardstick.store.upkeep import SORT_ORDER

PLACE = "10001@2025-07-01"
PERIODS = ("2024-H1", "2023-H1", "2024")
INDICATOR = "KT05"
TWELVE = tuple(f"KT{number:02d}" for number in range(1, 13))
SOURCES = 2_000

# Ninety indicators, monthly, cumulative and yearly, actual, target and growth, for as many places
# as the wanted number of figures needs.
_FIGURES_PER_PLACE = 90 * 9 * 23 * 3
_GENERATE = """
    WITH codes AS (
        SELECT format('{}{:02d}', field, number) AS indicator
        FROM (VALUES ('KT'), ('XH'), ('MT'), ('NN'), ('TC'), ('CN')) AS f (field),
            range(1, 16) AS n (number)
    ), spans AS (
        SELECT make_date(y, 1, 1) AS period_start, make_date(y, 12, 31) AS period_end,
            y::VARCHAR AS period, y AS period_year FROM range(2018, 2027) AS r (y)
        UNION ALL
        SELECT make_date(y, 1, 1), last_day(make_date(y, m, 1)),
            CASE m WHEN 3 THEN format('{}-Q1', y) WHEN 6 THEN format('{}-H1', y)
                ELSE format('{}-{}M', y, m) END, y
        FROM range(2018, 2027) AS r (y), range(2, 12) AS q (m)
        UNION ALL
        SELECT make_date(y, m, 1), last_day(make_date(y, m, 1)), format('{}-{:02d}', y, m), y
        FROM range(2018, 2027) AS r (y), range(1, 13) AS q (m)
    ), sorts AS (
        SELECT * FROM (VALUES ('actual', 'level'), ('target', 'level'), ('actual', 'growth'))
            AS v (kind, measure)
    ), made AS (
        SELECT *, hash(indicator, n, period, kind, measure) AS seed,
            hash(period_year, n) % $sources AS source
        FROM codes, range(0, $places) AS p (n), spans, sorts
    )
    SELECT row_number() OVER () AS observation_id, 1 + source % 200 AS batch_id,
        format('s{:05d}', source) AS source_id, format('l{:05d}', source) AS lineage,
        indicator, 'Chỉ tiêu ' || indicator AS indicator_text,
        format('{:05d}@2025-07-01', 10000 + n) AS place,
        CASE WHEN n = 0 THEN 'province' WHEN n < 11 THEN 'district' ELSE 'commune' END
            AS place_level,
        period, period AS period_printed, period_start, period_end,
        period_year::SMALLINT AS period_year, kind, kind = 'target' AS is_target, measure,
        CASE WHEN kind = 'actual' AND seed % 3 = 0 THEN 'official' END AS status, '' AS base,
        CASE WHEN kind = 'target' THEN 'province' ELSE '' END AS authority, '' AS "version",
        NULL AS legal_basis, (seed % 10000000 / 100.0)::DECIMAL(38, 10) AS "value", NULL AS low,
        NULL AS high, NULL AS total, 2 AS decimals, NULL AS comparator,
        CASE measure WHEN 'growth' THEN '%' ELSE 'tỷ đồng' END AS unit, NULL AS deadline,
        (seed % 10000000 / 100.0)::VARCHAR || ' tỷ đồng' AS "quote",
        'row ' || seed % 100000 AS locator, 1.0 AS confidence, NULL AS note,
        TIMESTAMP '2026-01-01' + to_seconds(1 + source % 200) AS recorded_at
    FROM made
"""


BY_INDICATOR = "indicator, period_start, place, observation_id"
_CELL = "indicator, place, period, measure, is_target, base, authority, version, lineage"


@dataclass(frozen=True)
class Question:
    """One thing a page asks: of us, and as a condition of the peers."""

    name: str
    places: tuple[str, ...] | None
    indicators: tuple[str, ...] | None
    periods: tuple[str, ...] | None


QUESTIONS = (
    Question("scorecard: a place, 3 periods", (PLACE,), None, PERIODS),
    Question("series: an indicator, a place", (PLACE,), (INDICATOR,), None),
    Question("ranking: an indicator, a period", None, (INDICATOR,), PERIODS[:1]),
    Question("matrix: all places, 12 indicators", None, TWELVE, PERIODS[:1]),
)


def fill(store: Store, figures: int, order: str = SORT_ORDER) -> int:
    """Publish a first version with about as many figures; the exact number."""
    places = max(1, round(figures / _FIGURES_PER_PLACE))
    with store.versions.draft() as draft, duckdb.connect(str(draft.path)) as connection:
        connection.execute(schema())
        connection.execute(
            "INSERT INTO batches SELECT n, 'load', 'bench', NULL, NULL, NULL,"
            " TIMESTAMP '2026-01-01' + to_seconds(n) FROM range(1, 201) AS r (n)"
        )
        connection.execute(
            "INSERT INTO sources SELECT format('s{:05d}', n), 1 + n % 200, 'published',"
            " 'Nguồn ' || n, 'Cục Thống kê', NULL, DATE '2025-01-01' + n::INTEGER, NULL,"
            " n::VARCHAR, format('l{:05d}', n), 50 FROM range(0, $sources) AS r (n)",
            {"sources": SOURCES},
        )
        connection.execute(
            "INSERT INTO observations BY NAME " + _GENERATE + " ORDER BY " + order,
            {"sources": SOURCES, "places": places},
        )
        connection.execute("INSERT INTO store_info SELECT 1, count(*) FROM observations")
        connection.execute("CHECKPOINT")
        counted = connection.execute("SELECT count(*) FROM observations").fetchone()
    return int(counted[0]) if counted else 0


def ask(store: Store, question: Question) -> pd.DataFrame:
    """Our answer."""
    return reader.current(
        store,
        places=question.places,
        indicators=question.indicators,
        periods=question.periods,
    )


class Sqlite:
    """The same facts in SQLite with the indexes the questions want."""

    def __init__(self, store: Store, path: Path) -> None:
        """Copy the facts."""
        self._connection = sqlite3.connect(path)
        for table in ("sources", "observations"):
            self._copy(store, table)
        self._connection.executescript(
            "CREATE INDEX by_place ON observations (place, period);"
            "CREATE INDEX by_indicator ON observations (indicator, period, place);"
            "CREATE INDEX by_series ON observations (indicator, place);"
            "CREATE INDEX by_source ON sources (source_id);"
        )
        self._connection.commit()

    def _copy(self, store: Store, table: str) -> None:
        shown = "* REPLACE (value::DOUBLE AS value)" if table == "observations" else "*"
        cursor = store.cursor().execute(f"SELECT {shown} FROM {table}")  # noqa: S608
        names = [column[0] for column in cursor.description]
        marks = ", ".join("?" * len(names))
        columns = ", ".join(f'"{name}"' for name in names)
        self._connection.execute(f"CREATE TABLE {table} ({columns})")
        while rows := cursor.fetchmany(50_000):
            plain = [[_plain(value) for value in row] for row in rows]
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", plain)  # noqa: S608

    def ask(self, question: Question) -> pd.DataFrame:
        """The same rows: the latest of every lineage in every cell, with their sources."""
        conditions, values = [], []
        for column in ("place", "indicator", "period"):
            wanted = getattr(question, column + "s")
            if wanted is not None:
                conditions.append(f"{column} IN ({', '.join('?' * len(wanted))})")
                values += wanted
        cursor = self._connection.execute(
            f"SELECT * FROM (SELECT *, max(batch_id) OVER (PARTITION BY {_CELL}) AS last"  # noqa: S608
            f" FROM observations WHERE {' AND '.join(conditions)}) AS o"
            " LEFT JOIN sources AS s ON s.source_id = o.source_id WHERE o.batch_id = last",
            values,
        )
        return pd.DataFrame(cursor.fetchall(), columns=[column[0] for column in cursor.description])


class Pandas:
    """The same facts in one frame in memory."""

    def __init__(self, store: Store) -> None:
        """Copy the facts."""
        self._facts = store.frame("SELECT * REPLACE (value::DOUBLE AS value) FROM observations")
        self._sources = store.frame("SELECT * FROM sources").drop(columns=["batch_id", "lineage"])

    def ask(self, question: Question) -> pd.DataFrame:
        """The same rows: the latest of every lineage in every cell, with their sources."""
        mask = pd.Series(data=True, index=self._facts.index)
        for column in ("place", "indicator", "period"):
            wanted = getattr(question, column + "s")
            if wanted is not None:
                mask &= self._facts[column].isin(wanted)
        found = self._facts[mask].sort_values("observation_id")
        latest = found.drop_duplicates(_CELL.split(", "), keep="last")
        return latest.merge(self._sources, on="source_id", how="left")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def new_figures(count: int, seed: int = 0) -> Batch:
    """A batch of so many figures of one sheet."""
    place = Place("10005", date(2025, 7, 1), None, Level.COMMUNE, "xã", "Thử", None)
    source = Source(
        f"sheet{seed}", SourceKind.WORKBOOK, "Biểu thử", f"{seed}", "sheet", issued=date(2026, 1, 1)
    )
    period = parse_period("2026-H1")
    observations = tuple(
        Recorded(
            source.source_id,
            Observation(
                indicator=f"CN{number % 99:02d}",
                indicator_text="Chỉ tiêu thử",
                place=place,
                period=period if number < 99 else parse_period(f"{1900 + number // 99:04d}-08"),
                measure=Measure.LEVEL,
                kind=Kind.ACTUAL,
                unit="tỷ đồng",
                locator=RowRef(number + 1),
                quote="20.889",
                value=Decimal("20889.5"),
            ),
        )
        for number in range(count)
    )
    return Batch(BatchKind.UPLOAD, "bench", sources=(source,), observations=observations)


def median_ms(act: Callable[[], object], times: int) -> float:
    """The median of so many runs in milliseconds, after one that warms up."""
    act()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def reading(store: Store, directory: Path, figures: int) -> None:
    """The table of answers: ours, and the peers' on the same figures."""
    by_indicator = Store(directory / "by-indicator")
    fill(by_indicator, figures, BY_INDICATOR)
    sqlite, pandas = Sqlite(store, directory / "peer.sqlite"), Pandas(store)
    size = store.versions.path(1).stat().st_size / 1e6
    peer = (directory / "peer.sqlite").stat().st_size / 1e6
    print(f"size: store {size:.0f} MB, SQLite {peer:.0f} MB")
    print(f"{'ms':34}{'rows':>7}{'store':>9}{'by indicator':>14}{'SQLite':>9}{'pandas':>9}")
    for question in QUESTIONS:
        rows = len(ask(store, question))
        for other in (ask(by_indicator, question), sqlite.ask(question), pandas.ask(question)):
            if len(other) != rows:
                raise AssertionError(f"{question.name}: {len(other)} rows, expected {rows}")
        ours = median_ms(lambda q=question: ask(store, q), 21)  # type: ignore[misc]
        ordered = median_ms(lambda q=question: ask(by_indicator, q), 21)  # type: ignore[misc]
        others = [median_ms(lambda q=question, p=p: p.ask(q), 5) for p in (sqlite, pandas)]  # type: ignore[misc]
        print(
            f"{question.name:34}{rows:7}{ours:9.1f}{ordered:14.1f}{others[0]:9.1f}{others[1]:9.1f}"
        )
    for name, act in (
        ("what filters offer", lambda: reader.available(store)),
        ("all conflicts", lambda: reader.conflicts(store)),
        ("one figure with its history", lambda: origin.figure(store, 123_456)),
        ("all sources with counts", lambda: origin.sources(store)),
    ):
        print(f"{name:34}{'':7}{median_ms(act, 7):9.1f}")


def writing(store: Store, directory: Path) -> None:
    """The table of acts: one batch, one new version each."""
    empty = Store(directory / "empty")
    print(f"{'seconds':34}")

    def timed(name: str, act: Callable[[], object]) -> None:
        start = time.perf_counter()
        act()
        print(f"{name:34}{time.perf_counter() - start:9.2f}")

    timed("1,000 figures into an empty store", lambda: writer.write(empty, new_figures(1_000)))
    timed("50 figures into the full store", lambda: writer.write(store, new_figures(50, 1)))
    timed("5,000 figures into the full store", lambda: writer.write(store, new_figures(5_000, 2)))
    timed(
        "undo of a batch of the full store",
        lambda: writer.undo(store, 7, author="bench", reason="bench"),
    )
    asked = QUESTIONS[0]
    print(f"{'scorecard after these, ms':34}{median_ms(lambda: ask(store, asked), 21):9.1f}")


def main(arguments: list[str] | None = None) -> None:
    """Fill a store in a temporary directory, ask and write, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, default=3_000_000)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        store = Store(directory / "store")
        start = time.perf_counter()
        count = fill(store, chosen.figures)
        print(f"{count:,} figures, made and sorted in {time.perf_counter() - start:.1f} s")
        store.warm_up()
        reading(store, directory, chosen.figures)
        writing(store, directory)
        store.close()


if __name__ == "__main__":
    main()
