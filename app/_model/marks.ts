import type { OutcomeView, PersonDetail, SinceView, StateView } from '../../db/queries/views'
import { groupBy } from '../../lib/groupBy'
import { type Position, SEVERITIES, type Severity } from '../../lib/review/positions'
import { isInForce, isOpenStatus } from '../../lib/review/states'
import { approvalKinds, saysTested } from '../../lib/review/tagKinds'
import { cutText } from './cutText'
import { type CellChange, CHANGE_WORDS, count } from './pageWords'
import { personKey, personName } from './personNames'
import { fateWords, positionWords, shortFate } from './reviewWords'

/** What somebody says about a patch. */
export type ReviewSign =
  | 'reviewed'
  | 'acked'
  | 'tested'
  | 'approval'
  | 'with-comments'
  | 'applied'
  | 'nak'
  | 'objection'
  | 'change'
  | 'question'
  | 'nit'
  | 'regression'
  | 'comment'
  | 'reply'
  | 'report'

type StateSign = Exclude<StateView['kind'], 'applied' | 'changes-requested' | 'regression-reported'>

export type SignName = ReviewSign | CellChange | StateSign

/** A letter that every font has, or a path on a grid of 12 x 12, which depends on no font; and what it means. */
export type Sign = { readonly words: string } & ({ readonly letter: string } | { readonly path: string })

/** The one alphabet of all pages, in the order of legends: nothing else draws a mark, and no two meanings share a shape. */
export const SIGNS: Readonly<Record<SignName, Sign>> = {
  reviewed: { letter: 'R', words: 'Reviewed-by' },
  acked: { letter: 'A', words: 'Acked-by' },
  tested: { letter: 'T', words: 'Tested-by' },
  approval: { letter: 'ok', words: 'approves in other words' },
  'with-comments': { letter: '*', words: 'with comments' },
  applied: { path: 'M1.2 6.4 2.5 5.1 4.8 7.4 9.8 1.9 11.1 3.1 4.8 10z', words: 'applied' },
  nak: { letter: 'N', words: 'NAK' },
  objection: { letter: 'X', words: 'objection' },
  change: { letter: '!', words: 'requests a change or reports a defect' },
  question: { letter: '?', words: 'question' },
  nit: { letter: '~', words: 'nit' },
  regression: { path: 'M6 .6 11.8 11H.2zM5.3 4v3.6h1.4V4zM5.3 8.5v1.3h1.4V8.5z', words: 'regression' },
  comment: { letter: '·', words: 'comment' },
  reply: { path: 'M5.2 1.6v2.6c4 .2 6 2.2 6.2 6-1.4-2-3.2-2.9-6.2-2.9v2.6L.8 5.8z', words: 'author replies' },
  report: { path: 'M3.4 1h5.2L11.2 6 8.6 11H3.4L.8 6zM4.2 2.5 2.5 6l1.7 3.5h3.6L9.5 6 7.8 2.5z', words: 'bot report' },

  code: { path: 'M6 .8 11.2 6 6 11.2.8 6z', words: CHANGE_WORDS.code },
  message: { path: 'M1 2.2h10v1.5H1zM1 5.3h10v1.5H1zM1 8.4h6v1.5H1z', words: CHANGE_WORDS.message },
  trailers: {
    path: 'M1 1.5h5.2L11.2 6.5 6.5 11.2 1 6zM3.4 3a1 1 0 1 0 0 2 1 1 0 0 0 0-2z',
    words: CHANGE_WORDS.trailers,
  },
  context: {
    path: 'M3.6 1.2 6 3.8H4.3v5.8H2.9V3.8H1.2zM8.4 10.8 6 8.2h1.7V2.4h1.4v5.8h1.7z',
    words: CHANGE_WORDS.context,
  },
  identical: { path: 'M1.5 3.7h9v1.4h-9zM1.5 7h9v1.4h-9z', words: CHANGE_WORDS.identical },
  new: { path: 'M5.1 1h1.8v4.1H11v1.8H6.9V11H5.1V6.9H1V5.1h4.1z', words: CHANGE_WORDS.new },
  dropped: {
    path: 'M4.4.8h3.2V2H11v1.4H1V2h3.4zM2 4.4h8l-.7 7H2.7zM4.4 5.8l.3 4.2h.9V5.8zm2 0V10h.9l.3-4.2z',
    words: CHANGE_WORDS.dropped,
  },
  first: { path: 'M2 .8h1.4v.8H10.4L8.4 4.4l2 2.8H3.4v4H2z', words: CHANGE_WORDS.first },

  'under-review': {
    path: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1zm0 1.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8z',
    words: 'under review',
  },
  'partly-applied': { path: 'M1 1h10v10H1zM2.5 2.5v7H6v-7z', words: 'partly applied' },
  reverted: {
    path: 'M5 1v2.6h2.2a3.2 3.2 0 0 1 0 6.4H3v-1.6h4.2a1.6 1.6 0 0 0 0-3.2H5v2.6L1.2 4.4z',
    words: 'reverted',
  },
  'in-pull-request': {
    path: 'M5.2 1h1.6v6.2l2.1-2.1L10 6.2l-4 4-4-4 1.1-1.1 2.1 2.1zM1 10.4h10V12H1z',
    words: 'in a pull request',
  },
  deferred: { path: 'M2.5 1.5h2.4v9H2.5zM7.1 1.5h2.4v9H7.1z', words: 'deferred' },
  'not-applicable': {
    path: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1zM3.2 7.9 7.9 3.2a3.3 3.3 0 0 0-4.7 4.7zm.9.9a3.3 3.3 0 0 0 4.7-4.7z',
    words: 'not applicable',
  },
  rejected: { path: 'M3.5.5h5l3 3v5l-3 3h-5l-3-3v-5zM2.6 5v2h6.8V5z', words: 'rejected' },
  withdrawn: { path: 'M1 5.2h10v1.6H1z', words: 'withdrawn' },
  superseded: { path: 'M1 2l5 4-5 4zM6 2l5 4-5 4z', words: 'superseded' },
}

