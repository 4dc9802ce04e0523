-- A version lists at most 100 of the patches that are not imported, and counts them all: one subject may claim 9,999.
ALTER TABLE versions ADD COLUMN missing_count INTEGER NOT NULL DEFAULT 0; -- how many patches no mail brings
UPDATE versions SET missing_count = json_array_length(missing) WHERE missing <> '[]';
UPDATE versions SET missing = (SELECT json_group_array(value) FROM json_each(versions.missing) WHERE key < 100) WHERE missing_count > 100;
