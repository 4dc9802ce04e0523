import { at } from '../at'
import type { Patch } from '../patch/types'
import { figure } from '../text'
import { type Budget, type Budgets, createBudget, createBudgets, isUsedUp } from './budget'
import { classifyDelta, classifySingle } from './classify'
import { compareDiffs, type FileDelta } from './delta'
import { type BaseChanges, recordChanges } from './follows'
import { interdiffFile } from './interdiff'
import { pairTexts, sidesOf } from './pairing'
import { type PatchText, toPatchText } from './patchText'
import { compareProse } from './prose'
import { printRangeDiff } from './rangeDiff'
import { findRearrangements } from './restructure'
import { MAX_EDITS } from './sequence'
import type { InterdiffFile, InterdiffItem, PatchChanges, PatchPair, Sides, Verdict } from './types'

interface ComparedPair {
  readonly pair: PatchPair
  readonly verdict: Verdict
}

export interface VersionComparison {
  /** In the order of git range-diff: by the newer version, dropped patches where they were. */
  readonly pairs: readonly ComparedPair[]
}

/** The numbers of a pair in the header line of its range-diff. */
export interface PairNumbers {
  readonly left?: number
  readonly right?: number
}

/** Lines that are kept of one comparison, in its files and in its range-diff: three times what a page shows. */
const MAX_COMPARED_LINES = 20_000

/**
 * Compares two versions of a series: which patch became which, and how each changed. `left` is the older one. Never fails;
 * deterministic. A version compared with itself is all `identical`.
 */
export function compareVersions(left: readonly Patch[], right: readonly Patch[]): VersionComparison {
  const compared = compareTexts(left.map(toPatchText), right.map(toPatchText))
  return { pairs: [...compared].map(({ pair, verdict }) => ({ pair, verdict })) }
}

interface TextSides {
  readonly left: PatchText | undefined
  readonly right: PatchText | undefined
}

export interface ComparedTexts extends ComparedPair {
  /** What changed, line by line, from the alignment that the verdict is based on. */
  readonly describe: (numbers: PairNumbers) => PatchChanges
}

/**
 * Like compareVersions, for patches that are text already; gives the pairs one by one, since each holds its aligned lines. The
 * versions of a series are compared with the same `budgets`.
 */
export function* compareTexts(
  lefts: readonly PatchText[],
  rights: readonly PatchText[],
  { verdicts, descriptions }: Budgets = createBudgets(),
): Generator<ComparedTexts> {
  const pairs = pairTexts(lefts, rights, verdicts)
  const rearrangements = findRearrangements(pairs, lefts, rights, verdicts.pairs)
  const earlier: BaseChanges = { gone: new Map(), come: new Map() }
  for (const [index, pair] of pairs.entries()) {
    const sides = sidesOf(pair, lefts, rights)
    const files = compareDiffs(sides.left, sides.right, verdicts)
    const verdict = classify(sides, files, earlier, verdicts)
    // Nothing comes after the last pair that its changes could explain.
    if (pair.kind !== 'dropped' && index + 1 < pairs.length) recordChanges(earlier, files, pair.right)
    yield {
      pair,
      verdict: { ...verdict, notes: [...verdict.notes, ...at(rearrangements, index)] },
      describe: (numbers) => describeChanges(sides, files, numbers, descriptions),
    }
  }
}

function classify(
  { left, right }: Sides<PatchText>,
  files: readonly FileDelta[],
  earlier: BaseChanges,
  budget: Budget,
): Verdict {
  if (left === undefined) return classifySingle(right.patch, 'new')
  if (right === undefined) return classifySingle(left.patch, 'dropped')
  return classifyDelta(left, right, files, earlier, budget)
}

/**
 * Compares one patch with its counterpart for a page: the message by words, the code as an interdiff, and the pair as git
 * range-diff prints it, up to MAX_COMPARED_LINES of each. Either may be missing: a new or dropped patch is given whole.
 */
export function comparePatches(
  left: Patch | undefined,
  right: Patch | undefined,
  numbers: PairNumbers = {},
): PatchChanges {
  const texts = { left: left && toPatchText(left), right: right && toPatchText(right) }
  const budget = createBudget()
  return describeChanges(texts, compareDiffs(texts.left, texts.right, budget), numbers, budget)
}

function describeChanges(
  { left, right }: TextSides,
  files: readonly FileDelta[],
  numbers: PairNumbers,
  budget: Budget,
): PatchChanges {
  const range = printRangeDiff(left, right, numbers, budget.lines)
  const changes = {
    title: { old: left?.patch.title ?? null, new: right?.patch.title ?? null },
    message: compareProse(left?.message.prose ?? [], right?.message.prose ?? [], budget.lines),
    files: files
      .map((file) => interdiffFile(file, budget))
      .filter(({ items, oldPath, side }) => items.length > 0 || oldPath !== null || side !== 'both'),
    rangeDiff: range.lines,
  }
  return boundChanges({ ...changes, cut: describeCut(range.cut || files.some(({ cut }) => cut), isUsedUp(budget)) })
}

/** Says what was not compared in full; null when nothing was left out. */
function describeCut(cut: boolean, usedUp: boolean): string | null {
  const sentences = [
    ...(cut
      ? [
          `Parts of the two versions differ in more than the ${figure(MAX_EDITS)} lines that are compared one by one: they are shown as removed and added as a whole.`,
        ]
      : []),
    ...(usedUp
      ? ['The versions differ in so many places that not all of them are compared line by line and word by word.']
      : []),
  ]
  return sentences.length === 0 ? null : sentences.join(' ')
}

/** Keeps the first lines only when there are more than MAX_COMPARED_LINES; `cut` then says so. Linear. */
function boundChanges(changes: PatchChanges): PatchChanges {
  const { files, rangeDiff, cut } = changes
  const lines = files.reduce((sum, { items }) => sum + items.reduce((all, item) => all + item.lines.length, 0), 0)
  if (lines <= MAX_COMPARED_LINES && rangeDiff.length <= MAX_COMPARED_LINES) return changes
  const size = figure(Math.max(lines, rangeDiff.length))
  const sentence = `The comparison of the two versions is ${size} lines long; the first ${figure(MAX_COMPARED_LINES)} are kept.`
  return {
    ...changes,
    files: cutFiles(files),
    rangeDiff: rangeDiff.slice(0, MAX_COMPARED_LINES),
    cut: cut === null ? sentence : `${cut} ${sentence}`,
  }
}

function cutFiles(files: readonly InterdiffFile[]): InterdiffFile[] {
  const kept: InterdiffFile[] = []
  let left = MAX_COMPARED_LINES
  for (const file of files) {
    if (left <= 0) break
    const items: InterdiffItem[] = []
    for (const item of file.items) {
      if (left <= 0) break
      items.push({ ...item, lines: item.lines.slice(0, left) })
      left -= item.lines.length
    }
    kept.push({ ...file, items })
  }
  return kept
}
