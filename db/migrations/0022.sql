-- Which addresses belong to one person, as the .mailmap of a git tree says. Source data like commits: cannot be computed from mail, and survives rebuild.
CREATE TABLE mailmaps (
  tree INTEGER NOT NULL REFERENCES trees (id) ON DELETE CASCADE, -- a row of `trees`
  mailbox TEXT NOT NULL,           -- an address in lower case, without +tag
  person TEXT NOT NULL,            -- the address that the file gives this person, in lower case, without +tag; it has a row of its own
  PRIMARY KEY (tree, mailbox)
) STRICT, WITHOUT ROWID;
CREATE INDEX mailmaps_by_mailbox ON mailmaps (mailbox);
CREATE INDEX mailmaps_by_person ON mailmaps (tree, person);
