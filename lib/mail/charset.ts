/** What decoders write for bytes they cannot read. */
const REPLACEMENT = '\ufffd'
/** U+FFFD as it looks when its UTF-8 bytes are read as windows-1252: the mail itself holds the sign. */
const MISREAD_REPLACEMENT = 'ï¿½'
/** Charsets that a mail claims by habit: bytes that are invalid in them are windows-1252 more often than anything else. */
const HABIT = /^(?:us-?ascii|ascii|utf-?8|)$/i

/** Whether a decoded text holds bytes that its declared charset could not read. */
export function hasUnreadable(text: string): boolean {
  return text.includes(REPLACEMENT)
}

/**
 * The raw mail with every text part declared windows-1252 whose charset is missing, ascii, utf-8 or unknown to everybody
 * (`y`, `x-unknown`): somebody answered a prompt of git send-email. Parts with a known charset keep it.
 */
export function declareWindows1252(raw: Buffer): Buffer {
  const text = raw.toString('latin1')
  const headEnd = /\r?\n\r?\n/.exec(text)?.index ?? text.length
  const declared = text.replace(/^Content-Type:[ \t]*text\/[^\n]*(?:\n[ \t][^\n]*)*/gim, (field) => {
    const charset = /charset\s*=\s*"?([^\s";]*)"?/i.exec(field)
    if (charset === null)
      return `${field.replace(/[;\s]+$/, '')}; charset=windows-1252${field.endsWith('\r') ? '\r' : ''}`
    const claim = charset[1] ?? ''
    return HABIT.test(claim) || !isKnown(claim) ? field.replace(charset[0], 'charset=windows-1252') : field
  })
  const rooted = /^Content-Type:/im.test(text.slice(0, headEnd))
  return Buffer.from(rooted ? declared : `Content-Type: text/plain; charset=windows-1252\n${declared}`, 'latin1')
}

/**
 * Takes from the second reading of a text the lines that the first could not read. The readings differ in charset alone,
 * so lines correspond; where they do not, or the sign stands in the mail itself, the first is kept.
 */
export function mendLines(first: string, second: string): string {
  const lines = first.split('\n')
  const others = second.split('\n')
  if (lines.length !== others.length) return first
  return lines
    .map((line, at) => {
      const other = others[at] ?? ''
      return line.includes(REPLACEMENT) && !other.includes(MISREAD_REPLACEMENT) ? other : line
    })
    .join('\n')
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}
