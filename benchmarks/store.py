"""How fast the store answers and writes, beside SQLite and pandas on the same figures.

`python -m benchmarks.store --figures 3000000`. Medians of a table; every peer gives the same rows.
"""

import duckdb

from yardstick.store.database import Store, schema
from yardstick.store.upkeep import SORT_ORDER

PLACE = "10005@2025-07-01"
PERIODS = ("2024-H1", "2023-H1", "2024")
INDICATOR = "KT05"
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


def fill(store: Store, figures: int) -> int:
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
            "INSERT INTO observations BY NAME " + _GENERATE + " ORDER BY " + SORT_ORDER,
            {"sources": SOURCES, "places": places},
        )
        connection.execute("INSERT INTO store_info SELECT 1, count(*) FROM observations")
        connection.execute("CHECKPOINT")
        counted = connection.execute("SELECT count(*) FROM observations").fetchone()
    return int(counted[0]) if counted else 0
