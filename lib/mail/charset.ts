import { isUtf8 } from 'node:buffer'
import { type HeaderBlock, headerValues } from './header'

/** What decoders write in place of bytes that they cannot read. */
const REPLACEMENT = '\ufffd'
/** U+FFFD as it looks when its UTF-8 bytes are read as windows-1252: then the mail itself contains the character. */
const MISREAD_REPLACEMENT = 'ï¿½'
/** Charsets that mailers declare by default: bytes that are invalid in them are windows-1252 more often than anything else. */
const HABIT = /^(?:us-?ascii|ascii|utf-?8|)$/i
const LF = 0x0a

/** The charsets to try, in this order, on bytes that are invalid in the declared one. */
export const FALLBACKS = ['utf-8', 'windows-1252'] as const
export type Fallback = (typeof FALLBACKS)[number]

export interface DecodedText {
  readonly text: string
  /** True when some lines were read as windows-1252, because they are invalid in the declared charset and in UTF-8. */
  readonly repaired: boolean
}

/** Whether a decoded text contains bytes that are invalid in its declared charset. */
export function hasUnreadable(text: string): boolean {
  return text.includes(REPLACEMENT)
}

/**
 * Decodes bytes as declared; else as UTF-8; else line by line, as UTF-8 or as windows-1252, in which every byte is valid. `label` is the
 * charset as the mail writes it; '' and unknown ones (`y`, `x-unknown`) count as not declared. Never throws; linear.
 */
export function decodeText(bytes: Buffer, label: string): DecodedText {
  const declared = HABIT.test(label) ? undefined : readStrictly(bytes, label)
  const text = declared ?? readStrictly(bytes, 'utf-8')
  if (text !== undefined) return { text, repaired: false }
  const lines: string[] = []
  for (let from = 0; from <= bytes.length; ) {
    const end = bytes.indexOf(LF, from)
    const line = bytes.subarray(from, end < 0 ? bytes.length : end)
    lines.push(readStrictly(line, 'utf-8') ?? new TextDecoder('windows-1252').decode(line))
    if (end < 0) break
    from = end + 1
  }
  return { text: lines.join('\n'), repaired: true }
}

/** Undefined for bytes that are invalid in this charset, and for an unknown charset. */
function readStrictly(bytes: Buffer, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/**
 * Repairs the headers of a raw mail, which were read as `block`, so that mailparser can read them: bytes that are not UTF-8 are read as
 * windows-1252, encoded words in an unknown charset (`=?y?q?...?=`) get a known one, a line that is neither a field nor indented continues
 * the field above it, as in parseHeaderBlock, and UTF-7 is treated as UTF-8. Returns the same buffer when nothing is wrong;
 * `repaired` is true when a charset was.
 */
export function repairHeaders(raw: Buffer, block: HeaderBlock): { readonly raw: Buffer; readonly repaired: boolean } {
  const [head, rest] = [raw.subarray(0, block.bodyOffset), raw.subarray(block.bodyOffset)]
  const odd = !block.regular || headerValues(block.fields, 'content-type').some((value) => /utf-?7/i.test(value))
  const joined = odd ? indentContinuations(head) : head
  if (isUtf8(head) && !head.includes('=?')) {
    return { raw: joined === head ? raw : Buffer.concat([joined, rest]), repaired: false }
  }
  const { text, repaired } = decodeText(joined, '')
  const known = text.replace(/=\?([^?\s]{1,40})\?([bq])\?([^?\s]{0,500})\?=/gi, (word, label, encoding, content) => {
    const [charset = ''] = String(label).split('*')
    if (isKnown(charset)) return word
    const bytes = decodeWordBytes(String(encoding), String(content))
    return `=?${readStrictly(bytes, 'utf-8') === undefined ? 'windows-1252' : 'utf-8'}?${encoding}?${content}?=`
  })
  if (!repaired && known === head.toString()) return { raw, repaired: false }
  return { raw: Buffer.concat([Buffer.from(known), rest]), repaired: repaired || known !== text }
}

/** Nobody means UTF-7, whose plus sign would swallow the code of a patch. ASCII text reads the same as UTF-8. */
const UTF_7 = /(charset\s{0,5}=\s{0,5}"?)(?:unicode-1-1-)?utf-?7\b/gi

/** Indents lines that continue a field. Returns the same buffer when every line is a field, indented or blank, and none names UTF-7. */
function indentContinuations(head: Buffer): Buffer {
  // One character for each byte, because the charset is not known yet.
  const text = head.toString('latin1')
  let seen = false
  const lines = text.split('\n').map((line) => {
    if (line.trim() === '' || line.startsWith(' ') || line.startsWith('\t')) return line
    const isField = /^[!-9;-~]{1,80}[ \t]?:/.test(line)
    const stray = seen && !isField
    seen ||= isField
    return stray ? ` ${line}` : line
  })
  const joined = lines.join('\n').replace(UTF_7, '$1utf-8')
  return joined === text ? head : Buffer.from(joined, 'latin1')
}

/** The bytes that the text of an encoded word encodes (RFC 2047, section 4); `encoding` is b or q, in either case. */
function decodeWordBytes(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64')
  const bytes: number[] = []
  const source = Buffer.from(text.replaceAll('_', ' '))
  for (let at = 0; at < source.length; at++) {
    const digits = source[at] === 0x3d ? source.toString('latin1', at + 1, at + 3) : ''
    const escaped = /^[0-9a-f]{2}$/i.test(digits)
    bytes.push(escaped ? Number.parseInt(digits, 16) : source.readUInt8(at))
    if (escaped) at += 2
  }
  return Buffer.from(bytes)
}

/**
 * Declares the text parts of a raw mail to be in this charset, including those without a Content-Type: every part as UTF-8, but as
 * windows-1252 only those whose charset is missing, ascii, utf-8 or unknown (somebody typed an answer to a prompt of git send-email). Only
 * headers of the mail and of its parts change, so a second reading has the same lines as the first.
 */
export function declareCharset(raw: Buffer, charset: Fallback): Buffer {
  const text = raw.toString('latin1')
  const boundaries = new Set(
    [...text.matchAll(/boundary=(?:"([^"\r\n]{1,200})"|([^\s";]{1,200}))/gi)].map(([, quoted, bare]) => quoted ?? bare),
  )
  const out: string[] = []
  let head: string[] | undefined = []
  for (const line of text.split('\n')) {
    if (head !== undefined && line.trim() !== '') {
      head.push(line)
      continue
    }
    if (head !== undefined) for (const field of declareFields(head, charset)) out.push(field)
    head = line.startsWith('--') && boundaries.has(line.slice(2).trimEnd()) ? [] : undefined
    out.push(line)
  }
  if (head !== undefined) for (const field of declareFields(head, charset)) out.push(field)
  return Buffer.from(out.join('\n'), 'latin1')
}

