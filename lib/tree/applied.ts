import { compareCounterparts } from '../evolution/compare'
import { parsePatch } from '../patch/patch'
import type { Patch } from '../patch/types'
import { splitLines } from '../text'
import type { Commit } from './types'

/**
 * Reads a commit as a patch, so that it can be compared with the mail that it was made from. `text`: its message and its diff, as
 * `commit_texts` has them. False positive: a `---` line in the message ends it, as in a mail.
 */
export function readApplied({ title, author }: Pick<Commit, 'title' | 'author'>, text: string): Patch {
  const lines = splitLines(text)
  const start = lines.findIndex((line) => line.trim() !== '')
  const end = lines.findIndex((line, index) => index > start && line.trim() === '')
  const body = end < 0 ? '' : lines.slice(end + 1).join('\n')
  return { ...parsePatch({ title, from: author, body }), title, author }
}

/** The changed lines that only the commit has, and those that only the mail has. */
export function countChanged(posted: Patch, applied: Patch): { readonly added: number; readonly removed: number } {
  const { added, removed } = compareCounterparts(posted, applied).verdict
  return { added, removed }
}
