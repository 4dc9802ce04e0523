import { decode as decodeQuotedPrintable } from 'libqp'

/** Undoes a transfer encoding as it is declared; an unknown one, and a damaged text, as far as possible. */
export function undoTransfer(body: Buffer, encoding: string): Buffer {
  if (/^quoted-printable\b/i.test(encoding)) return decodeQuotedPrintable(body)
  return /^base64\b/i.test(encoding) ? Buffer.from(body.toString('latin1'), 'base64') : body
}

/** The boundary that a Content-Type declares. */
export function findBoundary(type: string): string | undefined {
  const found = /boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s";]{1,200}))/i.exec(type)
  return found?.[1] ?? found?.[2]
}

/** The parts of the body of a multipart, with their headers and without the line ends that belong to the boundaries. Linear. */
export function splitParts(body: string, boundary: string): string[] {
  const [text, mark] = [`\n${body}`, `\n--${boundary}`]
  const parts: string[] = []
  let start = -1
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    const lineEnd = text.indexOf('\n', at + 1)
    const rest = text.slice(at + mark.length, lineEnd < 0 ? text.length : lineEnd).trim()
    if (rest !== '' && rest !== '--') continue
    if (start >= 0) parts.push(text.slice(start, at).replace(/\r$/, ''))
    start = rest === '' && lineEnd >= 0 ? lineEnd + 1 : -1
    if (start < 0) return parts
  }
  return start < 0 ? parts : [...parts, text.slice(start)]
}
