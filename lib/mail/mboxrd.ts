const SEPARATOR = Buffer.from('From mboxrd@z Thu Jan  1 00:00:00 1970\n')
const LF = 0x0a
const QUOTED = /^>*From /

/**
 * One entry of an mboxrd: the separator, the mail with lines that begin `From ` (or that with marks before it) marked
 * once more, and a blank line. Bytes stay as they are, whatever the charset; any reader of mboxrd gives them back.
 */
export function toMboxrd(raw: Buffer): Buffer {
  const text = raw.toString('latin1')
  const quoted = text
    .split('\n')
    .map((line) => (QUOTED.test(line) ? `>${line}` : line))
    .join('\n')
  const end = raw.at(-1) === LF ? '\n' : '\n\n'
  return Buffer.concat([SEPARATOR, Buffer.from(quoted + end, 'latin1')])
}
