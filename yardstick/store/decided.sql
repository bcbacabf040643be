
-- What people decided on figures and sources beyond choosing among them (added with schema 3).

-- A figure approved for publication, or its approval taken back. The latest row that counts holds;
-- without any a figure is a draft, except those of publications, which are out already.
CREATE TABLE approvals (
    observation_id BIGINT NOT NULL,
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    is_approved BOOLEAN NOT NULL,
    remark VARCHAR,
    PRIMARY KEY (observation_id, batch_id)
);

-- What a person said a source is about where its heading was read wrong. Number, date and issuer
-- stand in `sources`, with the batch's own entry; what the figures inherit stands here.
CREATE TABLE descriptions (
    source_id VARCHAR NOT NULL,
    batch_id BIGINT NOT NULL REFERENCES batches (batch_id),
    kind VARCHAR,
    place VARCHAR,
    period VARCHAR,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (source_id, batch_id)
);
