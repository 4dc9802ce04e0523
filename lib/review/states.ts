import { DAY_MS } from '../isoTime'

/** Columns of the table of states. */
interface Traits {
  /** Nobody is expected to act any more. */
  readonly over: boolean
  /** At least some of the patches were applied. */
  readonly applied: boolean
  /** Under discussion. */
  readonly open: boolean
}

const OPEN: Traits = { over: false, applied: false, open: true }
const TAKEN: Traits = { over: false, applied: true, open: false }
const ENDED: Traits = { over: true, applied: false, open: false }

/** What has become of a series, as it is derived and stored. */
export type SeriesStateKind =
  | 'under-review'
  | 'changes-requested'
  | 'in-pull-request'
  | 'applied'
  | 'partly-applied'
  | 'regression-reported'
  | 'reverted'
  | 'rejected'
  | 'deferred'
  | 'not-applicable'
  | 'withdrawn'
  | 'superseded'

/** The one table of the states of a series: every other list of states is derived from it. */
const TABLE: Readonly<Record<SeriesStateKind, Traits>> = {
  'under-review': OPEN,
  'changes-requested': OPEN,
  'in-pull-request': { over: false, applied: false, open: false },
  applied: { over: true, applied: true, open: false },
  'partly-applied': TAKEN,
  'regression-reported': TAKEN,
  reverted: ENDED,
  rejected: ENDED,
  deferred: { over: false, applied: false, open: false },
  'not-applicable': ENDED,
  withdrawn: ENDED,
  superseded: ENDED,
}

/** All states of a series. */
export const SERIES_STATES: readonly SeriesStateKind[] = Object.keys(TABLE).filter(
  (name): name is SeriesStateKind => name in TABLE,
)

/** Whether nobody is expected to act on a series in this state. */
export function isOver(state: SeriesStateKind): boolean {
  return TABLE[state].over
}

/** Whether at least some of the patches of a series in this state were applied. */
export function isApplied(state: SeriesStateKind): boolean {
  return TABLE[state].applied
}

/** Whether a series in this state is under discussion. */
function isOpenState(state: SeriesStateKind): boolean {
  return TABLE[state].open
}

/** A series that somebody may still have to act on is quiet when its last mail is this much older than the newest mail of the archive. No clock decides. */
export const QUIET_MS = 90 * DAY_MS

/** States under discussion, for SQL. */
export const OPEN_STATES: readonly SeriesStateKind[] = SERIES_STATES.filter(isOpenState)

/** What has become of an objection, a request or a question, the most open first. */
export const COMMENT_STATUSES = ['open', 'promised', 'deferred', 'declined', 'addressed', 'cleared'] as const

/** What has become of something that a person said: of a comment as above; of a tag, how it relates to the newest version. */
export type StandingStatus = (typeof COMMENT_STATUSES)[number] | 'current' | 'carried' | 'stale'

/** Whether a tag is on the newest version: given there, or carried forward because the code is the same. */
export function isInForce(status: StandingStatus): boolean {
  return status === 'current' || status === 'carried'
}

/** Statuses in which something still waits for an answer or for the promised change, for SQL. */
export const OPEN_STATUSES: readonly StandingStatus[] = ['open', 'promised']

/** Whether something still waits for an answer or for the promised change. */
export function isOpenStatus(status: StandingStatus): boolean {
  return OPEN_STATUSES.includes(status)
}