/** The sign of a state of a series. */
export function stateSign(kind: StateView['kind']): SignName {
  if (kind === 'changes-requested') return 'change'
  return kind === 'regression-reported' ? 'regression' : kind
}

const POSITION_SIGNS: Readonly<Record<Position, ReviewSign>> = {
  nak: 'nak',
  objects: 'objection',
  'requests-changes': 'change',
  asks: 'question',
  applied: 'applied',
  'approves-with-condition': 'approval',
  approves: 'approval',
  tested: 'tested',
  discusses: 'comment',
  author: 'reply',
}

/** What `signsOf` reads of a statement. */
export interface Stated {
  readonly position: Position
  readonly tag: string | null
  readonly severity: Severity | null
  readonly regression: boolean
}

/** The signs of a review tag of any name: R and T for `Tested-and-reviewed-by`; none for one that is no review tag. */
export function tagSigns(name: string): readonly ReviewSign[] {
  const kinds = approvalKinds(name)
  return [
    ...(kinds.includes('reviewed') ? (['reviewed'] as const) : []),
    ...(kinds.includes('acked') ? (['acked'] as const) : []),
    ...(saysTested(name) ? (['tested'] as const) : []),
  ]
}

/** The signs of a statement: those of its tag, or of what it says; a tag with comments ends in `*`. */
export function signsOf({ position, tag, severity, regression }: Stated): readonly ReviewSign[] {
  const given = tagSigns(tag ?? '')
  const signs = given.length > 0 ? given : [POSITION_SIGNS[position]]
  if (position === 'approves-with-condition') return [...signs, 'with-comments']
  if (position === 'nak' || given.length > 0) return signs
  if (regression) return ['regression']
  return severity === 'nit' ? ['nit'] : signs
}

/** `1 line since`, `white space since`, `rebase since`; '' when nothing changed. */
export function sinceWords(since: SinceView | null | undefined): string {
  if (since === null || since === undefined || since.kind === 'none') return ''
  if (since.kind === 'code') return `${count(since.lines, 'line')} since`
  return since.kind === 'whitespace' ? 'white space since' : 'rebase since'
}

/** The same for several patches, of which one changed most and one least: `1–21 lines since`, `up to 3 lines since`. */
export function sinceRange(most: SinceView | null, least: SinceView | null): string {
  if (most?.kind !== 'code' || least === null || (least.kind === 'code' && least.lines === most.lines)) {
    return sinceWords(most)
  }
  return least.kind === 'code' ? `${least.lines}–${sinceWords(most)}` : `up to ${sinceWords(most)}`
}

