import { groupBy } from '../../../lib/groupBy'
import { once } from '../../../lib/once'
import { DECIDING_BASES } from '../../../lib/review/basis'
import type { Db } from '../../open'
import { openCommitted } from '../../tree/deciders'

/** Series that somebody applied, the newest of them, in which their folders are looked up. Bounds the work for whoever applied thousands. */
const MAX_APPLIED = 300
/** Folders of one series that are looked up, those with most files. */
const MAX_FOLDERS = 8
/** Directories of a path that name what it belongs to: `arch/s390`, `drivers/vfio`. */
const DEPTH = 2
/** From so many applied series on, they show what somebody does not apply, too. */
const MANY_APPLIED = 5

/** What the archive and the trees show of somebody who applies patches, compared with one series. */
export interface Experience {
  /** They applied other series in the folders of most of its files. */
  readonly here: boolean
  /** They applied enough, and in none of the folders of half of its files or more. */
  readonly elsewhere: boolean
}

/**
 * Prepares to compare the folders of a series with those of the other series that somebody applied, by mail or in the tree of a maintainer. A treewide cleanup is
 * sent to every maintainer, and one person applies it (<20221006165346.73159-1-Jason@zx2c4.com>).
 */
export function openExperience(db: Db, series: number): (mailbox: string) => Experience {
  const changed = once(() => listFolders(db, series))
  const appliedBy = openApplied(db, series)
  const touches = db
    .prepare<{ applied: string; folder: string }, 1>(
      `SELECT 1 FROM touched WHERE touched.series IN (SELECT value FROM json_each(@applied)) AND touched.path = @folder LIMIT 1`,
    )
    .pluck()
  return (mailbox) => {
    const { byMail, byCommit } = appliedBy(mailbox)
    const applied = JSON.stringify([...byMail, ...byCommit])
    const known = changed().filter(({ folder }) => touches.get({ applied, folder }) === 1)
    const [own, all] = [countFiles(known), countFiles(changed())]
    return { here: 2 * own > all, elsewhere: byMail.length >= MANY_APPLIED && 2 * own < all }
  }
}

/** Prepares to list the other series that somebody applied, by mail and in the tree of a maintainer. */
function openApplied(db: Db, series: number) {
  const bases = JSON.stringify(DECIDING_BASES)
  const claimed = db
    .prepare<{ bases: string; mailbox: string; series: number; limit: number }, number>(
      `SELECT DISTINCT claims.series FROM claims
       WHERE claims.basis IN (SELECT value FROM json_each(@bases)) AND claims.mailbox = @mailbox AND claims.kind = 'applied' AND claims.own = 0
         AND claims.series <> @series
       ORDER BY claims.series DESC LIMIT @limit`,
    )
    .pluck()
  const committed = openCommitted(db)
  return (mailbox: string) => ({
    byMail: claimed.all({ bases, mailbox, series, limit: MAX_APPLIED }),
    byCommit: committed(mailbox, MAX_APPLIED).filter((one) => one !== series),
  })
}

/** The folder of most files of a series in which somebody applied others, and how many of these; null where they applied none. */
export function findAppliedFolder(
  db: Db,
  series: number,
  mailbox: string,
): { readonly folder: string; readonly applied: number } | null {
  const { byMail, byCommit } = openApplied(db, series)(mailbox)
  const count = db
    .prepare<{ applied: string; folder: string }, number>(
      `SELECT count(DISTINCT touched.series) FROM touched
       WHERE touched.series IN (SELECT value FROM json_each(@applied)) AND touched.path = @folder`,
    )
    .pluck()
  const applied = JSON.stringify([...new Set([...byMail, ...byCommit])])
  for (const { folder } of listFolders(db, series)) {
    const size = count.get({ applied, folder }) ?? 0
    if (size > 0) return { folder, applied: size }
  }
  return null
}

function countFiles(folders: readonly { readonly size: number }[]): number {
  return folders.reduce((sum, { size }) => sum + size, 0)
}

/** The folders of the files that the newest version changes, each with the number of files, those with most first. A file at the top of the tree is its own folder. */
function listFolders(db: Db, series: number): { readonly folder: string; readonly size: number }[] {
  const folders = listPaths(db, series).map((path) => path.split('/').slice(0, -1).slice(0, DEPTH).join('/') || path)
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
