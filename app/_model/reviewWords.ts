import type { StandingView, StateView, TurnView } from '../../db/queries/views'
import { assertNever } from '../../lib/assertNever'

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
  unreviewed: 'nobody has reviewed the newest version',
  ready: 'reviewed, nothing open',
  'in-review': 'some patches are reviewed',
  settled: 'settled',
}

/** Whose turn it is, '' when nobody has to act. */
export function turnWords({ whose, why }: TurnView): string {
  if (whose === 'nobody') return ''
  const who = whose === 'author' ? 'the author' : whose === 'maintainer' ? 'the maintainer' : 'reviewers'
  return `waits for ${who}: ${TURN_WHY[why]}`
}
