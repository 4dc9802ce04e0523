import { byTimeThenKey } from '../byTime'
import { groupBy } from '../groupBy'
import { isClaim } from './link'
import type { Relation } from './linkVersions'
import type { Version } from './types'

/** Somebody who claims to continue or to fix more series than this says nothing about any of them. */
const MAX_CLAIMED = 3

interface RelationInput {
  /** Found from either side, so that one may be in the list twice. */
  readonly relations: readonly Relation[]
  readonly versionOf: (head: number) => Version | undefined
  /** Identifies the series of a version; undefined when it is not derived yet. */
  readonly seriesOf: (head: number) => number | undefined
  /** All that a version claims, see isClaim, also what `relations` do not mention. */
  readonly claimsBy: (head: number) => readonly Relation[]
  /** Versions of which a correction says that they do not belong to one series. */
  readonly parted: readonly (readonly [number, number])[]
}

/**
 * The relations between series that stayed apart: for each pair of series the first in time. One that claims to belong to many series at
 * once, or one that a correction contradicts, is left out.
 */
export function keepApart({ relations, versionOf, seriesOf, claimsBy, parted }: RelationInput): Relation[] {
  const placed = relations.flatMap((relation) => {
    const [from, to] = [versionOf(relation.from), versionOf(relation.to)]
    const [left, right] = [seriesOf(relation.from), seriesOf(relation.to)]
    if (from === undefined || to === undefined || left === undefined || right === undefined || left === right) return []
    if (!isTakenUp(relation, to, seriesOf)) return []
    return [{ relation, from, to, pair: pairOf(left, right) }]
  })
  const corrected = new Set(parted.map(([a, b]) => pairOf(seriesOf(a), seriesOf(b))))
  return [...groupBy(placed, ({ pair }) => pair).values()].flatMap((all) => {
    const told = all.filter(
      ({ relation, pair }) => !corrected.has(pair) && !(isClaim(relation) && claimsMany(relation.from)),
    )
    const [first] = told.sort((a, b) => byTimeThenKey(a.from.head, b.from.head) || byTimeThenKey(b.to.head, a.to.head))
    return first === undefined ? [] : [first.relation]
  })

  function claimsMany(head: number): boolean {
    return new Set(claimsBy(head).flatMap(({ to }) => seriesOf(to) ?? [])).size > MAX_CLAIMED
  }
}

/**
 * Whether a relation ties two postings by one person. What somebody else took up is shown, but decides nothing about the posting: the parent that it
 * answers and the title and author that they share can all be made up by a third person.
 */
export function isOwnWork(evidence: Relation['evidence']): boolean {
  return evidence.includes('sender') || evidence.includes('author')
}

function pairOf(a: number | undefined, b: number | undefined): string {
  return [a, b].sort((x, y) => (x ?? 0) - (y ?? 0)).join(' ')
}

/**
 * Whether a patch of somebody else (see mayTakeUp) is in another version of the series that it was posted in reply to; also true of any other
 * relation. Other series by anybody can have a patch with that title and author, and prove nothing.
 */
function isTakenUp(
  { from, kind, evidence }: Relation,
  { repliesTo }: Version,
  seriesOf: (head: number) => number | undefined,
): boolean {
  if (kind !== 'absorb' || isOwnWork(evidence)) return true
  return repliesTo !== null && seriesOf(repliesTo) === seriesOf(from)
}
