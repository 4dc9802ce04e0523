import { compareCounterparts } from '../evolution/compare'
import { parsePatch } from '../patch/patch'
import type { Patch } from '../patch/types'
import type { Commit } from './types'

/**
 * Reads a commit as a patch, so that it can be compared with the mail that it was made from. `text`: its message below the title and its
 * diff, as `commit_texts` has them.
 */
export function readApplied({ title, author }: Pick<Commit, 'title' | 'author'>, text: string): Patch {
  return { ...parsePatch({ title, from: author, body: text }), title, author }
}

/** The changed lines that only the commit has, and those that only the mail has. */
export function countChanged(posted: Patch, applied: Patch): { readonly added: number; readonly removed: number } {
  const { added, removed } = compareCounterparts(posted, applied).verdict
  return { added, removed }
}
