-- What each cover and patch says about others, read from that mail alone: what it depends on and what it fixes. References are
-- resolved when they are read, so that neither mail has to come first.
CREATE TABLE mentions (
  kind TEXT NOT NULL,              -- a ReferenceKind of lib/series/references.ts
  value TEXT NOT NULL,             -- normalised: a Message-ID, a change-id, a patch-id, a commit, a title, an address
  message INTEGER NOT NULL REFERENCES messages (id),
  text TEXT NOT NULL,              -- how the mail says it; '' for what the mail itself is known by
  PRIMARY KEY (kind, value, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_message ON mentions (message);

-- What machines found wrong with a patch, and what the versions after it did.
CREATE TABLE reports (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  message INTEGER NOT NULL REFERENCES messages (id),
  version INTEGER NOT NULL,        -- position of the version
  patch INTEGER,                   -- number in that version; NULL when it cannot be told
  findings TEXT NOT NULL,          -- JSON array of BotFinding, lib/review/botReport.ts
  place TEXT,                      -- 'hunk' or 'file' of the patch that is named; NULL when the patch has neither
  changed_in INTEGER,              -- position of the first later version in which that reads otherwise
  credited_in INTEGER,             -- position of the first later version whose patch names the machine as its reporter
  PRIMARY KEY (series, message)
) STRICT, WITHOUT ROWID;

-- syzbot sends each report from its own address, which the patch that fixes it names.
CREATE INDEX messages_by_machine ON messages (from_email) WHERE from_email LIKE 'syzbot+%';
