import type { StandingView } from '../../db/queries/views'
import { groupBy } from '../../lib/groupBy'
import { WAITING_POSITIONS, waits } from '../../lib/review/positions'
import { COMMENT_STATUSES, isInForce, isOpenStatus, type StandingStatus } from '../../lib/review/states'

/** The standings that one sentence of a mail gives: one for each patch that it is about. */
export type Sentence = readonly [StandingView, ...StandingView[]]

/** Whether a standing or comment waits for an answer or a change. */
export function isOpen({ position, status }: Pick<StandingView, 'position' | 'status'>): boolean {
  return isOpenStatus(status) && waits(position)
}

/** From the most open status to the most settled. */
const STATUSES: readonly StandingStatus[] = COMMENT_STATUSES

/** How much a maintainer has to care about a standing: 0 for an open NAK, more for what matters less. */
function weight(standing: StandingView): number {
  const { position, status } = standing
  const open = WAITING_POSITIONS.length
  if (isOpen(standing)) return WAITING_POSITIONS.indexOf(position)
  if (position === 'applied') return open
  if (status === 'stale') return open + 1
  if (isInForce(status)) return open + 2
  return open + 3 + STATUSES.indexOf(status)
}

/** Standings grouped by the sentence that gives them; what is open comes first. */
export function groupBySentence(standings: readonly StandingView[]): Sentence[] {
  const groups = groupBy(standings, ({ messageId, position, quote }) => `${messageId}\n${position}\n${quote}`)
  return [...groups.values()].sort((a, b) => lightest(a) - lightest(b))
}

function lightest(standings: readonly StandingView[]): number {
  return Math.min(...standings.map(weight))
}
