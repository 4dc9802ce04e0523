import { at } from '../at'
import type { Steps } from './budget'
import { alignLines } from './sequence'
import type { ProseLine, Span } from './types'
import { words } from './words'

/** In a changed stretch with more words than this only whole lines are marked. */
const MAX_WORDS = 1_000
/** When a smaller part of the words than this is common to both, marks inside lines say less than the lines. */
const MIN_COMMON = 0.25

/**
 * Compares two texts of prose line by line and marks the words that differ. Inside a changed stretch words are compared across line
 * ends, so that in a re-wrapped paragraph only the words that changed are marked. Never fails; bounded by `work`.
 */
export function compareProse(left: readonly string[], right: readonly string[], work: Steps): ProseLine[] {
  const { steps } = alignLines(left, right, work)
  const result: ProseLine[] = []
  let olds: string[] = []
  let news: string[] = []
  const endStretch = () => {
    if (olds.length > 0 || news.length > 0) result.push(...compareStretch(olds, news, work))
    olds = []
    news = []
  }
  for (const step of steps) {
    if (step.side === 'old') olds.push(at(left, step.left))
    else if (step.side === 'new') news.push(at(right, step.right))
    else {
      endStretch()
      result.push({ side: 'both', spans: [{ kind: 'same', text: at(left, step.left) }] })
    }
  }
  endStretch()
  return result
}

function compareStretch(olds: readonly string[], news: readonly string[], work: Steps): ProseLine[] {
  const left = olds.flatMap(words)
  const right = news.flatMap(words)
  const fits = Math.max(left.length, right.length) <= MAX_WORDS && work.left > 0
  const small = left.length > 0 && right.length > 0 && fits
  const common = (small ? alignLines(left, right, work).steps : []).filter(({ side }) => side === 'both')
  const kept = 2 * common.length >= MIN_COMMON * (left.length + right.length) ? common : []
  return [
    ...markLines(olds, new Set(kept.map((step) => step.left)), 'old'),
    ...markLines(news, new Set(kept.map((step) => step.right)), 'new'),
  ]
}

/** `same` holds the indexes, over all lines, of the words that both versions have. */
function markLines(lines: readonly string[], same: ReadonlySet<number>, side: 'old' | 'new'): ProseLine[] {
  const mark = side === 'old' ? 'removed' : 'added'
  let number = 0
  return lines.map((line) => {
    const spans: Span[] = []
    let end = 0
    for (const word of words(line)) {
      const start = line.indexOf(word, end)
      const kind = same.has(number++) ? 'same' : mark
      // A blank between two marked words is marked too, so that they read as one run.
      if (start > end) push(spans, spans[spans.length - 1]?.kind === kind ? kind : 'same', line.slice(end, start))
      push(spans, kind, word)
      end = start + word.length
    }
    if (end < line.length || line === '') push(spans, spans[spans.length - 1]?.kind ?? mark, line.slice(end))
    return { side, spans }
  })
}

function push(spans: Span[], kind: Span['kind'], text: string): void {
  const last = spans[spans.length - 1]
  if (last?.kind === kind) spans[spans.length - 1] = { kind, text: last.text + text }
  else spans.push({ kind, text })
}
