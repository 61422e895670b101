-- Claims and what is judged over them. Rows keep the few columns that look-ups need, and the whole as JSON (zlib).

-- [both]
CREATE TABLE claims (
    number NUMBER,
    id TEXT NOT NULL UNIQUE,
    report BIGINT NOT NULL REFERENCES reports (number),
    type TEXT NOT NULL,
    modality TEXT NOT NULL,
    date_begin TEXT,
    country TEXT,                    -- of its place, ISO 3166-1 alpha-3
    data BYTES NOT NULL
);
CREATE INDEX claims_report ON claims (report);

-- Keys and bands are kept as 64-bit hashes of their words: a third of the room, and they serve for looking up only.
CREATE TABLE claim_keys (
    key BIGINT NOT NULL,
    claim BIGINT NOT NULL REFERENCES claims (number),
    PRIMARY KEY (key, claim)
) COMPACT;

CREATE TABLE fingerprints (
    report BIGINT PRIMARY KEY REFERENCES reports (number),
    data BYTES NOT NULL
);
CREATE TABLE bands (
    band BIGINT NOT NULL,
    report BIGINT NOT NULL REFERENCES reports (number),
    PRIMARY KEY (band, report)
) COMPACT;

CREATE TABLE dependences (
    report BIGINT NOT NULL REFERENCES reports (number),
    other BIGINT NOT NULL REFERENCES reports (number),
    kind TEXT NOT NULL,
    data BYTES NOT NULL,
    PRIMARY KEY (report, other, kind)
) COMPACT;
CREATE INDEX dependences_other ON dependences (other);

CREATE TABLE judgements (
    number NUMBER,
    claim BIGINT NOT NULL REFERENCES claims (number),
    other BIGINT NOT NULL REFERENCES claims (number),
    about TEXT NOT NULL,
    verdict TEXT NOT NULL,
    author TEXT NOT NULL,            -- "rules" or who judged
    made TEXT NOT NULL,              -- UTC
    data BYTES NOT NULL
);
CREATE INDEX judgements_claim ON judgements (claim, other);
CREATE INDEX judgements_other ON judgements (other);

CREATE TABLE happenings (
    number NUMBER,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    begins TEXT,
    last_published TEXT,
    reports BIGINT NOT NULL,
    data BYTES NOT NULL
);
CREATE INDEX happenings_last ON happenings (last_published);
CREATE TABLE happening_claims (
    claim BIGINT NOT NULL REFERENCES claims (number),
    happening BIGINT NOT NULL REFERENCES happenings (number),
    PRIMARY KEY (claim, happening)
) COMPACT;
CREATE INDEX happening_claims_happening ON happening_claims (happening);

CREATE TABLE stories (
    number NUMBER,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    open BIGINT NOT NULL,            -- 1 or 0
    begins TEXT,
    last_published TEXT,
    reports BIGINT NOT NULL,
    data BYTES NOT NULL
);
CREATE INDEX stories_last ON stories (last_published);
CREATE TABLE story_happenings (
    happening BIGINT NOT NULL REFERENCES happenings (number),
    story BIGINT NOT NULL REFERENCES stories (number),
    PRIMARY KEY (happening, story)
) COMPACT;
CREATE INDEX story_happenings_story ON story_happenings (story);
CREATE TABLE story_reports (
    report BIGINT NOT NULL REFERENCES reports (number),
    story BIGINT NOT NULL REFERENCES stories (number),
    PRIMARY KEY (report, story)
) COMPACT;
CREATE INDEX story_reports_story ON story_reports (story);
CREATE TABLE story_keys (
    key BIGINT NOT NULL,
    story BIGINT NOT NULL REFERENCES stories (number),
    PRIMARY KEY (key, story)
) COMPACT;
CREATE INDEX story_keys_story ON story_keys (story);

-- [sqlite]
CREATE TRIGGER claims_stay BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'claims is append-only'); END;
CREATE TRIGGER claims_stay_all BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'claims is append-only'); END;
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements is append-only'); END;
CREATE TRIGGER judgements_stay_all BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements is append-only'); END;

-- [postgres]
CREATE TRIGGER claims_stay BEFORE UPDATE OR DELETE ON claims FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER judgements_stay BEFORE UPDATE OR DELETE ON judgements FOR EACH ROW EXECUTE FUNCTION refuse_change();
