-- The raw mail in two parts, so that a body that reads as it was sent is kept once: messages.text then has the recipients alone.
-- In rows from before, raw is the whole mail and body NULL.
ALTER TABLE mails ADD COLUMN body BLOB;  -- deflated: what stands behind the blank line; raw then ends with that line
