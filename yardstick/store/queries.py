"""The reader's questions in SQL. Every value is a parameter; the text never changes.

`$bound` is the last batch known, `$dead` the batches undone by then; a list that is NULL does not
narrow. The cell's columns are those of `contested` in schema.sql.
"""


def _joined(*parts: str) -> str:
    return "\n".join(parts)


# The cell's columns are NULL where nothing was said for readers, '' as key.
_SHOWN = """
    f.observation_id, f.batch_id, f.source_id, f.lineage, f.indicator, f.indicator_text, f.place,
    f.place_level, f.period, f.period_printed, f.period_start, f.period_end, f.period_year,
    f.kind, f.is_target, f.measure, f.status, nullif(f.base, '') AS base,
    nullif(f.authority, '') AS authority, nullif(f."version", '') AS "version", f.legal_basis,
    f."value"::DOUBLE AS "value", f.low::DOUBLE AS low, f.high::DOUBLE AS high,
    f.total::DOUBLE AS total, f.decimals, f.comparator, f.unit, f.deadline, f."quote", f.locator,
    f.confidence, f.note, f.recorded_at
"""
_SOURCE_SHOWN = """
    e.kind AS source_kind, e.title AS source_title, e.number AS source_number,
    e.issuer AS source_issuer, e.issued AS source_date, e.address AS source_address,
    e.rank AS source_rank
"""
# A source as its latest entry describes it; entries of undone batches only if there is no other.
_EDITIONS = """
    editions AS (
        SELECT DISTINCT ON (source_id) *, NOT list_contains($dead, batch_id) AS is_live
        FROM sources WHERE batch_id <= $bound
        ORDER BY source_id, is_live DESC, batch_id DESC
    )
"""
_WITHDRAWN = """
    withdrawn AS (
        SELECT observation_id FROM withdrawals
        WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id)
    )
"""
_LIVE = """
        batch_id <= $bound AND NOT list_contains($dead, batch_id)
        AND observation_id NOT IN (SELECT observation_id FROM withdrawn)
"""
_ASKED = """
        period_year BETWEEN $first_year AND $last_year
        AND ($places IS NULL OR list_contains($places, place))
        AND ($indicators IS NULL OR list_contains($indicators, indicator))
        AND ($periods IS NULL OR list_contains($periods, period))
        AND ($years IS NULL OR list_contains($years, period_year))
        AND ($targets IS NULL OR is_target = $targets)
"""
# Of every lineage in every cell, the last source that spoke; all its figures in that cell.
_LATEST = """
    latest AS (
        SELECT indicator, place, period, measure, is_target, base, authority, "version", lineage,
            max(batch_id) AS batch_id, arg_max(source_id, observation_id) AS source_id
        FROM facts GROUP BY ALL
    )
"""
_CURRENT = """
    current_facts AS (
        SELECT facts.* FROM facts SEMI JOIN latest USING (
            indicator, place, period, measure, is_target, base, authority, "version", lineage,
            batch_id, source_id)
    )
"""
_IN_ORDER = """
    ORDER BY f.period_year, f.place, f.indicator, f.period_start, f.period_end DESC, f.measure,
        f.is_target, f.base, f.authority, f."version", f.observation_id
"""

CURRENT = _joined(
    "WITH",
    _WITHDRAWN,
    ", facts AS MATERIALIZED (SELECT * FROM observations WHERE",
    _ASKED,
    "AND",
    _LIVE,
    "),",
    _LATEST,
    ",",
    _CURRENT,
    ",",
    _EDITIONS,
    "SELECT",
    _SHOWN,
    ",",
    _SOURCE_SHOWN,
    ", c.indicator IS NOT NULL AS is_contested",
    """FROM current_facts AS f LEFT JOIN editions AS e ON e.source_id = f.source_id
    LEFT JOIN contested AS c ON c.indicator = f.indicator AND c.place = f.place
        AND c.period = f.period AND c.measure = f.measure AND c.is_target = f.is_target
        AND c.base = f.base AND c.authority = f.authority AND c."version" = f."version"
    """,
    _IN_ORDER,
)

CONTESTED = _joined(
    "WITH",
    _WITHDRAWN,
    """, facts AS MATERIALIZED (
        SELECT * FROM observations SEMI JOIN contested USING (
            indicator, place, period, measure, is_target, base, authority, "version") WHERE
    """,
    _ASKED,
    "AND",
    _LIVE,
    "),",
    _LATEST,
    ",",
    _CURRENT,
    ",",
    _EDITIONS,
    "SELECT",
    _SHOWN,
    ",",
    _SOURCE_SHOWN,
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
