"""Questions about the figures that hold."""

from yardstick.store.sql.parts import (
    ASKED,
    CURRENT_FACTS,
    EDITIONS,
    LATEST,
    LIVE,
    SHOWN,
    SOURCE_SHOWN,
    WITHDRAWN,
    joined,
)

_IN_ORDER = """
    ORDER BY f.period_year, f.place, f.indicator, f.period_start, f.period_end DESC, f.measure,
        f.is_target, f.base, f.authority, f."version", f.observation_id
"""
CURRENT = joined(
    "WITH",
    WITHDRAWN,
    ", facts AS MATERIALIZED (SELECT * FROM observations WHERE",
    ASKED,
    "AND",
    LIVE,
    "),",
    LATEST,
    ",",
    CURRENT_FACTS,
    ",",
    EDITIONS,
    "SELECT",
    SHOWN,
    ",",
    SOURCE_SHOWN,
    ", c.indicator IS NOT NULL AS is_contested",
    """FROM current_facts AS f LEFT JOIN editions AS e ON e.source_id = f.source_id
    LEFT JOIN contested AS c ON c.indicator = f.indicator AND c.place = f.place
        AND c.period = f.period AND c.measure = f.measure AND c.is_target = f.is_target
        AND c.base = f.base AND c.authority = f.authority AND c."version" = f."version"
    """,
    _IN_ORDER,
)
CONTESTED = joined(
    "WITH",
    WITHDRAWN,
    """, facts AS MATERIALIZED (
        SELECT * FROM observations SEMI JOIN contested USING (
            indicator, place, period, measure, is_target, base, authority, "version") WHERE
    """,
    ASKED,
    "AND",
    LIVE,
    "),",
    LATEST,
    ",",
    CURRENT_FACTS,
    ",",
    EDITIONS,
    "SELECT",
    SHOWN,
    ",",
    SOURCE_SHOWN,
    ", true AS is_contested",
    "FROM current_facts AS f LEFT JOIN editions AS e ON e.source_id = f.source_id",
    _IN_ORDER,
)
DECISIONS = """
    SELECT indicator, place, period, measure, is_target, base, authority, "version",
        arg_max(lineage, batch_id) AS lineage,
        arg_max(observation_id, batch_id) AS observation_id, max(batch_id) AS batch_id
    FROM decisions WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id)
    GROUP BY ALL
"""
AVAILABLE = joined(
    "WITH",
    WITHDRAWN,
    """
    SELECT grouping(indicator, place, period) AS side, indicator, place,
        any_value(place_level) AS place_level, period, any_value(period_start) AS period_start,
        any_value(period_end) AS period_end, count(*) AS observations,
        count(*) FILTER (is_target) AS targets, count(DISTINCT period) AS periods
    FROM observations WHERE
    """,
    ASKED,
    "AND",
    LIVE,
    "GROUP BY GROUPING SETS ((indicator), (place), (period))",
)
