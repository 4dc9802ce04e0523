import { approves, type Position } from './positions'
import { isInForce, type StandingStatus } from './states'

/** Where one person stands on a patch of the newest version, or on those up to `last`; on the whole series without a patch. */
export interface OwnStanding {
  readonly patch: number | null
  readonly last: number | null
  readonly position: Position
  readonly status: StandingStatus
  readonly answered: boolean
  /** They have replied to the answer, or given a tag, since; see openResumed. */
  readonly resumed: boolean
  /** The same for all standings that one sentence gives. */
  readonly sentence: string
}

/** Why somebody has to look at a series again. */
export interface Again {
  /** Tags on patches whose code changed since. */
  readonly stale: number
  /** Comments on code that changed since. */
  readonly addressed: number
  /** Open comments that the author answered, and on whose answer they have said nothing yet. */
  readonly answered: number
}

/**
 * Why somebody has to look at a series again. A comment on a patch that they have approved since, or in the same mail, needs no other look; nor does one that
 * the author has promised to follow, until the change is posted.
 */
export function whyAgain(standings: readonly OwnStanding[]): Again {
  const approved = standings.filter(({ position, status }) => approves(position) && isInForce(status))
  const isApproved = ({ patch }: OwnStanding) =>
    approved.some(
      (one) => patch === null || one.patch === null || (one.patch <= patch && patch <= (one.last ?? one.patch)),
    )
  const sentences = (some: readonly OwnStanding[]) => new Set(some.map(({ sentence }) => sentence)).size
  return {
    stale: standings.filter(({ status }) => status === 'stale').length,
    addressed: sentences(standings.filter((one) => one.status === 'addressed' && !isApproved(one))),
    answered: sentences(standings.filter(({ status, answered, resumed }) => status === 'open' && answered && !resumed)),
  }
}

/** Whether somebody has to look again at all. */
export function looksAgain({ stale, addressed, answered }: Again): boolean {
  return stale + addressed + answered > 0
}
