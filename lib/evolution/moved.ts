import type { Steps } from './budget'
import { type AlignedFile, lineOf } from './files'

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
  const sides = new Set(steps.map(({ side }) => side))
  if (!sides.has('old') || !sides.has('new')) return []
  const keyAt = (index: number, side: 'old' | 'new'): string | undefined => {
    const step = steps[index]
    if (step?.side !== side) return undefined
    const { kind, key } = lineOf(file, step)
    return kind === 'plus' || kind === 'minus' ? key : undefined
  }
  const places = new Map<string, number[]>()
  for (const index of steps.keys()) {
    const key = keyAt(index, 'new')
    if (key === undefined) continue
    const known = places.get(key) ?? []
    if (known.length < MAX_PLACES) known.push(index)
    places.set(key, known)
  }
  const used = new Set<number>()
  const matchLength = (oldFrom: number, newFrom: number): number => {
    let length = 0
    while (tries.left-- > 0 && !used.has(newFrom + length)) {
      const wanted = keyAt(oldFrom + length, 'old')
      if (wanted === undefined || keyAt(newFrom + length, 'new') !== wanted) break
      length++
    }
    return length
  }
  const blocks: MovedBlock[] = []
  for (let oldFrom = 0; oldFrom < steps.length; oldFrom++) {
    const key = keyAt(oldFrom, 'old')
    if (key === undefined) continue
    let length = 0
    let newFrom = -1
    for (const place of places.get(key) ?? []) {
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

function countLetters(file: AlignedFile, from: number, length: number): number {
  const run = file.steps.slice(from, from + length)
  return run.reduce((sum, step) => sum + lineOf(file, step).text.replace(/[^\p{L}\p{N}]/gu, '').length, 0)
}
