import type { Patch } from '../patch/types'
import { comparePatchTexts, type FileDelta } from './delta'
import { interdiffShowing } from './interdiff'
import { findMovedLines } from './moved'
import { type FileText, toPatchText } from './patchText'
import type { CodeLine, InterdiffFile } from './types'

/** A line of a patch by its file and hunk and its index in the lines of that hunk, all from 0; `hunk` null for the file as a whole, `at` null for the hunk as a whole. */
export interface LinePlace {
  readonly side: 'old' | 'new'
  readonly file: number
  readonly hunk: number | null
  readonly at: number | null
}

/** Where a place is found in an interdiff: indices of file, item and line; item and line null at the head of the file. */
export interface InterdiffPlace {
  readonly file: number
  readonly item: number | null
  readonly line: number | null
}

export interface AnnotatedInterdiff {
  readonly files: readonly InterdiffFile[]
  /** For each place that was given: where it stands; undefined when the patch has no such line. */
  readonly places: readonly (InterdiffPlace | undefined)[]
}

/**
 * The interdiff of a patch in which each of the given places is shown, changed or not, each with where it stands; with
 * `whole` all lines of the patch are shown and nothing is folded. An old line stands where it stood, beside what took its place; of a line that
 * moved, the new place counts. Bounded as comparePatches is; never fails. Neither patch gives no files.
 */
export function annotateInterdiff(
  left: Patch | undefined,
  right: Patch | undefined,
  places: readonly LinePlace[],
  whole: boolean,
): AnnotatedInterdiff {
  const [old, now] = [left === undefined ? undefined : toPatchText(left), right && toPatchText(right)]
  const known = now ?? old
  if (known === undefined) return { files: [], places: places.map(() => undefined) }
  const empty = { ...known, files: [] }
  const delta = comparePatchTexts(old ?? empty, now ?? empty)
  const texts = { old: old?.files ?? [], new: now?.files ?? [] }
  const files: InterdiffFile[] = []
  const found = new Map<LinePlace, InterdiffPlace>()
  for (const part of delta.files) {
    const own = places.filter(({ side, file }) => {
      const text = texts[side][file]
      return text !== undefined && text === (side === 'old' ? part.left : part.right)
    })
    const steps = new Map(own.map((place) => [place, stepOf(part, place)]))
    const wanted = new Set(steps.values())
    const { file, lines } = interdiffShowing(part, whole ? 'all' : (at) => wanted.has(at))
    if (file.items.length === 0 && file.oldPath === null && file.side === 'both' && own.length === 0) continue
    for (const [place, step] of steps) {
      found.set(place, { file: files.length, ...findLine(file, lineAt(part, lines, step)) })
    }
    files.push(file)
  }
  return { files, places: places.map((place) => found.get(place)) }
}

/** The step of a file's delta that holds the line; -1 for the file as a whole and for what is not there. */
function stepOf(delta: FileDelta, { side, hunk, at }: LinePlace): number {
  const text = side === 'old' ? delta.left : delta.right
  if (text === undefined || hunk === null) return -1
  const index = indexOf(text, hunk, at)
  return delta.steps.findIndex(
    (step) => step.side !== (side === 'old' ? 'new' : 'old') && sideIndex(step, side) === index,
  )
}

function sideIndex(step: FileDelta['steps'][number], side: LinePlace['side']): number {
  return side === 'old' ? step.left : step.right
}

/** Each hunk has its heading before its lines. A hunk as a whole is told by its first changed line. */
function indexOf(text: FileText, hunk: number, at: number | null): number {
  const heading = text.lines.findIndex((line) => line.hunk === hunk)
  if (heading === -1) return -1
  if (at !== null) return heading + 1 + at
  return text.lines.findIndex((line) => line.hunk === hunk && (line.kind === 'add' || line.kind === 'del'))
}

/** The written line of a step; for an old line of a moved block that of its new place. */
function lineAt(delta: FileDelta, lines: ReadonlyMap<number, CodeLine>, step: number): CodeLine | undefined {
  const written = lines.get(step)
  if (written !== undefined || step < 0) return written
  const block = findMovedLines(delta).find(({ oldFrom, oldTo }) => oldFrom <= step && step < oldTo)
  return block === undefined ? undefined : lines.get(block.newFrom + step - block.oldFrom)
}

function findLine(file: InterdiffFile, line: CodeLine | undefined): Pick<InterdiffPlace, 'item' | 'line'> {
  if (line !== undefined) {
    for (const [item, { lines }] of file.items.entries()) {
      const at = lines.indexOf(line)
      if (at >= 0) return { item, line: at }
    }
  }
  return { item: null, line: null }
}
