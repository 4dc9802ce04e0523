-- Columns that nothing reads.
ALTER TABLE series DROP COLUMN first_ms;
ALTER TABLE series DROP COLUMN reviewers;
ALTER TABLE versions DROP COLUMN joined_by;
ALTER TABLE issues DROP COLUMN line;

-- A nightly run is locked by db/nightlyLock.ts, in a file beside the database.
DROP TABLE nightly_lock;

-- The rules for positions have words for names. Renamed here as well, so that an upgraded database is right before it is next rebuilt.
CREATE TEMP TABLE rule_names (code TEXT PRIMARY KEY, word TEXT NOT NULL) STRICT;
INSERT INTO rule_names (code, word) VALUES
  ('R0', 'answers'), ('R1', 'refuses'), ('R2', 'applies'), ('R3', 'approves'), ('R4', 'conditions'),
  ('R5', 'converses'), ('R6', 'objects'), ('R7', 'requests'), ('R8', 'asks'), ('R9', 'discusses');
UPDATE positions SET rule = rule_names.word FROM rule_names WHERE rule_names.code = positions.rule;
UPDATE standings SET rule = rule_names.word FROM rule_names WHERE rule_names.code = standings.rule;
DROP TABLE rule_names;

-- The verdict on a pair of patches is stored once, in its cell. A comparison that an older program stored still repeats it in its body.
ALTER TABLE cells RENAME TO old_cells;

-- Cells of the evolution matrix: one patch in one version.
CREATE TABLE cells (
  series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE, -- a row of `series`
  track INTEGER NOT NULL,          -- row of the matrix, from 1
  version INTEGER NOT NULL,        -- position of the version
  number INTEGER NOT NULL,         -- number of the patch in this version; for a dropped patch in the version before
  change TEXT NOT NULL,            -- 'first', or a Change of lib/evolution/types.ts
  verdict TEXT,                    -- JSON of the rest of the Verdict, lib/evolution/types.ts; NULL for a 'first' patch, which is compared with nothing
  PRIMARY KEY (series, track, version)
) STRICT, WITHOUT ROWID;

INSERT INTO cells (series, track, version, number, change, verdict)
  SELECT old.series, old.track, old.version, old.number, old.change,
         (SELECT json_remove(comparisons.verdict, '$.change', '$.outer') FROM comparisons
          WHERE comparisons.series = old.series AND comparisons.to_version = old.version
            AND coalesce(comparisons.right_number, comparisons.left_number) = old.number
            AND (comparisons.right_number IS NULL) = (old.change = 'dropped')
            AND old.change <> 'first')
  FROM old_cells AS old;
DROP TABLE old_cells;
ALTER TABLE comparisons DROP COLUMN verdict;
