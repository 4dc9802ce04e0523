import { dropsApplied, saysApplied } from '../changelog/general'
import { groupBy } from '../groupBy'
import { memo } from '../memo'
import { areaWords, unmarkedWords } from '../series/titleArea'
import type { StoryRows } from './rows'
import type { StoryItem, StoryPatch, StoryVersion } from './types'

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
 * dropped whose changelog says in general that it drops what was merged, without what another item drops for a reason of its own, and those of which it says that they were merged, by a word of the title:
 * "The riscv patch has already been merged" and "RISC-V: Fix ...", <20221103142504.278543-1-ajones@ventanamicro.com>. The one rule for the picture, the cards and their tags. Linear in the cells.
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
  const told = groupBy(
    items.filter(({ text, dropped }) => dropped.length === 0 && saysApplied(text)),
    ({ version }) => version,
  )
  const patchesOf = new Map(versions.map(({ position, patches }) => [position, patches]))
  const areas = new Map<number, ReadonlyMap<string, readonly number[]>>()
  const saysSo = (position: number, origin: number | null, number: number): boolean => {
    const said = told.get(position)
    if (said === undefined || origin === null) return false
    const areasOf = memo(areas, origin, () => indexAreas(patchesOf.get(origin) ?? []))
    return said.slice(0, MAX_SAID).some(({ text }) =>
      unmarkedWords(text.slice(0, MAX_TEXT)).some((word) => {
        const [one, ...others] = areasOf.get(word) ?? []
        return one === number && others.length === 0
      }),
    )
  }
  const takenSince = new Map<number, number>()
  for (const { position, patches } of versions) {
    for (const { number, mailKey } of patches) {
      const track = taken.has(mailKey) ? rows.trackOf(position, number) : undefined
      if (track !== undefined && !takenSince.has(track)) takenSince.set(track, position)
    }
  }
  const applied = new Set(
    versions.flatMap(({ position, origin }) =>
      rows.cellsOf(position).flatMap(({ track, cell: { change, number, notes } }) => {
        if (change !== 'dropped' || notes.some(({ kind }) => kind === 'merged-into')) return []
        const place = `${position}/${number}`
        const isTaken = (takenSince.get(track) ?? position) < position
        const isTold = telling.has(position) || saysSo(position, origin, number)
        return isTaken || (named.get(place) ?? isTold) ? [place] : []
      }),
    ),
  )
  return (version, number) => applied.has(`${version}/${number}`)
}

/** Items of a version that are read, and characters of each. */
const MAX_SAID = 5
const MAX_TEXT = 200

/** The numbers of the patches by the words of their areas; at most two of each word. */
function indexAreas(patches: readonly StoryPatch[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>()
  for (const { number, title } of patches) {
    for (const word of new Set(areaWords(title))) {
      const known = found.get(word) ?? []
      if (word.length > 2 && known.length < 2) found.set(word, [...known, number])
    }
  }
  return found
}
