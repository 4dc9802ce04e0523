import { deriveCommits } from '../../db/derive/derive'
import type { Db } from '../../db/open'
import type { StoredBranch, StoredTree } from '../../db/store/treeRows'
import type { Progress } from '../cli/progress'
import type { SourceContext } from '../sources/context'
import type { TreeRepository } from './repository'

export interface UpdateOptions {
  readonly context: SourceContext
  readonly progress: Progress
  readonly nowMs: () => number
}

/** What an update of a tree did. */
export interface TreeRun {
  /** Commits that were not stored before. */
  readonly commits: number
  /** Commits that a branch no longer has. */
  readonly gone: number
  /** Branches that the repository no longer has. */
  readonly missing: readonly string[]
  /** What could not be read, though the rest was; null if nothing. */
  readonly warning: string | null
}

/** The state of an update of one tree, which its steps share. */
export interface Update extends UpdateOptions {
  readonly db: Db
  readonly tree: StoredTree
  readonly repository: TreeRepository
  /** When what is read now was seen. */
  readonly atMs: number
  /** Commits that have to be tied, or whose series have to be derived, because of what was read. */
  readonly touched: Set<number>
  readonly run: { -readonly [Field in keyof TreeRun]: TreeRun[Field] }
}

/** Where a branch was found; null if the repository no longer has it. */
export interface Tip {
  readonly branch: StoredBranch
  readonly sha: string | null
}

/** Commits that are stored in one transaction. */
export const BATCH = 2_000

/** Collects rows and stores them together, in a transaction for each `size` of them. `flush` stores the rest. */
export function openBatch<T>(db: Db, size: number, store: (batch: readonly T[]) => void) {
  let batch: T[] = []
  const flush = (): void => {
    const full = batch
    batch = []
    if (full.length > 0) db.transaction(() => store(full)).immediate()
  }
  return {
    add(row: T): void {
      batch.push(row)
      if (batch.length >= size) flush()
    },
    flush,
  }
}

/** How long a transaction should take in which commits are tied, so that nobody else who writes waits for long. */
const DERIVE_MS = 1_000
const MAX_DERIVE_BATCH = 5_000

/** Ties commits, and derives the series that this changes. */
export function derive({ db, tree, progress }: Update, ids: ReadonlySet<number>): void {
  progress.start(`${tree.name} series`, ids.size, 'commits')
  const all = [...ids]
  let size = 200
  for (let done = 0; done < all.length; ) {
    const batch = all.slice(done, done + size)
    const startedMs = performance.now()
    db.transaction(() => deriveCommits(db, batch)).immediate()
    size = Math.min(Math.max(20, Math.ceil((size * DERIVE_MS) / (performance.now() - startedMs))), MAX_DERIVE_BATCH)
    done += batch.length
    progress.update(done, done)
  }
}