/** The lines of one header block with its Content-Type changed or added. */
function declareFields(lines: readonly string[], charset: Fallback): string[] {
  const from = lines.findIndex((line) => /^content-type:/i.test(line))
  if (from < 0) return [`Content-Type: text/plain; charset=${charset}`, ...lines]
  let to = from + 1
  while (to < lines.length && /^[ \t]/.test(lines[to] ?? '')) to++
  const field = lines
    .slice(from, to)
    .map((line) => line.trim())
    .join(' ')
  if (!/^content-type:\s*text\//i.test(field)) return [...lines]
  const claim = /charset\*?=(?:[\w-]{0,40}'[\w-]{0,40}')?"?([^\s";]*)"?/i.exec(field)
  const keep = claim !== null && charset !== 'utf-8' && !HABIT.test(claim[1] ?? '') && isKnown(claim[1] ?? '')
  if (keep) return [...lines]
  const declared =
    claim === null
      ? `${field.replace(/;$/, '')}; charset=${charset}`
      : field.slice(0, claim.index) + field.slice(claim.index).replace(claim[0], `charset=${charset}`)
  return [...lines.slice(0, from), declared, ...lines.slice(to)]
}

/**
 * Replaces the lines that the first reading of a text could not decode by those of the second. The readings differ in charset alone, so
 * their lines correspond; when they do not, or when the mail itself contains U+FFFD, the first is kept.
 */
export function repairLines(first: string, second: string): string {
  const lines = first.split('\n')
  const others = second.split('\n')
  if (lines.length !== others.length) return first
  return lines
    .map((line, at) => {
      const other = others[at] ?? ''
      const better = !other.includes(REPLACEMENT) && !other.includes(MISREAD_REPLACEMENT)
      return line.includes(REPLACEMENT) && better ? other : line
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

/**
 * Decodes encoded words (RFC 2047) where they do not belong: linux-hyperv has the Message-ID `=?utf-8?q?=3C2023...?=`, folded over two
 * lines. Neighbouring words of one charset are joined before they are decoded, because a character may be split between them. An unknown
 * charset is read as UTF-8, else as windows-1252. Malformed words stay as they are. Linear.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value
  return value.replace(/(?:=\?[^?\s]{1,40}\?[bq]\?[^?\s]{0,500}\?=\s{0,10})+/gi, (words) => {
    const runs: { readonly charset: string; readonly bytes: Buffer[] }[] = []
    for (const [, label = '', encoding = '', text = ''] of words.matchAll(/=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi)) {
      // RFC 2231 allows a language after the charset: `utf-8*en`.
      const charset = label.replace(/\*.*$/, '').toLowerCase()
      const last = runs[runs.length - 1]
      const bytes = decodeWordBytes(encoding, text)
      if (last !== undefined && last.charset === charset) last.bytes.push(bytes)
      else runs.push({ charset, bytes: [bytes] })
    }
    return runs.map(({ charset, bytes }) => decodeText(Buffer.concat(bytes), charset).text).join('')
  })
}
