import type { Db } from '../open'

/** Where mails belong to, as it is stored. */
export interface PlaceReader {
  readonly isPosting: (mail: number) => boolean
  /** Whether it is a reply whose sender says that the posting above it is their own. */
  readonly isOwning: (mail: number) => boolean
  /** The head of the version that a mail belongs to; null when it belongs to none. */
  readonly versionOf: (mail: number) => number | null
  /** The heads of all versions of the series that a mail belongs to now. */
  readonly seriesMatesOf: (mail: number) => readonly number[]
  /** Whether the series with these versions is stored, and was derived from the same chain. */
  readonly isDerived: (heads: readonly number[], chain: string) => boolean
}

/** Prepares reading where mails belong to. */
export function openPlaceReader(db: Db): PlaceReader {
  const selectVersion = db
    .prepare<{ mail: number }, number | null>(
      `SELECT posting.head FROM places JOIN places AS posting ON posting.message = places.posting WHERE places.message = @mail`,
    )
    .pluck()
  const selectSeries = db
    .prepare<{ mail: number }, number | null>('SELECT places.series FROM places WHERE places.message = @mail')
    .pluck()
  const selectHeads = db
    .prepare<{ series: number }, number>('SELECT versions.head FROM versions WHERE versions.series = @series')
    .pluck()
  const selectChain = db
    .prepare<{ head: number }, string>(
      'SELECT series.chain FROM places JOIN series ON series.id = places.series WHERE places.message = @head',
    )
    .pluck()
  const selectPosting = db
    .prepare<{ mail: number }, 1>("SELECT 1 FROM places WHERE message = @mail AND kind IN ('cover', 'patch')")
    .pluck()
  const selectOwning = db
    .prepare<{ mail: number }, 1>("SELECT 1 FROM mentions WHERE message = @mail AND kind = 'owns'")
    .pluck()
  return {
    isOwning: (mail) => selectOwning.get({ mail }) === 1,
    isPosting: (mail) => selectPosting.get({ mail }) === 1,
    versionOf: (mail) => selectVersion.get({ mail }) ?? null,
    seriesMatesOf(mail) {
      const series = selectSeries.get({ mail })
      return series == null ? [] : selectHeads.all({ series })
    },
    isDerived: (heads, chain) => heads.every((head) => selectChain.get({ head }) === chain),
  }
}
