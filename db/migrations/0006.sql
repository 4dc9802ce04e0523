-- Places mail comes from. What stands here is about fetching; mail and what follows from it never depends on these times.
CREATE TABLE sources (
  name TEXT PRIMARY KEY,           -- as `track` was told, a relative path made absolute
  kind TEXT NOT NULL,              -- what it is, in words for the reader: 'mbox file', 'public-inbox mirror'
  added_ms INTEGER NOT NULL,
  last_run_ms INTEGER,             -- NULL before the first nightly run
  last_success_ms INTEGER,         -- NULL when it was never read whole
  last_error TEXT,                 -- of the last run; NULL when that went well
  failures INTEGER NOT NULL,       -- runs that failed since the last that went well
  last_new INTEGER NOT NULL,       -- mails the last good run brought
  total_new INTEGER NOT NULL       -- mails it brought in all
) STRICT, WITHOUT ROWID;

-- How far a source was read. Moved in the transaction that brings the mail.
CREATE TABLE cursors (
  source TEXT PRIMARY KEY,
  cursor TEXT NOT NULL             -- JSON, understood by the source alone
) STRICT, WITHOUT ROWID;

-- What each archive held when it was read: tells which mails went when its history is rewritten.
CREATE TABLE origins (
  source TEXT NOT NULL,
  part TEXT NOT NULL,              -- epoch of the archive
  oid TEXT NOT NULL,               -- blob of git
  message_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,      -- as in messages
  PRIMARY KEY (source, part, oid)
) STRICT, WITHOUT ROWID;

-- Mails an archive took back: deleted (a blob named d) or purged. Not shown, whoever else brings them, until it adds them again.
CREATE TABLE hidden (
  message_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,      -- as in messages
  source TEXT NOT NULL,            -- the archive
  PRIMARY KEY (message_id, content_hash, source)
) STRICT, WITHOUT ROWID;

-- Which incomplete versions were looked up in the archive, so that they are not asked for every night for ever.
CREATE TABLE lookups (
  message_id TEXT PRIMARY KEY,     -- head of the version
  tried_ms INTEGER NOT NULL,       -- when it was last looked up
  tries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row at most: the nightly run that is under way.
CREATE TABLE nightly_lock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  pid INTEGER NOT NULL,
  host TEXT NOT NULL,
  process TEXT NOT NULL,           -- when the process began, in the terms of its system: a pid may be used again
  since_ms INTEGER NOT NULL
) STRICT;
