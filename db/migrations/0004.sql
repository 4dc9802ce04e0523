-- What the author announced: items of the changelogs, each tied to the patches it speaks of.
CREATE TABLE changelog (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,       -- order within the series, from 1
  version INTEGER,                 -- position of the version it belongs to; NULL when that is not on record
  label TEXT NOT NULL,             -- the version as the changelog names it: 'v3', 'RFC v2'
  text TEXT NOT NULL,              -- the item, bullets taken off; nested ones on lines of their own behind '- '
  credits TEXT NOT NULL,           -- JSON array of names or addresses as written
  patches TEXT NOT NULL,           -- JSON array of numbers in that version: changed patches it speaks of
  dropped TEXT NOT NULL,           -- JSON array of numbers in the version before: dropped patches it speaks of
  tied_by TEXT,                    -- what ties it to them; NULL when nothing does
  message INTEGER NOT NULL REFERENCES messages (id), -- cover or patch it stands in
  line INTEGER NOT NULL,           -- of the body, counted from 0
  remark INTEGER REFERENCES messages (id), -- the reply that asked for it, where one can be told
  PRIMARY KEY (series, position)
) STRICT, WITHOUT ROWID;

-- What a reader should look at: changes nobody announced, tags that went stale or were lost, remarks left open.
CREATE TABLE audit (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,       -- order within the series, from 1
  kind TEXT NOT NULL,              -- 'unannounced-change', 'stale-tag', 'lost-tag', 'unproved-tag', 'mismatch' or 'open-remark'
  version INTEGER NOT NULL,        -- position of the version it was found in
  patch INTEGER,                   -- number in that version (for a dropped patch in the one before); NULL for the whole version
  name TEXT,                       -- the person it concerns, NULL when it concerns nobody
  email TEXT,
  message INTEGER REFERENCES messages (id), -- the mail that shows it
  text TEXT NOT NULL,              -- a sentence
  PRIMARY KEY (series, position)
) STRICT, WITHOUT ROWID;
