-- The sources that `nightly` refreshes. This is about fetching; neither mail nor what is derived from it depends on these times.
CREATE TABLE sources (
  name TEXT PRIMARY KEY,           -- as given to `track`, with a relative path made absolute
  kind TEXT NOT NULL,              -- what it is, in words for the reader: 'mbox file', 'public-inbox mirror'
  added_ms INTEGER NOT NULL,       -- when it was added
  last_run_ms INTEGER,             -- NULL before the first nightly run
  last_success_ms INTEGER,         -- when it was last read completely; NULL when it never was
  last_error TEXT,                 -- of the last run; NULL when that went well
  failures INTEGER NOT NULL,       -- number of runs that failed since the last that went well
  last_new INTEGER NOT NULL,       -- number of mails that the last good run brought
  total_new INTEGER NOT NULL       -- number of mails that it brought in all
) STRICT, WITHOUT ROWID;

-- How far a source was read. Moved in the transaction that brings the mail.
CREATE TABLE cursors (
  source TEXT PRIMARY KEY,         -- the name of the source, or the key under which it is read
  cursor TEXT NOT NULL             -- JSON that only the source understands
) STRICT, WITHOUT ROWID;

-- What each archive held when it was last read. Shows which mails are gone when its history is rewritten.
CREATE TABLE origins (
  source TEXT NOT NULL,            -- the name of the archive
  part TEXT NOT NULL,              -- epoch of the archive
  oid TEXT NOT NULL,               -- blob of git
  message_id TEXT NOT NULL,        -- the mail that the blob brought
  content_hash TEXT NOT NULL,      -- as in `messages`
  PRIMARY KEY (source, part, oid)
) STRICT, WITHOUT ROWID;

-- Mails that an archive withdrew, by deleting (a blob named d) or purging them, or that the operator hid. What the operator hid stays out, whoever brings it. What an archive withdrew stays only if others delivered it too, and whoever else brings it brings it back.
CREATE TABLE hidden (
  message_id TEXT NOT NULL,        -- as in `messages`
  content_hash TEXT NOT NULL,      -- as in `messages`; '' for every mail with the id
  source TEXT NOT NULL,            -- the archive, or 'by hand'
  PRIMARY KEY (message_id, content_hash, source)
) STRICT, WITHOUT ROWID;

-- Which incomplete versions were looked up in the archive, so that they are not asked for every night.
CREATE TABLE lookups (
  message_id TEXT PRIMARY KEY,     -- the head of the version
  tried_ms INTEGER NOT NULL,       -- when it was last looked up
  tries INTEGER NOT NULL           -- how often it was looked up
) STRICT, WITHOUT ROWID;

-- A single row at most: the nightly run that is under way.
CREATE TABLE nightly_lock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  pid INTEGER NOT NULL,
  host TEXT NOT NULL,
  process TEXT NOT NULL,           -- when the process began, in the terms of its system: a pid may be used again
  since_ms INTEGER NOT NULL
) STRICT;
