import { at } from '../at'
import { commitTitleKey, isNamed } from './commitKeys'
import {
  branchKey,
  compareCommits,
  type FindRevert,
  isLive,
  isStableOnly,
  openBackportReverts,
  openReverts,
} from './reverts'
import type { Landed, SeenCommit, Sighting, TieKey } from './types'

/** A version of a series, as much of it as is needed here. A partial reroll has the patches that it keeps, too. */
interface LandingVersion {
  readonly position: number
  readonly patches: readonly { readonly number: number; readonly mailKey: string }[]
}

/** A patch in the evolution matrix: those in one track are versions of one patch. */
interface LandingCell {
  readonly track: number
  /** Position of the version. */
  readonly version: number
  readonly number: number
}

/** A commit that was made from a patch of a series. */
export interface LandedCommit {
  /** Position of the version. */
  readonly position: number
  readonly number: number
  readonly mailKey: string
  readonly commit: SeenCommit
  readonly key: TieKey
  /** Where it is best seen, see chooseSighting; null when no branch that is read had it. */
  readonly sighting: Sighting | null
  /** The commit that reverts it; null when none does, or that was reverted in turn. */
  readonly revertedBy: SeenCommit | null
  /** Later commits that fix it and are not reverted, by time. */
  readonly fixedBy: readonly SeenCommit[]
  /** Commits for stable branches that were made from it, one entry for each branch. */
  readonly backports: readonly Backport[]
}

interface Backport {
  readonly commit: SeenCommit
  readonly sighting: Sighting
  /** The commit on that branch that reverts it; null when none does, or that was reverted in turn. */
  readonly revertedBy: SeenCommit | null
}

/** What the trees say has become of a series. */
interface LandedState {
  readonly kind: 'applied' | 'partly-applied' | 'reverted'
  /** Position of the version that was applied, which need not be the newest. */
  readonly position: number
  /** Numbers of its patches that were applied, or that were reverted. */
  readonly numbers: readonly number[]
  /** The last of their commits, which proves it; for a reverted series the last revert. */
  readonly commit: SeenCommit
  readonly sighting: Sighting | null
}

export interface Landing {
  /** In the order of versions and patches; of one patch, the commit that counts first. */
  readonly commits: readonly LandedCommit[]
  /** Null when no branch has a commit of it. */
  readonly state: LandedState | null
}

/**
 * What follows from the commits of a series. The newest version is applied when each of its patches has a commit that is not reverted; an
 * older version of the same patch counts, as long as something of the newest is there, since authors post again what was taken before.
 * Otherwise it is partly applied. When nothing of it is in a tree, the same holds for the newest version of which something is. A
 * commit that has gone from all branches is listed and decides nothing. Patches that are not archived here are not asked for.
 */
export function findLanding(
  versions: readonly LandingVersion[],
  cells: readonly LandingCell[],
  landed: Landed,
): Landing {
  const commits = listCommits(versions, landed)
  return { commits, state: findLandedState(versions, cells, commits) }
}

function listCommits(versions: readonly LandingVersion[], { tied, namers }: Landed): LandedCommit[] {
  const seen = new Set<string>()
  const sorted = [...namers].sort(compareCommits)
  const findRevert = openReverts(namers)
  const backportsOf = openBackports(namers)
  return versions.flatMap(({ position, patches }) =>
    patches.flatMap(({ number, mailKey }) => {
      // A partial reroll repeats the patches that it keeps.
      if (seen.has(mailKey)) return []
      seen.add(mailKey)
      const all = tied.get(mailKey) ?? []
      const own = all.filter(({ commit }) => !isStableOnly(commit))
      const main = own.length > 0 ? own : all
      const stable = all.filter((one) => !main.includes(one)).map(({ commit }) => commit)
      return main
        .map(({ commit, key }) => ({
          position,
          number,
          mailKey,
          commit,
          key,
          sighting: chooseSighting(commit),
          revertedBy: findRevert(commit) ?? null,
          fixedBy: findFixes(commit, sorted, findRevert),
          backports: backportsOf(commit, stable),
        }))
        .sort(compareLanded)
    }),
  )
}

/** What is there before what has gone or was reverted, mainline before other branches, then the oldest. */
function compareLanded(a: LandedCommit, b: LandedCommit): number {
  return (
    Number(isInForce(b)) - Number(isInForce(a)) ||
    rankSighting(a.sighting) - rankSighting(b.sighting) ||
    compareCommits(a.commit, b.commit)
  )
}

function isInForce({ commit, revertedBy }: LandedCommit): boolean {
  return isLive(commit) && revertedBy === null
}

const RANKS = { mainline: 0, maintainer: 1, stable: 2 } as const

/** Branches that still have a commit come first, mainline before the branch of a maintainer, and that before a stable branch. */
function rankSighting(sighting: Sighting | null): number {
  if (sighting === null) return 6
  return RANKS[sighting.role] + (sighting.goneMs === null ? 0 : 3)
}

