import { at } from '../at'
import { compareText } from '../byTime'
import { foldApprovals } from './approvalFold'
import { type CommentOutcome, foldComments } from './commentFold'
import { type FoldInput, NO_OUTCOME, type Standing, standingOf } from './foldTypes'

/**
 * Folds what was said about all versions into where each person stands on each patch of the newest (docs/positions.md, "From statements to
 * standings"). An objection is cleared only by the person who made it: by a later tag or a concession. A request or question is also settled by the
 * author's promise and a later version that changes the quoted code. A tag of an older version counts only while the patch body carries
 * it, and is stale once the code changed otherwise than its own mail asked for. Dropped patches have no standings. Silence changes nothing. `outcomes` has every comment.
 */
export function foldStandings(input: FoldInput): {
  readonly standings: readonly Standing[]
  readonly outcomes: readonly CommentOutcome[]
} {
  const { standings, outcomes } = foldComments(input)
  return { standings: [...standings, ...foldApprovals(input, outcomes), ...foldApplied(input)].sort(byPatch), outcomes }
}

/** Compares standings by patch, person and position, for `sort`; what is about the whole series comes first. */
export function byPatch(
  a: Pick<Standing, 'patch' | 'person' | 'position'>,
  b: Pick<Standing, 'patch' | 'person' | 'position'>,
): number {
  return (a.patch ?? 0) - (b.patch ?? 0) || a.person - b.person || compareText(a.position, b.position)
}

function foldApplied({ events, newest, tracks }: FoldInput): Standing[] {
  const standings = new Map<string, Standing>()
  for (const event of events) {
    if (event.position !== 'applied' || event.version !== newest) continue
    const patches = event.whole ? [null] : event.tracks.flatMap((track) => at(tracks, track).numbers.get(newest) ?? [])
    for (const patch of patches) {
      const outcome = { patch, last: null, status: 'current', ...NO_OUTCOME } as const
      standings.set(`${event.person}/${patch}`, { ...standingOf(event), ...outcome })
    }
  }
  return [...standings.values()]
}
