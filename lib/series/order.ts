import { byTimeThenKey } from '../byTime'
import { DAY_MS } from '../isoTime'
import type { Version } from './types'

/** Compares versions by the time of their heads. */
export function compareTime(a: Version, b: Version): number {
  return byTimeThenKey(a.head, b.head)
}

/** Compares versions by number, with `v5.1` after `v5`. */
export function compareNumber(a: Version, b: Version): number {
  return a.version - b.version || (a.revision ?? 0) - (b.revision ?? 0)
}

/** A posting without a number that comes so much later than a numbered version is no first version that was delayed. */
const RESTART_MS = 3 * DAY_MS

/**
 * Whether a version without a number was posted after one with a higher number: it is the newest then, although it counts as v1. One
 * that answers the other or names older versions is no first version, however soon it came.
 */
function restarts(version: Version, higher: Version): boolean {
  const follows = version.succeeds || version.repliesTo === higher.head.id
  const later = version.head.orderMs - higher.head.orderMs > (follows ? 0 : RESTART_MS)
  return !version.labelled && version.rfc === higher.rfc && later && compareNumber(version, higher) < 0
}

/**
 * Whether `older` has the lower number, or the same number and an earlier time (then `newer` is a resend). Only
 * time decides where the numbering starts over: between an RFC and a version that is not one, and for a posting without a number that comes
 * days after one with a number. Of two versions exactly one precedes the other; otherwise they could link in a circle.
 */
export function precedes(older: Version, newer: Version): boolean {
  const timed = older.rfc !== newer.rfc || restarts(older, newer) || restarts(newer, older)
  const number = timed ? 0 : compareNumber(older, newer)
  return number !== 0 ? number < 0 : compareTime(older, newer) < 0
}

/**
 * Sorts versions by number, not by date: a v3 dated before v2 is still v3. RFCs posted before the first version that is not an RFC come first.
 * What comes after the numbering started over follows everything before that.
 */
export function sortVersions<T extends { readonly version: Version }>(members: readonly T[]): T[] {
  const eras = findEras(members.map(({ version }) => version))
  const eraOf = ({ version }: T) => eras.get(version) ?? 0
  return [...members].sort(
    (a, b) => eraOf(a) - eraOf(b) || compareNumber(a.version, b.version) || compareTime(a.version, b.version),
  )
}

/**
 * Tells how often the numbering of a series started over before each version: with a posting without a number that comes days after one
 * with a higher number, or with a whole posting whose number was posted before such a one (v1, v2, and v1 again). Zero for the RFCs
 * that come first.
 */
export function findEras(versions: readonly Version[]): Map<Version, number> {
  const startMs = Math.min(...versions.filter(({ rfc }) => !rfc).map(({ head }) => head.orderMs))
  const eras = new Map<Version, number>()
  let era = 1
  let highest: Version | undefined
  let numbers = new Set<string>()
  for (const version of [...versions].sort(compareTime)) {
    if (version.rfc && version.head.orderMs < startMs) {
      eras.set(version, 0)
      continue
    }
    const number = `${version.rfc} ${version.version} ${version.revision}`
    if (highest !== undefined && (restarts(version, highest) || (numbers.has(number) && repeats(version, highest)))) {
      era++
      highest = version
      numbers = new Set()
    }
    if (highest === undefined || compareNumber(version, highest) > 0) highest = version
    numbers.add(number)
    eras.set(version, era)
  }
  return eras
}

/** Whether a whole posting came days after one with a higher number, and is no resend. */
function repeats(version: Version, higher: Version): boolean {
  const whole = version.cover !== null || version.patches.length === version.total
  const later = version.head.orderMs - higher.head.orderMs > RESTART_MS
  return whole && !version.resend && later && compareNumber(version, higher) < 0
}
