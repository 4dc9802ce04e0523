import type { Patch } from '../patch/types'
import { createBudget } from './budget'
import { compareDiffs, type FileDelta } from './delta'
import { showInterdiff } from './interdiff'
import { type FileText, toPatchText } from './patchText'
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
  const files: InterdiffFile[] = []
  const found = new Map<LinePlace, InterdiffPlace>()
  const budget = createBudget()
  for (const delta of compareDiffs(old, now, budget)) {
    const own = places.filter(({ side, file }) => {
      const text = side === 'old' ? old?.files[file] : now?.files[file]
      return text !== undefined && text === (side === 'old' ? delta.left : delta.right)
    })
    const steps = new Map(own.map((place) => [place, findStep(delta, place)]))
    const wanted = new Set(steps.values())
    const { file, lines } = showInterdiff(delta, budget, whole ? 'all' : (step) => wanted.has(step))
    if (file.items.length === 0 && file.oldPath === null && file.side === 'both' && own.length === 0) continue
    for (const [place, step] of steps) {
      found.set(place, { file: files.length, ...findLine(file, lineAt(delta, lines, step)) })
    }
    files.push(file)
  }
  return { files, places: places.map((place) => found.get(place)) }
}

/** The step that a line is in; undefined for the file as a whole and for a line that is not there. */
function findStep({ left, right, steps }: FileDelta, { side, hunk, at }: LinePlace): number | undefined {
  const text = side === 'old' ? left : right
  const line = text === undefined || hunk === null ? -1 : findTextLine(text, hunk, at)
  const step = steps.findIndex((one) => line >= 0 && (side === 'old' ? one.left : one.right) === line)
  return step < 0 ? undefined : step
}

/** Each hunk has its heading before its lines. A hunk as a whole is found at its first changed line. */
function findTextLine({ lines }: FileText, hunk: number, at: number | null): number {
  const heading = lines.findIndex((line) => line.hunk === hunk)
  if (heading === -1) return -1
  if (at !== null) return heading + 1 + at
  return lines.findIndex((line) => line.hunk === hunk && (line.kind === 'plus' || line.kind === 'minus'))
}

/** The line that was written for a step; for an old line of a moved block that of its new place. */
function lineAt({ moved }: FileDelta, lines: ReadonlyMap<number, CodeLine>, step: number | undefined) {
  if (step === undefined) return undefined
  const block = moved.find(({ oldFrom, oldTo }) => oldFrom <= step && step < oldTo)
  return lines.get(step) ?? (block && lines.get(block.newFrom + step - block.oldFrom))
}

function findLine({ items }: InterdiffFile, line: CodeLine | undefined): Pick<InterdiffPlace, 'item' | 'line'> {
  for (const [item, { lines }] of items.entries()) {
    const index = line === undefined ? -1 : lines.indexOf(line)
    if (index >= 0) return { item, line: index }
  }
  return { item: null, line: null }
}
