/** The line that separates the text of a mail from its signature (RFC 3676, section 4.3). */
export const SIGNATURE_LINE = '-- '

/** A bare `--` starts a signature only when at most this many lines follow it. */
const MAX_LINES = 6

/**
 * Whether a signature starts at `lines[at]`: at `-- `, or at a `--` whose blank a list stripped, when it is near the end of the mail.
 * <20220901143747.32858-1-kevin.tian@intel.com> has a bare `--` above half of its cover letter, which is not a signature.
 */
export function isSignatureStart(lines: readonly string[], at: number): boolean {
  if (lines[at] === SIGNATURE_LINE) return true
  if (lines[at] !== '--') return false
  for (let after = at + 1 + MAX_LINES; after < lines.length; after++) if (lines[after]?.trim() !== '') return false
  return true
}

/** A line of nothing but the marks that separate a footer. */
const RULE = /^\s{0,3}(?:[_=*~-]{2,80}|(?:-=|=-){2,40}-?)\s*$/
/** What a list says of itself, whatever it is called. */
const LIST_WORDS =
  /\bmailing list\b|\bmailman\b|\blistinfo\b|\bGroups\.io Links\b|\bunsubscribe\b|\bsubscribed to (?:the|this)\b/i
/** A footer that begins without such a line. */
const BARE_FOOTER =
  /^(?:To unsubscribe (?:from|send|,)|Unsubscribe: |You received this message because|Mailing list (?:info|archive)s?: )/i
/** More lines than any footer of a list has. */
const MAX_FOOTER = 8

/**
 * The number of lines of the footer that a mailing list put at `lines[at]`, with or without a signature mark; 0 when there is none. The
 * author of a mail may stand below it: a footer ends at an empty line.
 */
export function listFooterLines(lines: readonly string[], at: number): number {
  const first = lines[at] ?? ''
  const bare = BARE_FOOTER.test(first)
  if (!bare && !RULE.test(first)) return 0
  let end = at + 1
  while (end < at + MAX_FOOTER && (lines[end] ?? '').trim() !== '') end++
  return bare || lines.slice(at + 1, end).some((line) => LIST_WORDS.test(line.slice(0, MAX_WORDS))) ? end - at : 0
}

/** How much of a line of a footer is read. */
const MAX_WORDS = 200
