import type { ReadReply } from './replies'
import type { FoldInput, Standing } from './standing'
import type { SeriesState } from './state'
import { isOver } from './states'

/** Who has to act next, why, and since when. */
export interface Turn {
  readonly whose: 'author' | 'reviewers' | 'maintainer' | 'nobody'
  readonly why: 'open-remarks' | 'promised' | 'answered' | 'unreviewed' | 'ready' | 'in-review' | 'settled'
  readonly sinceMs: number
  /** The mail that began it. */
  readonly mailKey: string
}

interface TurnInput {
  readonly state: SeriesState
  readonly fold: FoldInput
  readonly standings: readonly Standing[]
  /** By time of receipt. */
  readonly replies: readonly ReadReply[]
  readonly newest: { readonly headKey: string; readonly orderMs: number }
}

/**
 * Tells whose turn it is on the newest version: an unanswered comment is the author's, an answered one the reviewer's; a version that nobody
 * reviewed is the reviewers', one that is approved throughout without an open comment the maintainer's. Only what was said
 * on the newest version counts, and objections and promises from before it.
 */
export function findTurn({ state, fold, standings, replies, newest }: TurnInput): Turn {
  const orderOf = new Map(replies.map(({ key, orderMs }) => [key, orderMs]))
  const at = (mailKey: string): Pick<Turn, 'sinceMs' | 'mailKey'> => ({
    sinceMs: orderOf.get(mailKey) ?? newest.orderMs,
    mailKey,
  })
  if (isOver(state.kind)) {
    return { whose: 'nobody', why: 'settled', ...at(state.mailKey) }
  }
  const open = standings.filter(({ status, since }) => status === 'open' && since === fold.newest)
  const waiting = open.filter(({ answered }) => !answered)
  const first = (list: readonly Standing[]): Pick<Turn, 'sinceMs' | 'mailKey'> =>
    list.map(({ mailKey }) => at(mailKey)).sort((a, b) => a.sinceMs - b.sinceMs)[0] ?? at(newest.headKey)
  if (waiting.length > 0) return { whose: 'author', why: 'open-remarks', ...first(waiting) }
  const promised = standings.filter(({ status, since }) => status === 'promised' && since === fold.newest)
  if (promised.length > 0) return { whose: 'author', why: 'promised', ...first(promised) }
  const current = replies.filter(({ position, speaker }) => position === fold.newest && speaker !== 'bot')
  if (open.length > 0) {
    const answer = current.filter(({ speaker }) => speaker === 'author').at(-1)
    return { whose: 'reviewers', why: 'answered', ...at(answer?.key ?? newest.headKey) }
  }
  const numbers = fold.tracks.flatMap(({ numbers: all }) => all.get(fold.newest) ?? [])
  const approvals = standings.filter(
    ({ position, status }) => position === 'approves' && (status === 'current' || status === 'carried'),
  )
  const approved = new Set(approvals.map(({ patch }) => patch))
  if (numbers.length > 0 && numbers.every((number) => approved.has(number))) {
    const last = approvals.map(({ mailKey }) => at(mailKey)).sort((a, b) => b.sinceMs - a.sinceMs)[0]
    return { whose: 'maintainer', why: 'ready', ...(last ?? at(newest.headKey)) }
  }
  const reviewed = current.filter(({ speaker }) => speaker === 'reviewer')
  if (reviewed.length === 0) return { whose: 'reviewers', why: 'unreviewed', ...at(newest.headKey) }
  return { whose: 'reviewers', why: 'in-review', ...at(current.at(-1)?.key ?? newest.headKey) }
}
