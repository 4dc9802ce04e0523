import { at } from '../../../lib/at'
import { groupBy } from '../../../lib/groupBy'
import { parseTable } from './labelTable'
import type { Placing } from './shownPostings'

/** What a reader says of a candidate: whether it belongs to the same series as the head. */
const ANSWERS = ['belongs', 'arguable', 'other'] as const
type Answer = (typeof ANSWERS)[number]

/** A labelled pair of postings, each named by the Message-ID of its head. */
interface ChainLabel {
  readonly number: string
  readonly head: string
  readonly candidate: string
  readonly answer: Answer
}

/** In the column of the candidate: the row says in which order the postings of a case were made. */
export const NEWEST = 'newest'

/** The postings of a case that belong together, the newest last. Empty when that is arguable. */
interface OrderLabel {
  readonly number: string
  readonly head: string
  readonly order: readonly string[]
}

interface ChainLabels {
  readonly pairs: readonly ChainLabel[]
  readonly orders: readonly OrderLabel[]
}

type Placings = ReadonlyMap<string, Placing>

type Outcome = 'right' | 'arguable' | 'wrong' | 'missing' | 'not imported'

interface Result extends ChainLabel {
  readonly outcome: Outcome
  /** Whether a relation connects the two series. */
  readonly related: boolean
}

/**
 * Reads a table with at least the columns `case`, `head`, `candidate` and `answer`. Throws on a missing column or an unknown answer, and
 * names the line.
 */
export function parseChainLabels(text: string): ChainLabels {
  const pairs: ChainLabel[] = []
  const orders: OrderLabel[] = []
  const shown = new Set<string>()
  for (const { line, cell } of parseTable(text, ['case', 'head', 'candidate', 'answer'])) {
    const [number, head, candidate, given] = [cell('case'), cell('head'), cell('candidate'), cell('answer')]
    const fail = () => new Error(`line ${line}: unknown answer "${given}"`)
    shown.add(`${number} ${head}`).add(`${number} ${candidate}`)
    if (candidate === NEWEST) {
      const order = given === 'arguable' ? [] : given.split(' ')
      if (order.some((posting) => !shown.has(`${number} ${posting}`))) throw fail()
      orders.push({ number, head, order })
    } else {
      const answer = ANSWERS.find((known) => known === given)
      if (answer === undefined) throw fail()
      pairs.push({ number, head, candidate, answer })
    }
  }
  return { pairs, orders }
}

/** Compares labels with where Reroll placed the postings, and formats the counts and everything that is wrong or missing. */
export function formatChains({ pairs, orders }: ChainLabels, placings: Placings): string {
  const results = pairs.map((label) => compare(label, placings))
  const cases = [...groupBy(results, ({ number }) => number).values()]
  const linked = cases.filter((own) => own.some(({ head }) => (placings.get(head)?.versions ?? 1) > 1))
  const alone = cases.filter((own) => !linked.includes(own))
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
    ...(orders.length === 0 ? [] : orderLines(orders, pairs, placings)),
    '',
  ].join('\n')
}

/** How often Reroll has the reader's newest posting and the reader's order, among the postings of a case that are not arguable. */
function orderLines(orders: readonly OrderLabel[], pairs: readonly ChainLabel[], placings: Placings): string[] {
  const judged = orders.filter(({ order }) => order.length > 0)
  const wrongEnds = judged.filter((label) => {
    const asked = pairs.filter(({ number, answer }) => number === label.number && answer !== 'arguable')
    return !endsWell(label, [label.head, ...asked.map(({ candidate }) => candidate)], placings)
  })
  const several = judged.filter(({ order }) => order.length > 1)
  const wrongOrders = several.filter((label) => !isAscending(label, placings))
  return [
    `newest: ${judged.length - wrongEnds.length} of ${judged.length} right, ${orders.length - judged.length} arguable`,
    `order: ${several.length - wrongOrders.length} of ${several.length} right`,
    ...wrongEnds.map(({ number, order }) => `${number} newest: <${order.at(-1)}>`),
    ...wrongOrders.map(({ number, order }) => `${number} order: ${order.map((id) => `<${id}>`).join(' ')}`),
  ]
}

/** Whether Reroll places none of the given postings after the one that the reader calls the newest, which must be in the head's series. */
function endsWell({ head, order }: OrderLabel, postings: readonly string[], placings: Placings): boolean {
  const series = placings.get(head)?.series
  const newest = placings.get(order.at(-1) ?? '')
  if (newest === undefined || newest.series !== series) return false
  return postings.every((id) => {
    const other = placings.get(id)
    return other?.series !== series || other.position <= newest.position
  })
}

/** Whether the postings that Reroll has in the head's series are in the reader's order there. */
function isAscending({ head, order }: OrderLabel, placings: Placings): boolean {
  const series = placings.get(head)?.series
  const placed = order.flatMap((id) => placings.get(id) ?? []).filter((placing) => placing.series === series)
  return placed.every(({ position }, index) => index === 0 || position > at(placed, index - 1).position)
}

function compare(label: ChainLabel, placings: Placings): Result {
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
