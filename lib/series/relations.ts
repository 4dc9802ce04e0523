import { byTimeThenKey } from '../byTime'
import { groupBy } from '../groupBy'
import type { Relation } from './link'
import type { Version } from './types'

/** Somebody who proposes to continue more series than this says nothing about any of them. */
const MAX_PROPOSED = 3

interface RelationInput {
  /** Found from either side, so that one may be in the list twice. */
  readonly relations: readonly Relation[]
  readonly versionOf: (head: number) => Version | undefined
  /** Identifies the series of a version; undefined when it is not derived yet. */
  readonly seriesOf: (head: number) => number | undefined
  /** All series that a version proposes to continue, also those that `relations` do not mention. */
  readonly proposalsBy: (head: number) => readonly Relation[]
  /** Versions of which a correction says that they do not belong to one series. */
  readonly parted: readonly (readonly [number, number])[]
}

/**
 * The relations between series that stayed apart: for each pair of series the first in time. One that proposes to continue many series
 * at once, or one that a correction contradicts, is left out.
 */
export function keepApart({ relations, versionOf, seriesOf, proposalsBy, parted }: RelationInput): Relation[] {
  const placed = relations.flatMap((relation) => {
    const [from, to] = [versionOf(relation.from), versionOf(relation.to)]
    const [left, right] = [seriesOf(relation.from), seriesOf(relation.to)]
    if (from === undefined || to === undefined || left === undefined || right === undefined || left === right) return []
    return [{ relation, from, to, pair: pairOf(left, right) }]
  })
  const corrected = new Set(parted.map(([a, b]) => pairOf(seriesOf(a), seriesOf(b))))
  return [...groupBy(placed, ({ pair }) => pair).values()].flatMap((all) => {
    const told = all.filter(
      ({ relation, pair }) => !corrected.has(pair) && (relation.kind !== 'propose' || !proposesMany(relation.from)),
    )
    const [first] = told.sort((a, b) => byTimeThenKey(a.from.head, b.from.head) || byTimeThenKey(b.to.head, a.to.head))
    return first === undefined ? [] : [first.relation]
  })

  function proposesMany(head: number): boolean {
    return new Set(proposalsBy(head).flatMap(({ to }) => seriesOf(to) ?? [])).size > MAX_PROPOSED
  }
}

function pairOf(a: number | undefined, b: number | undefined): string {
  return [a, b].sort((x, y) => (x ?? 0) - (y ?? 0)).join(' ')
}
