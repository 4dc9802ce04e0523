import { groupBy } from '../../../lib/groupBy'
import { numbersIn } from '../../../lib/review/patchRun'
import type { Db } from '../../open'

/** The numbers of the patches of a series, ascending, read when they are first asked for: most rows are about one patch and need none. */
export interface SeriesNumbers {
  /** Those of the version at a position. */
  readonly of: (version: number) => readonly number[]
  /** Those of the newest version that has patches: standings are about them. */
  readonly newest: () => readonly number[]
}

/** Prepares to read the numbers of a series. */
export function openNumbers(db: Db, series: number): SeriesNumbers {
  const select = db.prepare<{ series: number }, { position: number; number: number }>(
    `SELECT versions.position, patches.number FROM versions JOIN patches ON patches.version = versions.id
     WHERE versions.series = @series ORDER BY versions.position, patches.number`,
  )
  let read: ReadonlyMap<number, readonly number[]> | undefined
  const all = () => {
    read ??= new Map(
      [...groupBy(select.all({ series }), ({ position }) => position)].map(([position, rows]) => [
        position,
        rows.map(({ number }) => number),
      ]),
    )
    return read
  }
  return { of: (version) => all().get(version) ?? [], newest: () => [...all().values()].at(-1) ?? [] }
}

/** The patches that a row is about, each alone; null for a row about the whole series or version. */
export function patchesOf(
  { patch, last }: { readonly patch: number | null; readonly last: number | null },
  numbers: () => readonly number[],
): readonly (number | null)[] {
  return patch === null || last === null ? [patch] : numbersIn({ patch, last }, numbers())
}
