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
const GREATER = 0x3e
const QUOTE = Buffer.from('>')
const FROM = Buffer.from('From ')

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

/** Undoes the quoting of mboxo, which puts a `>` before `From ` alone; `text` as in unquoteFromLines. */
export function unquoteMboxo(text: string): string {
  return text.replace(/^>(From )/gm, '$1')
}

/** One entry of an mboxrd: the separator, the quoted mail and a blank line. The bytes of the mail stay as they are, whatever their charset. */
export function toMboxrd(raw: Buffer): Buffer {
  const pieces: Buffer[] = [Buffer.from(`${MBOXRD_SEPARATOR}\n`)]
  let from = 0
  for (const start of findQuotable(raw)) {
    pieces.push(raw.subarray(from, start), QUOTE)
    from = start
  }
  pieces.push(raw.subarray(from), Buffer.from(raw.at(-1) === LF ? '\n' : '\n\n'))
  return Buffer.concat(pieces)
}

/** Where the lines start that quoteFromLines changes. Linear, and fast: hardly any mail has one. */
function* findQuotable(raw: Buffer): Generator<number> {
  for (let at = raw.indexOf(FROM); at >= 0; at = raw.indexOf(FROM, at + 1)) {
    let start = at
    while (raw[start - 1] === GREATER) start--
    if (start === 0 || raw[start - 1] === LF) yield start
  }
}
