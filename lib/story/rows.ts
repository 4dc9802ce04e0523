import type { StoryCell, StoryTrack, StoryVersion } from './types'

/** The tracks of a series, to be looked up by version and number. */
export interface StoryRows {
  /** Index of the track of a patch. */
  readonly trackOf: (version: number, number: number) => number | undefined
  /** The cell of a track in a version; of a dropped patch in the first version without it. */
  readonly cellOf: (track: number, version: number) => StoryCell | undefined
  /** The number of a track in a version that has it. */
  readonly numberIn: (track: number, version: number) => number | undefined
  /** The cells of a version with their tracks. */
  readonly cellsOf: (version: number) => readonly { readonly track: number; readonly cell: StoryCell }[]
}

/** Indexes tracks. Linear in their cells. */
export function indexRows(tracks: readonly StoryTrack[]): StoryRows {
  const tracksBySeat = new Map<string, number>()
  const cells = tracks.map((track) => new Map(track.cells.map((cell) => [cell.version, cell])))
  const byVersion = new Map<number, { readonly track: number; readonly cell: StoryCell }[]>()
  for (const [track, { cells: own }] of tracks.entries()) {
    for (const cell of own) {
      const list = byVersion.get(cell.version)
      if (list === undefined) byVersion.set(cell.version, [{ track, cell }])
      else list.push({ track, cell })
      if (cell.change !== 'dropped') tracksBySeat.set(`${cell.version}/${cell.number}`, track)
    }
  }
  const cellOf = (track: number, version: number) => cells[track]?.get(version)
  return {
    trackOf: (version, number) => tracksBySeat.get(`${version}/${number}`),
    cellOf,
    numberIn: (track, version) => {
      const cell = cellOf(track, version)
      return cell === undefined || cell.change === 'dropped' ? undefined : cell.number
    },
    cellsOf: (version) => byVersion.get(version) ?? [],
  }
}

/** For each version the first one that continues it, by position. */
export function nextVersions(versions: readonly StoryVersion[]): ReadonlyMap<number, StoryVersion> {
  const next = new Map<number, StoryVersion>()
  for (const version of versions) {
    if (version.origin !== null && !next.has(version.origin)) next.set(version.origin, version)
  }
  return next
}
