/**
 * The mboxrd format, as public-inbox writes it: one fixed separator line, and one `>` more in front of every line that starts
 * with `From `, or with that after `>` characters. Unlike mboxo it can be undone without loss, whatever the mail holds.
 */

/** The start of every separator; nothing else in a file starts a line like this. */
export const MBOXRD_START = 'From mboxrd@z '
/** The separator line as public-inbox and git write it, without its line end. */
export const MBOXRD_SEPARATOR = `${MBOXRD_START}Thu Jan  1 00:00:00 1970`

/** The `From ` line that git format-patch writes above a patch: the name of the commit. Pasted into a mail it separates nothing. */
export const COMMIT_LINE = /^From [0-9a-f]{40,64} /

const QUOTABLE = /^>*From /
const LF = 0x0a

/** Whether bytes start with the `From ` line of an mbox, of whatever format. */
export function startsWithFromLine(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 'From '.length) === 'From '
}

/** Adds one `>` to every line that could be read as a separator. Only LF ends a line; to `^` in a regular expression U+2028 does as well. */
export function quoteFromLines(text: string): string {
  return text
    .split('\n')
    .map((line) => (QUOTABLE.test(line) ? `>${line}` : line))
    .join('\n')
}

/** Undoes quoteFromLines; `text` must hold one byte per character (latin1). */
export function unquoteFromLines(text: string): string {
  return text.replace(/^>(>*From )/gm, '$1')
}

/** One entry of an mboxrd: the separator, the quoted mail and a blank line. The bytes of the mail stay as they are, whatever their charset. */
export function toMboxrd(raw: Buffer): Buffer {
  const end = raw.at(-1) === LF ? '\n' : '\n\n'
  return Buffer.from(`${MBOXRD_SEPARATOR}\n${quoteFromLines(raw.toString('latin1'))}${end}`, 'latin1')
}
