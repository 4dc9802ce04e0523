-- What can be searched in mails. Contentless: only the words are stored, since the text is in `messages`. Row ids are those of `messages`.
CREATE VIRTUAL TABLE message_search USING fts5 (
  subject,                         -- the decoded subject
  sender,                          -- name and address
  id,                              -- Message-ID
  text,                            -- the sender's own words: no quotes, no diff, no signature
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- What can be searched in series. Row ids are those of `series`.
CREATE VIRTUAL TABLE series_search USING fts5 (
  title,                           -- of the newest version
  author,                          -- names and addresses of the people who sent it or wrote patches of it
  reviewer,                        -- names and addresses of everyone else who took a position on it
  patches,                         -- titles of the patches of all versions
  paths,                           -- the files that they touch
  lists,                           -- the mailing lists that it was sent to
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- Deletes the words of a row together with the row.
CREATE TRIGGER message_search_delete AFTER DELETE ON messages BEGIN
  DELETE FROM message_search WHERE rowid = old.id;
END;
CREATE TRIGGER series_search_delete AFTER DELETE ON series BEGIN
  DELETE FROM series_search WHERE rowid = old.id;
END;

-- Which series touch a file in any version. Counts as touching the folders above it.
CREATE TABLE touched (
  path TEXT NOT NULL,              -- a file or a folder
  last_ms INTEGER NOT NULL,        -- last_ms of the series, so that the newest come first
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  folder INTEGER NOT NULL,         -- 1 for a folder, 0 for a file
  PRIMARY KEY (path, last_ms, series)
) STRICT, WITHOUT ROWID;
CREATE INDEX touched_by_series ON touched (series, path);

-- Which series were sent to a mailing list.
CREATE TABLE series_lists (
  list TEXT NOT NULL,              -- address of the mailing list
  last_ms INTEGER NOT NULL,        -- last_ms of the series, so that the newest come first
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  PRIMARY KEY (list, last_ms, series)
) STRICT, WITHOUT ROWID;
CREATE INDEX series_lists_by_series ON series_lists (series, list);

-- For the filters of the front page, and for counting what matches each of them.
CREATE INDEX series_by_state ON series (state, last_ms DESC, key);
CREATE INDEX series_by_turn ON series (turn, last_ms DESC, key);
CREATE INDEX series_by_standing ON series (state, turn, last_ms);
