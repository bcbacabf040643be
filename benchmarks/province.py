"""A store as full as a large province makes it: the catalogue's indicators, real places, ten years.

The figures are drawn from a hash; they only have to be many and of every kind the pages ask for.
"""

import duckdb
import pandas as pd

from yardstick.domain.catalogue import Catalogue
from yardstick.domain.period import Cumulative, Year
from yardstick.domain.place import Gazetteer, Level
from yardstick.store.database import Store, schema
from yardstick.store.upkeep import SORT_ORDER

SOURCES = 2_000
_NEWEST = 2025
_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
_HOMES = ("33@", "33@2025-07-01")

_GENERATE = """
    WITH sorts AS (
        SELECT * FROM (VALUES ('actual', ''), ('target', ''), ('actual', 'growth'))
            AS v (kind, other)
    ), made AS (
        SELECT i.*, p.*, t.*, kind, if(other = '', i.headline, other) AS measure,
            hash(code, key, period, kind, other) AS seed,
            hash(period_year, key) % $sources AS source
        FROM indicators AS i, places AS p, periods AS t, sorts
        WHERE (kind = 'actual' OR t.is_year) AND (other = '' OR i.headline <> other)
    )
    SELECT row_number() OVER () AS observation_id, 1 + source % 200 AS batch_id,
        format('s{:05d}', source) AS source_id, format('l{:05d}', source) AS lineage,
        code AS indicator, name AS indicator_text, key AS place, level AS place_level,
        period, period AS period_printed, period_start, period_end,
        period_year::SMALLINT AS period_year, kind, kind = 'target' AS is_target, measure,
        CASE WHEN kind = 'actual' AND seed % 3 = 0 THEN 'official' END AS status, '' AS base,
        CASE WHEN kind = 'target' THEN 'province' ELSE '' END AS authority, '' AS "version",
        NULL AS legal_basis, (5000 + seed % 5000)::DECIMAL(38, 10) / 100 AS "value", NULL AS low,
        NULL AS high, NULL AS total, 2 AS decimals, NULL AS comparator,
        if(measure = 'level', unit, '%') AS unit, NULL AS deadline,
        (seed % 5000 / 100.0)::VARCHAR AS "quote", 'row ' || seed % 100000 AS locator,
        1.0 AS confidence, NULL AS note,
        TIMESTAMP '2026-01-01' + to_seconds(1 + source % 200) AS recorded_at
    FROM made
"""


def fill(store: Store, catalogue: Catalogue, gazetteer: Gazetteer, figures: int) -> int:
    """Publish a first version of about as many figures, in whole years; the exact number."""
    indicators = pd.DataFrame(
        [(i.code, i.name("vi"), i.unit, str(i.headline)) for i in catalogue],
        columns=["code", "name", "unit", "headline"],
    )
    places = pd.DataFrame(
        [
            (place.key, str(place.level))
            for place in gazetteer
            if place.level in _LEVELS and {place.key, place.parent} & set(_HOMES)
        ],
        columns=["key", "level"],
    )
    a_year = len(indicators) * len(places) * 25
    years = max(1, round(figures / a_year))
    spans = [
        period
        for year in range(_NEWEST - years + 1, _NEWEST + 1)
        for period in (*(Cumulative(year, month).canonical() for month in range(1, 12)), Year(year))
    ]
    periods = pd.DataFrame(
        [(p.code, p.start, p.end, p.year, isinstance(p, Year)) for p in spans],
        columns=["period", "period_start", "period_end", "period_year", "is_year"],
    )
    with store.versions.draft() as draft, duckdb.connect(str(draft.path)) as connection:
        connection.execute(schema())
        for name, frame in (("indicators", indicators), ("places", places), ("periods", periods)):
            connection.register(name, frame)
        connection.execute(
            "INSERT INTO batches SELECT n, 'load', 'bench', NULL, NULL, NULL,"
            " TIMESTAMP '2026-01-01' + to_seconds(n) FROM range(1, 201) AS r (n)"
        )
        connection.execute(
            "INSERT INTO sources SELECT format('s{:05d}', n), 1 + n % 200, 'published',"
            " 'Nguồn ' || n, 'Cục Thống kê', NULL, DATE '2020-01-01' + n::INTEGER, NULL,"
            " n::VARCHAR, format('l{:05d}', n), 50 FROM range(0, $sources) AS r (n)",
            {"sources": SOURCES},
        )
        connection.execute(
            f"INSERT INTO observations BY NAME {_GENERATE} ORDER BY {SORT_ORDER}",
            {"sources": SOURCES},
        )
        connection.execute("INSERT INTO store_info SELECT 1, count(*) FROM observations")
        connection.execute("CHECKPOINT")
        counted = connection.execute("SELECT count(*) FROM observations").fetchone()
    return int(counted[0]) if counted else 0
