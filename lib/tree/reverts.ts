import { memo } from '../memo'
import { commitTitleKey, isNamed } from './commitKeys'
import { revertedTitle } from './commitText'
import type { SeenCommit, Sighting } from './types'

/** Whether a branch that is read still has the commit. */
export function isLive({ sightings }: SeenCommit): boolean {
  return sightings.some(({ goneMs }) => goneMs === null)
}

/** Whether nothing but stable branches have the commit. */
export function isStableOnly({ sightings }: SeenCommit): boolean {
  return sightings.length > 0 && sightings.every(({ role }) => role === 'stable')
}

/** The commit that reverts the given one and is in force; undefined when there is none. */
export type FindRevert = (commit: SeenCommit) => SeenCommit | undefined

/**
 * Finds the commit that reverts a commit and is in force: it names its hash, or, without any hash, has its title as `git revert` writes it. A
 * revert that is reverted itself puts the commit back. What is reverted in stable branches only is not reverted elsewhere. `others`:
 * the commits that name the one asked for, those that name one of these, and so on. Their order does not matter. Each is judged once.
 */
export function openReverts(others: readonly SeenCommit[]): FindRevert {
  return judgeOnce(others.filter(isLive), (other, commit) => !isStableOnly(other) || isStableOnly(commit))
}

/**
 * Finds the commit on a stable branch that reverts a backport on the same branch. It names the backport, or the original: the revert of the
 * original was then backported too, after the backport. `others`: as for openReverts.
 */
export function openBackportReverts(
  others: readonly SeenCommit[],
): (backport: SeenCommit, original: SeenCommit, on: Sighting) => SeenCommit | undefined {
  const finders = new Map<string, FindRevert>()
  return (backport, original, on) => {
    const find = memo(finders, branchKey(on), () =>
      judgeOnce(
        others.filter(({ sightings }) =>
          sightings.some((one) => one.goneMs === null && branchKey(one) === branchKey(on)),
        ),
      ),
    )
    const named = find(backport)
    if (named !== undefined) return named
    const revert = find(original)
    return revert !== undefined && revert.committedMs >= backport.committedMs ? revert : undefined
  }
}

/** A text that no two branches share. */
export function branchKey({ tree, branch }: Sighting): string {
  return `${tree} ${branch}`
}

function judgeOnce(
  others: readonly SeenCommit[],
  mayRevert: (other: SeenCommit, commit: SeenCommit) => boolean = () => true,
): FindRevert {
  const sorted = [...others].sort(compareCommits)
  const judged = new Map<string, SeenCommit | undefined>()
  const find: FindRevert = (commit) => {
    if (judged.has(commit.sha)) return judged.get(commit.sha)
    // Ends a circle, which only made-up hashes can form.
    judged.set(commit.sha, undefined)
    const found = sorted.find(
      (other) => mayRevert(other, commit) && isReverting(other, commit) && find(other) === undefined,
    )
    judged.set(commit.sha, found)
    return found
  }
  return find
}

/** Sorts commits by time. */
export function compareCommits(a: SeenCommit, b: SeenCommit): number {
  return a.committedMs - b.committedMs || (a.sha < b.sha ? -1 : 1)
}

type Reverting = Pick<SeenCommit, 'title' | 'committedMs' | 'marks'>

/** Whether a commit says that it reverts the other: by its hash or, when it names none, by its title, which must be older. */
export function isReverting(
  { title, committedMs, marks }: Reverting,
  commit: Reverting & Pick<SeenCommit, 'sha'>,
): boolean {
  if (marks.reverts.length > 0) return marks.reverts.some((hash) => isNamed(commit.sha, hash))
  const target = revertedTitleOf(title)
  return (
    target !== undefined && committedMs >= commit.committedMs && commitTitleKey(target) === commitTitleKey(commit.title)
  )
}

/** The title of the commit that one with this title reverts: `Reapply "x"` reverts `Revert "x"`. Undefined for any other title. */
export function revertedTitleOf(title: string): string | undefined {
  const target = revertedTitle(title)
  return target?.kind === 'reapply' ? `Revert "${target.title}"` : target?.title
}

/** The titles that commits have that revert one with this title. */
export function revertingTitles(title: string): string[] {
  const target = revertedTitle(title)
  return [`Revert "${title}"`, ...(target?.kind === 'revert' ? [`Reapply "${target.title}"`] : [])]
}
