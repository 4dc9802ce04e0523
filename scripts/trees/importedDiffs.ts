import { takeNightlyLock } from '../../db/nightlyLock'
import type { Db } from '../../db/open'
import { listTrees, type StoredTree } from '../../db/store/treeRows'
import { type IngestSummary, ingest } from '../cli/ingest'
import type { Progress } from '../cli/progress'
import type { SourceContext } from '../sources/context'
import type { Source } from '../sources/source'
import { MAX_IMPORT_DIFFS } from './limits'
import { findOwn } from './repository'
import { readPatchIds, readTexts } from './storeDiffs'
import type { UpdateOptions } from './update'

interface Importing {
  /** Path of the database. */
  readonly database: string
  readonly context: SourceContext
  readonly progress: Progress
}

/**
 * Imports sources as `ingest` does, then ties their mail by the diffs of commits that were read before, so that it does not matter whether mail or commits came first.
 * While a nightly run or an update of trees is in progress, this is left to the next import or update.
 */
export async function ingestAndTie(
  db: Db,
  sources: readonly Source[],
  { database, ...options }: Importing,
): Promise<IngestSummary> {
  try {
    return await ingest(db, sources, options.progress)
  } finally {
    // Also after a failure: what was imported before it is kept.
    const trees = listTrees(db)
    const lock = trees.length === 0 ? undefined : takeNightlyLock(database, Date.now())
    try {
      if (lock !== undefined) for (const tree of trees) await readImportedDiffs(db, tree, options)
    } finally {
      lock?.release()
    }
  }
}

/**
 * Reads the diffs of commits that may have been made from mail that came after the last update of a tree, and ties them. Reads our own repository as that update left
 * it: fetches nothing, and looks for no new commits. What cannot be read is left to the next update, which reports it. The caller holds the nightly lock.
 */
export async function readImportedDiffs(
  db: Db,
  tree: StoredTree,
  { context, progress }: Pick<UpdateOptions, 'context' | 'progress'>,
): Promise<void> {
  const repository = findOwn(context, tree.name)
  if (repository === undefined) return
  const run = { commits: 0, gone: 0, missing: [], warning: null }
  const reading = { db, tree, progress, repository, run, touched: new Set<number>(), maxDiffs: MAX_IMPORT_DIFFS }
  try {
    await readPatchIds(reading)
    await readTexts(reading)
  } finally {
    progress.stop()
  }
}
