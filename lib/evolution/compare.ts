import type { Patch } from '../patch/types'
import { figure } from '../text'
import { boundComparison } from './bound'
import { classifyDelta, classifySingle } from './classify'
import { comparePatchTexts } from './delta'
import { createBaseChanges } from './follows'
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
  const lefts = left.map(toPatchText)
  const rights = right.map(toPatchText)
  const pairs = pairTexts(lefts, rights)
  const notes = findRearrangements(pairs, lefts, rights)
  const earlier = createBaseChanges()
  const verdicts = pairs.map((pair, at): ComparedPair => {
    const own = notes[at] ?? []
    if (pair.kind === 'dropped') return { pair, verdict: single(lefts, pair.left, 'dropped', own) }
    if (pair.kind === 'new') {
      const text = rights[pair.right - 1]
      if (text !== undefined) earlier.add(comparePatchTexts(emptyText(text), text), pair.right)
      return { pair, verdict: single(rights, pair.right, 'new', own) }
    }
    const old = lefts[pair.left - 1]
    const now = rights[pair.right - 1]
    if (old === undefined || now === undefined) throw new Error(`no patches ${pair.left} and ${pair.right} to compare`)
    const delta = comparePatchTexts(old, now)
    const verdict = classifyDelta(delta, { earlier: earlier.changes })
    earlier.add(delta, pair.right)
    return { pair, verdict: { ...verdict, notes: [...verdict.notes, ...own] } }
  })
  return { pairs: verdicts }
}

function single(texts: readonly PatchText[], number: number, change: 'new' | 'dropped', notes: Verdict['notes']) {
  const text = texts[number - 1]
  if (text === undefined) throw new Error(`no patch ${number} to classify`)
  return classifySingle(text.patch, change, notes)
}

/** The same patch before it was written: without lines. */
function emptyText(text: PatchText): PatchText {
  return { ...text, message: { ...text.message, lines: [], prose: [], trailers: [] }, files: [] }
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
  const known = right ?? left
  if (known === undefined) throw new Error('comparePatches: neither an older nor a newer patch')
  const text = toPatchText(known)
  const old = left === undefined ? emptyText(text) : toPatchText(left)
  const now = right === undefined ? emptyText(text) : right === known ? text : toPatchText(right)
  const delta = comparePatchTexts(old, now)
  const range = rangeDiffOf(left === undefined ? undefined : old, right === undefined ? undefined : now, numbers)
  return boundComparison({
    verdict,
    title: { old: left?.title ?? null, new: right?.title ?? null },
    message: compareProse(old.message.prose, now.message.prose),
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
