import { countShared } from '../patch/fingerprint'

/** Fewer shared lines occur by chance (an include, a Kconfig entry). */
export const MIN_SHARED_LINES = 3
/** A reroll keeps at least this part of the lines of the larger version. */
export const REROLL_LIKENESS = 0.3

/** Shared lines as a fraction of those of the larger of two fingerprints (see fingerprintDiff), 0 to 1. Linear. */
export function likeness(a: readonly number[], b: readonly number[]): number {
  const shared = countShared(a, b)
  const larger = Math.max(a.length, b.length)
  return shared < Math.min(MIN_SHARED_LINES, larger) || larger === 0 ? 0 : shared / larger
}
