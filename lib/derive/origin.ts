import type { DerivedPatch, DerivedVersion } from './types'

/** What choosing the version before needs of one. */
type Filled = Pick<DerivedVersion, 'position' | 'patches' | 'comparedWith'>

/**
 * Lines of versions that are compared with more than the version after them. Each such comparison reads both versions as a whole, so that
 * a thousand small replies to one huge version would cost a thousand times as much.
 */
const MAX_REVISITED = 200_000

/**
 * Chooses the version that each version of a series is compared with: the one that it continues by its link, or, when it takes patches
 * over, the one that it takes them from; in place of one without imported patches, the one before that. Otherwise, and when so much
 * was compared again that it takes too long, it is the last one with patches. Call it for each version in order; `continued` is the
 * position of the version that this one continues, null when there is none.
 */
export function openOrigins(): (continued: number | null, before: readonly Filled[]) => number | null {
  let revisited = 0
  return (continued, before) => {
    const last = before.findLast(({ patches }) => patches.length > 0)?.position ?? null
    const own = nearestFilled(continued, before)
    if (own === undefined || own.position === last) return last
    revisited += countLines(own.patches)
    return revisited > MAX_REVISITED ? last : own.position
  }
}

function nearestFilled(continued: number | null, before: readonly Filled[]): Filled | undefined {
  let version = continued === null ? undefined : before[continued - 1]
  while (version !== undefined && version.patches.length === 0)
    version = version.comparedWith === null ? undefined : before[version.comparedWith - 1]
  return version
}

function countLines(patches: readonly DerivedPatch[]): number {
  const hunks = patches.flatMap(({ patch: { files } }) => files.flatMap((file) => file.hunks))
  return hunks.reduce((sum, { lines }) => sum + lines.length, patches.length)
}
