-- What can be searched in mails. Contentless: only the words of each column are stored, not where in it they are, since phrases are looked for
-- in the mails found. Row ids are those of `messages`. lib/search/mailFields.ts finds the texts.
CREATE VIRTUAL TABLE mail_search USING fts5 (
  subject,                         -- the decoded subject
  sender,                          -- name and address
  id,                              -- Message-ID
  recipients,                      -- names and addresses of To
  copies,                          -- names and addresses of Cc
  lists,                           -- the mailing lists that it came through
  own,                             -- what the sender wrote: no quotes, no lines of a diff
  quoted,                          -- quoted lines
  file,                            -- the paths that a diff names
  removed,                         -- lines that a diff removes
  added,                           -- lines that a diff adds
  context,                         -- other lines of a diff
  function,                        -- what a diff prints after the line numbers of a hunk
  old_blob,                        -- abbreviated ids of the blobs that a diff replaces
  new_blob,                        -- and of those that replace them
  content = '', contentless_delete = 1, detail = column, tokenize = "unicode61 remove_diacritics 2"
);

-- Deletes the words of a row together with the row.
DROP TRIGGER message_search_delete;
DROP TABLE message_search;
CREATE TRIGGER mail_search_delete AFTER DELETE ON messages BEGIN
  DELETE FROM mail_search WHERE rowid = old.id;
END;

-- For searches by the date of a mail.
CREATE INDEX messages_by_sending ON messages (coalesce(sent_ms, received_ms));
