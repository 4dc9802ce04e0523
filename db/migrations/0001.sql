-- The mails as they came. Together with what an operator entered, everything in the other tables can be derived from these.
CREATE TABLE mails (
  id INTEGER PRIMARY KEY,          -- row id
  raw BLOB NOT NULL,               -- the headers and the blank line below them, of the copy that was received first, deflated; the whole mail where body is NULL
  received_ms INTEGER,             -- the earliest time that any archive received it; NULL when no copy says
  lists TEXT NOT NULL              -- JSON array of the mailing lists that it came through, of all copies together, sorted
) STRICT;

-- Mails that could not be kept.
CREATE TABLE rejections (
  source TEXT NOT NULL,            -- where the mail is: a file name or an address
  position INTEGER NOT NULL,       -- offset in bytes in that source, or the number of the mail
  reason TEXT NOT NULL,            -- why it could not be kept, as a clause
  PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

-- What a mail says by itself.
CREATE TABLE messages (
  id INTEGER PRIMARY KEY REFERENCES mails (id), -- a row of `mails`
  key TEXT NOT NULL UNIQUE,        -- the Message-ID; for a second mail with the same id and other content, the id, '~' and a hash
  message_id TEXT NOT NULL,        -- without angle brackets
  content_hash TEXT NOT NULL,      -- SHA-256 over what makes two copies the same mail
  subject TEXT NOT NULL,           -- decoded, with blanks collapsed
  from_name TEXT NOT NULL,         -- decoded display name, '' when there is none
  from_email TEXT NOT NULL,        -- in lower case, '' when there is none
  sent_ms INTEGER,                 -- the Date header; NULL when it cannot be true
  sent_zone INTEGER NOT NULL,      -- minutes east of UTC
  received_ms INTEGER NOT NULL,    -- time of receipt, else the Date header, else 0
  refs TEXT NOT NULL,              -- JSON array of the ids that it answers, nearest first
  text BLOB NOT NULL,              -- deflated: a line of JSON with the recipients, then the decoded body where `mails` does not give it
  has_diff INTEGER NOT NULL,       -- 1 when the body holds a diff, or is an empty commit with a number
  UNIQUE (message_id, content_hash)
) STRICT;

-- What is wrong with a mail, in words for the reader.
CREATE TABLE issues (
  message INTEGER NOT NULL REFERENCES messages (id), -- a row of `messages`
  code TEXT NOT NULL,              -- a stable code, see lib/issue.ts
  text TEXT NOT NULL,              -- a sentence for the reader
  line INTEGER,                    -- line of the body, counted from 1, where one is known
  stage TEXT NOT NULL              -- 'mail': found in the mail itself; 'series': found when its series was derived
) STRICT;
CREATE INDEX issues_by_message ON issues (message);

-- The keys under which a mail is found: the ids that it answers and, of a cover letter, patch or notice, those of lib/series/keys.ts. A collision only proposes one candidate more.
CREATE TABLE edges (
  key INTEGER NOT NULL,            -- 53 bits of the SHA-256 of the key
  message INTEGER NOT NULL REFERENCES messages (id), -- a row of `messages`
  PRIMARY KEY (key, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX edges_by_message ON edges (message, key);

-- A series, derived from all of its mails together. People of a series are numbered from 0, see `people`.
CREATE TABLE series (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice, so that what a reader keeps under it cannot go stale
  key TEXT NOT NULL UNIQUE,        -- the key of the head of its first known version
  title TEXT NOT NULL,             -- of the newest version, without prefixes
  author_name TEXT NOT NULL,       -- sender of the newest version
  author_email TEXT NOT NULL,      -- address of the sender of the newest version
  lists TEXT NOT NULL,             -- JSON array, sorted
  first_ms INTEGER NOT NULL,       -- when its first mail was received
  last_ms INTEGER NOT NULL,        -- when its newest mail was received
  messages INTEGER NOT NULL,       -- number of all its mails, covers and patches included
  replies INTEGER NOT NULL,        -- number of its mails that are neither a cover nor a patch
  reviewers INTEGER NOT NULL       -- number of people who gave a review tag in a reply
) STRICT;
CREATE INDEX series_by_activity ON series (last_ms DESC, key);

-- The place of each mail in its thread and in its series.
CREATE TABLE places (
  message INTEGER PRIMARY KEY REFERENCES messages (id), -- a row of `messages`
  thread INTEGER NOT NULL REFERENCES messages (id), -- the first mail of its thread
  parent INTEGER REFERENCES messages (id), -- the mail that it answers; NULL when that is unknown
  ghost TEXT,                      -- the Message-ID that it answers when no known mail has it
  order_ms INTEGER NOT NULL,       -- time of receipt, but never before that of the parent
  kind TEXT NOT NULL,              -- a MailKind of lib/series/kind.ts: cover, patch, reply, pull, notice or other
  series INTEGER REFERENCES series (id), -- a row of `series`; NULL for a mail outside of series
  version INTEGER,                 -- position of the version that it belongs to
  number INTEGER                   -- number of the patch that it is or answers, 0 for the cover; NULL outside of series
) STRICT;
CREATE INDEX places_by_thread ON places (thread, order_ms);
CREATE INDEX places_by_series ON places (series, order_ms);

-- The versions of a series.
CREATE TABLE versions (
  id INTEGER PRIMARY KEY,          -- row id
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  position INTEGER NOT NULL,       -- order within the series, from 1
  version INTEGER NOT NULL,        -- number as posted, 1 when the subject has none
  label TEXT NOT NULL,             -- unique within the series: 'v2', 'RFC', 'v2 RESEND'
  key TEXT NOT NULL,               -- the label as it is written in URLs: '2', 'rfc', '2-resend'
  rfc INTEGER NOT NULL,            -- 1 when it was posted as an RFC
  resend INTEGER NOT NULL,         -- 1 when it was posted as a resend
  partial INTEGER NOT NULL,        -- 1 when patches are taken over from the version before
  total INTEGER NOT NULL,          -- number of patches that it announces
  missing TEXT NOT NULL,           -- JSON array of the numbers of patches that no mail brings, the first 100 of them
  head INTEGER NOT NULL REFERENCES messages (id), -- the cover, else the first patch
  cover INTEGER REFERENCES messages (id), -- the cover letter; NULL when there is none
  joined_by TEXT NOT NULL,         -- 'thread' or 'markers'
  link_to INTEGER,                 -- position of the version that it continues; NULL for the first
  evidence TEXT NOT NULL,          -- JSON array: what the link is based on, strongest first
  UNIQUE (series, position)
) STRICT;

-- The patches of a version.
CREATE TABLE patches (
  id INTEGER PRIMARY KEY,          -- row id
  version INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE, -- a row of `versions`
  number INTEGER NOT NULL,         -- number within the version, from 1
  message INTEGER NOT NULL REFERENCES messages (id), -- a row of `messages`
  title TEXT NOT NULL,             -- the subject without its prefixes
  author_name TEXT NOT NULL,       -- who wrote it: the From line of the body, else the sender
  author_email TEXT NOT NULL,      -- address of the author
  added INTEGER NOT NULL,          -- number of plus lines
  removed INTEGER NOT NULL,        -- number of minus lines
  files TEXT NOT NULL,             -- JSON array of paths, sorted
  UNIQUE (version, number)
) STRICT;
CREATE INDEX patches_by_message ON patches (message);

-- The trailers of a patch: those it was posted with, and those that replies gave.
CREATE TABLE trailers (
  patch INTEGER NOT NULL REFERENCES patches (id) ON DELETE CASCADE, -- a row of `patches`
  position INTEGER NOT NULL,       -- order within the patch: its own trailers first, then those of replies by time
  name TEXT NOT NULL,              -- as written: 'Reviewed-by'
  value TEXT NOT NULL,             -- as written: usually a name and an address
  source TEXT NOT NULL,            -- 'body', 'reply' or 'cover-reply'
  message INTEGER NOT NULL REFERENCES messages (id), -- the mail that gives it
  PRIMARY KEY (patch, position)
) STRICT, WITHOUT ROWID;

-- Cells of the evolution matrix: one patch in one version.
CREATE TABLE cells (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  track INTEGER NOT NULL,          -- row of the matrix, from 1
  version INTEGER NOT NULL,        -- position of the version
  number INTEGER NOT NULL,         -- number of the patch in this version; for a dropped patch in the version before
  change TEXT NOT NULL,            -- 'first', or a Change of lib/evolution/types.ts
  facts TEXT NOT NULL,             -- JSON array, strongest first
  added INTEGER NOT NULL,          -- number of plus lines that only the newer version has
  removed INTEGER NOT NULL,        -- number of plus and minus lines that only the older version has
  note TEXT NOT NULL,              -- a sentence, '' when there is nothing to add
  PRIMARY KEY (series, track, version)
) STRICT, WITHOUT ROWID;

-- What changed between two neighbouring versions of a patch, computed at import.
CREATE TABLE comparisons (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  from_version INTEGER NOT NULL,   -- position of the older version
  to_version INTEGER NOT NULL,     -- position of the newer version
  position INTEGER NOT NULL,       -- order within the step, from 1
  left_number INTEGER,             -- number in the older version; NULL for a new patch
  right_number INTEGER,            -- number in the newer version; NULL for a dropped patch
  verdict TEXT NOT NULL,           -- JSON of Verdict, lib/evolution/types.ts
  body BLOB NOT NULL,              -- deflated JSON of PatchChanges, lib/evolution/types.ts
  PRIMARY KEY (series, from_version, to_version, position)
) STRICT, WITHOUT ROWID;
