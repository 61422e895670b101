-- Standing rules and the alerts that they gave.

-- [both]
CREATE TABLE watches (
    name TEXT NOT NULL PRIMARY KEY,
    rule TEXT NOT NULL,              -- as it was written: TOML
    added TEXT NOT NULL
);

CREATE TABLE alerts (
    number NUMBER,
    watch TEXT NOT NULL,             -- stays when the watch is removed
    subject TEXT NOT NULL,           -- the happening, or what else the alert is about
    made TEXT NOT NULL,
    data BYTES NOT NULL
);
CREATE INDEX alerts_watch ON alerts (watch, subject, number);

-- What a rule has told of a subject so far, so that only news is told again.
CREATE TABLE told (
    watch TEXT NOT NULL,
    subject TEXT NOT NULL,
    data BYTES NOT NULL,
    PRIMARY KEY (watch, subject)
) COMPACT;

-- What a sink was given; a row for each alert and sink, until it is delivered or given up.
CREATE TABLE deliveries (
    alert BIGINT NOT NULL REFERENCES alerts (number),
    sink TEXT NOT NULL,
    state TEXT NOT NULL,             -- waiting, delivered, given_up
    tries BIGINT NOT NULL,
    next_try TEXT,                   -- UTC; NULL: at once
    reason TEXT NOT NULL,
    PRIMARY KEY (alert, sink)
);
CREATE INDEX deliveries_state ON deliveries (state, next_try);
