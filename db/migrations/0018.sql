-- What became of each review comment, stored so that every page shows the same outcome.
ALTER TABLE standings ADD COLUMN announced_in INTEGER; -- position of the version whose changelog says that the comment was addressed; NULL when none does
ALTER TABLE positions ADD COLUMN unclear INTEGER NOT NULL DEFAULT 0; -- 1 when the words in `scope` limit it and could not be read: it counts only for the patch that the mail answers, and on the cover letter for none
ALTER TABLE positions ADD COLUMN comment INTEGER; -- first line of the review comment that it is part of, in the body of its mail, from 0; NULL when it is part of none
ALTER TABLE remarks ADD COLUMN position TEXT; -- what it asks for: a Position of lib/review/positions.ts; this and the columns below are NULL for a comment that asks for nothing or is about a patch that the newest version no longer has
ALTER TABLE remarks ADD COLUMN quote TEXT; -- its strongest sentence
ALTER TABLE remarks ADD COLUMN status TEXT; -- a StandingStatus of lib/review/states.ts: that of the patch on which it is the most open
ALTER TABLE remarks ADD COLUMN answered INTEGER; -- 1 when the author answered in words
ALTER TABLE remarks ADD COLUMN addressed_in INTEGER; -- position of the first later version that changed what it is about; NULL when none did
ALTER TABLE remarks ADD COLUMN announced_in INTEGER; -- as in `standings`
ALTER TABLE remarks ADD COLUMN merged_over INTEGER; -- 1 for an objection that was open when the patches were applied
ALTER TABLE remarks ADD COLUMN patches TEXT; -- JSON array of the patches that it is about: their numbers in the newest version; empty for the series as a whole
CREATE INDEX remarks_by_message ON remarks (message);
UPDATE positions SET comment = (
  SELECT max(remarks.line) FROM remarks
  WHERE remarks.series = positions.series AND remarks.message = positions.message AND remarks.line <= positions.line
);
UPDATE remarks SET (position, quote, status, answered, addressed_in, merged_over, patches) = (
  SELECT said.position, said.quote, said.status, said.answered, said.changed_in, said.merged_over, json_group_array(said.patch) FILTER (WHERE said.patch IS NOT NULL)
  FROM standings AS said JOIN positions ON positions.series = said.series AND positions.message = said.message
       AND positions.position = said.position AND positions.quote = said.quote
  WHERE said.series = remarks.series AND said.message = remarks.message AND said.status IN ('open', 'promised', 'declined', 'addressed', 'cleared')
    AND remarks.line = positions.comment
  GROUP BY said.position, said.quote ORDER BY said.ordinal LIMIT 1
);
-- What a changelog says about comments cannot be computed from other rows, so even a database with the newest rules is derived again.
UPDATE derivation SET rules = min(rules, 24);
