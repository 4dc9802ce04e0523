import { sortTrees } from '../../../lib/series/backport'
import { hashKey } from '../../../lib/series/keys'
import { titleKeys } from '../../../lib/tree/commitKeys'
import type { Db } from '../../open'
import { isoTime, person, readList } from '../format'
import { NO_REPOSTS } from '../lists/filter'
import type { BackportsView, OriginalView } from '../views'

/** Patches of one version, and patches with one title and author, that are looked at. */
const MAX_PATCHES = 200
const MAX_SAME = 100
/** Series that are named. */
const MAX_NAMED = 20

interface CopyRow {
  readonly series: number
  readonly key: string
  readonly title: string
  readonly name: string
  readonly email: string
  readonly backport: string
  readonly ms: number
}

/**
 * The backports that have a patch of a series with the same title and author, and, of a backport, the series that it copies: the others with such a
 * patch.
 */
export function listBackports(
  db: Db,
  series: number,
): { readonly backports: BackportsView; readonly backportOf: readonly OriginalView[] } {
  const patches = db
    .prepare<{ series: number; limit: number }, { readonly title: string; readonly author: string }>(
      `SELECT patches.title, lower(patches.author_name) AS author
       FROM versions JOIN patches ON patches.version = versions.id
       WHERE versions.series = @series
         AND versions.position = (SELECT max(newest.position) FROM versions AS newest WHERE newest.series = @series)
       ORDER BY patches.number LIMIT @limit`,
    )
    .all({ series, limit: MAX_PATCHES })
  const select = db.prepare<{ key: number; author: string; series: number; limit: number }, CopyRow>(
    `SELECT DISTINCT series.id AS series, series.key, series.title, series.author_name AS name, series.author_email AS email,
            series.backport, messages.received_ms AS ms
     FROM edges CROSS JOIN patches ON patches.message = edges.message JOIN versions ON versions.id = patches.version
          JOIN series ON series.id = versions.series JOIN messages ON messages.id = patches.message
     WHERE edges.key = @key AND lower(patches.author_name) = @author AND series.id <> @series AND series.id ${NO_REPOSTS}
     ORDER BY messages.received_ms, messages.key LIMIT @limit`,
  )
  const found = new Map<number, CopyRow>()
  for (const { title, author } of patches) {
    for (const key of titleKeys(title).map(hashKey)) {
      for (const row of select.all({ key, author, series, limit: MAX_SAME }))
        if (!found.has(row.series)) found.set(row.series, row)
    }
  }
  const isBackport =
    db
      .prepare<{ series: number }, 1>("SELECT 1 FROM series WHERE id = @series AND queue = 'backport'")
      .pluck()
      .get({ series }) === 1
  const all = [...found.values()].sort((a, b) => a.ms - b.ms || (a.key < b.key ? -1 : 1))
  const copies = isBackport ? [] : all.filter(({ backport }) => backport !== '[]')
  const originals = isBackport ? all.filter(({ backport }) => backport === '[]') : []
  return {
    backports: {
      trees: sortTrees(copies.flatMap(({ backport }) => readList<string>(backport))),
      count: copies.length,
      series: copies.slice(0, MAX_NAMED).map((row) => ({
        id: row.key,
        from: person(row.name, row.email),
        date: isoTime(row.ms),
        trees: readList<string>(row.backport),
      })),
    },
    backportOf: originals.slice(0, MAX_NAMED).map(({ key, title }) => ({ id: key, title })),
  }
}
