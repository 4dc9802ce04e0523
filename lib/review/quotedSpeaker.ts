import type { ReplyLine } from './quote'
import type { Speaker } from './types'

/** The quote characters at the start of a line, with the blanks between them. */
const MARKS = /^(?:\s{0,3}[>|])+/

/**
 * For each line of a reply, counted from 0, the side that wrote the line that is quoted right above it; null above the first quote. A line with one
 * mark is from the mail that the reply answers, one with two from the mail that this one answers, and so on. `above` has the sides of these mails,
 * the nearest first. What is quoted from further up is the author's, because every thread begins with a posting. Linear.
 */
export function quotedSpeakers(lines: readonly ReplyLine[], above: readonly Speaker[]): readonly (Speaker | null)[] {
  let last: Speaker | null = null
  return lines.map(({ source, text }) => {
    const [marks = ''] = source === 'quote' ? (MARKS.exec(text) ?? []) : []
    if (source === 'quote' && text.slice(marks.length).trim() !== '') {
      last = above[Math.max(0, marks.replace(/\s/g, '').length - 1)] ?? 'author'
    }
    return last
  })
}
