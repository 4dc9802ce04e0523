import type { Patch } from '../patch/types'
import { figure } from '../text'
import { boundComparison } from './bound'
import { classifyDelta, classifySingle } from './classify'
import { comparePatchTexts, type PatchDelta } from './delta'
import { type BaseChanges, createBaseChanges } from './follows'
import { interdiffFiles } from './interdiff'
import { pairTexts } from './pairing'
import { type PatchText, toPatchText } from './patchText'
import { compareProse } from './prose'
import { rangeDiffOf } from './rangeDiff'
import { findRearrangements } from './restructure'
import { MAX_EDITS } from './sequence'
import type { PatchComparison, PatchPair, Verdict } from './types'

export interface ComparedPair {
  readonly pair: PatchPair
  readonly verdict: Verdict
}

export interface VersionComparison {
  /** In the order of git range-diff: by the newer version, dropped patches where they stood. */
  readonly pairs: readonly ComparedPair[]
}

/** Where a patch stands in its version, from 1; for the numbers in the range-diff's header line. */
export interface PairNumbers {
  readonly left?: number
  readonly right?: number
}

/**
 * Compares two versions of a series: which patch became which, and how each changed. `left` is older. Cheap enough for
 * the matrix of every pair of neighbouring versions. Never fails; deterministic; a version compared with itself is all
 * `identical`.
 */
export function compareVersions(left: readonly Patch[], right: readonly Patch[]): VersionComparison {
  return { pairs: compareTexts(left.map(toPatchText), right.map(toPatchText), (compared) => compared) }
}

/** Makes the page of a pair, as comparePatches does. */
export type ComparePair = (numbers: PairNumbers) => PatchComparison

/**
 * As compareVersions, for patches that were turned to text already: what `read` makes of each pair in turn. `compare` makes the page of the
 * pair from the lines that were aligned for its verdict, which are kept as long as it is.
 */
export function compareTexts<Result>(
  lefts: readonly PatchText[],
  rights: readonly PatchText[],
  read: (compared: ComparedPair, compare: ComparePair) => Result,
): Result[] {
  const pairs = pairTexts(lefts, rights)
  const notes = findRearrangements(pairs, lefts, rights)
  const earlier = createBaseChanges()
  return pairs.map((pair, at) => {
    const left = pair.kind === 'new' ? undefined : lefts[pair.left - 1]
    const right = pair.kind === 'dropped' ? undefined : rights[pair.right - 1]
    const sides = alignSides(left, right)
    const verdict = judge(sides, earlier.changes, notes[at] ?? [])
    if (pair.kind !== 'dropped') earlier.add(sides.delta, pair.right)
    return read({ pair, verdict }, (numbers) => describe(sides, verdict, numbers))
  })
}

/** A patch beside its counterpart, which may be missing. */
interface Sides {
  readonly left: PatchText | undefined
  readonly right: PatchText | undefined
  /** A missing side has no lines. */
  readonly delta: PatchDelta
}

function alignSides(left: PatchText | undefined, right: PatchText | undefined): Sides {
  const known = right ?? left
  if (known === undefined) throw new Error('neither an older nor a newer patch to compare')
  return { left, right, delta: comparePatchTexts(left ?? emptyText(known), right ?? emptyText(known)) }
}

/** The same patch before it was written: without lines. */
function emptyText(text: PatchText): PatchText {
  return { ...text, message: { ...text.message, lines: [], prose: [], trailers: [] }, files: [] }
}

function judge({ left, right, delta }: Sides, earlier: BaseChanges, notes: Verdict['notes']): Verdict {
  if (left === undefined) return classifySingle(delta.right.patch, 'new', notes)
  if (right === undefined) return classifySingle(left.patch, 'dropped', notes)
  const verdict = classifyDelta(delta, { earlier })
  return { ...verdict, notes: [...verdict.notes, ...notes] }
}

/**
 * Compares one patch with its counterpart for a page: message by words, code as an interdiff, and the pair as git
 * range-diff prints it, up to MAX_COMPARED_LINES of each. Either may be missing (a new or dropped patch is shown whole), both missing throws.
 */
export function comparePatches(
  left: Patch | undefined,
  right: Patch | undefined,
  verdict: Verdict,
  numbers: PairNumbers = {},
): PatchComparison {
  return describe(alignSides(left && toPatchText(left), right && toPatchText(right)), verdict, numbers)
}

function describe({ left, right, delta }: Sides, verdict: Verdict, numbers: PairNumbers): PatchComparison {
  const range = rangeDiffOf(left, right, numbers)
  return boundComparison({
    verdict,
    title: { old: left?.patch.title ?? null, new: right?.patch.title ?? null },
    message: compareProse(delta.left.message.prose, delta.right.message.prose),
    files: delta.files
      .map(interdiffFiles)
      .filter((file) => file.items.length > 0 || file.oldPath !== null || file.side !== 'both'),
    rangeDiff: range.lines,
    cut:
      delta.cut || range.cut
        ? `Parts of the two versions differ in more than the ${figure(MAX_EDITS)} lines that are compared one by one: they are shown as removed and added as a whole.`
        : null,
  })
}
