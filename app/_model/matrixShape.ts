import type { SeriesDocument, TrackView, VersionView } from '../../db/queries/views'

/** Cells and rows that a page shows at most: it stays light enough for a phone whatever was posted. */
const MAX_CELLS = 300
const MAX_ROWS = 150

export interface MatrixShape {
  readonly versions: readonly VersionView[]
  readonly tracks: readonly TrackView[]
  /** Labels of the oldest versions, and how many patches, that are left out. */
  readonly hiddenVersions: readonly string[]
  readonly hiddenTracks: number
}

/**
 * What of the evolution matrix fits on a page: the newest versions, as many as the number of patches leaves room for, and the
 * patches that these versions have. At least one version is shown.
 */
export function shapeMatrix({ versions, tracks }: Pick<SeriesDocument, 'versions' | 'tracks'>): MatrixShape {
  const rows = Math.min(tracks.length, MAX_ROWS)
  const columns = Math.max(1, Math.min(versions.length, Math.floor(MAX_CELLS / Math.max(1, rows))))
  const shown = versions.slice(versions.length - columns)
  const keys = new Set(shown.map(({ key }) => key))
  const within = tracks.filter(({ cells }) => cells.some(({ versionKey }) => keys.has(versionKey)))
  return {
    versions: shown,
    tracks: within.slice(0, MAX_ROWS),
    hiddenVersions: versions.slice(0, versions.length - columns).map(({ label }) => label),
    hiddenTracks: within.length - Math.min(within.length, MAX_ROWS),
  }
}
