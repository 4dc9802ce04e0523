import type { Version } from './types'

/** By time of the head; mails of one moment by their keys, so that the order is the same for every order of arrival. */
export function compareTime(a: Version, b: Version): number {
  return a.head.orderMs - b.head.orderMs || (a.head.key < b.head.key ? -1 : a.head.key > b.head.key ? 1 : 0)
}

/** By version number, `v5.1` after `v5`. */
export function compareNumber(a: Version, b: Version): number {
  return a.version - b.version || (a.revision ?? 0) - (b.revision ?? 0)
}

/**
 * Older in number; with equal numbers older in time (a resend). Between an RFC and a version that is none time alone decides,
 * both ways, for the count starts again. Exactly one of a and b precedes the other: a pair that preceded each other would link in a circle.
 */
export function precedes(older: Version, newer: Version): boolean {
  const number = older.rfc === newer.rfc ? compareNumber(older, newer) : 0
  return number !== 0 ? number < 0 : compareTime(older, newer) < 0
}

/** By number, not by date: a v3 dated before v2 is still v3. RFCs posted before the first version that is none come first. */
export function sortVersions<T extends { readonly version: Version }>(members: readonly T[]): T[] {
  const final = members.filter(({ version }) => !version.rfc)
  const startMs = Math.min(...final.map(({ version }) => version.head.orderMs))
  const era = ({ version }: T) => (version.rfc && version.head.orderMs < startMs ? 0 : 1)
  return [...members].sort(
    (a, b) => era(a) - era(b) || compareNumber(a.version, b.version) || compareTime(a.version, b.version),
  )
}
