-- Threads, versions and series are derived one after the other, and what a later stage needs of an earlier one is stored.
ALTER TABLE places ADD COLUMN depth INTEGER NOT NULL DEFAULT 0; -- number of mails above it in its thread
ALTER TABLE places ADD COLUMN above INTEGER REFERENCES messages (id); -- the nearest cover or patch above it in its thread
ALTER TABLE places ADD COLUMN head INTEGER REFERENCES messages (id); -- of a cover or patch: the head of its version
ALTER TABLE places ADD COLUMN posting INTEGER REFERENCES messages (id); -- the cover or patch that it belongs to: itself, the one above it, or the one that a notice says was taken
CREATE INDEX places_by_above ON places (above) WHERE head IS NOT NULL;
CREATE INDEX places_by_head ON places (head) WHERE head IS NOT NULL;
CREATE INDEX places_by_posting ON places (posting) WHERE posting IS NOT NULL;
ALTER TABLE series ADD COLUMN chain TEXT NOT NULL DEFAULT ''; -- a hash of its versions and their links: while it stays, only new mail changes the series

-- What linking knows about a cover letter, a patch or a notice beside its headers, so that it never reads a body.
CREATE TABLE sketches (
  message INTEGER PRIMARY KEY REFERENCES messages (id), -- a row of `messages`
  facts TEXT NOT NULL,             -- JSON: ids that it names, people involved, title; see db/derive/sketchRows.ts
  lines BLOB NOT NULL              -- the fingerprint of its diff: numbers of 32 bits, ascending, the low byte first
) STRICT;

-- Mails whose rows were made by older rules and have yet to be read again.
CREATE TABLE outdated (
  message INTEGER PRIMARY KEY REFERENCES mails (id) -- a row of `mails`
) STRICT;
CREATE INDEX versions_by_head ON versions (head);
