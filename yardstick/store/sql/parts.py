"""Pieces that several questions share. Every value is a parameter; the text never changes.

`$bound` is the last batch known, `$dead` the batches undone by then; a list that is NULL does not
narrow. The cell's columns are those of `contested` in schema.sql.
"""


def joined(*parts: str) -> str:
    """One query from its parts."""
    return "\n".join(parts)


SHOWN = """
    f.observation_id, f.batch_id, f.source_id, f.lineage, f.indicator, f.indicator_text, f.place,
    f.place_level, f.period, f.period_printed, f.period_start::TIMESTAMP AS period_start,
    f.period_end::TIMESTAMP AS period_end, f.period_year::BIGINT AS period_year,
    f.kind, f.is_target, f.measure, f.status, nullif(f.base, '') AS base,
    nullif(f.authority, '') AS authority, nullif(f."version", '') AS "version", f.legal_basis,
    f."value"::DOUBLE AS "value", f.low::DOUBLE AS low, f.high::DOUBLE AS high,
    f.total::DOUBLE AS total, f.decimals, f.comparator, f.unit, f.deadline, f."quote", f.locator,
    f.confidence, f.note, f.recorded_at
"""
SOURCE_SHOWN = """
    e.kind AS source_kind, e.title AS source_title, e.number AS source_number,
    e.issuer AS source_issuer, e.issued::TIMESTAMP AS source_date, e.address AS source_address,
    coalesce(e.rank, 0)::BIGINT AS source_rank
"""
# A source as its latest entry describes it; entries of undone batches only if there is no other.
EDITIONS = """
    editions AS (
        SELECT DISTINCT ON (source_id) *, NOT list_contains($dead, batch_id) AS is_live
        FROM sources WHERE batch_id <= $bound
        ORDER BY source_id, is_live DESC, batch_id DESC
    )
"""
WITHDRAWN = """
    withdrawn AS (
        SELECT observation_id FROM withdrawals
        WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id)
    )
"""
LIVE = """
        batch_id <= $bound AND NOT list_contains($dead, batch_id)
        AND observation_id NOT IN (SELECT observation_id FROM withdrawn)
"""
# The ranges repeat what the lists say in a form that lets the scan skip row groups: lists do not.
ASKED = """
        period_year BETWEEN $first_year AND $last_year
        AND place BETWEEN $first_place AND $last_place
        AND ($places IS NULL OR list_contains($places, place))
        AND ($indicators IS NULL OR list_contains($indicators, indicator))
        AND ($periods IS NULL OR list_contains($periods, period))
        AND ($years IS NULL OR list_contains($years, period_year))
        AND ($targets IS NULL OR is_target = $targets)
"""
# Of every lineage in every cell, the last source that spoke; all its figures in that cell.
LATEST = """
    latest AS (
        SELECT indicator, place, period, measure, is_target, base, authority, "version", lineage,
            max(batch_id) AS batch_id, arg_max(source_id, observation_id) AS source_id
        FROM facts GROUP BY ALL
    )
"""
CURRENT_FACTS = """
    current_facts AS (
        SELECT facts.* FROM facts SEMI JOIN latest USING (
            indicator, place, period, measure, is_target, base, authority, "version", lineage,
            batch_id, source_id)
    )
"""
OPEN_WAITING = """
    resolved AS (
        SELECT waiting_id, arg_max(outcome, batch_id) AS outcome,
            arg_max(remark, batch_id) AS remark
        FROM resolutions WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id)
        GROUP BY waiting_id
    ), mentions AS (
        SELECT w.*, r.outcome, r.remark
        FROM waiting AS w LEFT JOIN resolved AS r USING (waiting_id)
        WHERE w.batch_id <= $bound AND NOT list_contains($dead, w.batch_id)
        QUALIFY w.batch_id = max(w.batch_id) OVER (PARTITION BY w.source_id, w.locator, w."quote")
    )
"""
# The state of observations: those of `asked`, against everything live in their cells.
STATES = joined(
    """facts AS (
        SELECT indicator, place, period, measure, is_target, base, authority, "version", lineage,
            batch_id, source_id, observation_id
        FROM observations SEMI JOIN asked USING (
            indicator, place, period, measure, is_target, base, authority, "version") WHERE
    """,
    LIVE,
    "),",
    LATEST,
    ",",
    CURRENT_FACTS,
    """, states AS (
        SELECT observation_id,
            CASE WHEN list_contains($dead, batch_id) THEN 'undone'
                WHEN observation_id IN (SELECT observation_id FROM withdrawn) THEN 'withdrawn'
                WHEN observation_id IN (SELECT observation_id FROM current_facts) THEN 'accepted'
                ELSE 'superseded' END AS state
        FROM asked
    )
    """,
)
