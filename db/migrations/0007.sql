-- The raw mail in two parts, so that a body that is plain text is stored once: messages.text then holds the recipients only.
-- In earlier rows, raw is the whole mail and body is NULL.
ALTER TABLE mails ADD COLUMN body BLOB; -- what follows the headers, deflated; NULL in rows that a program before schema 7 wrote
