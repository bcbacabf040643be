-- Figures and everything known about them. Nothing here is ever updated or deleted: a later batch
-- adds rows, and the reader derives what holds at a moment. `"version"` and `"value"` are quoted
-- because DuckDB keeps such words for itself in some places.
--
-- Small tables carry primary and foreign keys. `observations` carries none: an index over millions
-- of rows costs more memory and load time than the facts themselves (benchmarks/store.py), so the
-- writer checks its references inside the transaction that adds them.

CREATE TABLE store_info (
    schema_version INTEGER NOT NULL,
    -- Observations from the start of the table that stand in order; the rest is the unsorted tail.
    sorted_rows BIGINT NOT NULL
);

CREATE TABLE batches (
    batch_id BIGINT PRIMARY KEY,
    kind VARCHAR NOT NULL CHECK (kind IN ('load', 'upload', 'review', 'decision', 'undo')),
    author VARCHAR NOT NULL,
    note VARCHAR,
    file_name VARCHAR,
    content_hash VARCHAR,
    -- UTC without zone; strictly later than the batch before.
    recorded_at TIMESTAMP NOT NULL UNIQUE
);

-- Undoing a batch switches it off, undoing the undoing switches it on again.
CREATE TABLE batch_switches (
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    by_batch BIGINT NOT NULL REFERENCES batches (batch_id),
    is_live BOOLEAN NOT NULL,
    PRIMARY KEY (batch_id, by_batch)
);

CREATE TABLE sources (
    source_id VARCHAR NOT NULL,
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    kind VARCHAR NOT NULL CHECK (kind IN ('document', 'workbook', 'published')),
    title VARCHAR NOT NULL,
    issuer VARCHAR,
    number VARCHAR,
    issued DATE,
    address VARCHAR,
    content_hash VARCHAR NOT NULL,
    lineage VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    PRIMARY KEY (source_id, batch_id)
);

CREATE TABLE source_texts (
    source_id VARCHAR NOT NULL,
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    text VARCHAR NOT NULL,
    PRIMARY KEY (source_id, batch_id)
);

-- The first eight columns after `lineage` and the three marked as key say which cell a figure
-- fills; there '' stands for "not said", since a key cannot be null.
CREATE TABLE observations (
    observation_id BIGINT NOT NULL,
    batch_id BIGINT NOT NULL,
    source_id VARCHAR NOT NULL,
    lineage VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    indicator_text VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    place_level VARCHAR NOT NULL
        CHECK (place_level IN ('country', 'province', 'district', 'commune')),
    period VARCHAR NOT NULL,
    period_printed VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    -- The year the period ends in: first in the sort order, so that a page reads few row groups.
    period_year SMALLINT NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('actual', 'estimate', 'target')),
    is_target BOOLEAN NOT NULL,
    measure VARCHAR NOT NULL
        CHECK (measure IN ('level', 'growth', 'change', 'completion', 'rank')),
    status VARCHAR CHECK (status IN ('estimate', 'preliminary', 'official')),
    base VARCHAR NOT NULL,
    authority VARCHAR NOT NULL,
    "version" VARCHAR NOT NULL,
    legal_basis VARCHAR,
    "value" DECIMAL(38, 10),
    low DECIMAL(38, 10),
    high DECIMAL(38, 10),
    total DECIMAL(38, 10),
    decimals TINYINT,
    comparator VARCHAR,
    unit VARCHAR NOT NULL,
    deadline VARCHAR,
    "quote" VARCHAR NOT NULL,
    locator VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    note VARCHAR,
    recorded_at TIMESTAMP NOT NULL,
    CHECK (period_start <= period_end),
    CHECK (is_target = (kind = 'target')),
    CHECK (is_target OR authority = ''),
    CHECK (("value" IS NULL) = (low IS NOT NULL AND high IS NOT NULL)),
    CHECK (low <= high)
);

-- Cells that ever held figures of two lineages, or two figures of one source: the only ones a
-- disagreement can be in. Derived by the writer, so that the reader need not group all facts.
CREATE TABLE contested (
    indicator VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    is_target BOOLEAN NOT NULL,
    base VARCHAR NOT NULL,
    authority VARCHAR NOT NULL,
    "version" VARCHAR NOT NULL,
    PRIMARY KEY (indicator, place, period, measure, is_target, base, authority, "version")
);

-- One figure taken back, or rejected by a person.
CREATE TABLE withdrawals (
    observation_id BIGINT NOT NULL,
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    reason VARCHAR NOT NULL,
    PRIMARY KEY (observation_id, batch_id)
);

-- A figure printed again; it strengthens the observation and never doubles it.
CREATE TABLE repeats (
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    source_id VARCHAR NOT NULL,
    locator VARCHAR NOT NULL,
    "quote" VARCHAR NOT NULL,
    observation_id BIGINT NOT NULL
);

-- Mentions nobody accepted yet: unmatched, doubtful, contradictory; with the whole reading (JSON).
CREATE TABLE waiting (
    waiting_id BIGINT PRIMARY KEY,
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    source_id VARCHAR NOT NULL,
    locator VARCHAR NOT NULL,
    "quote" VARCHAR NOT NULL,
    reading VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

-- What a person did with a waiting mention.
CREATE TABLE resolutions (
    waiting_id BIGINT NOT NULL REFERENCES waiting (waiting_id),
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    outcome VARCHAR NOT NULL CHECK (outcome IN ('accepted', 'corrected', 'rejected')),
    observation_id BIGINT,
    remark VARCHAR,
    PRIMARY KEY (waiting_id, batch_id)
);

-- Which lineage a person chose where sources disagree.
CREATE TABLE decisions (
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    indicator VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    is_target BOOLEAN NOT NULL,
    base VARCHAR NOT NULL,
    authority VARCHAR NOT NULL,
    "version" VARCHAR NOT NULL,
    lineage VARCHAR NOT NULL,
    observation_id BIGINT NOT NULL,
    reason VARCHAR NOT NULL
);

CREATE TABLE findings (
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    source_id VARCHAR NOT NULL,
    severity VARCHAR NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
    rule VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL,
    sheet VARCHAR,
    cell VARCHAR
);

-- Every numeral of a document and what became of it.
CREATE TABLE coverage (
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    source_id VARCHAR NOT NULL,
    span_start BIGINT NOT NULL,
    span_end BIGINT NOT NULL,
    disposition VARCHAR NOT NULL,
    CHECK (span_start < span_end)
);
