-- What each cover and patch says about others, read from that mail alone: what it depends on, what it fixes. The target is looked up here on each call, so either mail may come first.
CREATE TABLE mentions (
  kind TEXT NOT NULL,              -- a ReferenceKind of lib/series/references.ts
  value TEXT NOT NULL,             -- normalised: a Message-ID, a change-id, a patch-id, a commit, a title, an address
  message INTEGER NOT NULL REFERENCES messages (id), -- a row of `messages`
  text TEXT NOT NULL,              -- how the mail says it; '' for what the mail itself is known by
  PRIMARY KEY (kind, value, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_message ON mentions (message);

-- What bots found wrong with a patch, and what later versions did about it.
CREATE TABLE reports (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  message INTEGER NOT NULL REFERENCES messages (id), -- the mail of the bot
  version INTEGER NOT NULL,        -- position of the version
  patch INTEGER,                   -- number in that version; NULL when it is unknown
  findings TEXT NOT NULL,          -- JSON array of BotFinding, lib/review/botReport.ts
  place TEXT,                      -- whether a 'hunk' or a 'file' of the patch is named; NULL when the patch has neither
  changed_in INTEGER,              -- position of the first later version in which that is different; NULL when there is none
  credited_in INTEGER,             -- position of the first later version whose patch names the bot as its reporter; NULL when there is none
  PRIMARY KEY (series, message)
) STRICT, WITHOUT ROWID;

-- syzbot sends each report from an address of its own, and the patch that fixes it names that address.
CREATE INDEX messages_by_machine ON messages (from_email) WHERE from_email LIKE 'syzbot+%';