/** The branch to name for a commit: by rank, then the one that had it first. */
function chooseSighting({ sightings }: SeenCommit): Sighting | null {
  const [best] = [...sightings].sort(
    (a, b) => rankSighting(a) - rankSighting(b) || a.firstMs - b.firstMs || (branchKey(a) < branchKey(b) ? -1 : 1),
  )
  return best ?? null
}

/** The commits that fix this one and are not reverted, but for backports of fixes that are listed themselves. */
function findFixes(commit: SeenCommit, sorted: readonly SeenCommit[], findRevert: FindRevert): SeenCommit[] {
  const found = sorted.filter(
    (other) =>
      isLive(other) && other.marks.fixes.some((hash) => isNamed(commit.sha, hash)) && findRevert(other) === undefined,
  )
  const titles = new Set(found.flatMap((fix) => (isStableOnly(fix) ? [] : [commitTitleKey(fix.title)])))
  return found.filter((fix) => !isStableOnly(fix) || !titles.has(commitTitleKey(fix.title)))
}

/**
 * Prepares finding the commits for stable branches that were made from a commit: those that were `tied` to the same patch, and those that name
 * it as their origin.
 */
function openBackports(
  namers: readonly SeenCommit[],
): (original: SeenCommit, tied: readonly SeenCommit[]) => readonly Backport[] {
  const findRevert = openBackportReverts(namers)
  return (original, tied) => {
    const named = namers.filter(
      (other) => isStableOnly(other) && other.marks.origins.some((hash) => isNamed(original.sha, hash)),
    )
    const found = new Map([...tied, ...named].map((other) => [other.sha, other]))
    return [...found.values()].sort(compareCommits).flatMap((commit) => {
      const live = commit.sightings.filter(({ goneMs }) => goneMs === null)
      return live.map((sighting) => ({
        commit,
        sighting,
        revertedBy: findRevert(commit, original, sighting) ?? null,
      }))
    })
  }
}

function findLandedState(
  versions: readonly LandingVersion[],
  cells: readonly LandingCell[],
  commits: readonly LandedCommit[],
): LandedState | null {
  const inForce = firstOfEach(commits.filter(isInForce))
  const version = newestWith(inForce, versions)
  if (version === undefined) return findRevertedState(versions, commits)
  const numbers = findApplied(version, cells, inForce)
  return {
    kind: numbers.length === version.patches.length ? 'applied' : 'partly-applied',
    position: version.position,
    numbers,
    ...proveBy(ofVersion(version, inForce).map(({ commit }) => commit)),
  }
}

/** Of each patch the commit that counts first: others were cherry-picked from it, or will be merged with it. */
function firstOfEach(commits: readonly LandedCommit[]): LandedCommit[] {
  const seen = new Set<string>()
  return commits.filter(({ mailKey }) => !seen.has(mailKey) && seen.add(mailKey))
}

/** The state of a series of which everything that was applied is reverted. */
function findRevertedState(versions: readonly LandingVersion[], commits: readonly LandedCommit[]): LandedState | null {
  const reverted = commits.filter(({ commit, revertedBy }) => isLive(commit) && revertedBy !== null)
  const version = newestWith(reverted, versions)
  if (version === undefined) return null
  const own = ofVersion(version, reverted)
  const keys = new Set(own.map(({ mailKey }) => mailKey))
  return {
    kind: 'reverted',
    position: version.position,
    numbers: version.patches.filter(({ mailKey }) => keys.has(mailKey)).map(({ number }) => number),
    ...proveBy(own.flatMap(({ revertedBy }) => revertedBy ?? [])),
  }
}

/** The newest version with a patch that one of the commits was made from. */
function newestWith(commits: readonly LandedCommit[], versions: readonly LandingVersion[]): LandingVersion | undefined {
  return versions.findLast((version) => ofVersion(version, commits).length > 0)
}

function ofVersion({ patches }: LandingVersion, commits: readonly LandedCommit[]): LandedCommit[] {
  const keys = new Set(patches.map(({ mailKey }) => mailKey))
  return commits.filter(({ mailKey }) => keys.has(mailKey))
}

/** Numbers of the patches of a version of which this or an older version has a commit. */
function findApplied(
  version: LandingVersion,
  cells: readonly LandingCell[],
  commits: readonly LandedCommit[],
): number[] {
  const trackOf = new Map(cells.map(({ track, version: position, number }) => [`${position} ${number}`, track]))
  const tracks = new Set(commits.map(({ position, number }) => trackOf.get(`${position} ${number}`)))
  const keys = new Set(commits.map(({ mailKey }) => mailKey))
  const applied = version.patches.filter(({ number, mailKey }) => {
    const track = trackOf.get(`${version.position} ${number}`)
    return keys.has(mailKey) || (track !== undefined && tracks.has(track))
  })
  return applied.map(({ number }) => number)
}

/** The last of these commits, of which there is at least one. */
function proveBy(commits: readonly SeenCommit[]): Pick<LandedState, 'commit' | 'sighting'> {
  const sorted = [...commits].sort(compareCommits)
  const commit = at(sorted, sorted.length - 1)
  return { commit, sighting: chooseSighting(commit) }
}
