import type { TreeState } from '../review/input'
import { findLanding, type Landing } from '../tree/landing'
import type { Landed } from '../tree/types'
import type { DerivedCell, DerivedVersion } from './types'

/** What git trees have of a series. */
export function landSeries(
  versions: readonly DerivedVersion[],
  cells: readonly DerivedCell[],
  landed: Landed,
): Landing {
  // A dropped patch has its cell in the version that lacks it.
  return findLanding(
    versions,
    cells.filter(({ verdict }) => verdict?.change !== 'dropped'),
    landed,
  )
}

/** As much of it as decides the state; null when no tree has any of its patches now. */
export function treeStateOf({ commits, state }: Landing): TreeState | null {
  if (state === null) return null
  const { kind, position, numbers, commit } = state
  const own = commits.filter((one) => one.position === position)
  const proved = own.find((one) => one.commit.sha === commit.sha || one.revertedBy?.sha === commit.sha) ?? commits[0]
  if (proved === undefined) return null
  const fixes = own.flatMap(({ fixedBy }) => fixedBy.map(({ committedMs }) => committedMs))
  return {
    kind,
    position,
    numbers,
    commit: { sha: commit.sha, committedMs: commit.committedMs },
    mailKey: proved.mailKey,
    firstMs: Math.min(commit.committedMs, ...own.map((one) => one.commit.committedMs)),
    fixedMs: fixes.length > 0 ? Math.max(...fixes) : null,
  }
}
