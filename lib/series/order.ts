import { byTimeThenKey } from '../byTime'
import type { Version } from './types'

/** Compares versions by the time of their heads. */
export function compareTime(a: Version, b: Version): number {
  return byTimeThenKey(a.head, b.head)
}

/** Compares versions by number, with `v5.1` after `v5`. */
export function compareNumber(a: Version, b: Version): number {
  return a.version - b.version || (a.revision ?? 0) - (b.revision ?? 0)
}

/**
 * Whether `older` has the lower number, or the same number and an earlier time (then `newer` is a resend). Between an RFC and a version that
 * is not one only time decides, since the numbering starts over. Of two versions exactly one precedes the other; otherwise they could
 * link in a circle.
 */
export function precedes(older: Version, newer: Version): boolean {
  const number = older.rfc === newer.rfc ? compareNumber(older, newer) : 0
  return number !== 0 ? number < 0 : compareTime(older, newer) < 0
}

/** Sorts versions by number, not by date: a v3 dated before v2 is still v3. RFCs posted before the first version that is not an RFC come first. */
export function sortVersions<T extends { readonly version: Version }>(members: readonly T[]): T[] {
  const final = members.filter(({ version }) => !version.rfc)
  const startMs = Math.min(...final.map(({ version }) => version.head.orderMs))
  const era = ({ version }: T) => (version.rfc && version.head.orderMs < startMs ? 0 : 1)
  return [...members].sort(
    (a, b) => era(a) - era(b) || compareNumber(a.version, b.version) || compareTime(a.version, b.version),
  )
}
