-- The truth: mails as they came. Everything in the other tables can be made again from these two.
CREATE TABLE mails (
  id INTEGER PRIMARY KEY,
  raw BLOB NOT NULL,               -- the copy that was received first, deflated
  received_ms INTEGER,             -- earliest time any archive saw it; NULL when no copy says
  lists TEXT NOT NULL              -- JSON array of the lists it came through, all copies together, sorted
) STRICT;

CREATE TABLE rejections (
  source TEXT NOT NULL,            -- where the mail stood: a file name or an address
  position INTEGER NOT NULL,       -- offset in bytes in that source
  reason TEXT NOT NULL,            -- why it could not be kept, a clause
  PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

-- What one mail says by itself.
CREATE TABLE messages (
  id INTEGER PRIMARY KEY REFERENCES mails (id),
  key TEXT NOT NULL UNIQUE,        -- the Message-ID; for a second mail with the same id and other content, the id, '~' and a hash
  message_id TEXT NOT NULL,        -- without brackets
  content_hash TEXT NOT NULL,      -- SHA-256 over what makes copies the same mail
  subject TEXT NOT NULL,           -- decoded, blanks collapsed
  from_name TEXT NOT NULL,         -- decoded display name, '' when none
  from_email TEXT NOT NULL,        -- lower case, '' when none
  sent_ms INTEGER,                 -- the Date header; NULL when it cannot be true
  sent_zone INTEGER NOT NULL,      -- minutes east of UTC
  received_ms INTEGER NOT NULL,    -- time of receipt, else the Date header, else 0
  refs TEXT NOT NULL,              -- JSON array of the ids it answers, nearest first
  text BLOB NOT NULL,              -- deflated: a line of JSON with the recipients, then the decoded body
  has_diff INTEGER NOT NULL,       -- 1 when the body holds a diff
  UNIQUE (message_id, content_hash)
) STRICT;

CREATE TABLE issues (
  message INTEGER NOT NULL REFERENCES messages (id),
  code TEXT NOT NULL,              -- stable code, see lib/issue.ts
  text TEXT NOT NULL,              -- a sentence for the reader
  line INTEGER,                    -- line of the body, counted from 1, where one is known
  stage TEXT NOT NULL              -- 'mail': found in the mail itself; 'series': found when its series was derived
) STRICT;
CREATE INDEX issues_by_message ON issues (message);

-- What connects mails: two that share a key are derived together. Keys are hashes of ids and titles; a collision only derives more.
CREATE TABLE edges (
  key INTEGER NOT NULL,            -- 53 bits of SHA-256 over the kind and value of the key
  message INTEGER NOT NULL REFERENCES messages (id),
  PRIMARY KEY (key, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX edges_by_message ON edges (message, key);

-- What follows from all mails together.
CREATE TABLE series (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: what a reader keeps by it cannot go stale
  key TEXT NOT NULL UNIQUE,        -- key of the head of its first known version
  title TEXT NOT NULL,             -- of the newest version, without prefixes
  author_name TEXT NOT NULL,       -- sender of the newest version
  author_email TEXT NOT NULL,
  lists TEXT NOT NULL,             -- JSON array, sorted
  first_ms INTEGER NOT NULL,       -- time of receipt of its first mail
  last_ms INTEGER NOT NULL,        -- time of receipt of its newest mail
  messages INTEGER NOT NULL,       -- mails in all, covers and patches included
  replies INTEGER NOT NULL,        -- mails that are neither cover nor patch
  reviewers INTEGER NOT NULL       -- people who gave a review tag in a reply
) STRICT;
CREATE INDEX series_by_activity ON series (last_ms DESC, key);

-- Where each mail stands.
CREATE TABLE places (
  message INTEGER PRIMARY KEY REFERENCES messages (id),
  thread INTEGER NOT NULL REFERENCES messages (id), -- first mail of its thread
  parent INTEGER REFERENCES messages (id),          -- the mail it replies to, if imported
  ghost TEXT,                      -- the Message-ID it replies to, if that mail was not imported
  order_ms INTEGER NOT NULL,       -- time of receipt, never before the parent's
  kind TEXT NOT NULL,              -- cover, patch, reply, pull, notice or other
  series INTEGER REFERENCES series (id),
  version INTEGER,                 -- position of the version it belongs to
  number INTEGER                   -- number of the patch it is or answers; 0 the cover; NULL outside a series
) STRICT;
CREATE INDEX places_by_thread ON places (thread, order_ms);
CREATE INDEX places_by_series ON places (series, order_ms);

CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,       -- order within the series, from 1
  version INTEGER NOT NULL,        -- number as posted, 1 when the subject names none
  label TEXT NOT NULL,             -- unique in the series: 'v2', 'RFC', 'v2 RESEND'
  key TEXT NOT NULL,               -- the label as URLs spell it: '2', 'rfc', '2-resend'
  rfc INTEGER NOT NULL,
  resend INTEGER NOT NULL,
  partial INTEGER NOT NULL,        -- 1 when patches are taken over from the version before
  total INTEGER NOT NULL,          -- patches it announces
  missing TEXT NOT NULL,           -- JSON array of numbers no mail brings
  head INTEGER NOT NULL REFERENCES messages (id),   -- cover, else first patch
  cover INTEGER REFERENCES messages (id),
  joined_by TEXT NOT NULL,         -- 'thread' or 'markers'
  link_to INTEGER,                 -- position of the version it continues, NULL for the first
  evidence TEXT NOT NULL,          -- JSON array: what the link rests on, strongest first
  UNIQUE (series, position)
) STRICT;

CREATE TABLE patches (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  message INTEGER NOT NULL REFERENCES messages (id),
  title TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_email TEXT NOT NULL,
  added INTEGER NOT NULL,          -- plus lines
  removed INTEGER NOT NULL,        -- minus lines
  files TEXT NOT NULL,             -- JSON array of paths, sorted
  UNIQUE (version, number)
) STRICT;
CREATE INDEX patches_by_message ON patches (message);

CREATE TABLE trailers (
  patch INTEGER NOT NULL REFERENCES patches (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,       -- order within the patch: its own first, then replies by time
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  source TEXT NOT NULL,            -- 'body', 'reply' or 'cover-reply'
  message INTEGER NOT NULL REFERENCES messages (id), -- the mail that gives it
  PRIMARY KEY (patch, position)
) STRICT, WITHOUT ROWID;

-- Cells of the evolution matrix: one patch in one version.
CREATE TABLE cells (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  track INTEGER NOT NULL,          -- row of the matrix, from 1
  version INTEGER NOT NULL,        -- position of the version
  number INTEGER NOT NULL,         -- of the patch in this version; for a dropped one in the version before
  change TEXT NOT NULL,            -- 'first' or a Change of lib/evolution/types.ts
  facts TEXT NOT NULL,             -- JSON array, strongest first
  added INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  note TEXT NOT NULL,              -- a sentence, '' when there is nothing to add
  PRIMARY KEY (series, track, version)
) STRICT, WITHOUT ROWID;

-- What changed between two neighbouring versions of a patch, worked out at import.
CREATE TABLE comparisons (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  from_version INTEGER NOT NULL,   -- positions
  to_version INTEGER NOT NULL,
  position INTEGER NOT NULL,       -- order within the step, from 1
  left_number INTEGER,             -- number in the older version, NULL for a new patch
  right_number INTEGER,            -- number in the newer version, NULL for a dropped patch
  verdict TEXT NOT NULL,           -- JSON of Verdict, lib/evolution/types.ts
  body BLOB NOT NULL,              -- deflated JSON of PatchComparison
  PRIMARY KEY (series, from_version, to_version, position)
) STRICT, WITHOUT ROWID;
