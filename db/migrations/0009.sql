-- What can be searched. Contentless: the words are kept, the text is not; it stands in `messages` already. Row ids are those of messages and series.
CREATE VIRTUAL TABLE message_search USING fts5 (
  subject,
  sender,                          -- name and address
  id,                              -- Message-ID
  text,                            -- the sender's own words: no quotes, no diff, no signature
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

CREATE VIRTUAL TABLE series_search USING fts5 (
  title,
  author,                          -- who sent it or wrote patches of it: names and addresses
  reviewer,                        -- who else said something that counts: names and addresses
  patches,                         -- titles of the patches of all versions
  paths,                           -- files they touch
  lists,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- A row that goes takes its words along, whoever deletes it.
CREATE TRIGGER message_search_delete AFTER DELETE ON messages BEGIN
  DELETE FROM message_search WHERE rowid = old.id;
END;
CREATE TRIGGER series_search_delete AFTER DELETE ON series BEGIN
  DELETE FROM series_search WHERE rowid = old.id;
END;

-- Which series touch a file, in any version; the folders above it count as touched.
CREATE TABLE touched (
  path TEXT NOT NULL,
  last_ms INTEGER NOT NULL,        -- last_ms of the series, so that the newest come first
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  folder INTEGER NOT NULL,         -- 1 for a folder, 0 for a file
  PRIMARY KEY (path, last_ms, series)
) STRICT, WITHOUT ROWID;
CREATE INDEX touched_by_series ON touched (series, path);

-- Which series went to a list.
CREATE TABLE series_lists (
  list TEXT NOT NULL,
  last_ms INTEGER NOT NULL,        -- as above
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  PRIMARY KEY (list, last_ms, series)
) STRICT, WITHOUT ROWID;
CREATE INDEX series_lists_by_series ON series_lists (series, list);

-- For the filters of the front page, and for counting what each of them leaves.
CREATE INDEX series_by_state ON series (state, last_ms DESC, key);
CREATE INDEX series_by_turn ON series (turn, last_ms DESC, key);
CREATE INDEX series_by_standing ON series (state, turn, last_ms);
