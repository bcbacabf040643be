"""Questions about single batches."""

from yardstick.store.sql.parts import STATES, WITHDRAWN, joined

BATCH_FIGURES = joined(
    "WITH",
    WITHDRAWN,
    """, asked AS (
        SELECT * FROM observations WHERE batch_id = $batch_id AND batch_id <= $bound
    ),
    """,
    STATES,
    """, taken AS (
        SELECT observation_id, max(batch_id) AS withdrawn_by FROM withdrawals
        WHERE batch_id <= $bound AND NOT list_contains($dead, batch_id) GROUP BY observation_id
    )
    SELECT f.observation_id, s.state, f.indicator, f.place, f.period, f.kind, f.measure,
        f."value"::DOUBLE AS "value", f.low::DOUBLE AS low, f.high::DOUBLE AS high, f.unit,
        f.comparator, f.decimals, f."quote", f.locator, f.note, t.withdrawn_by
    FROM asked AS f JOIN states AS s USING (observation_id)
        LEFT JOIN taken AS t USING (observation_id)
    ORDER BY f.observation_id
    """,
)
COMPARED = """
    WITH old AS (
        SELECT *, row_number() OVER (
            PARTITION BY indicator, place, period, measure, is_target, base, authority, "version"
            ORDER BY observation_id DESC) AS turn
        FROM observations WHERE batch_id = $first
    ), fresh AS (
        SELECT *, row_number() OVER (
            PARTITION BY indicator, place, period, measure, is_target, base, authority, "version"
            ORDER BY observation_id DESC) AS turn
        FROM observations WHERE batch_id = $second
    ), a AS (SELECT * FROM old WHERE turn = 1), b AS (SELECT * FROM fresh WHERE turn = 1)
    SELECT CASE WHEN a.observation_id IS NULL THEN 'new'
            WHEN b.observation_id IS NULL THEN 'gone'
            WHEN a."value" IS NOT DISTINCT FROM b."value" AND a.low IS NOT DISTINCT FROM b.low
                AND a.high IS NOT DISTINCT FROM b.high AND a.unit = b.unit AND a.kind = b.kind
                AND a.status IS NOT DISTINCT FROM b.status
                AND a.comparator IS NOT DISTINCT FROM b.comparator THEN 'same'
            ELSE 'changed' END AS state,
        coalesce(b.indicator, a.indicator) AS indicator, coalesce(b.place, a.place) AS place,
        coalesce(b.period, a.period) AS period, coalesce(b.measure, a.measure) AS measure,
        coalesce(b.kind, a.kind) AS kind, a."value"::DOUBLE AS old_value, a.low::DOUBLE AS old_low,
        a.high::DOUBLE AS old_high, a.unit AS old_unit, b."value"::DOUBLE AS new_value,
        b.low::DOUBLE AS new_low, b.high::DOUBLE AS new_high, b.unit AS new_unit,
        b.locator
    FROM a FULL JOIN b USING (
        indicator, place, period, measure, is_target, base, authority, "version")
    ORDER BY coalesce(b.observation_id, a.observation_id)
"""
WAITING = """
    SELECT locator, "quote" FROM waiting
    WHERE source_id = $source_id AND NOT list_contains($dead, batch_id)
"""
