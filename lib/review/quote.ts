import { hasDiff } from '../patch/diff'

/** A line of a reply that its sender wrote, with where it stands. */
export interface OwnLine {
  readonly text: string
  /** Line in the body, counted from 0. */
  readonly line: number
}

const QUOTE = /^\s{0,3}[>|]/
const ORIGINAL_MESSAGE = /^\s{0,4}-{2,}\s{0,3}original message\s{0,3}-{2,}/i

/**
 * The lines of a reply that its sender wrote: quoted lines, the signature and what hangs below an unquoted diff
 * are left out. Empty lines are kept, so that the distance between lines stays true. The signature is cut at `-- `.
 * Outlook's "-----Original Message-----" begins a quote that has no marks.
 */
export function ownLines(body: string): OwnLine[] {
  const own: OwnLine[] = []
  const lines = body.split('\n')
  for (const [line, raw] of lines.entries()) {
    if (raw === '-- ') break
    if (ORIGINAL_MESSAGE.test(raw)) break
    const text = raw.replace(/[\ufeff\u00a0\u200b]/g, ' ').slice(0, 2_000)
    if (text.startsWith('diff --git ') && hasDiff(lines.slice(line).join('\n'))) break
    if (!QUOTE.test(text)) own.push({ text: text.trimEnd(), line })
  }
  return own
}
