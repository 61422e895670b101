-- Who takes part in most events, under all names together: so that the list of actors need not sum up all names.

-- [both]
CREATE TABLE party_sums (
    key TEXT NOT NULL PRIMARY KEY,
    acted BIGINT NOT NULL,           -- claims in which it acts; rejected ones do not count, edited ones as they read now
    suffered BIGINT NOT NULL
) COMPACT;
CREATE INDEX party_sums_most ON party_sums ((acted + suffered), key);
CREATE INDEX party_names_most ON party_names (key, (acted + suffered) DESC, name);
