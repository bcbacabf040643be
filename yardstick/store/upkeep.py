"""What a writer keeps true for readers' sake: contested cells marked, facts in order."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from yardstick.store.database import SCHEMA_VERSION, WRITING, added_schema, schema
from yardstick.store.versions import Draft

# The order that lets a page read few row groups: its years first, then its place. Sorted by
# indicator first, the scorecard of one place takes several times as long (benchmarks/store.py).
SORT_ORDER = "period_year, place, indicator, period_start, observation_id"
# The tail of later batches may grow to one row group, or to a twentieth of all facts, before the
# facts are written anew in order.
TAIL_ROWS = 122_880
TAIL_SHARE = 0.05

_IN_ORDER = """
    INSERT INTO observations BY NAME
    SELECT * FROM incoming ORDER BY period_year, place, indicator, period_start, observation_id
"""
_MARK_CONTESTED = """
    INSERT INTO contested BY NAME
    WITH cells AS (
        SELECT indicator, place, period, measure, is_target, base, authority, "version",
            min(lineage) AS first_lineage, max(lineage) AS last_lineage, count(*) AS figures
        FROM incoming
        GROUP BY ALL
    )
    SELECT indicator, place, period, measure, is_target, base, authority, "version"
    FROM cells WHERE figures > 1
    UNION
    SELECT indicator, place, period, measure, is_target, base, authority, "version"
    FROM observations JOIN cells USING (
        indicator, place, period, measure, is_target, base, authority, "version")
    WHERE lineage <> first_lineage OR lineage <> last_lineage
    EXCEPT
    SELECT indicator, place, period, measure, is_target, base, authority, "version" FROM contested
"""

# Until schema 3 a share of the plan that said so stood in another cell than one that did not.
_ONE_BASE = (
    "UPDATE observations SET base = '' WHERE measure = 'completion' AND base = 'plan'",
    "UPDATE decisions SET base = '' WHERE measure = 'completion' AND base = 'plan'",
    """
    INSERT INTO contested BY NAME
    SELECT indicator, place, period, measure, is_target, base, authority, "version"
    FROM observations WHERE measure = 'completion' AND base = ''
    GROUP BY ALL HAVING count(*) > 1
    EXCEPT
    SELECT indicator, place, period, measure, is_target, base, authority, "version" FROM contested
    """,
)

# A mention that waited is settled when its printed place is read as a figure after all.
_SETTLE_WAITING = """
    INSERT INTO resolutions BY NAME
    SELECT w.waiting_id, any_value(i.batch_id) AS batch_id, 'accepted' AS outcome,
        min(i.observation_id) AS observation_id
    FROM waiting AS w JOIN incoming AS i ON i.source_id = w.source_id AND i.locator = w.locator
    WHERE w.batch_id < i.batch_id AND w.waiting_id NOT IN (
        SELECT waiting_id FROM resolutions WHERE NOT list_contains($dead, batch_id))
    GROUP BY w.waiting_id
"""


def bring_up_to_date(cursor: duckdb.DuckDBPyConnection) -> None:
    """Add what an older store lacks; its rows stay as they are."""
    found = cursor.execute("SELECT schema_version FROM store_info").fetchone()
    assert found is not None  # noqa: S101 - checked when the store was opened
    if found[0] < SCHEMA_VERSION:
        cursor.execute(added_schema(found[0]))
        for statement in _ONE_BASE:
            cursor.execute(statement)
        cursor.execute("UPDATE store_info SET schema_version = $it", {"it": SCHEMA_VERSION})


def add_observations(cursor: duckdb.DuckDBPyConnection, incoming: pa.Table) -> None:
    """Append a batch's observations, in order among themselves, and mark the cells they contest.

    A cell with figures of two lineages, or with two figures of one batch, is contested for good:
    being marked costs a closer look, never a figure.
    """
    cursor.register("incoming", incoming)
    cursor.execute(_MARK_CONTESTED)
    cursor.execute(_IN_ORDER)
    cursor.unregister("incoming")


def settle_waiting(
    cursor: duckdb.DuckDBPyConnection, incoming: pa.Table, dead: Sequence[int]
) -> None:
    """Take mentions off the queue that the batch's observations were read from after all."""
    cursor.register("incoming", incoming)
    cursor.execute(_SETTLE_WAITING, {"dead": list(dead)})
    cursor.unregister("incoming")


def note_order(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Note how far the facts stand in order; False when the unsorted tail has grown too long."""
    cursor.execute(
        "UPDATE store_info SET sorted_rows = (SELECT count(*) FROM observations)"
        " WHERE sorted_rows = 0"
    )
    counted = cursor.execute(
        "SELECT sorted_rows, (SELECT count(*) FROM observations) FROM store_info"
    ).fetchone()
    assert counted is not None  # noqa: S101 - store_info has one row
    in_order, total = counted
    return bool(total - in_order <= max(TAIL_ROWS, total * TAIL_SHARE))


def rewrite_in_order(draft: Draft) -> None:
    """Write the draft anew with its facts in order, into a fresh file without gaps."""
    with (
        draft.rewritten() as fresh,
        duckdb.connect(str(fresh), config=WRITING) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(schema())
        cursor.execute("".join(("ATTACH '", _quoted(draft.path), "' AS unsorted (READ_ONLY)")))
        tables = cursor.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'unsorted'"
            " ORDER BY table_oid"
        ).fetchall()
        for (name,) in tables:
            # The names are those of our own schema; no statement takes a name as a parameter.
            copy = ["INSERT INTO", name, "SELECT * FROM", "unsorted." + name]
            if name == "observations":
                copy += ["ORDER BY", SORT_ORDER]
            cursor.execute(" ".join(copy))
        cursor.execute("DETACH unsorted")
        cursor.execute("UPDATE store_info SET sorted_rows = (SELECT count(*) FROM observations)")
        cursor.execute("CHECKPOINT")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