/** What `Mark` draws: what one person said about one patch in one version. A `MarkView` is one. */
export interface SaidMark extends Stated {
  readonly person: PersonDetail
  readonly role?: 'author' | 'maintainer' | 'reviewer'
  readonly outcome: OutcomeView | null
  readonly since?: SinceView | null
  readonly wholeSeries: boolean
  readonly alias?: string
  readonly messageId: string
  readonly quote: string
}

/** How a mark is drawn: filled for a tag that is in force, dashed for one whose patch has other code by now, framed for what is open, pale for the rest. */
export type Tone = 'current' | 'stale' | 'open' | 'settled'

/** Whether a statement waits for an answer or for a promised change. */
export function isOpenMark({ outcome }: Pick<SaidMark, 'outcome'>): boolean {
  return outcome !== null && isOpenStatus(outcome.status)
}

/** The tone of a statement. A tag that only white space or a rebase separates from the newest version is in force. */
export function toneOf({ outcome, since }: Pick<SaidMark, 'outcome' | 'since'>): Tone {
  if (outcome === null) return 'settled'
  if (isOpenStatus(outcome.status)) return 'open'
  if (outcome.status === 'stale')
    return since === null || since === undefined || since.kind === 'code' ? 'stale' : 'current'
  return isInForce(outcome.status) ? 'current' : 'settled'
}

/** The place of a comment among others: what asks for most comes first, and after all of them what asks for nothing. */
export function severityRank({ severity }: Pick<Stated, 'severity'>): number {
  return severity === null ? SEVERITIES.length : SEVERITIES.indexOf(severity)
}

/** Marks with one key are drawn as one: they say the same by the same person on the same version, with the same outcome. */
export function markKey(mark: SaidMark, on: string): string {
  const { person, since } = mark
  return [personKey(person), ...signsOf(mark), toneOf(mark), on, since?.kind, since?.lines].join('\n')
}

/** What each tone means, for legends. */
export const TONE_WORDS: Readonly<Record<Tone, string>> = {
  current: 'in force',
  stale: 'patch changed after the tag',
  open: 'open',
  settled: 'resolved, author disagreed, or code changed',
}

/** A longer quote is cut in the words of a mark. */
const MAX_QUOTE = 160

/** What became of statements that are drawn as one, if that differs: `2 unanswered, 1 author will change`; '' if it does not. */
export function togetherWords(marks: readonly Pick<SaidMark, 'outcome'>[]): string {
  const fates = groupBy(
    marks.flatMap(({ outcome }) => (outcome === null ? [] : shortFate(outcome))),
    (fate) => fate,
  )
  return fates.size < 2 ? '' : [...fates].map(([fate, all]) => `${all.length} ${fate}`).join(', ')
}

/** A mark in words, or several that are drawn as one, with what became of all of them: `Eric Auger (maintainer): Reviewed-by on v2; 1 line since`, `Rita Reader: requests a change on v1; unanswered: “…”`. */
export function markWords(mark: SaidMark, on = '', fates = ''): string {
  const { person, role, wholeSeries, alias = '', quote, tag } = mark
  const from = alias === '' ? '' : `, from ${alias} (same name, another address)`
  const who = `${personName(person)}${role === undefined || role === 'reviewer' ? '' : ` (${role})`}${from}`
  const where = `${on === '' ? '' : ` on ${on}`}${wholeSeries ? ', whole series' : ''}`
  const fate = wordsOfFate(mark, fates)
  const short = cutText(quote, MAX_QUOTE)
  return `${who}: ${positionWords(mark)}${where}${fate === '' ? '' : `; ${fate}`}${tag !== null || short === '' ? '' : `: “${short}”`}`
}

function wordsOfFate({ tag, outcome, since, wholeSeries }: SaidMark, fates: string): string {
  if (tag !== null && outcome === null && since !== null && since !== undefined) {
    return 'the newest version was posted without it'
  }
  if (tag !== null && outcome?.status === 'cleared') return 'taken back'
  const grade = fates === '' ? sinceWords(since) : fates
  if (grade !== '') return grade
  // It is drawn once, for the patch that changed least.
  if (wholeSeries && outcome?.status === 'carried') return 'in force where the code is unchanged since'
  return outcome === null ? '' : fateWords(outcome)
}
