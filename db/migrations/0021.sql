-- Who decides for a list or for paths, as the operator says. Cannot be computed, and survives rebuild.
CREATE TABLE maintainers (
  scope TEXT NOT NULL,             -- the address of a mailing list, or a path; a folder ends in '/'
  email TEXT NOT NULL,             -- in lower case, without +tag
  added_ms INTEGER NOT NULL,       -- when the operator entered it
  PRIMARY KEY (scope, email)
) STRICT, WITHOUT ROWID;

-- In which months somebody wrote to a list: who did so in three of them may comment on what is posted there.
CREATE TABLE activity (
  email TEXT NOT NULL,             -- in lower case, without +tag
  list TEXT NOT NULL,              -- the address of the list
  month INTEGER NOT NULL,          -- months since 1970, UTC
  mails INTEGER NOT NULL,          -- number of postings and review mails in that month
  PRIMARY KEY (email, list, month)
) STRICT, WITHOUT ROWID;

ALTER TABLE series ADD COLUMN state_basis TEXT NOT NULL DEFAULT ''; -- a Basis of lib/review/basis.ts: why the sender of the mail that decides the state may do so; '' when no mail decides
ALTER TABLE series ADD COLUMN state_severity TEXT; -- a Severity of lib/review/positions.ts: how much the strongest open comment asks for; NULL without one
ALTER TABLE series ADD COLUMN state_counts TEXT NOT NULL DEFAULT '{}'; -- JSON object: how many comments of each severity are open
ALTER TABLE series ADD COLUMN turn_people TEXT NOT NULL DEFAULT '[]'; -- JSON array of {name, emails}: whom the series is waiting on, as far as mail or a tree says
ALTER TABLE series ADD COLUMN queue TEXT NOT NULL DEFAULT ''; -- a Queue of lib/review/queue.ts, as it is while the series is not quiet
ALTER TABLE series ADD COLUMN backport TEXT NOT NULL DEFAULT '[]'; -- JSON array: the stable trees that it is for, as its subjects name them; [] for any other series
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
ALTER TABLE pulls ADD COLUMN answer TEXT; -- 'pulled' or 'withdrawn' by an answer, '' without one; NULL until it is derived
ALTER TABLE pulls ADD COLUMN proof INTEGER REFERENCES messages (id); -- that answer
ALTER TABLE pulls ADD COLUMN proof_quote TEXT NOT NULL DEFAULT ''; -- the sentence of that answer
ALTER TABLE pulls ADD COLUMN next INTEGER REFERENCES messages (id); -- the next try of its sender, which supersedes it; NULL without one
CREATE INDEX pulls_by_proof ON pulls (proof) WHERE proof IS NOT NULL;
CREATE INDEX pulls_by_next ON pulls (next) WHERE next IS NOT NULL;
