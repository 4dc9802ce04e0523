import type { SeriesDocument, TrackView, VersionView } from '../../../db/queries/views'

/** Limits the cells, rows and columns of the picture, so that a phone can show any series. */
const MAX_CELLS = 600
const MAX_ROWS = 150
const MAX_COLUMNS = 60

export interface PictureShape {
  readonly versions: readonly VersionView[]
  readonly tracks: readonly TrackView[]
  /** What is left out: labels of the oldest versions, and the number of patches. */
  readonly hiddenVersions: readonly string[]
  readonly hiddenTracks: number
}

/**
 * The part of the picture of a series that fits on a page: as many of the newest versions as the number of patches leaves room for,
 * but at least one, and the patches of these versions.
 */
export function shapePicture({ versions, tracks }: Pick<SeriesDocument, 'versions' | 'tracks'>): PictureShape {
  const rows = Math.min(tracks.length, MAX_ROWS)
  const columns = Math.max(1, Math.min(versions.length, MAX_COLUMNS, Math.floor(MAX_CELLS / Math.max(1, rows))))
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
