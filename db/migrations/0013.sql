-- The review tags that replies to the cover letter of a version give. Each is stored once and belongs to every patch of the version that has none of its kind by the same person before it.
CREATE TABLE cover_tags (
  version INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE, -- a row of `versions`
  position INTEGER NOT NULL,       -- order of receipt, from 0
  name TEXT NOT NULL,              -- as written: 'Reviewed-by'
  value TEXT NOT NULL,             -- as written: usually a name and an address
  message INTEGER NOT NULL REFERENCES messages (id), -- the mail that gives it
  PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;

-- What is the same for several patches is one row, from the patch in `patch` to the one in `last`.
ALTER TABLE standings ADD COLUMN last INTEGER; -- number of the last patch that it is about, with every patch of the version in between; NULL when `patch` says all
ALTER TABLE audit ADD COLUMN last INTEGER; -- number of the last patch that it is about, with every patch of the version in between; NULL when `patch` says all
