"""Questions about the figures that hold."""

from yardstick.store.sql.parts import (
    ASKED,
    EDITIONS,
    LIVE,
    SHOWN,
    SOURCE_SHOWN,
    WITHDRAWN,
    joined,
)

# What `settling` relies on: cells, in them lineages, in them the order of entry.
_IN_ORDER = """
    ORDER BY f.period_year, f.place, f.indicator, f.period_start, f.period_end DESC, f.period,
        f.measure, f.is_target, f.base, f.authority, f."version", f.lineage, f.observation_id
"""
LIVE_FIGURES = joined(
    "WITH",
    WITHDRAWN,
    "SELECT",
    SHOWN,
    "FROM observations AS f WHERE",
    ASKED,
    "AND",
    LIVE,
    _IN_ORDER,
)
LIVE_CONTESTED = joined(
    "WITH",
    WITHDRAWN,
    "SELECT",
    SHOWN,
    """FROM observations AS f SEMI JOIN contested USING (
        indicator, place, period, measure, is_target, base, authority, "version") WHERE
    """,
    ASKED,
    "AND",
    LIVE,
    _IN_ORDER,
)
SOURCE_EDITIONS = joined(
    "WITH",
    EDITIONS,
    "SELECT e.source_id,",
    SOURCE_SHOWN,
    "FROM editions AS e ORDER BY e.source_id",
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
        count(*) FILTER (is_target) AS targets
    FROM observations WHERE
    """,
    ASKED,
    "AND",
    LIVE,
    "GROUP BY GROUPING SETS ((indicator), (place), (period))",
)

RECORDED = "SELECT recorded_at FROM batches ORDER BY recorded_at"
