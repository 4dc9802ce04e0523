import { at } from '../at'
import type { Steps } from './budget'
import { type AlignedFile, lineOf } from './files'
import type { Step } from './sequence'
import type { Side } from './types'

/** A run of the patch's own lines that is elsewhere in the newer version. Indexes are those of the file's steps; `to` is exclusive. */
export interface MovedBlock {
  readonly oldFrom: number
  readonly oldTo: number
  readonly newFrom: number
  readonly newTo: number
  readonly direction: 'up' | 'down'
}

/** Shorter runs are shown line by line: a reader sees at once that two lines were swapped. */
const MIN_LINES = 3
/** A moved run must hold this many letters and digits: braces and blanks that moved are not worth a note. */
const MIN_LETTERS = 20
/** A line that repeats is tried at this many places. */
const MAX_PLACES = 20

/**
 * Finds blocks that moved within a file: a run of added (or removed) lines that only the older version has, and that is
 * unchanged and in one piece among the lines that only the newer one has. Of several places the longest match wins; each line
 * is used once. Blocks come in file order. Linear, but for lines that repeat: ten thousand braces in a row would be compared with
 * themselves at every place. Those are bounded by MAX_PLACES and `tries`, and what is not found is shown line by line.
 */
export function findMovedLines(file: AlignedFile, tries: Steps): MovedBlock[] {
  const { steps } = file
  if (countSide(file, 'old') < MIN_LINES || countSide(file, 'new') < MIN_LINES) return []
  const ownKey = (step: Step, side: Side): string | undefined => {
    if (step.side !== side) return undefined
    const { kind, key } = lineOf(file, step)
    return kind === 'plus' || kind === 'minus' ? key : undefined
  }
  const gone = new Set(steps.map((step) => ownKey(step, 'old')))
  /** A number for each line that only the newer version has at its place and that is gone elsewhere, equal ones for equal lines, and where it is. */
  const numbers = new Map<string, number>()
  const places: number[][] = []
  const news = new Int32Array(steps.length).fill(-1)
  for (const [index, step] of steps.entries()) {
    const key = ownKey(step, 'new')
    if (key === undefined || !gone.has(key)) continue
    const number = numbers.get(key) ?? places.push([]) - 1
    numbers.set(key, number)
    news[index] = number
    const known = at(places, number)
    if (known.length < MAX_PLACES) known.push(index)
  }
  const olds = Int32Array.from(steps, (step) => {
    const key = ownKey(step, 'old')
    return (key === undefined ? undefined : numbers.get(key)) ?? -1
  })
  const used = new Set<number>()
  const matchLength = (oldFrom: number, newFrom: number): number => {
    let length = 0
    while (tries.left-- > 0 && !used.has(newFrom + length)) {
      const wanted = olds[oldFrom + length] ?? -1
      if (wanted < 0 || news[newFrom + length] !== wanted) break
      length++
    }
    return length
  }
  const blocks: MovedBlock[] = []
  for (let oldFrom = 0; oldFrom < steps.length; oldFrom++) {
    const number = at(olds, oldFrom)
    if (number < 0) continue
    let length = 0
    let newFrom = -1
    for (const place of at(places, number)) {
      const found = matchLength(oldFrom, place)
      if (found <= length) continue
      length = found
      newFrom = place
    }
    if (length < MIN_LINES || countLetters(file, oldFrom, length) < MIN_LETTERS) continue
    for (let line = 0; line < length; line++) used.add(newFrom + line)
    const direction = newFrom < oldFrom ? 'up' : 'down'
    blocks.push({ oldFrom, oldTo: oldFrom + length, newFrom, newTo: newFrom + length, direction })
    oldFrom += length - 1
  }
  return blocks
}

function countSide({ steps }: AlignedFile, wanted: Side): number {
  let count = 0
  for (const { side } of steps) if (side === wanted) count++
  return count
}

function countLetters(file: AlignedFile, from: number, length: number): number {
  const run = file.steps.slice(from, from + length)
  return run.reduce((sum, step) => sum + lineOf(file, step).text.replace(/[^\p{L}\p{N}]/gu, '').length, 0)
}
