-- What the author announced: the items of changelogs, each connected with the patches that it is about.
CREATE TABLE changelog (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  position INTEGER NOT NULL,       -- order within the series, from 1
  version INTEGER,                 -- position of the version that it belongs to; NULL when that version is unknown
  label TEXT NOT NULL,             -- the version as the changelog names it: 'v3', 'RFC v2'
  text TEXT NOT NULL,              -- the item without its bullet; nested items on lines of their own after '- '
  credits TEXT NOT NULL,           -- JSON array of names or addresses as written
  patches TEXT NOT NULL,           -- JSON array of numbers in that version: the changed patches that it is about
  dropped TEXT NOT NULL,           -- JSON array of numbers in the version before: the dropped patches that it is about
  tied_by TEXT,                    -- what connects it with them, a TieEvidence of lib/changelog/tie.ts; NULL when nothing does
  message INTEGER NOT NULL REFERENCES messages (id), -- the cover or patch that it is in
  line INTEGER NOT NULL,           -- line of the body, from 0
  remark INTEGER REFERENCES messages (id), -- the reply that asked for it, where that is known
  PRIMARY KEY (series, position)
) STRICT, WITHOUT ROWID;

-- What a reader should look at: changes that no changelog mentions, tags that predate the code or were dropped, comments left open.
CREATE TABLE audit (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  position INTEGER NOT NULL,       -- order within the series, from 1
  kind TEXT NOT NULL,              -- 'unannounced-change', 'stale-tag', 'lost-tag', 'unproved-tag', 'mismatch', 'unclear-scope' or 'open-remark'
  version INTEGER NOT NULL,        -- position of the version that it was found in
  patch INTEGER,                   -- number in that version (of a dropped patch in the version before); NULL for the whole version
  name TEXT,                       -- the person that it concerns; NULL when it concerns nobody
  email TEXT,                      -- address of that person
  message INTEGER REFERENCES messages (id), -- the mail that shows it
  text TEXT NOT NULL,              -- a sentence
  PRIMARY KEY (series, position)
) STRICT, WITHOUT ROWID;

-- What was said about a series, and what follows from it; see docs/positions.md.
ALTER TABLE series ADD COLUMN state TEXT NOT NULL DEFAULT 'under-review'; -- a SeriesStateKind of lib/review/states.ts; whether an open series is quiet depends on the newest mail and is never stored
ALTER TABLE series ADD COLUMN state_message INTEGER REFERENCES messages (id); -- the mail that says so
ALTER TABLE series ADD COLUMN state_quote TEXT NOT NULL DEFAULT ''; -- its words, '' when no sentence says it
ALTER TABLE series ADD COLUMN state_tree TEXT; -- where it was applied, as far as the mail names it
ALTER TABLE series ADD COLUMN state_release TEXT; -- the release that it was applied for, as far as the mail names it
ALTER TABLE series ADD COLUMN state_patches TEXT NOT NULL DEFAULT '[]'; -- JSON array of the numbers of the patches that were applied
ALTER TABLE series ADD COLUMN turn TEXT NOT NULL DEFAULT 'reviewers'; -- who has to act: author, reviewers, maintainer or nobody
ALTER TABLE series ADD COLUMN turn_why TEXT NOT NULL DEFAULT 'unreviewed'; -- why, see Turn in lib/review/turn.ts
ALTER TABLE series ADD COLUMN turn_since_ms INTEGER NOT NULL DEFAULT 0; -- since when, the time of the mail that began it
ALTER TABLE series ADD COLUMN turn_message INTEGER REFERENCES messages (id); -- the mail that began it

-- The people of a series, each with all addresses that are known to be theirs.
CREATE TABLE people (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  person INTEGER NOT NULL,         -- number within the series, from 0
  name TEXT NOT NULL,              -- the name of the person, '' when unknown
  emails TEXT NOT NULL,            -- JSON array, sorted
  PRIMARY KEY (series, person)
) STRICT, WITHOUT ROWID;

