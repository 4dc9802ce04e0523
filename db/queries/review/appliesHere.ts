import { groupBy } from '../../../lib/groupBy'
import { once } from '../../../lib/once'
import { DECIDING_BASES } from '../../../lib/review/basis'
import type { Db } from '../../open'

/** Whoever has applied fewer series than this is not judged by them. */
const MIN_APPLIED = 5
/** Series that somebody applied, the newest of them, in which their folders are looked up. Bounds the work for whoever applied thousands. */
const MAX_APPLIED = 300
/** Folders of one series that are looked up, those with most files. */
const MAX_FOLDERS = 8
/** Directories of a path that name what it belongs to: `arch/s390`, `drivers/vfio`. */
const DEPTH = 2

/**
 * Prepares to say whether somebody who applies patches would apply this series. Not when they have applied five or more, and half of its files or more are in folders that
 * none of these touched: a treewide cleanup is sent to every maintainer, and one person applies it
 * (<20221006165346.73159-1-Jason@zx2c4.com>). Of 727 series in four archives this leaves out 24 that the person did apply, most of them the first
 * ones in `doc` or `examples`.
 */
export function openAppliesHere(db: Db, series: number): (mailbox: string) => boolean {
  const changed = once(() => listFolders(db, series))
  const bases = JSON.stringify(DECIDING_BASES)
  const applied = db
    .prepare<{ bases: string; mailbox: string; limit: number }, number>(
      `SELECT DISTINCT claims.series FROM claims
       WHERE claims.basis IN (SELECT value FROM json_each(@bases)) AND claims.mailbox = @mailbox AND claims.kind = 'applied' AND claims.own = 0
       ORDER BY claims.series DESC LIMIT @limit`,
    )
    .pluck()
  const touches = db
    .prepare<{ applied: string; folder: string }, 1>(
      `SELECT 1 FROM touched WHERE touched.series IN (SELECT value FROM json_each(@applied)) AND touched.path = @folder LIMIT 1`,
    )
    .pluck()
  return (mailbox) => {
    const own = applied.all({ bases, mailbox, limit: MAX_APPLIED })
    if (own.length < MIN_APPLIED) return true
    const json = JSON.stringify(own)
    const known = changed().filter(({ folder }) => touches.get({ applied: json, folder }) === 1)
    return 2 * countFiles(known) >= countFiles(changed())
  }
}

function countFiles(folders: readonly { readonly size: number }[]): number {
  return folders.reduce((sum, { size }) => sum + size, 0)
}

/** The folders of the files that the newest version changes, each with the number of files, those with most first. Files at the top of the tree are in none. */
function listFolders(db: Db, series: number): { readonly folder: string; readonly size: number }[] {
  const folders = listPaths(db, series)
    .map((path) => path.split('/').slice(0, -1).slice(0, DEPTH).join('/'))
    .filter((folder) => folder !== '')
  return [...groupBy(folders, (folder) => folder)]
    .map(([folder, own]) => ({ folder, size: own.length }))
    .sort((a, b) => b.size - a.size)
    .slice(0, MAX_FOLDERS)
}

/** The files that the patches of the newest version change, each once for every patch. */
export function listPaths(db: Db, series: number): string[] {
  return db
    .prepare<{ series: number }, string>(
      `SELECT file.value FROM patches, json_each(patches.files) AS file
       WHERE patches.version = (SELECT versions.id FROM versions WHERE versions.series = @series ORDER BY versions.position DESC LIMIT 1)`,
    )
    .pluck()
    .all({ series })
}
