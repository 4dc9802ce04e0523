-- The thread of each paragraph, so that counting its threads does not read every mail that has it.
ALTER TABLE paragraphs ADD COLUMN thread INTEGER REFERENCES messages (id); -- as in `places`; NULL before the mail is placed
UPDATE paragraphs SET thread = (SELECT places.thread FROM places WHERE places.message = paragraphs.message);
CREATE INDEX paragraphs_by_key ON paragraphs (key, thread);
CREATE INDEX paragraphs_by_thread ON paragraphs (thread);
