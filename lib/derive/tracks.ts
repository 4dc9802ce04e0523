import { type Budgets, createBudgets } from '../evolution/budget'
import { compareTexts } from '../evolution/compare'
import { renumberNotes } from '../evolution/note'
import { sidesOf } from '../evolution/pairing'
import { type PatchText, toPatchText } from '../evolution/patchText'
import type { DerivedCell, DerivedComparison, DerivedVersion } from './types'

type Cell = Omit<DerivedCell, 'track'>

/** A row of the matrix: one patch through the versions. */
interface Track {
  readonly cells: Cell[]
  /** The last version that has the patch, and its place there: where the row is placed. */
  lastVersion: number
  lastPlace: number
}

/** A version with its patches as text, computed once for the steps before and after it. */
interface VersionText {
  readonly version: DerivedVersion
  readonly texts: readonly PatchText[]
}

/**
 * Follows each patch through the versions: compares every version that has patches with the one that it continues. A patch that is missing from an incomplete version is unknown there, neither dropped nor new.
 */
export function followPatches(versions: readonly DerivedVersion[]): {
  readonly cells: readonly DerivedCell[]
  readonly comparisons: readonly DerivedComparison[]
} {
  const tracks: Track[] = []
  const comparisons: DerivedComparison[] = []
  const budgets = createBudgets(versions.flatMap(({ patches }) => patches.map(({ patch }) => patch)))
  /** The tracks of the patches of each version so far, by position and number. */
  const tracksOf = new Map<number, ReadonlyMap<number, Track>>()
  let last: VersionText | undefined
  for (const version of versions.filter(({ patches }) => patches.length > 0)) {
    const newer = toText(version)
    const origin = version.comparedWith === null ? undefined : versions[version.comparedWith - 1]
    // Nearly always the last one, whose texts are at hand.
    const older = origin === undefined || last?.version === origin ? last : toText(origin)
    const step = origin === undefined || older === undefined ? [] : compareStep(older, newer, budgets)
    tracksOf.set(version.position, extendTracks(step, version, tracksOf.get(origin?.position ?? 0), tracks))
    comparisons.push(...step)
    last = newer
  }
  const ordered = [...tracks].sort((a, b) => a.lastPlace - b.lastPlace || b.lastVersion - a.lastVersion)
  return {
    cells: ordered.flatMap(({ cells }, index) => cells.map((cell) => ({ track: index + 1, ...cell }))),
    comparisons,
  }
}

function toText(version: DerivedVersion): VersionText {
  return { version, texts: version.patches.map(({ patch }) => toPatchText(patch)) }
}

function compareStep(older: VersionText, newer: VersionText, budgets: Budgets): DerivedComparison[] {
  const [from, to] = [older.version, newer.version]
  const comparisons: DerivedComparison[] = []
  const numbersOf = ({ patches }: DerivedVersion) => patches.map(({ number }) => number)
  const [lefts, rights] = [numbersOf(from), numbersOf(to)]
  for (const { pair, verdict, describe } of compareTexts(older.texts, newer.texts, budgets)) {
    const isUnknown =
      (pair.kind === 'dropped' && to.missing.length > 0) || (pair.kind === 'new' && from.missing.length > 0)
    if (isUnknown) continue
    const { left, right } = sidesOf(pair, from.patches, to.patches)
    const numbers = { ...(left && { left: left.number }), ...(right && { right: right.number }) }
    comparisons.push({
      from: from.position,
      to: to.position,
      left: left?.number ?? null,
      right: right?.number ?? null,
      verdict: { ...verdict, notes: renumberNotes(verdict.notes, lefts, rights) },
      ...describe(numbers),
    })
  }
  return comparisons
}

/** Adds the cells of a version to the tracks of its patches; returns those tracks by the number of the patch. */
function extendTracks(
  step: readonly DerivedComparison[],
  version: DerivedVersion,
  previous: ReadonlyMap<number, Track> | undefined,
  tracks: Track[],
): Map<number, Track> {
  const current = new Map<number, Track>()
  const startTrack = (): Track => {
    const track: Track = { cells: [], lastVersion: 0, lastPlace: 0 }
    tracks.push(track)
    return track
  }
  const places = new Map(version.patches.map(({ number, place }) => [number, place]))
  const continueIn = (track: Track, number: number) => {
    track.lastVersion = version.position
    track.lastPlace = places.get(number) ?? number
    current.set(number, track)
  }
  for (const comparison of step) {
    const { left, right } = comparison
    const track = left === null ? startTrack() : previous?.get(left)
    if (track === undefined) continue
    track.cells.push({ version: comparison.to, number: numberOf(comparison), verdict: comparison.verdict })
    if (right !== null) continueIn(track, right)
  }
  for (const patch of version.patches) {
    if (current.has(patch.number)) continue
    const track = startTrack()
    track.cells.push({ version: version.position, number: patch.number, verdict: null })
    continueIn(track, patch.number)
  }
  return current
}

/** The number of the pair in the newer version, and for a dropped patch in the older one. */
function numberOf({ left, right }: DerivedComparison): number {
  const number = right ?? left
  if (number === null) throw new Error('a comparison without patches')
  return number
}
