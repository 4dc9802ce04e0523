-- What the author announced: items of the changelogs, each tied to the patches it speaks of.
CREATE TABLE changelog (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,       -- order within the series, from 1
  version INTEGER,                 -- position of the version it belongs to; NULL if that was not imported
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

-- What a reader should look at: changes nobody announced, tags that went stale or were lost, review comments left open.
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

-- What was said about a series, and what it comes to; see docs/positions.md. Persons are numbered within a series from 0.
ALTER TABLE series ADD COLUMN state TEXT NOT NULL DEFAULT 'under-review'; -- 'stale' is left to the reader, who knows the newest mail
ALTER TABLE series ADD COLUMN state_message INTEGER REFERENCES messages (id); -- the mail that says so
ALTER TABLE series ADD COLUMN state_quote TEXT NOT NULL DEFAULT '';       -- its words, '' when no sentence says it
ALTER TABLE series ADD COLUMN state_tree TEXT;     -- where it was applied, as far as the mail names it
ALTER TABLE series ADD COLUMN state_release TEXT;  -- for which release
ALTER TABLE series ADD COLUMN state_patches TEXT NOT NULL DEFAULT '[]';   -- JSON array of numbers applied
ALTER TABLE series ADD COLUMN turn TEXT NOT NULL DEFAULT 'reviewers';     -- who has to act: author, reviewers, maintainer or nobody
ALTER TABLE series ADD COLUMN turn_why TEXT NOT NULL DEFAULT 'unreviewed';
ALTER TABLE series ADD COLUMN turn_since_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE series ADD COLUMN turn_message INTEGER REFERENCES messages (id);

CREATE TABLE people (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  person INTEGER NOT NULL,
  name TEXT NOT NULL,
  emails TEXT NOT NULL,            -- JSON array, sorted
  PRIMARY KEY (series, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE addresses (
  email TEXT NOT NULL,
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  person INTEGER NOT NULL,
  PRIMARY KEY (email, series)
) STRICT, WITHOUT ROWID;
CREATE INDEX addresses_by_series ON addresses (series);

-- One row for each thing that a sentence of a reply says.
CREATE TABLE positions (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,        -- by time of receipt, from 1
  person INTEGER NOT NULL,
  version INTEGER NOT NULL,        -- position of the version it was said in
  patch INTEGER,                   -- number in that version; NULL for the whole series
  position TEXT NOT NULL,          -- a Position of lib/review/types.ts
  rule TEXT NOT NULL,
  quote TEXT NOT NULL,             -- the sentence
  line INTEGER NOT NULL,           -- of the body, from 0
  message INTEGER NOT NULL REFERENCES messages (id),
  scope TEXT,                      -- what its own words narrow or widen it to, NULL for the place of the mail
  fits INTEGER NOT NULL,           -- 0 for a tag that names somebody else
  PRIMARY KEY (series, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX positions_by_message ON positions (message);

-- What each person holds in the newest version.
CREATE TABLE standings (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,        -- from 1
  person INTEGER NOT NULL,
  patch INTEGER,                   -- number in the newest version; NULL for the whole series
  position TEXT NOT NULL,
  since INTEGER NOT NULL,          -- position of the version it was said in
  status TEXT NOT NULL,            -- a StandingStatus of lib/review/standing.ts
  rule TEXT NOT NULL,
  quote TEXT NOT NULL,
  message INTEGER NOT NULL REFERENCES messages (id),
  answered INTEGER NOT NULL,       -- 1 when the author answered in words
  changed_in INTEGER,              -- position of the first later version that changed what it is about
  merged_over INTEGER NOT NULL,    -- 1 for an objection that stood when the patches were applied
  PRIMARY KEY (series, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX standings_by_message ON standings (message);

-- Comments of replies, each tied to the lines of the patch that it quotes.
CREATE TABLE remarks (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,        -- by time of receipt, from 1
  person INTEGER NOT NULL,
  version INTEGER NOT NULL,        -- position of the version
  patch INTEGER NOT NULL,          -- number in that version
  message INTEGER NOT NULL REFERENCES messages (id),
  line INTEGER NOT NULL,           -- first line of the comment in the body, from 0
  text TEXT NOT NULL,
  quoted TEXT NOT NULL,            -- JSON array: the quoted lines right above
  place TEXT NOT NULL,             -- JSON of a CommentPlace of lib/review/comment.ts
  changed_in INTEGER,              -- position of the first later version in which what it quotes reads otherwise
  PRIMARY KEY (series, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX remarks_by_patch ON remarks (series, version, patch);

CREATE TABLE regressions (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  message INTEGER NOT NULL REFERENCES messages (id), -- the mail that reports it
  person INTEGER NOT NULL,
  patch INTEGER,                   -- number in the newest version; NULL when it was reported on the cover
  quote TEXT NOT NULL,
  fix TEXT,                        -- Message-ID of the fix, when a later mail of the thread links to it
  PRIMARY KEY (series, message)
) STRICT, WITHOUT ROWID;
