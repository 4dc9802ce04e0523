-- What `status` names: the mails with the most keys and the largest series. Counted once, so that nothing is counted for a page.
ALTER TABLE messages ADD COLUMN keys INTEGER NOT NULL DEFAULT 0; -- number of its rows in `edges`
UPDATE messages SET keys = (SELECT count(*) FROM edges WHERE edges.message = messages.id);
CREATE INDEX messages_by_keys ON messages (keys) WHERE keys > 8;
ALTER TABLE series ADD COLUMN patches INTEGER NOT NULL DEFAULT 0; -- number of its patches, of all versions together
UPDATE series SET patches = (
  SELECT count(*) FROM versions JOIN patches ON patches.version = versions.id WHERE versions.series = series.id
);
CREATE INDEX series_by_messages ON series (messages);
CREATE INDEX series_by_patches ON series (patches);
