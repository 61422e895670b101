-- Reports in all versions, their full-text index, and what ingesting remembers.
-- Words that differ between the databases: NUMBER (a key that counts), BYTES, TEXT, COMPACT; and the marked parts.

-- [both]
CREATE TABLE reports (
    number NUMBER,                   -- order of arrival; row of the full-text index
    id TEXT NOT NULL UNIQUE,         -- hash of address (or publisher and date) and text: reports.content_id
    name TEXT NOT NULL,              -- what whoever gave it calls it: file name, id of a JSON line
    family TEXT NOT NULL,            -- id of the first version; its own where it is the first
    version BIGINT NOT NULL,         -- 1, 2, … in the family, by arrival
    address TEXT,                    -- canonical: reports.canonical_address
    url TEXT,
    publisher TEXT,
    title TEXT,
    language TEXT NOT NULL,
    published TEXT,                  -- ISO date or date-time
    retrieved TEXT,
    source TEXT NOT NULL,            -- what ingest was told to read
    added TEXT NOT NULL,             -- UTC
    events BIGINT NOT NULL           -- how many events were found in it
);
CREATE INDEX reports_address ON reports (address, version);
CREATE INDEX reports_family ON reports (family, version);
CREATE INDEX reports_published ON reports (published);

-- Apart from the table above, so that lists of reports need not walk over the texts.
CREATE TABLE records (
    number BIGINT PRIMARY KEY REFERENCES reports (number),
    page BYTES NOT NULL,             -- the page as it came in, without its text; JSON, zlib
    record BYTES NOT NULL            -- lagebild.report/1 with the text; JSON, zlib
);

-- What has been dealt with, whatever came of it; by hash of the raw item. So nothing is read twice.
CREATE TABLE items (
    hash BIGINT NOT NULL PRIMARY KEY,
    outcome TEXT NOT NULL            -- stored, double, left_out, bad
) COMPACT;

CREATE TABLE quarantine (
    number NUMBER,
    hash BIGINT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    tries BIGINT NOT NULL,
    first_tried TEXT NOT NULL,
    last_tried TEXT NOT NULL,
    item BYTES                       -- the item itself; NULL where its name says where to get it again
);

-- Where a source was left off, and what a site said of a page: ETag, Last-Modified.
CREATE TABLE marks (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,             -- JSON
    made TEXT NOT NULL
) COMPACT;

-- [sqlite]
CREATE VIRTUAL TABLE search USING fts5 (title, body, content='', tokenize='unicode61 remove_diacritics 0');
CREATE TRIGGER records_stay BEFORE DELETE ON records BEGIN SELECT RAISE(ABORT, 'reports are kept'); END;

-- [postgres]
CREATE TABLE search (number BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX search_words ON search USING gin (words);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER records_stay BEFORE DELETE ON records FOR EACH ROW EXECUTE FUNCTION refuse_change();
