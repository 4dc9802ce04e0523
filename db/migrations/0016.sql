-- Pull requests: mails that ask somebody to pull from a repository.
CREATE TABLE pulls (
  message INTEGER PRIMARY KEY REFERENCES messages (id), -- the mail that asks
  mailbox TEXT NOT NULL,                                -- its sender, for finding a second try
  title TEXT NOT NULL,                                  -- the subject without its prefixes
  url TEXT,                                             -- the repository
  ref TEXT,                                             -- branch, tags/NAME or commit, as written
  base TEXT,                                            -- the commit that the changes are based on
  head TEXT,                                            -- the newest commit of the changes
  version INTEGER NOT NULL,                             -- as the subject counts tries, from 1
  patches INTEGER NOT NULL,                             -- how many the shortlog lists, else how many the subject announces
  shortlog TEXT NOT NULL,                               -- JSON: [{"author","titles"}], bounded
  reposted INTEGER                                      -- 1: a cover with patches most of which were posted before; NULL until it is derived
) STRICT;
CREATE INDEX pulls_by_mailbox ON pulls (mailbox);
CREATE INDEX pulls_to_settle ON pulls (message) WHERE reposted IS NULL;
CREATE INDEX pulls_reposted ON pulls (message) WHERE reposted = 1;
-- Under which numbers a pull request is found: hashes of the titles it lists, and of the keys of earlier postings of its patches.
CREATE TABLE pull_keys (
  key INTEGER NOT NULL,                                 -- see hashKey in lib/series/keys.ts
  pull INTEGER NOT NULL REFERENCES pulls (message),
  PRIMARY KEY (key, pull)
) STRICT, WITHOUT ROWID;
CREATE INDEX pull_keys_by_pull ON pull_keys (pull);
