-- Who said that a series was taken, or refused it, and why that person may be expected to decide. Whoever was addressed by series of several
-- people and took them is known on the whole archive: a change of that derives again what rests on it.
CREATE TABLE claims (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  message INTEGER NOT NULL REFERENCES messages (id),
  kind TEXT NOT NULL,              -- 'applied', 'nak'; 'speaker': who says neither and may call in who does
  mailbox TEXT NOT NULL,           -- address of the sender, lower case, without +tag
  basis TEXT NOT NULL,             -- 'author', 'addressed', 'called', 'known', 'host'; 'none': shown, decides nothing
  quote TEXT NOT NULL,             -- words of the mail
  PRIMARY KEY (series, message, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_by_mailbox ON claims (basis, mailbox, series);
CREATE INDEX claims_by_message ON claims (message);
