-- The git trees in which the commits of patches are looked for, as the operator named them.
CREATE TABLE trees (
  id INTEGER PRIMARY KEY,          -- row id
  name TEXT NOT NULL UNIQUE,       -- what the operator calls it
  url TEXT NOT NULL,               -- path or URL of its repository
  scopes TEXT NOT NULL,            -- JSON array of the lists and paths that it decides for; empty when that is learnt from its commits
  commit_url TEXT NOT NULL,        -- where a commit is shown: a template with {sha}; '' when it is guessed from the URL
  updated_ms INTEGER               -- when it was last read; NULL before the first time
) STRICT;

-- The branches of a tree that are read.
CREATE TABLE branches (
  id INTEGER PRIMARY KEY,          -- row id
  tree INTEGER NOT NULL REFERENCES trees (id) ON DELETE CASCADE, -- a row of `trees`
  name TEXT NOT NULL,              -- without 'refs/heads/'
  role TEXT NOT NULL,              -- a BranchRole of lib/tree/types.ts
  tip TEXT,                        -- the last commit that was read; NULL before the first time
  UNIQUE (tree, name)
) STRICT;

-- The release tags of a tree that were read. A commit keeps the first of them that contains it, whatever becomes of the tag.
CREATE TABLE release_tags (
  tree INTEGER NOT NULL REFERENCES trees (id) ON DELETE CASCADE, -- a row of `trees`
  name TEXT NOT NULL,              -- without 'refs/tags/'
  sha TEXT NOT NULL,               -- the commit that it names
  PRIMARY KEY (tree, name)
) STRICT, WITHOUT ROWID;

-- The commits of all trees, as their repositories tell. Kept by a rebuild and a backup, since a branch may be rebased.
CREATE TABLE commits (
  id INTEGER PRIMARY KEY,          -- row id
  sha TEXT NOT NULL UNIQUE,        -- 40 hex digits (64 where the repository uses SHA-256)
  title TEXT NOT NULL,             -- first line of its message
  author INTEGER NOT NULL REFERENCES committers (id), -- who wrote it
  committer INTEGER NOT NULL REFERENCES committers (id), -- who committed it
  authored_ms INTEGER NOT NULL,    -- author date
  committed_ms INTEGER NOT NULL,   -- committer date
  parents INTEGER NOT NULL,        -- number of parents
  marks TEXT,                      -- CommitMarks of lib/tree/types.ts as JSON; NULL when its message names no mail and no commit
  patch_id TEXT,                   -- what `git patch-id --stable` gives; '' for a commit without a diff; NULL when it was not computed
  release TEXT,                    -- the first release tag that contains it; NULL when none is known
  lines BLOB                       -- the fingerprint of its diff, as in `sketches`; NULL when it was not computed
) STRICT;
CREATE INDEX commits_by_time ON commits (committed_ms);
CREATE INDEX commits_by_committer ON commits (committer);

-- The people of commits, each name and address once.
CREATE TABLE committers (
  id INTEGER PRIMARY KEY,          -- row id
  name TEXT NOT NULL,              -- as in the commit
  email TEXT NOT NULL,             -- in lower case
  UNIQUE (email, name)
) STRICT;

-- The keys under which a commit is found, see lib/tree/commitKeys.ts: from a mail by `link`, `patch-id` and `commit-title`, from a commit
-- that its message names by `names <first 8 digits>`.
CREATE TABLE commit_keys (
  key INTEGER NOT NULL,            -- 53 bits of the SHA-256 of the key, as in `edges`
  "commit" INTEGER NOT NULL REFERENCES commits (id) ON DELETE CASCADE, -- a row of `commits`
  PRIMARY KEY (key, "commit")
) STRICT, WITHOUT ROWID;
CREATE INDEX commit_keys_by_commit ON commit_keys ("commit");

-- Message and diff of the commits that were tied to a patch, for comparing them with what was posted.
CREATE TABLE commit_texts (
  "commit" INTEGER PRIMARY KEY REFERENCES commits (id) ON DELETE CASCADE, -- a row of `commits`
  text BLOB NOT NULL               -- deflated: what `git show` prints of it below its headers, the message first
) STRICT;

-- On which branches a commit was seen.
CREATE TABLE sightings (
  branch INTEGER NOT NULL REFERENCES branches (id) ON DELETE CASCADE, -- a row of `branches`
  "commit" INTEGER NOT NULL REFERENCES commits (id) ON DELETE CASCADE, -- a row of `commits`
  first_ms INTEGER NOT NULL,       -- when the branch was first read with it
  gone_ms INTEGER,                 -- when the branch was first read without it again; NULL while it is there
  PRIMARY KEY (branch, "commit")
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_by_commit ON sightings ("commit");

-- Which patch mail a commit was made from. Derived from commits and mails.
CREATE TABLE ties (
  "commit" INTEGER NOT NULL REFERENCES commits (id) ON DELETE CASCADE, -- a row of `commits`
  message INTEGER NOT NULL REFERENCES messages (id), -- the patch mail, a row of `messages`
  position INTEGER NOT NULL,       -- order of the mails of a commit, from 1: first the one that it was made from, then the same patch in other series and what was squashed
  key TEXT NOT NULL,               -- a TieKey of lib/tree/types.ts: what tied them
  added INTEGER,                   -- changed lines of the commit that the mail does not have; NULL while the text of the commit is not stored
  removed INTEGER,                 -- changed lines of the mail that the commit does not have; NULL likewise
  PRIMARY KEY ("commit", message)
) STRICT, WITHOUT ROWID;
CREATE INDEX ties_by_message ON ties (message);

ALTER TABLE series ADD COLUMN state_commit INTEGER; -- the commit that decides the state, a row of `commits`; NULL when mail decides
ALTER TABLE series ADD COLUMN state_version INTEGER; -- position of the version that the tree has; NULL when mail decides
ALTER TABLE series ADD COLUMN state_conflict INTEGER REFERENCES messages (id); -- a mail that contradicts the tree
ALTER TABLE series ADD COLUMN state_conflict_quote TEXT NOT NULL DEFAULT ''; -- its words; '' without one
