import { type Basis, mayComment } from './basis'
import type { CommentOutcome } from './commentFold'
import { SEVERITIES, type Severity, type SeverityCounts } from './positions'
import type { ReadReply } from './replies'
import { rankOf, severityOf } from './severity'
import { isOpenStatus, type SeriesStateKind } from './states'

/** A review comment that is open and by somebody who may comment, so that state and turn depend on it. */
export interface LiveComment extends CommentOutcome {
  readonly severity: Severity
  readonly basis: Basis
  readonly orderMs: number
}

/**
 * The open comments on the newest version that count, the strongest first, and of equal ones the newest. A comment on an older
 * version waits for whoever made it to look at the newer one: it is shown, and decides nothing.
 */
export function liveComments(outcomes: readonly CommentOutcome[], replies: readonly ReadReply[]): LiveComment[] {
  const senders = new Map(replies.map((reply) => [reply.key, reply]))
  return outcomes
    .flatMap((outcome) => {
      const severity = severityOf(outcome.position, outcome.quote)
      const reply = senders.get(outcome.mailKey)
      if (severity === null || reply === undefined || !outcome.current || !isOpenStatus(outcome.status)) return []
      const { basis, orderMs } = reply
      return mayComment(basis) ? [{ ...outcome, severity, basis, orderMs }] : []
    })
    .sort((a, b) => rankOf(a.severity) - rankOf(b.severity) || b.orderMs - a.orderMs)
}

/** What of a state decides which patches are still discussed. */
interface Landing {
  readonly kind: SeriesStateKind
  /** Numbers of the patches that were applied. */
  readonly patches: readonly number[]
  /** Position of the version that they are numbers of; null for the newest. */
  readonly version: number | null
}

/** The patches of a partly applied series that nobody has to post again: what is asked of them is for another patch. <20230903111558.2603332-1-amir73il@gmail.com>. */
export function landedPatches({ kind, patches, version }: Landing, newest: number): ReadonlySet<number> {
  return new Set(kind === 'partly-applied' && (version === null || version === newest) ? patches : [])
}

/** The open comments that still count in a state: nobody has to answer anything about patches that their author took back, or that were applied. */
export function liveIn(state: Landing, live: readonly LiveComment[], newest: number): readonly LiveComment[] {
  if (state.kind === 'withdrawn') return []
  const landed = landedPatches(state, newest)
  return live.filter(({ patches }) => patches.length === 0 || !patches.every((one) => landed.has(one)))
}

/** Counts comments by severity. */
export function countSeverities(comments: readonly Pick<LiveComment, 'severity'>[]): SeverityCounts {
  const counts = SEVERITIES.map((one) => [one, comments.filter(({ severity }) => severity === one).length] as const)
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}
