import { isOver, type SeriesStateKind } from './states'
import type { Turn } from './turn'

/** The part of a maintainer's list that a series is in. The names are part of the interface of `list`. In the order of lists. */
export const QUEUES = [
  'ready',
  'waiting-on-author',
  'waiting-on-review',
  'in-pull-request',
  'quiet',
  'done',
  'backport',
] as const

export type Queue = (typeof QUEUES)[number]

/** The queues of which a series is in `quiet` instead once it has got no mail for a long time. */
export const LIVELY_QUEUES: readonly Queue[] = QUEUES.filter((queue) => !['quiet', 'done', 'backport'].includes(queue))

/**
 * Why a series that waits on a maintainer is ready: nobody has to review or change anything, and somebody has to apply it. Not `fix-posted`: the
 * series was applied already, and what has to be applied is another patch.
 */
const READY: readonly Turn['why'][] = ['ready', 'pledged', 'called-good', 'pushed']

/**
 * The queue of a series. `quiet` says that it has got no mail for a long time. Backports are in no other queue. `ready` is
 * what waits for nothing but being applied: all of it is archived here and approved or called good by somebody who may apply it, or they said that they will. A series that broke
 * something waits on its author until a fix is posted and works; then it is in `waiting-on-review`, until somebody applies that fix.
 */
export function queueOf(series: {
  readonly state: SeriesStateKind
  readonly whose: Turn['whose']
  readonly why: Turn['why']
  /** Patches that the newest version announces and that are not archived here. */
  readonly missing: number
  readonly quiet: boolean
  readonly backport: boolean
}): Queue {
  const { state, whose, why, missing, quiet, backport } = series
  if (backport) return 'backport'
  if (isOver(state) || state === 'deferred') return 'done'
  if (quiet) return 'quiet'
  if (state === 'in-pull-request') return 'in-pull-request'
  if (whose === 'author' || (state === 'regression-reported' && why !== 'fix-posted')) return 'waiting-on-author'
  // Nobody has to review what somebody promised to apply, wherever the rest of it was sent: <20221020163503.GQ5600@paulmck-ThinkPad-P17-Gen-1>.
  const isWhole = missing === 0 || why !== 'called-good'
  return whose === 'maintainer' && READY.includes(why) && isWhole ? 'ready' : 'waiting-on-review'
}
