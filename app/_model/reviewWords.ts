import type { SeriesRow, StandingView, StateView, TurnView } from '../../db/queries/views'
import { assertNever } from '../../lib/assertNever'
import { count } from './words'

/** A position as the verb of a sentence about a person. */
export const POSITION_WORDS: Readonly<Record<StandingView['position'], string>> = {
  nak: 'refuses',
  objects: 'objects',
  'requests-changes': 'asks for a change',
  asks: 'asks',
  'approves-with-condition': 'approves with a condition',
  approves: 'approves',
  tested: 'tested',
  applied: 'applied',
  discusses: 'discusses',
  author: 'author',
}

/** What became of a position, for the patches that are named behind it. */
export const STATUS_WORDS: Readonly<Record<StandingView['status'], string>> = {
  current: 'stands',
  carried: 'carried',
  stale: 'code changed since',
  open: 'open',
  promised: 'promised',
  addressed: 'changed since, not confirmed',
  declined: 'declined',
  cleared: 'settled',
}

/** The state of a series in a few words, without who said so. */
export function stateWords({ kind, tree, release }: StateView): string {
  const where = `${tree === null ? '' : ` to ${tree}`}${release === null ? '' : ` for ${release}`}`
  switch (kind) {
    case 'under-review':
      return 'Under review'
    case 'changes-requested':
      return 'Changes requested'
    case 'applied':
      return `Applied${where}`
    case 'partly-applied':
      return `Partly applied${where}`
    case 'regression-reported':
      return `Applied${where}, regression reported`
    case 'rejected':
      return 'Rejected'
    case 'withdrawn':
      return 'Withdrawn'
    case 'superseded':
      return 'Superseded by another series'
    case 'stale':
      return 'Stale: no mail for 90 days'
    default:
      return assertNever(kind)
  }
}

const TURN_WHY: Readonly<Record<TurnView['why'], string>> = {
  'open-remarks': 'remarks are open',
  promised: 'a change was promised',
  answered: 'the author has answered',
  unreviewed: 'no reviewer has answered the newest version',
  ready: 'reviewed, nothing open',
  'in-review': 'the review has begun',
  settled: 'settled',
}

/** Why it is somebody's turn. */
export function turnWhy({ why }: Pick<TurnView, 'why'>): string {
  return TURN_WHY[why]
}

/** Whose turn it is and why; undefined when nobody has to act. */
export function turnParts({ whose, why }: Pick<TurnView, 'whose' | 'why'>) {
  if (whose === 'nobody') return undefined
  const who = whose === 'author' ? 'the author' : whose === 'maintainer' ? 'the maintainer' : 'reviewers'
  return { who, why: TURN_WHY[why] }
}

/** Whose turn it is, '' when nobody has to act. */
export function turnWords(turn: Pick<TurnView, 'whose' | 'why'>): string {
  const parts = turnParts(turn)
  return parts === undefined ? '' : `waits for ${parts.who}: ${parts.why}`
}

const OVER: readonly StateView['kind'][] = ['applied', 'rejected', 'withdrawn', 'superseded']

/** What the reviewers of a series hold, shortest first; `warns` for what stands in the way of a series that is not over. */
export function standingWords({
  standings,
  total,
  state,
}: Pick<SeriesRow, 'standings' | 'total' | 'state'>): readonly { readonly text: string; readonly warns: boolean }[] {
  const { reviewed, stale, objections, remarks } = standings
  const warns = !OVER.includes(state.kind)
  return [
    ...(reviewed > 0 ? [{ text: `${reviewed} of ${total} reviewed`, warns: false }] : []),
    ...(stale > 0 ? [{ text: count(stale, 'stale tag'), warns }] : []),
    ...(objections > 0 ? [{ text: count(objections, 'open objection'), warns }] : []),
    ...(remarks > 0 ? [{ text: count(remarks, 'open remark'), warns }] : []),
  ]
}

/** The states of a series as a filter names them. */
export const STATE_NAMES: Readonly<Record<StateView['kind'], string>> = {
  'under-review': 'Under review',
  'changes-requested': 'Changes requested',
  applied: 'Applied',
  'partly-applied': 'Partly applied',
  'regression-reported': 'Regression reported',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  superseded: 'Superseded',
  stale: 'Stale',
}

/** Whose turn it can be, as a filter names it. */
export const TURN_NAMES: Readonly<Record<TurnView['whose'], string>> = {
  author: 'the author',
  reviewers: 'reviewers',
  maintainer: 'the maintainer',
  nobody: 'nobody',
}
