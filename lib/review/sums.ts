import type { Standing } from './foldTypes'
import { countCovered, numbersIn, type PatchRun } from './patchRun'
import { approves, blocks, waits } from './positions'
import { isOpenStatus } from './states'

/** What reviewers said about a series, in numbers. */
export interface StandingSums {
  /** Patches of the newest version that somebody approves. */
  readonly reviewed: number
  /** Tags whose code changed since. A tag counts once for each patch that it is on. */
  readonly stale: number
  /** Open objections and NAKs. */
  readonly objections: number
  /** Open requests and questions. */
  readonly remarks: number
  /** Open objections, requests and questions that the author has not answered in words. */
  readonly unanswered: number
}

/** The part of a standing that is counted. */
export type CountedStanding = Pick<Standing, 'patch' | 'last' | 'position' | 'status'>

/** The part of a review comment that is counted. */
export type CountedComment = Pick<Standing, 'position' | 'status' | 'answered'>

/**
 * Counts standings and comments for lists, pages and feeds, so that all of them show the same numbers. `total` is the number of patches of the
 * newest version; an approval of the whole series covers all of them. A tag counts once for each patch, a comment once in all. `numbers`
 * are those of the patches that are archived here, ascending.
 */
export function sumStandings(
  standings: Iterable<CountedStanding>,
  comments: Iterable<CountedComment>,
  total: number,
  numbers: readonly number[],
): StandingSums {
  let [whole, stale] = [false, 0]
  const approved: PatchRun[] = []
  for (const { patch, last, position, status } of standings) {
    if (approves(position)) {
      if (patch === null) whole = true
      else approved.push({ patch, last })
    }
    if (status === 'stale') stale += patch === null ? 1 : numbersIn({ patch, last }, numbers).length
  }
  let [objections, remarks, unanswered] = [0, 0, 0]
  for (const { position, status, answered } of comments) {
    if (!waits(position) || !isOpenStatus(status)) continue
    if (blocks(position)) objections++
    else remarks++
    if (!answered) unanswered++
  }
  const reviewed = whole ? total : Math.min(countCovered(approved, numbers), total)
  return { reviewed, stale, objections, remarks, unanswered }
}
