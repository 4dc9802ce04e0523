import type { Placing } from './postings'

/** What a reader says of a candidate: whether it belongs to the same series as the head. */
const ANSWERS = ['belongs', 'arguable', 'other'] as const
type Answer = (typeof ANSWERS)[number]

/** A labelled pair of postings, each named by the Message-ID of its head. */
export interface ChainLabel {
  readonly number: string
  readonly head: string
  readonly candidate: string
  readonly answer: Answer
}

type Outcome = 'right' | 'arguable' | 'wrong' | 'missing' | 'not imported'

interface Result extends ChainLabel {
  readonly outcome: Outcome
  /** Whether a relation connects the two series. */
  readonly related: boolean
}

/**
 * Reads a file of labels: tab-separated, with a header line that has at least the columns `case`, `head`, `candidate` and `answer`.
 * Throws on a missing column or an unknown answer, and names the line.
 */
export function parseChainLabels(text: string): ChainLabel[] {
  const [head = '', ...rows] = text.split('\n').filter((line) => line.trim() !== '')
  const names = head.split('\t')
  const columns = ['case', 'head', 'candidate', 'answer'].map((name) => names.indexOf(name))
  if (columns.some((column) => column < 0)) {
    throw new Error('line 1: the columns "case", "head", "candidate" and "answer" are needed')
  }
  return rows.map((row, index) => {
    const cells = row.split('\t')
    const [number = '', id = '', candidate = '', given = ''] = columns.map((column) => cells[column])
    const answer = ANSWERS.find((known) => known === given)
    if (answer === undefined) throw new Error(`line ${index + 2}: unknown answer "${given}"`)
    return { number, head: id, candidate, answer }
  })
}

/** Compares labels with where Reroll placed the postings, and formats the counts and each pair that is wrong or missing. */
export function formatChains(labels: readonly ChainLabel[], placings: ReadonlyMap<string, Placing>): string {
  const results = labels.map((label) => compare(label, placings))
  const cases = [...new Set(results.map(({ number }) => number))].map((number) =>
    results.filter((result) => result.number === number),
  )
  const linked = cases.filter((pairs) => pairs.some(({ head }) => (placings.get(head)?.versions ?? 1) > 1))
  const alone = cases.filter((pairs) => !linked.includes(pairs))
  const bad = results.filter(({ outcome }) => outcome !== 'right' && outcome !== 'arguable')
  return [
    'cases                  cases  right  pairs  right  arguable  wrong  missing',
    countLine('linked', linked),
    countLine('alone', alone),
    countLine('all', cases),
    ...bad.map(
      ({ number, outcome, related, candidate, head }) =>
        `${number} ${outcome}${related ? ' (shown as related)' : ''}: <${candidate}> and <${head}>`,
    ),
    '',
  ].join('\n')
}

function compare(label: ChainLabel, placings: ReadonlyMap<string, Placing>): Result {
  const [head, candidate] = [placings.get(label.head), placings.get(label.candidate)]
  if (head === undefined || candidate === undefined) return { ...label, outcome: 'not imported', related: false }
  const linked = head.series === candidate.series
  return { ...label, outcome: outcomeOf(label.answer, linked), related: head.related.has(candidate.series) }
}

function outcomeOf(answer: Answer, linked: boolean): Outcome {
  if (answer === 'arguable') return 'arguable'
  if (linked === (answer === 'belongs')) return 'right'
  return linked ? 'wrong' : 'missing'
}

function countLine(name: string, cases: readonly (readonly Result[])[]): string {
  const pairs = cases.flat()
  const count = (wanted: Outcome) => pairs.filter(({ outcome }) => outcome === wanted).length
  const right = cases.filter((own) => own.every(({ outcome }) => outcome === 'right' || outcome === 'arguable')).length
  const cells = [
    [cases.length, 7],
    [right, 7],
    [pairs.length, 7],
    [count('right'), 7],
    [count('arguable'), 10],
    [count('wrong'), 7],
    [count('missing'), 9],
  ] as const
  return `${name.padEnd(21)}${cells.map(([value, width]) => String(value).padStart(width)).join('')}`
}
