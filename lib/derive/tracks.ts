import { compareTexts, type PairNumbers } from '../evolution/compare'
import { describeNotes } from '../evolution/describe'
import { type PatchText, toPatchText } from '../evolution/patchText'
import type { Verdict } from '../evolution/types'
import { patchSize } from '../patch/patch'
import type { DerivedCell, DerivedComparison, DerivedPatch, DerivedVersion } from './types'

interface Track {
  readonly cells: Omit<DerivedCell, 'track'>[]
  /** Where the row stands: the version that has the patch last, and its number there. */
  lastVersion: number
  lastNumber: number
}

/**
 * Follows each patch through the versions: compares every version that has patches with the one before that has some.
 * A patch missing from an incomplete version is unknown there, neither dropped nor new.
 */
export function followPatches(versions: readonly DerivedVersion[]): {
  readonly cells: readonly DerivedCell[]
  readonly comparisons: readonly DerivedComparison[]
} {
  const tracks: Track[] = []
  const comparisons: DerivedComparison[] = []
  let current = new Map<number, Track>()
  let older: VersionText | undefined
  for (const version of versions.filter(({ patches }) => patches.length > 0)) {
    const newer = { version, texts: version.patches.map(({ patch }) => toPatchText(patch)) }
    const step = older === undefined ? undefined : compareStep(older, newer)
    if (step !== undefined) comparisons.push(...step.comparisons)
    current = step === undefined ? startTracks(version, tracks) : extendTracks(step, version, current, tracks)
    older = newer
  }
  const ordered = [...tracks].sort((a, b) => a.lastNumber - b.lastNumber || b.lastVersion - a.lastVersion)
  return {
    cells: ordered.flatMap((track, index) => track.cells.map((cell) => ({ track: index + 1, ...cell }))),
    comparisons,
  }
}

/** A version with its patches as text, made once for the step before it and the step after. */
interface VersionText {
  readonly version: DerivedVersion
  readonly texts: readonly PatchText[]
}

interface StepPair {
  readonly verdict: Verdict
  readonly left: DerivedPatch | undefined
  readonly right: DerivedPatch | undefined
}

interface Step {
  readonly pairs: readonly StepPair[]
  readonly comparisons: readonly DerivedComparison[]
}

function compareStep({ version: older, texts }: VersionText, { version: newer, texts: newerTexts }: VersionText): Step {
  const pairs: StepPair[] = []
  const comparisons: DerivedComparison[] = []
  compareTexts(texts, newerTexts, ({ pair, verdict }, compare) => {
    const left = pair.kind === 'new' ? undefined : older.patches[pair.left - 1]
    const right = pair.kind === 'dropped' ? undefined : newer.patches[pair.right - 1]
    const unknown =
      (pair.kind === 'dropped' && newer.missing.length > 0) || (pair.kind === 'new' && older.missing.length > 0)
    if (unknown) return
    pairs.push({ verdict, left, right })
    comparisons.push({
      from: older.position,
      to: newer.position,
      left: left?.number ?? null,
      right: right?.number ?? null,
      comparison: compare(pairNumbers(left, right)),
    })
  })
  return { pairs, comparisons }
}

function pairNumbers(old: DerivedPatch | undefined, young: DerivedPatch | undefined): PairNumbers {
  return { ...(old && { left: old.number }), ...(young && { right: young.number }) }
}

function startTracks(version: DerivedVersion, tracks: Track[]): Map<number, Track> {
  return new Map(version.patches.map((patch) => [patch.number, startTrack(version, patch, tracks)]))
}

function startTrack(version: DerivedVersion, patch: DerivedPatch, tracks: Track[]): Track {
  const track: Track = {
    cells: [firstCell(version, patch)],
    lastVersion: version.position,
    lastNumber: patch.number,
  }
  tracks.push(track)
  return track
}

function firstCell(version: DerivedVersion, { number, patch }: DerivedPatch): Omit<DerivedCell, 'track'> {
  const size = patchSize(patch.files)
  return {
    version: version.position,
    number,
    change: 'first',
    facts: [],
    ...size,
    note: '',
  }
}

function extendTracks(
  step: Step,
  version: DerivedVersion,
  previous: ReadonlyMap<number, Track>,
  tracks: Track[],
): Map<number, Track> {
  const current = new Map<number, Track>()
  for (const { verdict, left, right } of step.pairs) {
    const track = left === undefined ? newTrack(tracks) : previous.get(left.number)
    if (track === undefined) continue
    track.cells.push(verdictCell(version.position, right?.number ?? left?.number ?? 0, verdict))
    if (right === undefined) continue
    track.lastVersion = version.position
    track.lastNumber = right.number
    current.set(right.number, track)
  }
  for (const patch of version.patches) {
    if (!current.has(patch.number)) current.set(patch.number, startTrack(version, patch, tracks))
  }
  return current
}

function newTrack(tracks: Track[]): Track {
  const track: Track = { cells: [], lastVersion: 0, lastNumber: 0 }
  tracks.push(track)
  return track
}

function verdictCell(version: number, number: number, verdict: Verdict): Omit<DerivedCell, 'track'> {
  const { change, facts, added, removed, notes } = verdict
  return { version, number, change, facts, added, removed, note: describeNotes(notes) }
}
