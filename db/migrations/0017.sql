-- Paragraphs of replies, stored as hashes to find those that a sender repeats. `rebuild` fills both tables.
CREATE TABLE paragraphs (
  key INTEGER NOT NULL,                                 -- hash of the sender and the words of a paragraph of two or more sentences; see lib/review/boilerplate.ts
  message INTEGER NOT NULL REFERENCES messages (id),    -- a reply that has it
  PRIMARY KEY (key, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX paragraphs_by_message ON paragraphs (message);
-- Paragraphs that one sender repeats in five threads or more. No comment, request or question is read from them.
CREATE TABLE boilerplate (
  key INTEGER PRIMARY KEY                               -- as in `paragraphs`
) STRICT;
