import type { Standing } from './foldTypes'
import { countCovered, numbersIn, type PatchRun } from './patchRun'
import { approves, blocks, vouches, waits } from './positions'
import { isOpenStatus } from './states'
import { quotedTag } from './tag'
import { approvalKinds, saysTested } from './tagKinds'

/** What reviewers said about a series, in numbers. */
export interface StandingSums {
  /** Patches of the newest version with a Reviewed-by. */
  readonly reviewed: number
  /** Patches of the newest version with an Acked-by. */
  readonly acked: number
  /** Patches of the newest version with a Tested-by. */
  readonly tested: number
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
export type CountedStanding = Pick<Standing, 'patch' | 'last' | 'position' | 'status' | 'quote'>

/** The part of a review comment that is counted. */
export type CountedComment = Pick<Standing, 'position' | 'status' | 'answered'>

/**
 * Counts standings and comments for lists, pages and feeds, so that all of them show the same numbers. `total` is the number of patches that the
 * newest version announces; a tag for the whole series covers all of them. A tag counts once for each patch, a comment once in all. `numbers`
 * are those of the patches that are archived here, ascending.
 */
export function sumStandings(
  standings: Iterable<CountedStanding>,
  comments: Iterable<CountedComment>,
  total: number,
  numbers: readonly number[],
): StandingSums {
  let stale = 0
  const reviewed = openCount(total, numbers)
  const acked = openCount(total, numbers)
  const tested = openCount(total, numbers)
  for (const { patch, last, position, status, quote } of standings) {
    if (approves(position)) {
      const kinds = approvalKinds(quotedTag(quote) ?? 'Reviewed-by')
      if (kinds.includes('reviewed')) reviewed.add({ patch, last })
      if (kinds.includes('acked')) acked.add({ patch, last })
    }
    if (vouches(position) === 'tested' || (approves(position) && saysTested(quotedTag(quote) ?? ''))) {
      tested.add({ patch, last })
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
  const counts = { reviewed: reviewed.count(), acked: acked.count(), tested: tested.count() }
  return { ...counts, stale, objections, remarks, unanswered }
}

/** Counts the patches that tags of one kind cover. */
function openCount(total: number, numbers: readonly number[]) {
  let whole = false
  const covered: PatchRun[] = []
  return {
    add({ patch, last }: Pick<Standing, 'patch' | 'last'>): void {
      if (patch === null) whole = true
      else covered.push({ patch, last })
    },
    count: (): number => (whole ? total : Math.min(countCovered(covered, numbers), total)),
  }
}
