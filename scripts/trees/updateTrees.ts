import type { Db } from '../../db/open'
import type { StoredTree } from '../../db/store/treeRows'
import { describeFailure } from '../cli/storage'
import { SourceError } from '../sources/source'
import { readImportedDiffs } from './importedDiffs'
import type { TreeRun, UpdateOptions } from './update'
import { updateTree } from './updateTree'

/** What an update did with one tree. */
export interface TreeSummary extends TreeRun {
  readonly tree: string
  readonly ok: boolean
  /** Null if the tree was read completely. */
  readonly error: string | null
  readonly seconds: number
}

interface Options extends UpdateOptions {
  /** Called for each tree as soon as it is done. */
  readonly onTree: (summary: TreeSummary) => void
  /** Time for fetching each tree; none unless given. */
  readonly limitMs?: number
}

const NOTHING: TreeRun = { commits: 0, gone: 0, missing: [], warning: null }

/** Updates trees one after the other. One that fails does not stop the others. The caller holds the nightly lock. */
export async function updateTrees(db: Db, trees: readonly StoredTree[], options: Options): Promise<TreeSummary[]> {
  const all: TreeSummary[] = []
  for (const tree of trees) {
    const startedMs = options.nowMs()
    let [run, error]: [TreeRun, string | null] = [NOTHING, null]
    try {
      const { context, limitMs } = options
      const http = limitMs === undefined ? context.http : context.http.within(limitMs)
      run = await updateOrTie(db, tree, { ...options, context: { ...context, http } })
    } catch (cause) {
      error = describeFailure(cause, db.name)
    }
    const seconds = Math.round((options.nowMs() - startedMs) / 100) / 10
    const summary = { tree: tree.name, ok: error === null, error, ...run, seconds }
    options.onTree(summary)
    all.push(summary)
  }
  return all
}

/** Updates a tree. If its repository cannot be read now, mail that is new is still tied to the commits that were read before. */
async function updateOrTie(db: Db, tree: StoredTree, options: UpdateOptions): Promise<TreeRun> {
  try {
    return await updateTree(db, tree, options)
  } catch (cause) {
    if (cause instanceof SourceError) await readImportedDiffs(db, tree, options)
    throw cause
  }
}
