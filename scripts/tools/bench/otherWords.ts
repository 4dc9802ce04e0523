import { splitLines } from '../../../lib/text'
import { createNumbers } from './madeUp'

/** In each copy one word of prose in this many is replaced, so that the copies share words but few phrases. */
const ONE_IN = 4
/** How many words the replacements are picked from. With more of them, their frequencies are closer to those in the mails. */
const MAX_WORDS = 2_000_000
/** A line that is prose, quoted or not; lines of code, diffs, tags and addresses stay as they are. */
const PROSE = /^(?:[> ]*)[A-Za-z][a-z]*(?: [A-Za-z'(][\w'’(),.;-]*){3,}/
const WORD = /\b[a-z]{4,}\b/g

/** The words of the prose of mails, each as often as it occurs. */
export function listWords(mails: readonly Buffer[]): readonly string[] {
  const words: string[] = []
  for (const raw of mails) {
    for (const line of splitLines(raw.toString('latin1')))
      if (isProse(line)) for (const [word] of line.matchAll(WORD)) words.push(word)
    if (words.length > MAX_WORDS) break
  }
  return words
}

/**
 * Replaces some words of the prose of a mail by others from `words`. The word and the text before it on its line decide whether and by what, so
 * that a quotation gets the same words as the text it quotes. Copy 0 is the mail itself.
 */
export function replaceWords(raw: Buffer, copy: number, words: readonly string[]): Buffer {
  if (copy === 0 || words.length === 0) return raw
  const text = raw.toString('latin1')
  const end = text.indexOf('\n\n')
  const body = splitLines(text.slice(end)).map((line) => (isProse(line) ? replaceIn(line, copy, words) : line))
  return Buffer.from(text.slice(0, end) + body.join('\n'), 'latin1')
}

function replaceIn(line: string, copy: number, words: readonly string[]): string {
  return line.replace(WORD, (word: string, at: number) => {
    const before = line.slice(Math.max(0, at - 12), at).replace(/^[> ]+/, '')
    const next = createNumbers(hash(`${copy} ${before}${word}`))
    return next() % ONE_IN === 0 ? (words[next() % words.length] ?? word) : word
  })
}

function isProse(line: string): boolean {
  return PROSE.test(line) && !/:\/\/|@|: /.test(line)
}

/** FNV-1a. */
function hash(text: string): number {
  let state = 0x811c9dc5
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193)
  return state & 0x7fffffff
}
