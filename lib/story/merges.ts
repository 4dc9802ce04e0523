import { patchNumber } from '../patchNumber'
import type { StoryRows } from './rows'
import type { StoryVersion } from './types'

/** Patches of one version that became one of the next. */
export interface Merge {
  /** Positions of the newer version and the one that it continues. */
  readonly version: number
  readonly origin: number
  /** Numbers in the older version, ascending. */
  readonly from: readonly number[]
  /** Number in the newer version. */
  readonly into: number
}

/**
 * Finds the patches that were merged into others: those whose changed lines are in another patch of the next version, by file and line (see
 * findRearrangements), together with the patch that this one was before. Linear in the cells.
 */
export function findMerges(versions: readonly StoryVersion[], rows: StoryRows): Merge[] {
  return versions.flatMap(({ position, origin }): Merge[] => {
    if (origin === null) return []
    const into = new Map<number, number[]>()
    for (const { cell } of rows.cellsOf(position)) {
      if (cell.change !== 'dropped') continue
      for (const note of cell.notes) {
        if (note.kind !== 'merged-into') continue
        const number = patchNumber(note.number)
        const known = into.get(number)
        if (known === undefined) into.set(number, [cell.number])
        else known.push(cell.number)
      }
    }
    return [...into].map(([number, dropped]) => {
      const track = rows.trackOf(position, number)
      const before = track === undefined ? undefined : rows.numberIn(track, origin)
      const from = [...dropped, ...(before === undefined ? [] : [before])].sort((a, b) => a - b)
      return { version: position, origin, from, into: number }
    })
  })
}
