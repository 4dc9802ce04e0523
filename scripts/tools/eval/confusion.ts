import type { Position } from '../../../lib/review/positions'
import { parseTable } from './labelTable'

/** A mail that a reader labelled. */
export interface LabelledMail {
  readonly messageId: string
  readonly label: string
}

/** A position, or that the mail has none. */
type Reading = Position | 'none'

/** What the rules say about a mail: every position in it, and the one that sums it up. */
export interface Prediction {
  readonly positions: ReadonlySet<Reading>
  readonly primary: Reading
}

/** What the rules say about a mail in which they find nothing. */
export const NO_POSITION: Prediction = { positions: new Set(['none']), primary: 'none' }

/** The labels used in the files and the positions they mean; the first is what `primary` should be. */
export const LABELS: Readonly<Record<string, readonly [Reading, ...Reading[]]>> = {
  approve: ['approves'],
  'approve+tested': ['approves', 'tested'],
  conditional: ['approves-with-condition'],
  tested: ['tested'],
  nak: ['nak'],
  objection: ['objects'],
  request: ['requests-changes'],
  question: ['asks'],
  discussing: ['discusses'],
  applied: ['applied'],
  author: ['author'],
  none: ['none'],
}

/** Counts over a labelled file. */
export interface Confusion {
  readonly mails: number
  /** Message-IDs that are labelled but were not imported, or answer no patch. */
  readonly missing: readonly string[]
  /** Mails that have the labelled position among theirs. */
  readonly among: number
  /** Mails that are summed up by the labelled position. */
  readonly primary: number
  /** How often a labelled position (first key) was read as another (second key). */
  readonly cells: ReadonlyMap<Reading, ReadonlyMap<Reading, number>>
  readonly mistakes: readonly { readonly messageId: string; readonly label: Reading; readonly predicted: Reading }[]
}

/**
 * Reads a table with at least the columns `message-id` and `label`. Throws on a missing column or an unknown label, and names the line.
 */
export function parseLabels(text: string): LabelledMail[] {
  return parseTable(text, ['message-id', 'label']).map(({ line, cell }) => {
    const [messageId, label] = [cell('message-id'), cell('label')]
    if (messageId === '' || LABELS[label] === undefined) throw new Error(`line ${line}: unknown label "${label}"`)
    return { messageId, label }
  })
}

/** Compares labels with what the rules say. A mail without a prediction is listed as missing and not counted. */
export function countConfusion(
  labelled: readonly LabelledMail[],
  predictions: ReadonlyMap<string, Prediction>,
): Confusion {
  const cells = new Map<Reading, Map<Reading, number>>()
  const missing: string[] = []
  const mistakes: Confusion['mistakes'][number][] = []
  let among = 0
  for (const { messageId, label } of labelled) {
    const found = predictions.get(messageId)
    const wanted = LABELS[label]
    if (found === undefined || wanted === undefined) {
      missing.push(messageId)
      continue
    }
    if (wanted.every((position) => found.positions.has(position))) among++
    if (wanted[0] !== found.primary) mistakes.push({ messageId, label: wanted[0], predicted: found.primary })
    const row = cells.get(wanted[0]) ?? new Map<Reading, number>()
    cells.set(wanted[0], row.set(found.primary, (row.get(found.primary) ?? 0) + 1))
  }
  const mails = labelled.length - missing.length
  return { mails, missing, among, primary: mails - mistakes.length, cells, mistakes }
}

const ORDER = [...new Set(Object.values(LABELS).map(([position]) => position))]

/** Formats the matrix as text: a row for each label, a column for each prediction; then precision and recall, and the mistakes. */
export function formatConfusion(confusion: Confusion): string {
  const at = (label: Reading, predicted: Reading): number => confusion.cells.get(label)?.get(predicted) ?? 0
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
  const width = Math.max(...ORDER.map((name) => name.length)) + 1
  const line = (first: string, cells: readonly (string | number)[]): string =>
    `${first.padEnd(width)}${cells.map((cell) => String(cell).padStart(6)).join('')}`
  const matrix = ORDER.map((label) =>
    line(
      label,
      ORDER.map((predicted) => at(label, predicted) || '.'),
    ),
  )
  const rates = ORDER.map((position) => {
    const right = at(position, position)
    const predicted = sum(ORDER.map((label) => at(label, position)))
    const labelled = sum(ORDER.map((other) => at(position, other)))
    return `${position.padEnd(width)} precision ${rate(right, predicted)}   recall ${rate(right, labelled)}`
  })
  const wrong = confusion.mistakes.map(
    ({ messageId, label, predicted }) => `  ${label} read as ${predicted}: ${messageId}`,
  )
  return [
    `${confusion.mails} mails: the label is among the events of ${rate(confusion.among, confusion.mails)}, sums the mail up in ${rate(confusion.primary, confusion.mails)}`,
    ...(confusion.missing.length > 0 ? [`not found: ${confusion.missing.join(' ')}`] : []),
    '',
    line(
      'label \\ read as',
      ORDER.map((name) => name.slice(0, 5)),
    ),
    ...matrix,
    '',
    ...rates,
    '',
    ...wrong,
    '',
  ].join('\n')
}

function rate(part: number, whole: number): string {
  return `${part}/${whole}${whole === 0 ? '' : ` (${Math.round((100 * part) / whole)}%)`}`
}
