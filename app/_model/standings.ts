import type { PersonSeriesView, StandingView } from '../../db/queries/views'
import { groupBy } from '../../lib/groupBy'
import { WAITING_POSITIONS, waits } from '../../lib/review/positions'
import {
  COMMENT_STATUSES,
  isApplied,
  isInForce,
  isOpenStatus,
  isOver,
  type StandingStatus,
} from '../../lib/review/states'
import { count } from './pageWords'
import { staleWords, turnWords } from './reviewWords'

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

/** What a series is waiting on the person for: a reply, another look at changed code, or to confirm a change. */
export function waitsFor(series: PersonSeriesView): string[] {
  const { state, turn, own, newest, standings, asked } = series
  if (isOver(state.kind) || state.quietSince !== null) return []
  if (own) return turn.whose === 'author' ? [turnWords(series)] : []
  // Patches that were applied need no second look, though their author may have a regression to fix.
  if (isApplied(state.kind)) return []
  const stale = standings.filter(({ status }) => status === 'stale').length
  const addressed = asked.filter(({ status }) => status === 'addressed')
  const answered = asked.filter((comment) => isOpen(comment) && comment.answered).length
  const versions = [...new Set(addressed.flatMap(({ changedIn }) => changedIn ?? []))].join(', ')
  return [
    ...(stale > 0 ? [staleWords(stale, newest)] : []),
    ...(addressed.length > 0
      ? [`${count(addressed.length, 'comment')} to confirm: code changed${versions === '' ? '' : ` in ${versions}`}`]
      : []),
    ...(answered > 0 ? [`Author replied to ${count(answered, 'comment')}`] : []),
  ]
}
