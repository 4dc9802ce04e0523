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
import { joinReordered } from './reordered'
import { findRearrangements } from './restructure'
import { MAX_EDITS } from './sequence'
import type { InterdiffFile, InterdiffItem, PatchChanges, PatchComparison, PatchPair, Sides, Verdict } from './types'

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
  const budgets = createBudgets([...left, ...right])
  const compared = compareTexts(left.map(toPatchText), right.map(toPatchText), budgets)
  return { pairs: [...compared].map(({ pair, verdict }) => ({ pair, verdict })) }
}

interface TextSides {
  readonly left: PatchText | undefined
  readonly right: PatchText | undefined
}

export interface ComparedTexts extends ComparedPair {
  /** Describes what changed, line by line, from the alignment that the verdict is based on. */
  readonly describe: (numbers: PairNumbers) => Description
}

interface Description {
  /**
   * Null when that is too much to be kept for a reader who may never come: a stretch with more edits than MAX_EDITS, more lines than
   * MAX_COMPARED_LINES, or more work than the budget. It can be compared again, by comparePatches.
   */
  readonly changes: PatchChanges | null
  /** A sentence for the reader when the comparison stopped at a bound; else null. */
  readonly cut: string | null
}

/**
 * Like compareVersions, for patches that are text already; gives the pairs one by one, since each holds its aligned lines. The
 * versions of a series share `budgets`.
 */
export function* compareTexts(
  lefts: readonly PatchText[],
  rights: readonly PatchText[],
  { verdicts, descriptions }: Budgets,
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
      describe: (numbers) => describeToKeep(sides, files, numbers, descriptions),
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
  const budget = createBudget([left, right].filter((patch) => patch !== undefined))
  const files = compareDiffs(texts.left, texts.right, budget)
  return describeChanges(texts, files, describeFiles(files, budget), numbers, budget)
}

/** The verdict on a patch and what became of it, and what changed, however little the two have in common. */
export function compareCounterparts(left: Patch, right: Patch): PatchComparison {
  const texts = { left: toPatchText(left), right: toPatchText(right) }
  const budget = createBudget([left, right])
  const files = compareDiffs(texts.left, texts.right, budget)
  const verdict = classifyDelta(texts.left, texts.right, files, { gone: new Map(), come: new Map() }, budget)
  return { ...describeChanges(texts, files, describeFiles(files, budget), {}, budget), verdict }
}

function describeToKeep(
  sides: TextSides,
  files: readonly FileDelta[],
  numbers: PairNumbers,
  budget: Budget,
): Description {
  const long = countChanged(files) > MAX_COMPARED_LINES
  const omit = (): Description => ({
    changes: null,
    cut: describeCut({ cut: files.some(({ cut }) => cut), usedUp: isUsedUp(budget), long }),
  })
  if (long || files.some(({ divided }) => divided) || isUsedUp(budget)) return omit()
  const shown = describeFiles(files, budget)
  if (isUsedUp(budget)) return omit()
  const changes = describeChanges(sides, files, shown, numbers, budget)
  return isUsedUp(budget) ? omit() : { changes, cut: changes.cut }
}

/** The lines that differ; a file that one side lacks counts as one more. */
function countChanged(files: readonly FileDelta[]): number {
  return files.reduce((sum, { left, right, groups }) => {
    const whole = left === undefined || right === undefined ? 1 : 0
    return groups.reduce((all, { from, to }) => all + to - from, sum + whole)
  }, 0)
}

function describeFiles(files: readonly FileDelta[], budget: Budget): InterdiffFile[] {
  return files
    .map((file) => interdiffFile(joinReordered(file, budget.moves), budget))
    .filter(({ items, oldPath, side }) => items.length > 0 || oldPath !== null || side !== 'both')
}

function describeChanges(
  { left, right }: TextSides,
  compared: readonly FileDelta[],
  files: readonly InterdiffFile[],
  numbers: PairNumbers,
  budget: Budget,
): PatchChanges {
  const range = printRangeDiff(left, right, numbers, budget.lines)
  const message = compareProse(left?.message.prose ?? [], right?.message.prose ?? [], budget.lines)
  const lines = files.reduce((sum, { items }) => sum + items.reduce((all, item) => all + item.lines.length, 0), 0)
  return {
    title: { old: left?.patch.title ?? null, new: right?.patch.title ?? null },
    message,
    files: lines > MAX_COMPARED_LINES ? cutFiles(files) : files,
    rangeDiff: range.lines.slice(0, MAX_COMPARED_LINES),
    cut: describeCut({
      cut: range.cut || compared.some(({ cut }) => cut),
      usedUp: isUsedUp(budget),
      long: Math.max(lines, range.lines.length) > MAX_COMPARED_LINES,
    }),
  }
}

/** Says what was not compared in full, or not kept; null when nothing was left out. */
function describeCut({ cut, usedUp, long }: Readonly<Record<'cut' | 'usedUp' | 'long', boolean>>): string | null {
  const [edits, lines] = [figure(MAX_EDITS), figure(MAX_COMPARED_LINES)]
  const sentences = [
    cut &&
      `Parts of the two versions differ in more than the ${edits} lines that are compared one by one: they are shown as removed and added as a whole.`,
    usedUp && 'The versions differ in so many places that not all of them are compared line by line and word by word.',
    long && `The comparison of the two versions is more than ${lines} lines long; the first ${lines} are kept.`,
  ].filter((sentence) => sentence !== false)
  return sentences.length === 0 ? null : sentences.join(' ')
}

/** Keeps the first MAX_COMPARED_LINES. */
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
