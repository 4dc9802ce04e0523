import type { Db } from '../../db/open'
import { countBranches, type StoredTree } from '../../db/store/treeRows'
import { isoTime } from '../../lib/isoTime'
import type { BranchRole } from '../../lib/tree/types'

/** A tree as the JSON of `reroll tree` has it. */
export interface TreeView {
  readonly name: string
  readonly url: string
  readonly branches: readonly {
    readonly name: string
    readonly role: BranchRole
    readonly tip: string | null
    /** How many commits it has now, and how many of them were made from an archived patch. */
    readonly commits: number
    readonly matched: number
  }[]
  readonly scopes: readonly string[]
  readonly commitUrl: string
  /** When it was last read; null before the first time. */
  readonly updated: string | null
}

/** Counts the commits of a tree for its view. */
export function toView(db: Db, tree: StoredTree): TreeView {
  const { name, url, scopes, commitUrl, updatedMs } = tree
  return {
    name,
    url,
    branches: countBranches(db, tree).map(({ id: _, ...branch }) => branch),
    scopes,
    commitUrl,
    updated: updatedMs === null ? null : isoTime(updatedMs),
  }
}
