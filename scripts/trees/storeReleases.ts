import { openCommitRows } from '../../db/store/commitRows'
import { listReleaseTags } from '../../db/store/treeRows'
import { DAY_MS } from '../../lib/isoTime'
import { findReleaseTags } from '../../lib/tree/releaseTag'
import { type FirstRelease, firstReleases, type ReleaseTag, readReleaseTags } from './releases'
import { BATCH, openBatch, type Tip, type Update } from './update'

/** Tags younger than this are looked at again: the branch that has their commits may have been pushed after them. */
const YOUNG_MS = 30 * DAY_MS

/** Finds the first release of each commit. Returns the tags that were looked at. */
export async function readReleases(update: Update, tips: readonly Tip[]): Promise<ReleaseTag[]> {
  const { db, tree, repository, touched, atMs, progress } = update
  const known = listReleaseTags(db, tree.id)
  const names = findReleaseTags(repository.refs.tags.keys())
  const changed = tips.filter(({ branch, sha }) => sha !== branch.tip)
  if (changed.length === 0 && names.every((name) => known.has(name))) return []
  const all = await readReleaseTags(repository, names)
  const isFirst = changed.some(({ branch }) => branch.tip === null)
  const isOpen = ({ name, committedMs }: ReleaseTag): boolean =>
    isFirst || !known.has(name) || (changed.length > 0 && committedMs > atMs - YOUNG_MS)
  const open = all.filter(isOpen)
  if (open.length === 0) return []
  const without = all.filter((tag) => !isOpen(tag)).map(({ sha }) => sha)
  const rows = openCommitRows(db)
  const store = openBatch<FirstRelease>(db, BATCH, (batch) => {
    for (const { sha, release } of batch) {
      const isNew = rows.putRelease(sha, release)
      // An update that was killed may have stored it before.
      const id = isNew || !known.has(release) ? rows.findTied(sha) : undefined
      if (id !== undefined) touched.add(id)
    }
  })
  progress.start(`${tree.name} releases`, null, 'commits')
  let done = 0
  for await (const first of firstReleases(repository, open, without)) {
    store.add(first)
    progress.update(++done, done)
  }
  store.flush()
  return open
}
