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
/** Folders to which patches of every subsystem add. A file of Documentation is in a folder of its subsystem. */
const SHARED: readonly string[] = ['include/']
/** From so many applied series on, they show what somebody does not apply, too. */
const MANY_APPLIED = 5
/** So many series in a folder are more than one that touched it by the way: <20221103142504.278543-1-ajones@ventanamicro.com> is for arch/x86. */
const SEVERAL = 2

/** What the archive and the trees show of somebody who applies patches, compared with one series. */
export interface Experience {
  /** They applied other series in the folders of most of its files: several, unless they applied few at all. */
  readonly here: boolean
  /** How many of those touched the folder that has most of its files: the folder itself first, then each above it. */
  readonly near: readonly number[]
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
  const home = once(() => foldersAbove(findHome(ownPaths(listPaths(db, series)))))
  const count = openCount(db)
  return (mailbox) => {
    const { byMail, byCommit } = appliedBy(mailbox)
    const all = [...new Set([...byMail, ...byCommit])]
    const applied = JSON.stringify(all)
    const near = home().map((folder) => count(applied, folder))
    const least = all.length < MANY_APPLIED || (near[0] ?? 0) > 0 ? 1 : SEVERAL
    const sizes = changed().map(({ folder, size }) => ({ size, applied: count(applied, folder) }))
    const filesOf = (some: typeof sizes) => some.reduce((sum, { size }) => sum + size, 0)
    const files = filesOf(sizes)
    return {
      here: 2 * filesOf(sizes.filter((one) => one.applied >= least)) > files,
      near,
      elsewhere: byMail.length >= MANY_APPLIED && 2 * filesOf(sizes.filter((one) => one.applied > 0)) < files,
    }
  }
}

/** Series of one folder that are looked at, the newest. Bounds the work in a folder that thousands touch. */
const MAX_TOUCHED = 1_000

/**
 * The mailboxes of those who usually apply what touches the folder of a series: whoever applied most of the others there, by mail, and whoever applied at least a
 * third as many. The folder is the innermost one in which somebody applied MUCH; there is nobody when there is none.
 */
export function listAppliers(db: Db, series: number): string[] {
  const bases = JSON.stringify(DECIDING_BASES)
  const select = db.prepare<
    { bases: string; folder: string; series: number; limit: number },
    { readonly mailbox: string; readonly applied: number }
  >(
    `SELECT claims.mailbox, count(DISTINCT claims.series) AS applied FROM claims
     WHERE claims.series IN (SELECT touched.series FROM touched WHERE touched.path = @folder AND touched.series <> @series
                             ORDER BY touched.last_ms DESC LIMIT @limit)
       AND claims.kind = 'applied' AND claims.own = 0 AND claims.basis IN (SELECT value FROM json_each(@bases))
     GROUP BY claims.mailbox ORDER BY applied DESC, claims.mailbox`,
  )
  for (const folder of foldersAbove(findHome(ownPaths(listPaths(db, series))))) {
    const people = select.all({ bases, folder, series, limit: MAX_TOUCHED })
    const most = people[0]?.applied ?? 0
    if (most >= MUCH) return people.filter(({ applied }) => applied >= PART * most).map(({ mailbox }) => mailbox)
  }
  return []
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

/** The folder of a series in which somebody applied others, and how many of these: the innermost in which they applied much, else the one in which they applied most; null where they applied none. */
export function findAppliedFolder(
  db: Db,
  series: number,
  mailbox: string,
): { readonly folder: string; readonly applied: number } | null {
  const { byMail, byCommit } = openApplied(db, series)(mailbox)
  const count = openCount(db)
  const applied = JSON.stringify([...new Set([...byMail, ...byCommit])])
  const above = foldersAbove(findHome(ownPaths(listPaths(db, series))))
  const folders = [...above, ...listFolders(db, series).map((one) => one.folder)]
  const found = folders.map((folder) => ({ folder, applied: count(applied, folder) }))
  const most = Math.max(0, ...found.map((one) => one.applied))
  return found.find((one) => one.applied > 0 && (one.applied >= MUCH || one.applied === most)) ?? null
}

/** Prepares to count the series of a JSON array that touch a folder. */
function openCount(db: Db): (applied: string, folder: string) => number {
  const count = db
    .prepare<{ applied: string; folder: string }, number>(
      `SELECT count(DISTINCT touched.series) FROM touched
       WHERE touched.series IN (SELECT value FROM json_each(@applied)) AND touched.path = @folder`,
    )
    .pluck()
  return (applied, folder) => count.get({ applied, folder }) ?? 0
}

/** The files that say who applies a series: headers of the whole tree do not, unless there is nothing else. <0-v1-9e466539c244+47b5-secure_msi_jgg@nvidia.com> */
function ownPaths(paths: readonly string[]): readonly string[] {
  const own = paths.filter((path) => !SHARED.some((folder) => path.startsWith(folder)))
  return own.length > 0 ? own : paths
}

/** The folder that has most of these files, '' for none. */
function findHome(paths: readonly string[]): string {
  const folders = groupBy(paths, (path) => path.split('/').slice(0, -1).join('/'))
  const [first] = [...folders].sort(([, a], [, b]) => b.length - a.length)
  return first?.[0] ?? ''
}

/** A folder and those above it, down to DEPTH parts: `arch/s390/kvm`, `arch/s390`. */
function foldersAbove(folder: string): string[] {
  const parts = folder.split('/').filter((part) => part !== '')
  return parts
    .flatMap((_, index) => (index + 1 < DEPTH && parts.length >= DEPTH ? [] : [parts.slice(0, index + 1).join('/')]))
    .reverse()
}

/** From so many series in a folder on, somebody's experience there outweighs that of others; they count with this part of it. */
const MUCH = 3
const PART = 1 / 3

/**
 * Of people who may apply a series, those who applied most in the innermost folder in which one of them applied much, and whoever has a third of that. Whoever applies for an
 * architecture is in Cc of what its KVM code gets, too: <20221103152631.17393-1-pmorel@linux.ibm.com>. All of them where nobody applied much near.
 */
export function nearest<Person>(people: readonly Person[], nearOf: (person: Person) => readonly number[]): Person[] {
  const near = people.map((person) => ({ person, sizes: nearOf(person) }))
  const levels = Math.max(0, ...near.map(({ sizes }) => sizes.length))
  for (let level = 0; level < levels; level++) {
    const most = Math.max(...near.map(({ sizes }) => sizes[level] ?? 0))
    if (most >= MUCH) return near.filter(({ sizes }) => (sizes[level] ?? 0) >= PART * most).map(({ person }) => person)
  }
  return [...people]
}

/** The folders of the files that the newest version changes, each with the number of files, those with most first. A file at the top of the tree is its own folder. */
function listFolders(db: Db, series: number): { readonly folder: string; readonly size: number }[] {
  const folders = ownPaths(listPaths(db, series)).map(
    (path) => path.split('/').slice(0, -1).slice(0, DEPTH).join('/') || path,
  )
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
