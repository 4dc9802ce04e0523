import type { Db } from '../../open'

interface CellRow {
  readonly track: number
  readonly version: number
  readonly number: number
  readonly change: string
}

/** A patch of a version as stored; `version` null for the newest that has it. */
interface Asked {
  readonly series: number
  readonly version: number | null
  readonly patch: number | null
  /** Position of the version that changed it. */
  readonly changed: number | null
}

/**
 * Prepares to find out whether a later version changed only the commit message of a patch. The cells of a series are read when its first patch is asked
 * for; false for the series as a whole and for what is not known.
 */
export function openMessageOnly(db: Db): (asked: Asked) => boolean {
  const select = db.prepare<{ series: number }, CellRow>(
    "SELECT track, version, number, change FROM cells WHERE series = @series AND change <> 'dropped' ORDER BY version",
  )
  const known = new Map<number, ReturnType<typeof index>>()
  return ({ series, version, patch, changed }) => {
    if (patch === null || changed === null) return false
    const cells = known.get(series) ?? index(select.all({ series }))
    known.set(series, cells)
    const track = cells.trackOf.get(`${version}/${patch}`)
    return track !== undefined && cells.messages.has(`${track}/${changed}`)
  }
}

function index(rows: readonly CellRow[]) {
  const trackOf = new Map<string, number>()
  const messages = new Set<string>()
  for (const { track, version, number, change } of rows) {
    trackOf.set(`${version}/${number}`, track)
    if (change === 'message') messages.add(`${track}/${version}`)
  }
  const newest = rows.at(-1)?.version
  for (const { track, version, number } of rows) if (version === newest) trackOf.set(`null/${number}`, track)
  return { trackOf, messages }
}
