
-- Dated and quantified tasks read in documents (added with schema 2). What became of each is the
-- office's matter and lives beside the figures, under the source and the words.
CREATE TABLE commitments (
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    source_id VARCHAR NOT NULL,
    locator VARCHAR NOT NULL,
    "quote" VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    who VARCHAR,
    due DATE,
    due_words VARCHAR NOT NULL,
    indicator VARCHAR,
    place VARCHAR,
    observation_id BIGINT,
    confidence DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    reasons VARCHAR NOT NULL
);
