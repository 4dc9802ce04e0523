import { type FoldInput, numbersOf, type Standing } from './foldTypes'
import { countCovered } from './patchRun'
import type { ReadReply } from './replies'
import type { SeriesState } from './state'
import { isInForce, isOver } from './states'

/** Who the series is waiting on, why, and since when. */
export interface Turn {
  readonly whose: 'author' | 'reviewers' | 'maintainer' | 'nobody'
  readonly why: 'open-remarks' | 'promised' | 'answered' | 'unreviewed' | 'ready' | 'in-review' | 'settled'
  readonly sinceMs: number
  /** The mail that started the wait. */
  readonly mailKey: string
}

type Since = Pick<Turn, 'sinceMs' | 'mailKey'>

interface TurnInput {
  readonly state: SeriesState
  readonly fold: FoldInput
  readonly standings: readonly Standing[]
  /** By time of receipt. */
  readonly replies: readonly ReadReply[]
  readonly newest: { readonly headKey: string; readonly orderMs: number }
}

/**
 * Finds out who the newest version is waiting on: the author while a comment is unanswered, a promise is not kept or a reported
 * regression is open; the reviewers after an answer, and while nobody has reviewed the version; the maintainer once every patch is approved
 * and no comment is open. Only what was said about the newest version counts.
 */
export function findTurn({ state, fold, standings, replies, newest }: TurnInput): Turn {
  const orderOf = new Map(replies.map(({ key, orderMs }) => [key, orderMs]))
  const since = (mailKey: string): Since => ({
    sinceMs: orderOf.get(mailKey) ?? newest.orderMs,
    mailKey,
  })
  if (isOver(state.kind)) {
    const settled = since(state.mailKey)
    return { whose: 'nobody', why: 'settled', ...settled, ...(state.commit && { sinceMs: state.commit.committedMs }) }
  }
  const open = standings.filter((held) => held.status === 'open' && held.since === fold.newest)
  // Words do not repair a regression.
  const waiting = state.kind === 'regression-reported' ? open : open.filter(({ answered }) => !answered)
  const first = (list: readonly Standing[]): Since =>
    list.map(({ mailKey }) => since(mailKey)).sort((a, b) => a.sinceMs - b.sinceMs)[0] ?? since(newest.headKey)
  if (waiting.length > 0) return { whose: 'author', why: 'open-remarks', ...first(waiting) }
  const promised = standings.filter((held) => held.status === 'promised' && held.since === fold.newest)
  if (promised.length > 0) return { whose: 'author', why: 'promised', ...first(promised) }
  const current = replies.filter(({ position, speaker }) => position === fold.newest && speaker !== 'bot')
  if (open.length > 0) {
    const answer = current.filter(({ speaker }) => speaker === 'author').at(-1)
    return { whose: 'reviewers', why: 'answered', ...since(answer?.key ?? newest.headKey) }
  }
  const numbers = numbersOf(fold)
  const approvals = standings.filter(({ position, status }) => position === 'approves' && isInForce(status))
  const approved = approvals.flatMap(({ patch, last }) => (patch === null ? [] : [{ patch, last }]))
  if (numbers.length > 0 && countCovered(approved, numbers) === numbers.length) {
    const last = approvals.map(({ mailKey }) => since(mailKey)).sort((a, b) => b.sinceMs - a.sinceMs)[0]
    return { whose: 'maintainer', why: 'ready', ...(last ?? since(newest.headKey)) }
  }
  const reviewed = current.filter(({ speaker }) => speaker === 'reviewer')
  if (reviewed.length === 0) return { whose: 'reviewers', why: 'unreviewed', ...since(newest.headKey) }
  return { whose: 'reviewers', why: 'in-review', ...since(current.at(-1)?.key ?? newest.headKey) }
}
