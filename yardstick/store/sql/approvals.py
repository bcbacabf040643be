"""Questions about what was approved for publication."""

from yardstick.store.sql.parts import EDITIONS, WITHDRAWN, joined

ARE_KEPT = "SELECT count(*) > 0 FROM duckdb_tables() WHERE table_name = 'approvals'"
# The latest word on every figure anybody spoke of.
LATEST = """
    WITH said AS (
        SELECT observation_id, max(batch_id) AS batch_id FROM approvals
        WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id) GROUP BY observation_id
    )
    SELECT a.observation_id, a.is_approved, a.remark, a.batch_id, b.author, b.recorded_at,
        false AS is_undone
    FROM approvals AS a JOIN said USING (observation_id, batch_id)
        JOIN batches AS b ON b.batch_id = a.batch_id
    ORDER BY a.observation_id
"""
HISTORY = """
    SELECT a.observation_id, a.is_approved, a.remark, a.batch_id, b.author, b.recorded_at,
        list_contains($dead, a.batch_id) AS is_undone
    FROM approvals AS a JOIN batches AS b ON b.batch_id = a.batch_id
    WHERE a.observation_id = $observation_id AND a.batch_id <= $bound
    ORDER BY a.batch_id
"""
# The figures of one batch that count.
OF_BATCH = joined(
    "WITH",
    EDITIONS,
    ",",
    WITHDRAWN,
    """SELECT f.observation_id, e.kind AS source_kind
    FROM observations AS f LEFT JOIN editions AS e ON e.source_id = f.source_id
    WHERE f.batch_id = $batch_id AND f.batch_id <= $bound AND NOT list_contains($dead, f.batch_id)
        AND f.observation_id NOT IN (SELECT observation_id FROM withdrawn)
    ORDER BY f.observation_id
    """,
)
# How many live figures of every source somebody approved or took back.
BY_SOURCE = """
    WITH said AS (
        SELECT observation_id, arg_max(is_approved, batch_id) AS is_approved FROM approvals
        WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id) GROUP BY observation_id
    )
    SELECT f.source_id, s.is_approved, count(*) AS figures
    FROM said AS s JOIN observations AS f USING (observation_id)
    WHERE f.batch_id <= $bound AND NOT list_contains($dead, f.batch_id)
        AND f.observation_id NOT IN (
            SELECT observation_id FROM withdrawals
            WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id))
    GROUP BY ALL
"""
COUNTS = """
    SELECT batch_id, count(*) AS approvals FROM approvals WHERE batch_id <= $bound GROUP BY batch_id
"""
