-- Who decides for a list or for paths, as the operator says. Cannot be computed, and survives rebuild.
CREATE TABLE maintainers (
  scope TEXT NOT NULL,             -- the address of a mailing list, or a path; a folder ends in '/'
  email TEXT NOT NULL,             -- in lower case, without +tag
  added_ms INTEGER NOT NULL,       -- when the operator entered it
  PRIMARY KEY (scope, email)
) STRICT, WITHOUT ROWID;

-- In which months somebody posted or reviewed on a list: whoever did so in three of them may comment on what is posted there.
CREATE TABLE activity (
  email TEXT NOT NULL,             -- in lower case, without +tag
  list TEXT NOT NULL,              -- the address of the list; '' for mail that came from no list
  month INTEGER NOT NULL,          -- months since 1970, UTC
  mails INTEGER NOT NULL,          -- number of postings and review mails in that month
  postings INTEGER NOT NULL,       -- of these, covers and patches
  addressing INTEGER NOT NULL,     -- of these, covers and patches that were sent to anybody but the list
  PRIMARY KEY (email, list, month)
) STRICT, WITHOUT ROWID;

ALTER TABLE places ADD COLUMN counted INTEGER NOT NULL DEFAULT 0; -- what `activity` counts of it: 0 nothing, 1 a review mail, 2 a posting, 3 a posting that was sent to anybody but the list

-- What the archive says about people and lists, as it was when series were last derived. A change derives again what depends on it.
CREATE TABLE trusted (
  kind TEXT NOT NULL,              -- 'known' or 'taker' (see lib/review/known.ts), or of a list: 'somebody-known', 'list-alone', 'young'
  value TEXT NOT NULL,             -- an address in lower case, without +tag; of a list, its address
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

-- What was known of the senders of replies when the series was derived, of those for whom that matters.
CREATE TABLE judged (
  mailbox TEXT NOT NULL,           -- address of the sender, in lower case, without +tag
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  standing TEXT NOT NULL,          -- initials: committer, operator, known, taker, regular; after a slash of the lists: alone, young; the other addresses of the same person; ? or ! where it matters that nobody, or somebody, is known on the lists. - before it: only comments depend on it
  PRIMARY KEY (mailbox, series)
) STRICT, WITHOUT ROWID;
CREATE INDEX judged_by_series ON judged (series);

-- Pairs of addresses that may be one person's, as single series show them.
CREATE TABLE siblings (
  mailbox TEXT NOT NULL,           -- address of the sender of a reply, in lower case, without +tag
  other TEXT NOT NULL,             -- address that the postings name, or come from
  namer TEXT NOT NULL,             -- address of somebody whose mail names the first one
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  PRIMARY KEY (mailbox, other, namer, series)
) STRICT, WITHOUT ROWID;
CREATE INDEX siblings_by_series ON siblings (series);

ALTER TABLE claims ADD COLUMN own INTEGER NOT NULL DEFAULT 0; -- 1: the sender wrote the series
ALTER TABLE claims ADD COLUMN voucher TEXT NOT NULL DEFAULT ''; -- a Voucher of lib/review/known.ts: what others say for a statement that the patches were applied
ALTER TABLE claims ADD COLUMN named TEXT NOT NULL DEFAULT '[]'; -- JSON array: addresses that the postings name, when the sender is not among them
ALTER TABLE claims ADD COLUMN listed TEXT NOT NULL DEFAULT '[]'; -- JSON array of {sha, title}: the commits that a bot lists
DROP INDEX claims_by_mailbox;
CREATE INDEX claims_by_mailbox ON claims (mailbox);

ALTER TABLE series ADD COLUMN state_basis TEXT NOT NULL DEFAULT ''; -- a Basis of lib/review/basis.ts: why the sender of the mail that decides the state may do so; '' when no mail decides
ALTER TABLE series ADD COLUMN state_severity TEXT; -- a Severity of lib/review/positions.ts: how much the strongest open comment asks for; NULL without one
ALTER TABLE series ADD COLUMN state_counts TEXT NOT NULL DEFAULT '{}'; -- JSON object: how many comments of each severity are open
ALTER TABLE series ADD COLUMN turn_people TEXT NOT NULL DEFAULT '[]'; -- JSON array of {name, emails}: whom the series is waiting on, as far as mail or a tree says
ALTER TABLE series ADD COLUMN queue TEXT NOT NULL DEFAULT ''; -- a Queue of lib/review/queue.ts, as it is while the series is not quiet
ALTER TABLE series ADD COLUMN backport TEXT NOT NULL DEFAULT '[]'; -- JSON array: the stable trees that it is for, as its subjects name them; [] for any other series
ALTER TABLE remarks ADD COLUMN live INTEGER; -- 1 for an open comment that counts for state and turn: on the newest version, by somebody who may comment; NULL for a comment that asks for nothing
-- As far as older rules can tell; it is derived again with everything else.
UPDATE series SET queue = CASE
  WHEN state IN ('applied', 'reverted', 'rejected', 'withdrawn', 'superseded') THEN 'done'
  WHEN turn = 'author' THEN 'waiting-on-author'
  WHEN turn = 'maintainer' AND turn_why = 'ready' THEN 'ready'
  ELSE 'waiting-on-review' END;
CREATE INDEX series_by_queue ON series (queue, last_ms DESC, key);
CREATE INDEX series_backports ON series (title, author_email) WHERE queue = 'backport';

-- The patches that pull requests and release announcements list, each with the posting that it was taken from, where that is clear.
CREATE TABLE pulled (
  pull INTEGER NOT NULL REFERENCES messages (id), -- the request or announcement, a row of `pulls`
  listed INTEGER NOT NULL,         -- place of its title in the shortlog, or among the patches posted below the request, from 0
  message INTEGER NOT NULL REFERENCES messages (id), -- the patch mail
  PRIMARY KEY (pull, listed)
) STRICT, WITHOUT ROWID;
CREATE INDEX pulled_by_message ON pulled (message);

ALTER TABLE pulls ADD COLUMN kind TEXT NOT NULL DEFAULT 'request'; -- 'request', or 'release' for the announcement of a release with its shortlog
ALTER TABLE pulls ADD COLUMN answer TEXT; -- 'pulled', 'withdrawn' or 'declined' by an answer, '' without one; NULL until it is derived
ALTER TABLE pulls ADD COLUMN proof INTEGER REFERENCES messages (id); -- that answer
ALTER TABLE pulls ADD COLUMN proof_quote TEXT NOT NULL DEFAULT ''; -- the sentence of that answer
ALTER TABLE pulls ADD COLUMN next INTEGER REFERENCES messages (id); -- the next try of its sender, which supersedes it; NULL without one
CREATE INDEX pulls_by_proof ON pulls (proof) WHERE proof IS NOT NULL;
CREATE INDEX pulls_by_next ON pulls (next) WHERE next IS NOT NULL;
