import type { Db } from '../../db/open'
import { putMailmap } from '../../db/store/mailmapRows'
import { putReleaseTag, putTip, putUpdated, type StoredTree } from '../../db/store/treeRows'
import { findReleaseTags } from '../../lib/tree/releaseTag'
import { SourceError } from '../sources/source'
import { readBranches } from './branches'
import { readMailmap } from './mailmap'
import type { ReleaseTag } from './releases'
import { openRepository } from './repository'
import { readPatchIds, readTexts } from './storeDiffs'
import { readReleases } from './storeReleases'
import { derive, type Tip, type TreeRun, type Update, type UpdateOptions } from './update'

/**
 * Reads what is new in the repository of a tree: commits and releases, the .mailmap of the first branch, the patch-ids of commits that may have been made from an archived mail, and the texts of
 * those that were. Stores it in batches, each in a transaction. The tips of the branches move in the last one, so an update that was killed is done again from the
 * start and adds nothing twice. Throws SourceError if the repository cannot be read; what was known of it is kept.
 */
export async function updateTree(db: Db, tree: StoredTree, options: UpdateOptions): Promise<TreeRun> {
  const repository = await openRepository(options.context, tree.name, tree.url)
  const { branches, tags } = repository.refs
  if (!tree.branches.some(({ name }) => branches.has(name)))
    throw new SourceError(
      `${tree.name}: ${tree.url} has none of the branches ${tree.branches.map(({ name }) => name).join(', ')}; what was read of them is kept`,
    )
  await repository.fetch(
    tree.branches.flatMap(({ name }) => (branches.has(name) ? [name] : [])),
    findReleaseTags(tags.keys()),
  )
  const update: Update = {
    db,
    tree,
    repository,
    ...options,
    atMs: options.nowMs(),
    touched: new Set(),
    run: { commits: 0, gone: 0, missing: [], warning: null },
  }
  try {
    const tips = await readBranches(update)
    const releases = await readReleases(update, tips)
    await readPatchIds(update)
    derive(update, update.touched)
    await updateMailmap(update, tips)
    finish(update, tips, releases)
    await readTexts(update)
    return update.run
  } finally {
    options.progress.stop()
  }
}

/** Reads the .mailmap of the first branch that is there. One that cannot be read leaves what was known. */
async function updateMailmap({ db, tree, repository }: Update, tips: readonly Tip[]): Promise<void> {
  const sha = tips.find((tip) => tip.sha !== null)?.sha
  const entries = sha == null ? undefined : await readMailmap(repository, sha)
  if (entries !== undefined) putMailmap(db, tree.id, entries)
}

/** Moves the tips, after which nothing that was read is looked at again. */
function finish({ db, tree, atMs }: Update, tips: readonly Tip[], releases: readonly ReleaseTag[]): void {
  const run = db.transaction(() => {
    for (const { branch, sha } of tips) if (sha !== branch.tip) putTip(db, branch.id, sha)
    for (const { name, sha } of releases) putReleaseTag(db, tree.id, name, sha)
    putUpdated(db, tree.id, atMs)
  })
  run.immediate()
}
