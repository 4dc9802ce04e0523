import { dropsApplied } from '../changelog/general'
import type { StoryRows } from './rows'
import type { StoryItem, StoryVersion } from './types'

interface AppliedInput {
  readonly versions: readonly StoryVersion[]
  readonly rows: StoryRows
  readonly items: readonly StoryItem[]
  /** Mails whose patches are a commit, were pulled, or were said to be applied. */
  readonly taken: ReadonlySet<string>
}

/** Whether a version is without a patch, by its number in the version before, because the patch was applied meanwhile. */
export type IsApplied = (version: number, number: number) => boolean

/**
 * Finds the patches that a version no longer has because they were applied and not because they were given up: those whose mail in a version before was taken, and those that a version
 * dropped whose changelog says in general that it drops what was merged, without what another item drops for a reason of its own. The one rule for the picture, the cards and their tags. Linear in the cells.
 * <20220810125625.45295-1-imbrenda@linux.ibm.com>
 */
export function openApplied({ versions, rows, items, taken }: AppliedInput): IsApplied {
  const telling = new Set(
    items.flatMap(({ version, text, dropped }) => (dropped.length === 0 && dropsApplied(text) ? [version] : [])),
  )
  const named = new Map<string, boolean>(
    items.flatMap(({ version, text, dropped }) =>
      dropped.map((number) => [`${version}/${number}`, dropsApplied(text)] as const),
    ),
  )
  const takenSince = new Map<number, number>()
  for (const { position, patches } of versions) {
    for (const { number, mailKey } of patches) {
      const track = taken.has(mailKey) ? rows.trackOf(position, number) : undefined
      if (track !== undefined && !takenSince.has(track)) takenSince.set(track, position)
    }
  }
  const applied = new Set(
    versions.flatMap(({ position }) =>
      rows.cellsOf(position).flatMap(({ track, cell: { change, number, notes } }) => {
        if (change !== 'dropped' || notes.some(({ kind }) => kind === 'merged-into')) return []
        const place = `${position}/${number}`
        const isTaken = (takenSince.get(track) ?? position) < position
        return isTaken || (named.get(place) ?? telling.has(position)) ? [place] : []
      }),
    ),
  )
  return (version, number) => applied.has(`${version}/${number}`)
}
