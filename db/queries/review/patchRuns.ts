import type { PatchRun } from '../../../lib/review/patchRun'
import { numbersIn } from '../../../lib/review/patchRun'
import type { Db } from '../../open'

/** The numbers of the patches of each version of a series, ascending, by the position of the version. Read on first use. */
export function openNumbers(
  db: Db,
  series: number,
): { of: (version: number) => readonly number[]; newest: () => readonly number[] } {
  let read: ReadonlyMap<number, readonly number[]> | undefined
  const all = () => {
    read ??= readNumbers(db, series)
    return read
  }
  return {
    of: (version) => all().get(version) ?? [],
    // The newest version that has patches: standings are about its numbers.
    newest: () => [...all().values()].at(-1) ?? [],
  }
}

function readNumbers(db: Db, series: number): Map<number, number[]> {
  const rows = db
    .prepare<{ series: number }, { position: number; number: number }>(
      `SELECT versions.position, patches.number FROM versions JOIN patches ON patches.version = versions.id
       WHERE versions.series = @series ORDER BY versions.position, patches.number`,
    )
    .all({ series })
  const numbers = new Map<number, number[]>()
  for (const { position, number } of rows) {
    const known = numbers.get(position)
    if (known === undefined) numbers.set(position, [number])
    else known.push(number)
  }
  return numbers
}

/** The patches that a row is about, each alone; null for a row about the whole series or version. */
export function patchesOf(
  { patch, last }: { readonly patch: number | null; readonly last: number | null },
  numbers: () => readonly number[],
): readonly (number | null)[] {
  if (patch === null || last === null) return [patch]
  const run: PatchRun = { patch, last }
  return numbersIn(run, numbers())
}
