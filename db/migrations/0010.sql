-- Who said that a series was applied or rejected, and why that person may be expected to decide. Someone who applied series of several people that were sent to them is known for it in the whole archive; when that changes, what depends on it is derived again.
CREATE TABLE claims (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  message INTEGER NOT NULL REFERENCES messages (id), -- the mail that says it
  kind TEXT NOT NULL,              -- 'applied', 'nak', 'superseded', or 'speaker' for someone who says none of these and may call in others who decide
  mailbox TEXT NOT NULL,           -- address of the sender, in lower case, without +tag
  basis TEXT NOT NULL,             -- why this person may decide: 'author', 'addressed', 'called', 'known' or 'host'; 'none' for a claim that is shown and decides nothing
  quote TEXT NOT NULL,             -- words of the mail
  PRIMARY KEY (series, message, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_by_mailbox ON claims (basis, mailbox, series);
CREATE INDEX claims_by_message ON claims (message);
