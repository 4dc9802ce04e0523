-- What an operator said about which versions belong together. Kept by a rebuild.
CREATE TABLE corrections (
  a TEXT NOT NULL,                 -- Message-ID of a mail of the one version, the smaller of the two ids
  b TEXT NOT NULL,                 -- Message-ID of a mail of the other version
  kind TEXT NOT NULL,              -- 'link': one series; 'unlink': two series
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX corrections_by_b ON corrections (b);

-- How a version is related to a version of another series.
CREATE TABLE relations (
  version INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE, -- a row of `versions`
  kind TEXT NOT NULL,              -- 'split': its patches come from the other; 'absorb': the patches of the other are in it; 'propose': it may continue the other; 'fixup': it is to be folded into patches of the other
  other INTEGER NOT NULL REFERENCES messages (id), -- the head of the other version
  evidence TEXT NOT NULL,          -- JSON array, strongest first
  PRIMARY KEY (version, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_by_other ON relations (other);

-- A single row as soon as there is mail: the generation of the rules that made the derived tables, all but those of the mails in `outdated`. Rows of older rules are derived again before mail is added.
CREATE TABLE derivation (
  id INTEGER PRIMARY KEY CHECK (id = 1), -- always 1
  rules INTEGER NOT NULL           -- RULES of db/derive/derive.ts
) STRICT;
INSERT INTO derivation (id, rules) SELECT 1, 1 WHERE EXISTS (SELECT 1 FROM mails);

-- For the time of the newest mail.
CREATE INDEX messages_by_receipt ON messages (received_ms);
