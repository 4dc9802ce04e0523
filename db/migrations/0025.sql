-- Which words follow each other in subject, sender, Message-ID and body, so that a search for a phrase need not unpack every mail that has its
-- words. A mail without a row may have any phrase; mails that were imported before get theirs when they are read again.
CREATE TABLE word_pairs (
  message INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE, -- a row of `messages`
  filter BLOB NOT NULL             -- a Bloom filter, see lib/search/wordPairs.ts
) STRICT;
