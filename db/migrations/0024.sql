-- Who delivered mail to this database.
CREATE TABLE deliverers (
  id INTEGER PRIMARY KEY,          -- row id
  name TEXT NOT NULL UNIQUE        -- the source as in `cursors`; for mail that was looked up by Message-ID, the address of the server; '' for mail that was imported before this was recorded
) STRICT;

-- Which mail each of them delivered, and has not withdrawn since. An archive can withdraw its own delivery alone: a mail goes when nobody is left who delivered it. Mails made from attached files have no row.
CREATE TABLE deliveries (
  mail INTEGER NOT NULL REFERENCES mails (id) ON DELETE CASCADE, -- a row of `mails`
  deliverer INTEGER NOT NULL REFERENCES deliverers (id), -- a row of `deliverers`
  PRIMARY KEY (mail, deliverer)
) STRICT, WITHOUT ROWID;

-- Of earlier imports, only the archives are known.
INSERT INTO deliverers (name) SELECT DISTINCT source FROM origins;
INSERT INTO deliveries (mail, deliverer)
  SELECT DISTINCT messages.id, deliverers.id FROM origins
  JOIN messages ON messages.message_id = origins.message_id AND messages.content_hash = origins.content_hash
  JOIN deliverers ON deliverers.name = origins.source;
INSERT INTO deliverers (name)
  SELECT '' WHERE EXISTS (SELECT 1 FROM mails WHERE id NOT IN (SELECT mail FROM deliveries));
INSERT INTO deliveries (mail, deliverer)
  SELECT mails.id, deliverers.id FROM mails JOIN deliverers ON deliverers.name = ''
  WHERE mails.id NOT IN (SELECT mail FROM deliveries);

ALTER TABLE hidden ADD COLUMN hidden_ms INTEGER; -- when; NULL for what was hidden before this was recorded
