"""Questions about what documents commit somebody to."""

from yardstick.store.sql.parts import EDITIONS, joined

ARE_KEPT = "SELECT count(*) > 0 FROM duckdb_tables() WHERE table_name = 'commitments'"
# A source read again counts as it was read last.
COMMITMENTS = joined(
    "WITH",
    EDITIONS,
    """, readings AS (
        SELECT source_id, max(batch_id) AS batch_id FROM commitments
        WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id) GROUP BY source_id
    )
    SELECT c.batch_id, c.source_id, e.title AS source_title, e.number AS source_number,
        e.issuer AS source_issuer, e.issued::TIMESTAMP AS source_date, c.locator, c."quote",
        c.sentence, c.who, c.due::TIMESTAMP AS due, c.due_words, c.indicator, c.place,
        c.observation_id, c.confidence, c.reasons
    FROM commitments AS c JOIN readings USING (source_id, batch_id)
        LEFT JOIN editions AS e ON e.source_id = c.source_id
    ORDER BY c.due NULLS LAST, c.source_id, c.rowid
    """,
)