-- Which people of which series have an address.
CREATE TABLE addresses (
  email TEXT NOT NULL,             -- in lower case, without +tag
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  person INTEGER NOT NULL,         -- number of the person within the series
  PRIMARY KEY (email, series)
) STRICT, WITHOUT ROWID;
CREATE INDEX addresses_by_series ON addresses (series);

-- What people said about a series: one row for each sentence that takes a position.
CREATE TABLE positions (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  ordinal INTEGER NOT NULL,        -- order of receipt, from 1
  person INTEGER NOT NULL,         -- number of the person within the series
  version INTEGER NOT NULL,        -- position of the version that it was said about
  patch INTEGER,                   -- number in that version of the patch that the mail answers; NULL on the cover letter and for the whole series
  position TEXT NOT NULL,          -- a Position of lib/review/positions.ts
  rule TEXT NOT NULL,              -- the rule that found it, a Rule of lib/review/types.ts
  quote TEXT NOT NULL,             -- the sentence
  line INTEGER NOT NULL,           -- line of the body, from 0
  message INTEGER NOT NULL REFERENCES messages (id), -- the mail that says it
  scope TEXT,                      -- what its own words narrow or widen it to; NULL when it is about the place of the mail
  fits INTEGER NOT NULL,           -- 0 for a tag in the name of someone else, and for a statement that does not count
  PRIMARY KEY (series, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX positions_by_message ON positions (message);

-- Where each person stands on the newest version.
CREATE TABLE standings (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  ordinal INTEGER NOT NULL,        -- order within the series, from 1
  person INTEGER NOT NULL,         -- number of the person within the series
  patch INTEGER,                   -- number in the newest version; NULL for the whole series
  position TEXT NOT NULL,          -- a Position of lib/review/positions.ts
  since INTEGER NOT NULL,          -- position of the version that it was said about
  status TEXT NOT NULL,            -- a StandingStatus of lib/review/states.ts
  rule TEXT NOT NULL,              -- the rule that found it, a Rule of lib/review/types.ts
  quote TEXT NOT NULL,             -- the sentence
  message INTEGER NOT NULL REFERENCES messages (id), -- the mail that says it
  answered INTEGER NOT NULL,       -- 1 when the author answered in words, 2 when the person has gone on since
  changed_in INTEGER,              -- position of the first later version that changed what it is about; NULL when none did
  merged_over INTEGER NOT NULL,    -- 1 for an objection that was open when the patches were applied
  PRIMARY KEY (series, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX standings_by_message ON standings (message);

-- The comments in replies, each with the lines of the patch that it quotes.
CREATE TABLE remarks (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  ordinal INTEGER NOT NULL,        -- order of receipt, from 1
  person INTEGER NOT NULL,         -- number of the person within the series
  version INTEGER NOT NULL,        -- position of the version
  patch INTEGER NOT NULL,          -- number in that version
  message INTEGER NOT NULL REFERENCES messages (id), -- the mail that holds it
  line INTEGER NOT NULL,           -- first line of the comment in the body, from 0
  text TEXT NOT NULL,              -- the comment
  quoted TEXT NOT NULL,            -- JSON array: the quoted lines right above it
  place TEXT NOT NULL,             -- JSON of CommentPlace, lib/review/comment.ts
  changed_in INTEGER,              -- position of the first later version in which the quoted text is different; NULL when there is none
  PRIMARY KEY (series, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX remarks_by_patch ON remarks (series, version, patch);

-- Regressions that were reported after the series was applied.
CREATE TABLE regressions (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  message INTEGER NOT NULL REFERENCES messages (id), -- the mail that reports it
  person INTEGER NOT NULL,         -- number of the person within the series
  patch INTEGER,                   -- number in the newest version; NULL when it was reported on the cover
  quote TEXT NOT NULL,             -- the sentence
  fix TEXT,                        -- Message-ID of the fix; NULL unless a later mail of the thread links to it
  PRIMARY KEY (series, message)
) STRICT, WITHOUT ROWID;
