import { alignLines } from './sequence'
import { words } from './similarity'
import type { ProseLine, Side, Span } from './types'

/** Above this many words in one changed stretch only whole lines are marked. */
const MAX_WORDS = 1_000
/** Below this part of words in common, marks inside lines say less than the lines. */
const MIN_COMMON = 0.25

/**
 * Compares two texts of prose line by line, with the words marked that differ. Inside a changed stretch words are
 * compared across line ends, so that a re-wrapped paragraph shows only the words that changed. Never fails; bounded.
 */
export function compareProse(left: readonly string[], right: readonly string[]): ProseLine[] {
  const { steps } = alignLines(left, right)
  const result: ProseLine[] = []
  let at = 0
  while (at < steps.length) {
    const step = steps[at]
    if (step === undefined || step.side === 'both') {
      result.push({ side: 'both', spans: whole('same', left[step?.left ?? 0] ?? '') })
      at++
      continue
    }
    const olds: string[] = []
    const news: string[] = []
    for (; at < steps.length && steps[at]?.side !== 'both'; at++) {
      const { side, left: l, right: r } = steps[at] ?? step
      if (side === 'old') olds.push(left[l] ?? '')
      else news.push(right[r] ?? '')
    }
    result.push(...compareStretch(olds, news))
  }
  return result
}

function compareStretch(olds: readonly string[], news: readonly string[]): ProseLine[] {
  const oldWords = olds.map(words)
  const newWords = news.map(words)
  const left = oldWords.flat()
  const right = newWords.flat()
  const small = left.length > 0 && right.length > 0 && Math.max(left.length, right.length) <= MAX_WORDS
  const steps = small ? alignLines(left, right).steps : []
  const same = { left: new Set<number>(), right: new Set<number>() }
  for (const step of steps) {
    if (step.side !== 'both') continue
    same.left.add(step.left)
    same.right.add(step.right)
  }
  const telling = 2 * same.left.size >= MIN_COMMON * (left.length + right.length)
  const keep = (set: ReadonlySet<number>) => (telling ? set : new Set<number>())
  return [...markLines(olds, oldWords, keep(same.left), 'old'), ...markLines(news, newWords, keep(same.right), 'new')]
}

function markLines(
  lines: readonly string[],
  lineWords: readonly (readonly string[])[],
  same: ReadonlySet<number>,
  side: Exclude<Side, 'both'>,
): ProseLine[] {
  const mark = side === 'old' ? 'removed' : 'added'
  let number = 0
  return lines.map((line, at) => {
    const spans: Span[] = []
    let from = 0
    for (const word of lineWords[at] ?? []) {
      const start = line.indexOf(word, from)
      const end = start + word.length
      const kind = same.has(number) ? 'same' : mark
      // A blank belongs to the word before it, so that a marked run of words reads as one.
      if (start > from) push(spans, spans[spans.length - 1]?.kind === kind ? kind : 'same', line.slice(from, start))
      push(spans, kind, word)
      from = end
      number++
    }
    if (from < line.length || line === '') push(spans, spans[spans.length - 1]?.kind ?? mark, line.slice(from))
    return { side, spans }
  })
}

function push(spans: Span[], kind: Span['kind'], text: string): void {
  const last = spans[spans.length - 1]
  if (last !== undefined && last.kind === kind) spans[spans.length - 1] = { kind, text: last.text + text }
  else spans.push({ kind, text })
}

/** One span over a whole line. */
export function whole(kind: Span['kind'], text: string): Span[] {
  return [{ kind, text }]
}
