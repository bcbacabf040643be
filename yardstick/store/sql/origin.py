"""Questions about sources and single figures."""

from yardstick.store.sql.parts import (
    EDITIONS,
    LIVE,
    OPEN_WAITING,
    SOURCE_SHOWN,
    STATES,
    WITHDRAWN,
    joined,
)

EXACT_FIGURE = joined(
    "WITH",
    EDITIONS,
    """SELECT f.* EXCLUDE (base, authority, "version"), nullif(f.base, '') AS base,
        nullif(f.authority, '') AS authority, nullif(f."version", '') AS "version",
    """,
    SOURCE_SHOWN,
    """FROM observations AS f LEFT JOIN editions AS e ON e.source_id = f.source_id
    WHERE f.observation_id = $observation_id AND f.batch_id <= $bound
    """,
)
HISTORY = joined(
    "WITH",
    WITHDRAWN,
    """, this AS (
        SELECT * FROM observations
        WHERE observation_id = $observation_id AND batch_id <= $bound
    ), asked AS (
        SELECT o.*, true AS same_cell FROM observations AS o SEMI JOIN this USING (
            indicator, place, period, measure, is_target, base, authority, "version")
        WHERE o.batch_id <= $bound
        UNION ALL
        SELECT o.*, false FROM (
            SELECT * FROM observations SEMI JOIN this USING (source_id, locator)
        ) AS o ANTI JOIN this USING (
            indicator, place, period, measure, is_target, base, authority, "version")
        WHERE o.batch_id <= $bound
    ),
    """,
    STATES,
    ",",
    EDITIONS,
    """, taken_back AS (
        SELECT observation_id, arg_max(batch_id, batch_id) AS by_batch,
            arg_max(reason, batch_id) AS reason
        FROM withdrawals WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id)
        GROUP BY observation_id
    ), undone AS (
        SELECT batch_id, max(by_batch) AS by_batch FROM batch_switches
        WHERE by_batch <= $bound AND list_contains($dead, batch_id) GROUP BY batch_id
    )
    SELECT f.observation_id, f.batch_id,
        CASE WHEN f.observation_id = this.observation_id THEN 'this'
            WHEN NOT f.same_cell THEN 'same_origin'
            WHEN f.lineage <> this.lineage THEN 'other_source'
            WHEN f.observation_id < this.observation_id THEN 'earlier' ELSE 'later' END AS relation,
        s.state, f.indicator, f.place, f.period, f.measure, f.kind, f.status,
        f."value"::DOUBLE AS "value", f.low::DOUBLE AS low, f.high::DOUBLE AS high, f.unit,
        f.decimals, f.comparator, f."quote", f.locator, f.source_id, e.title AS source_title,
        f.lineage, b.kind AS batch_kind, b.author, f.recorded_at,
        coalesce(t.by_batch, u.by_batch) AS ended_by, ending.author AS ended_author,
        coalesce(t.reason, ending.note) AS ended_reason, ending.recorded_at AS ended_at
    FROM asked AS f JOIN states AS s USING (observation_id)
        JOIN batches AS b ON b.batch_id = f.batch_id
        CROSS JOIN this
        LEFT JOIN editions AS e ON e.source_id = f.source_id
        LEFT JOIN taken_back AS t ON t.observation_id = f.observation_id
        LEFT JOIN undone AS u ON u.batch_id = f.batch_id
        LEFT JOIN batches AS ending ON ending.batch_id = coalesce(u.by_batch, t.by_batch)
    ORDER BY f.observation_id
    """,
)
REPEATS_OF = joined(
    "WITH",
    EDITIONS,
    """SELECT r.source_id, e.title AS source_title, r.locator, r."quote", r.batch_id
    FROM repeats AS r LEFT JOIN editions AS e ON e.source_id = r.source_id
    WHERE r.observation_id = $observation_id AND r.batch_id <= $bound
        AND NOT list_contains($dead, r.batch_id)
    ORDER BY r.batch_id, r.locator
    """,
)
DECISIONS_ON = """
    SELECT d.observation_id, d.lineage, d.reason, d.batch_id, b.author, b.recorded_at,
        list_contains($dead, d.batch_id) AS is_undone
    FROM decisions AS d JOIN batches AS b ON b.batch_id = d.batch_id
    WHERE d.batch_id <= $bound AND d.indicator = $indicator AND d.place = $place
        AND d.period = $period AND d.measure = $measure AND d.is_target = $is_target
        AND d.base = $base AND d.authority = $authority AND d."version" = $version
    ORDER BY d.batch_id
"""
FIGURES_OF = joined(
    "WITH",
    EDITIONS,
    ",",
    WITHDRAWN,
    """, asked AS (
        SELECT * FROM observations WHERE source_id = $source_id AND batch_id <= $bound
            AND NOT list_contains($dead, batch_id)
    ),
    """,
    STATES,
    ",",
    OPEN_WAITING,
    """, printed AS (
        SELECT observation_id, batch_id, locator, "quote", NULL AS repeat_of FROM asked
        UNION ALL
        SELECT NULL, batch_id, locator, "quote", observation_id FROM repeats
        WHERE source_id = $source_id AND batch_id <= $bound AND NOT list_contains($dead, batch_id)
            AND observation_id NOT IN (SELECT observation_id FROM withdrawn)
    )
    SELECT coalesce(s.state, 'repeat') AS state, f.observation_id, NULL::BIGINT AS waiting_id,
        (SELECT kind FROM editions WHERE source_id = f.source_id) AS source_kind, p.batch_id,
        f.indicator, f.indicator_text, f.place, f.period, f.period_printed, f.kind,
        f.measure, f.status, nullif(f.base, '') AS base, nullif(f.authority, '') AS authority,
        f."value"::DOUBLE AS "value", f.low::DOUBLE AS low, f.high::DOUBLE AS high,
        f.total::DOUBLE AS total, f.decimals, f.comparator, f.unit, f.deadline, p."quote",
        p.locator, f.confidence, f.note, NULL AS reason, NULL AS reading
    FROM printed AS p
        JOIN observations AS f ON f.observation_id = coalesce(p.observation_id, p.repeat_of)
        LEFT JOIN states AS s ON s.observation_id = p.observation_id
    UNION ALL BY NAME
    SELECT CASE WHEN outcome IS NULL THEN 'waiting' ELSE 'rejected' END AS state, waiting_id,
        batch_id, locator, "quote", coalesce(remark, reason) AS reason, reading
    FROM mentions
    WHERE source_id = $source_id AND coalesce(outcome, 'rejected') = 'rejected'
    """,
)
SOURCES = joined(
    "WITH",
    WITHDRAWN,
    ",",
    EDITIONS,
    ",",
    OPEN_WAITING,
    """, figures AS (
        SELECT source_id, count(*) AS figures FROM observations WHERE
    """,
    LIVE,
    """ GROUP BY source_id
    ), open AS (
        SELECT source_id, count(*) AS waiting FROM mentions WHERE outcome IS NULL
        GROUP BY source_id
    ), again AS (
        SELECT source_id, count(*) AS repeats FROM repeats
        WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id) GROUP BY source_id
    ), remarked AS (
        SELECT source_id, count(*) AS findings FROM findings
        WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id) GROUP BY source_id
    )
    SELECT e.source_id, e.kind, e.title, e.number, e.issuer, e.issued, e.address, e.content_hash,
        e.lineage, e.rank::BIGINT AS rank, e.batch_id, b.author, b.recorded_at,
        e.source_id IN (SELECT source_id FROM source_texts) AS has_text,
        coalesce(figures, 0) AS figures, coalesce(waiting, 0) AS waiting,
        coalesce(repeats, 0) AS repeats, coalesce(findings, 0) AS findings
    FROM editions AS e JOIN batches AS b ON b.batch_id = e.batch_id
        LEFT JOIN figures USING (source_id) LEFT JOIN open USING (source_id)
        LEFT JOIN again USING (source_id) LEFT JOIN remarked USING (source_id)
    WHERE e.is_live OR figures > 0
    ORDER BY e.issued DESC NULLS LAST, e.title, e.source_id
    """,
)
SOURCE_TEXT = """
    SELECT arg_max(text, batch_id) FROM source_texts
    WHERE source_id = $source_id AND batch_id <= $bound
"""
SOURCE_IS_KNOWN = "SELECT count(*) FROM sources WHERE source_id = $source_id AND batch_id <= $bound"
COVERAGE = """
    SELECT span_start, span_end, arg_max(disposition, batch_id) AS disposition FROM coverage
    WHERE source_id = $source_id AND batch_id <= $bound AND NOT list_contains($dead, batch_id)
    GROUP BY ALL ORDER BY span_start, span_end
"""
