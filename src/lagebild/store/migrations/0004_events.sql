-- Events across all reports, found by any of what they say; sums over them; and what people judge of single events.
-- All but verdicts can be made anew from claims (store/events.py).

-- [both]
-- What a claim can be found by: its type, modes, contexts, modality, country, place, parties, outlet, origin; as 64-bit
-- hashes of words such as "type ASSAULT" and "actor Q159", with the day as a number, 20240514; 0: no day.
CREATE TABLE claim_terms (
    term BIGINT NOT NULL,
    day BIGINT NOT NULL,
    claim BIGINT NOT NULL REFERENCES claims (number),
    PRIMARY KEY (term, day, claim)
) COMPACT;

-- Names in use of those who take part in events.
CREATE TABLE party_names (
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,            -- by which it is searched
    code TEXT NOT NULL,              -- the last one that it had
    acted BIGINT NOT NULL,           -- claims in which it acts under this name
    suffered BIGINT NOT NULL,        -- claims in which it is acted on
    PRIMARY KEY (key, name)
) COMPACT;
CREATE INDEX party_names_folded ON party_names (folded);

CREATE TABLE outlets (
    key TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    ownership TEXT,
    country TEXT
) COMPACT;

-- How many claims an outlet tells on whose word; on its own, where origin_kind is 'outlet' and origin its own key.
CREATE TABLE told_by (
    outlet TEXT NOT NULL,
    origin_kind TEXT NOT NULL,
    origin TEXT NOT NULL,            -- of agencies and outlets; '' for all speakers, documents, videos and photos
    claims BIGINT NOT NULL,
    PRIMARY KEY (outlet, origin_kind, origin)
) COMPACT;
CREATE INDEX told_by_origin ON told_by (origin);

-- What is summed up of a happening, so that lists need not gather its claims.
CREATE TABLE happening_sums (
    happening BIGINT NOT NULL PRIMARY KEY REFERENCES happenings (number),
    independent BIGINT NOT NULL,     -- sources
    contradictions BIGINT NOT NULL
) COMPACT;

CREATE TABLE verdicts (
    number NUMBER,
    claim BIGINT NOT NULL REFERENCES claims (number),
    verdict TEXT NOT NULL,           -- accept, reject, edit, withdraw
    author TEXT NOT NULL,
    made TEXT NOT NULL,              -- UTC
    data BYTES NOT NULL
);
CREATE INDEX verdicts_claim ON verdicts (claim, number);

CREATE INDEX stories_latest ON stories ((COALESCE(last_published, '')), number);
CREATE INDEX happenings_latest ON happenings ((COALESCE(last_published, '')), number);

-- [sqlite]
CREATE TRIGGER verdicts_stay BEFORE UPDATE ON verdicts BEGIN SELECT RAISE(ABORT, 'verdicts is append-only'); END;
CREATE TRIGGER verdicts_stay_all BEFORE DELETE ON verdicts BEGIN SELECT RAISE(ABORT, 'verdicts is append-only'); END;

-- [postgres]
CREATE TRIGGER verdicts_stay BEFORE UPDATE OR DELETE ON verdicts FOR EACH ROW EXECUTE FUNCTION refuse_change();
