import { groupBy } from '../../../lib/groupBy'
import type { Severity } from '../../../lib/review/positions'
import { parseTable } from './labelTable'

/** What a reader says of a mail: whether it has an open comment. */
const STATES = ['open', 'arguable'] as const

const KINDS: readonly string[] = ['refusal', 'objection', 'defect', 'request', 'question', 'nit'] satisfies Severity[]

/** In the column of the mail: the series has no open comment. */
const NONE = 'none'

/** A mail with a comment that waits for an answer or a change. */
export interface OpenMail {
  /** Message-ID. */
  readonly id: string
  /** The weightiest of its open comments. */
  readonly kind: string
  readonly quote: string
}

interface JudgedMail extends OpenMail {
  readonly arguable: boolean
}

/** A series with the mails that have an open comment by the reader's judgement. */
export interface JudgedCase {
  readonly number: string
  /** Message-ID of the newest version's head. */
  readonly newest: string
  readonly mails: readonly JudgedMail[]
}

/** What both sides say of one mail; null for the side that has no open comment there. */
interface Miss {
  readonly id: string
  readonly judged: JudgedMail | null
  readonly shown: OpenMail | null
}

/**
 * Reads a file of labels as test/labels/comments/README.md lays down. Throws on a missing column, and on an unknown kind or state, which
 * includes rows without an answer, and names the line.
 */
export function parseCommentLabels(text: string): JudgedCase[] {
  const rows = parseTable(text, ['case', 'newest', 'mail', 'kind', 'state', 'quote']).map(({ line, cell }) => {
    const [number, newest, id, kind] = [cell('case'), cell('newest'), cell('mail'), cell('kind')]
    if (id === NONE) return { number, newest, mails: [] }
    const state = STATES.find((known) => known === cell('state'))
    if (id === '' || state === undefined || !KINDS.includes(kind)) {
      throw new Error(`line ${line}: unknown answer "${id} ${kind} ${cell('state')}"`)
    }
    return { number, newest, mails: [{ id, kind, quote: cell('quote'), arguable: state === 'arguable' }] }
  })
  return [...groupBy(rows, ({ number }) => number)].map(([number, own]) => ({
    number,
    newest: own[0].newest,
    mails: own.flatMap(({ mails }) => mails),
  }))
}

/**
 * Compares what the reader judged with what Reroll shows as open, and formats how many series are right, and each mail that only one side
 * has. `findOpen` gives the open comments of the series that holds a mail, undefined when no series does. Nits are left out on both sides.
 */
export function formatComments(
  cases: readonly JudgedCase[],
  findOpen: (newest: string) => readonly OpenMail[] | undefined,
): string {
  const results = cases.map((one) => {
    const found = findOpen(one.newest)
    return { ...one, found: found !== undefined, misses: listMisses(one.mails, found ?? []) }
  })
  const isRight = (misses: readonly Miss[], found: boolean) => found && misses.length === 0
  const right = results.filter(({ misses, found }) => isRight(misses, found))
  const lenient = results.filter(({ misses, found }) => isRight(misses.filter(isClear), found))
  return [
    `${right.length} of ${cases.length} series right; ${lenient.length} without the mails that are arguable`,
    ...results.filter(({ found }) => !found).map(({ number, newest }) => `${number} not imported: <${newest}>`),
    ...results.flatMap(({ number, newest, misses }) =>
      misses.length === 0 ? [] : [`${number} <${newest}>`, ...misses.flatMap(describeMiss)],
    ),
    '',
  ].join('\n')
}

/** The mails of which only one side has an open comment stronger than a nit. Of several comments in a mail, the first counts. */
function listMisses(judged: readonly JudgedMail[], shown: readonly OpenMail[]): Miss[] {
  const ids = [...new Set([...judged, ...shown].map(({ id }) => id))]
  return ids
    .map((id) => ({ id, judged: findMail(judged, id), shown: findMail(shown, id) }))
    .filter((pair) => weighs(pair.judged) !== weighs(pair.shown))
}

function findMail<Mail extends OpenMail>(mails: readonly Mail[], id: string): Mail | null {
  return mails.find((mail) => mail.id === id) ?? null
}

function weighs(mail: OpenMail | null): boolean {
  return mail !== null && mail.kind !== 'nit'
}

function isClear({ judged }: Miss): boolean {
  return judged === null || !judged.arguable
}

function describeMiss({ id, judged, shown }: Miss): string[] {
  const arguable = judged?.arguable === true ? 'arguable ' : ''
  return [
    `  ${weighs(judged) ? 'missing' : 'extra'}: <${id}>`,
    `    reader: ${arguable}${describe(judged)}`,
    `    Reroll: ${describe(shown)}`,
  ]
}

function describe(mail: OpenMail | null): string {
  return mail === null ? 'nothing open' : `${mail.kind}: ${mail.quote}`
}
