"""Questions about what sources are about."""

ARE_KEPT = "SELECT count(*) > 0 FROM duckdb_tables() WHERE table_name = 'descriptions'"
OF_SOURCE = """
    SELECT d.batch_id, s.title, s.number, s.issuer, s.issued::TIMESTAMP AS issued, d.kind, d.place,
        d.period, d.reason, b.author, b.recorded_at,
        list_contains($dead, d.batch_id) AS is_undone
    FROM descriptions AS d JOIN batches AS b ON b.batch_id = d.batch_id
        LEFT JOIN sources AS s ON s.source_id = d.source_id AND s.batch_id = d.batch_id
    WHERE d.source_id = $source_id AND d.batch_id <= $bound
    ORDER BY d.batch_id
"""
