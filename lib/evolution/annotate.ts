import { groupBy } from '../groupBy'
import type { Patch } from '../patch/types'
import { createBudget } from './budget'
import { compareDiffs, type FileDelta } from './delta'
import { showInterdiff } from './interdiff'
import { type FileMarks, markLines, type SideNumbers } from './lineMarks'
import { type FileText, toPatchText } from './patchText'
import { numberRangeDiff } from './rangeDiff'
import { joinReordered } from './reordered'
import type { Step } from './sequence'
import type { CodeLine, InterdiffFile } from './types'

/**
 * A line of a patch: its file, its hunk in the file, and its index in the lines of the hunk, all from 0. `hunk` is null for the file
 * as a whole, `at` for the hunk as a whole.
 */
export interface LinePlace {
  readonly side: 'old' | 'new'
  readonly file: number
  readonly hunk: number | null
  readonly at: number | null
}

/** A place in an interdiff, by indexes; item and line are null at the head of the file. */
export interface InterdiffPlace {
  readonly file: number
  readonly item: number | null
  readonly line: number | null
}

export interface AnnotatedInterdiff {
  readonly files: readonly InterdiffFile[]
  /** What is known of the lines besides, in the order of `files`. */
  readonly marks: readonly FileMarks[]
  /** Where each of the given places is; undefined when the patch has no such file. */
  readonly places: readonly (InterdiffPlace | undefined)[]
}

/**
 * The interdiff of a patch that shows each of the given places, changed or not, and says where each is. With `whole` it shows every
 * line of the patch and folds nothing. An old line is where it was, beside what replaced it; for a line that moved the new place
 * counts. Either patch may be missing. Bounded as comparePatches is; never fails.
 */
export function annotateInterdiff(
  left: Patch | undefined,
  right: Patch | undefined,
  places: readonly LinePlace[],
  whole: boolean,
): AnnotatedInterdiff {
  const old = left && toPatchText(left)
  const now = right && toPatchText(right)
  const fileOf = ({ side, file }: LinePlace) => (side === 'old' ? old : now)?.files[file]
  const files: InterdiffFile[] = []
  const marks: FileMarks[] = []
  const found = new Map<LinePlace, InterdiffPlace>()
  const placesOf = groupBy(
    places.filter((place) => fileOf(place) !== undefined),
    fileOf,
  )
  const budget = createBudget([left, right].filter((patch) => patch !== undefined))
  for (const compared of compareDiffs(old, now, budget)) {
    const delta = joinReordered(compared, budget.moves)
    const own = [...(placesOf.get(delta.left) ?? []), ...(placesOf.get(delta.right) ?? [])]
    const stepOf = indexSteps(delta)
    const steps = new Map(own.map((place) => [place, findStep(delta, stepOf, place)]))
    const wanted = new Set(steps.values())
    const { file, lines } = showInterdiff(delta, budget, whole ? 'all' : (step) => wanted.has(step))
    if (file.items.length === 0 && file.oldPath === null && file.side === 'both' && own.length === 0) continue
    const placeOf = indexLines(file)
    for (const [place, step] of steps) {
      const line = lineAt(delta, lines, step)
      const where = line && placeOf.get(line)
      found.set(place, { file: files.length, item: where?.item ?? null, line: where?.line ?? null })
    }
    files.push(file)
    marks.push(markLines(delta, file, lines, whole))
  }
  return { files, marks, places: places.map((place) => found.get(place)) }
}

/** The numbers of the lines of the range-diff of two patches, without its header; empty where one of them is missing. */
export function numberRange(left: Patch | undefined, right: Patch | undefined): readonly (SideNumbers | null)[] {
  if (left === undefined || right === undefined) return []
  return numberRangeDiff(toPatchText(left), toPatchText(right), createBudget([left, right]).lines)
}

/** The step of each line of the older and the newer version, and the heading of each of their hunks, by index. */
interface StepIndex {
  readonly old: FileIndex
  readonly new: FileIndex
}

interface FileIndex {
  readonly steps: ReadonlyMap<number, number>
  readonly headings: ReadonlyMap<number, number>
}

function indexSteps({ left, right, steps }: FileDelta): StepIndex {
  const indexSide = (text: FileText | undefined, lineOf: (step: Step) => number): FileIndex => {
    const headings = new Map<number, number>()
    for (const [index, { hunk }] of (text?.lines ?? []).entries()) {
      if (!headings.has(hunk)) headings.set(hunk, index)
    }
    return { steps: new Map(steps.map((step, index) => [lineOf(step), index])), headings }
  }
  return { old: indexSide(left, (step) => step.left), new: indexSide(right, (step) => step.right) }
}

/** The step that a line is in; undefined for the file as a whole and for a line that is not there. */
function findStep({ left, right }: FileDelta, index: StepIndex, { side, hunk, at }: LinePlace): number | undefined {
  const { steps, headings } = index[side]
  const heading = hunk === null ? undefined : headings.get(hunk)
  if (heading === undefined) return undefined
  if (at !== null) return steps.get(heading + 1 + at)
  // A hunk as a whole is found at its first changed line.
  const lines = (side === 'old' ? left : right)?.lines ?? []
  for (let line = heading; lines[line]?.hunk === hunk; line++) {
    if (lines[line]?.kind === 'plus' || lines[line]?.kind === 'minus') return steps.get(line)
  }
  return undefined
}

/** The line that was written for a step; for an old line of a moved block that of its new place. */
function lineAt({ moved }: FileDelta, lines: ReadonlyMap<number, CodeLine>, step: number | undefined) {
  if (step === undefined) return undefined
  const line = lines.get(step)
  if (line !== undefined) return line
  const block = moved.find(({ oldFrom, oldTo }) => oldFrom <= step && step < oldTo)
  return block && lines.get(block.newFrom + step - block.oldFrom)
}

function indexLines({ items }: InterdiffFile): Map<CodeLine, Pick<InterdiffPlace, 'item' | 'line'>> {
  const places = new Map<CodeLine, Pick<InterdiffPlace, 'item' | 'line'>>()
  for (const [item, { lines }] of items.entries()) {
    for (const [line, code] of lines.entries()) if (!places.has(code)) places.set(code, { item, line })
  }
  return places
}
