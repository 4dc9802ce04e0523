import { isSignatureStart } from '../signature'

/** A line of nothing but the marks that separate a footer. */
const RULE = /^\s{0,3}(?:[_=*~#-]{2,80}|(?:-=|=-){2,40}-?|(?:-{1,20}~-{0,20}){2,20})\s*$/
/** As Mailman draws it. */
const MAILMAN_RULE = /^_{20,80}\s*$/
/** What a list says of itself, whatever it is called. */
const LIST_WORDS =
  /\bmailing list\b|\bmailman\b|\blistinfo\b|\bGroups\.io Links\b|\bunsubscribe\b|\bsubscribed to (?:the|this)\b/i
/** A footer that begins without such a line. */
const BARE_FOOTER =
  /^(?:To unsubscribe(?:,| from| send)|Unsubscribe: |You received this message because|Mailing list (?:info|archive)s?: )/i
/** What every footer of Mailman has, in any language: the address of the list or of its page. */
const ADDRESS = /\bhttps?:\/\/|\S@\S/
/** Nobody but the author of a mail writes these. */
const TRAILER = /^\s*[a-z-]{2,30}-by\s?:/i
/** More lines than any footer of a list has. */
const MAX_FOOTER = 8
/** How much of a line of a footer is read. */
const MAX_WORDS = 200

/**
 * The number of lines of the footer that a mailing list put at `lines[at]`, with or without a signature mark; 0 when there is none. The
 * author of a mail may write below it: a footer ends at an empty line. Below a rule of underscores at the end of a mail, an address is enough.
 */
export function listFooterLines(lines: readonly string[], at: number): number {
  const first = lines[at] ?? ''
  const bare = BARE_FOOTER.test(first)
  if (!bare && !RULE.test(first)) return 0
  let end = at + 1
  while (end < at + MAX_FOOTER && (lines[end] ?? '').trim() !== '') end++
  const block = lines.slice(at + 1, end).map((line) => line.slice(0, MAX_WORDS))
  if (bare || block.some((line) => LIST_WORDS.test(line))) return end - at
  const last = MAILMAN_RULE.test(first) && !block.some((line) => TRAILER.test(line)) && isBlank(lines, end)
  return last && block.some((line) => ADDRESS.test(line)) ? end - at : 0
}

/** Blank lines below a footer that are looked at. */
const MAX_BLANK = 20

function isBlank(lines: readonly string[], from: number): boolean {
  return lines.length - from <= MAX_BLANK && lines.slice(from).every((line) => line.trim() === '')
}

/** The line from which on a text is nothing but footers of lists and blank lines; the number of lines when it ends otherwise. */
export function footerStart(lines: readonly string[]): number {
  let start = lines.length
  for (let at = lines.length - 1; at >= 0 && at > start - MAX_FOOTER - MAX_BLANK; at--) {
    const end = at + listFooterLines(lines, at)
    if (end > at && (end >= start || lines.slice(end, start).every((line) => line.trim() === ''))) start = at
  }
  return start
}

/** Whether a text, such as a part beside a mail, is a footer or a signature and nothing else. */
export function isFooter(text: string): boolean {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''))
  const first = lines.findIndex((line) => line.trim() !== '')
  return first < 0 || isSignatureStart(lines, first) || footerStart(lines) <= first
}
