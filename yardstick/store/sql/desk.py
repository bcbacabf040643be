"""Questions about what waits for staff and what was stored when."""

from yardstick.store.sql.parts import (
    EDITIONS,
    OPEN_WAITING,
    joined,
)

WAITING = joined(
    "WITH",
    EDITIONS,
    ",",
    OPEN_WAITING,
    """SELECT w.waiting_id, w.batch_id, w.source_id, e.title AS source_title,
        e.kind AS source_kind, e.issued AS source_date, w.locator, w."quote", w.reading, w.reason,
        b.recorded_at
    FROM mentions AS w LEFT JOIN editions AS e ON e.source_id = w.source_id
        JOIN batches AS b ON b.batch_id = w.batch_id
    WHERE w.outcome IS NULL ORDER BY w.waiting_id
    """,
)
RESOLVED = joined(
    "WITH",
    EDITIONS,
    ",",
    OPEN_WAITING,
    """, latest AS (
        SELECT waiting_id, max(batch_id) AS by_batch FROM resolutions
        WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id) GROUP BY waiting_id
    )
    SELECT w.waiting_id, l.by_batch AS batch_id, w.source_id, e.title AS source_title,
        e.kind AS source_kind, w.locator, w."quote", w.reason, w.outcome, w.remark, b.author,
        b.recorded_at
    FROM mentions AS w JOIN latest AS l ON l.waiting_id = w.waiting_id
        JOIN batches AS b ON b.batch_id = l.by_batch
        LEFT JOIN editions AS e ON e.source_id = w.source_id
    WHERE w.outcome IS NOT NULL ORDER BY l.by_batch DESC, w.waiting_id
    """,
)
FINDINGS = joined(
    "WITH",
    EDITIONS,
    """SELECT f.batch_id, f.source_id, e.title AS source_title, f.severity, f.rule, f.subject,
        f.evidence, f.sheet, f.cell
    FROM findings AS f LEFT JOIN editions AS e ON e.source_id = f.source_id
    WHERE f.batch_id <= $bound AND NOT list_contains($dead, f.batch_id)
        AND ($source_id::VARCHAR IS NULL OR f.source_id = $source_id)
        AND ($batch_id::BIGINT IS NULL OR f.batch_id = $batch_id)
    ORDER BY f.batch_id, f.rowid
    """,
)
BATCHES = """
    WITH undone AS (
        SELECT batch_id, max(by_batch) AS by_batch FROM batch_switches
        WHERE by_batch <= $bound AND list_contains($dead, batch_id) GROUP BY batch_id
    ),
    f AS (SELECT batch_id, count(*) AS n FROM observations GROUP BY batch_id),
    r AS (SELECT batch_id, count(*) AS n FROM repeats GROUP BY batch_id),
    w AS (SELECT batch_id, count(*) AS n FROM waiting GROUP BY batch_id),
    g AS (SELECT batch_id, count(*) AS n FROM findings GROUP BY batch_id),
    d AS (SELECT batch_id, count(*) AS n FROM decisions GROUP BY batch_id),
    t AS (SELECT batch_id, count(*) AS n FROM withdrawals GROUP BY batch_id),
    s AS (SELECT batch_id, count(*) AS n, arg_min(title, source_id) AS title FROM sources
        GROUP BY batch_id),
    undoes AS (
        -- The batch an undoing was asked for is the latest one it switched off.
        SELECT by_batch AS batch_id, max(batch_id) AS undoes FROM batch_switches
        WHERE NOT is_live GROUP BY by_batch
    )
    SELECT b.batch_id, b.kind, b.author, b.note, b.file_name, b.content_hash, b.recorded_at,
        u.batch_id IS NULL AS is_live, u.by_batch AS undone_by, ending.recorded_at AS undone_at,
        ending.author AS undone_author, undoes.undoes, s.title AS source_title,
        coalesce(s.n, 0) AS sources, coalesce(f.n, 0) AS observations,
        coalesce(r.n, 0) AS repeats, coalesce(w.n, 0) AS waiting, coalesce(g.n, 0) AS findings,
        coalesce(d.n, 0) AS decisions, coalesce(t.n, 0) AS withdrawals
    FROM batches AS b LEFT JOIN undone AS u USING (batch_id)
        LEFT JOIN batches AS ending ON ending.batch_id = u.by_batch
        LEFT JOIN f ON f.batch_id = b.batch_id LEFT JOIN r ON r.batch_id = b.batch_id
        LEFT JOIN w ON w.batch_id = b.batch_id LEFT JOIN g ON g.batch_id = b.batch_id
        LEFT JOIN d ON d.batch_id = b.batch_id LEFT JOIN t ON t.batch_id = b.batch_id
        LEFT JOIN s ON s.batch_id = b.batch_id LEFT JOIN undoes ON undoes.batch_id = b.batch_id
    WHERE b.batch_id <= $bound ORDER BY b.batch_id DESC
"""
