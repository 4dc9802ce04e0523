import { commitTitleKey, isNamed } from './commitKeys'
import { revertedTitle } from './commitText'
import type { SeenCommit } from './types'

/** Whether a branch that is read still has the commit. */
export function isLive({ sightings }: SeenCommit): boolean {
  return sightings.some(({ goneMs }) => goneMs === null)
}

/** Whether nothing but stable branches have the commit. */
export function isStableOnly({ sightings }: SeenCommit): boolean {
  return sightings.length > 0 && sightings.every(({ role }) => role === 'stable')
}

/**
 * Finds the commit that reverts a commit and is in force: it names its hash, or, without any hash, has its title as `git revert` writes it. A
 * revert that is reverted itself puts the commit back. What is reverted in stable branches only is not reverted elsewhere. `others`:
 * the commits that name the one asked for, those that name one of these, and so on. Their order does not matter. Each is judged once.
 */
export function openReverts(others: readonly SeenCommit[]): (commit: SeenCommit) => SeenCommit | undefined {
  const sorted = [...others].sort(compareCommits)
  const judged = new Map<string, SeenCommit | undefined>()
  const find = (commit: SeenCommit): SeenCommit | undefined => {
    if (judged.has(commit.sha)) return judged.get(commit.sha)
    // Ends a circle, which only made-up hashes can form.
    judged.set(commit.sha, undefined)
    const found = sorted.find((other) => reverts(other, commit) && find(other) === undefined)
    judged.set(commit.sha, found)
    return found
  }
  return find
}

/** Sorts commits by time. */
export function compareCommits(a: SeenCommit, b: SeenCommit): number {
  return a.committedMs - b.committedMs || (a.sha < b.sha ? -1 : 1)
}

function reverts(other: SeenCommit, commit: SeenCommit): boolean {
  if (!isLive(other) || (isStableOnly(other) && !isStableOnly(commit))) return false
  if (other.marks.reverts.length > 0) return other.marks.reverts.some((hash) => isNamed(commit.sha, hash))
  const target = revertedTitle(other.title)
  if (target === undefined || other.committedMs < commit.committedMs) return false
  const title = target.kind === 'revert' ? target.title : `Revert "${target.title}"`
  return commitTitleKey(title) === commitTitleKey(commit.title)
}
