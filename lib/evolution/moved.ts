import type { FileDelta } from './delta'
import type { Note } from './types'

/** A run of the patch's own lines that stands elsewhere in the newer version. Indexes are those of the file's steps, `to` exclusive. */
export interface MovedBlock {
  readonly oldFrom: number
  readonly oldTo: number
  readonly newFrom: number
  readonly newTo: number
  readonly direction: 'up' | 'down'
  readonly note: Extract<Note, { kind: 'block-moved' }>
}

/** Shorter runs are shown line by line: a reader sees at once that two lines were swapped. */
const MIN_LINES = 3
/** A run of braces and blanks moved is no news: it must hold this many letters and digits. */
const MIN_SIGNS = 20
/** Pairs of lines that are compared in one file: a run of ten thousand braces would be compared with itself at every place. */
const MAX_TRIES = 500_000

/**
 * Finds blocks that moved within a file: a run of added (or removed) lines that only the older version has, found
 * unchanged and in one piece among the lines that only the newer has. Longest first come, in file order; each line is
 * used once. Linear but for lines that repeat, of which the first 20 places are tried, and no more than
 * 500,000 pairs of lines in all: what is found after that is shown line by line.
 */
export function findMovedLines(delta: FileDelta): MovedBlock[] {
  const { steps, left, right } = delta
  const has = (side: 'old' | 'new') => steps.some((step) => step.side === side)
  if (left === undefined || right === undefined || !has('old') || !has('new')) return []
  const keyAt = (at: number, side: 'old' | 'new'): string | undefined => {
    const step = steps[at]
    if (step?.side !== side) return undefined
    const line = side === 'old' ? left.lines[step.left] : right.lines[step.right]
    return line?.kind === 'add' || line?.kind === 'del' ? line.key : undefined
  }
  const places = new Map<string, number[]>()
  steps.forEach((_, at) => {
    const key = keyAt(at, 'new')
    if (key === undefined) return
    const list = places.get(key) ?? []
    if (list.length < 20) list.push(at)
    places.set(key, list)
  })
  const used = new Set<number>()
  let tries = 0
  const blocks: MovedBlock[] = []
  for (let at = 0; at < steps.length; at++) {
    const key = keyAt(at, 'old')
    if (key === undefined) continue
    let best = 0
    let newFrom = -1
    for (const place of places.get(key) ?? []) {
      let length = 0
      while (tries++ < MAX_TRIES && !used.has(place + length)) {
        const wanted = keyAt(at + length, 'old')
        if (wanted === undefined || keyAt(place + length, 'new') !== wanted) break
        length++
      }
      if (length > best) {
        best = length
        newFrom = place
      }
    }
    if (best < MIN_LINES || !isTelling(delta, at, best)) continue
    for (let line = 0; line < best; line++) used.add(newFrom + line)
    const note = { kind: 'block-moved', lines: best, path: right.path } as const
    const direction = newFrom < at ? 'up' : 'down'
    blocks.push({ oldFrom: at, oldTo: at + best, newFrom, newTo: newFrom + best, direction, note })
    at += best - 1
  }
  return blocks
}

function isTelling(delta: FileDelta, from: number, length: number): boolean {
  let signs = 0
  for (const step of delta.steps.slice(from, from + length)) {
    signs += (delta.left?.lines[step.left]?.text ?? '').replace(/[^\p{L}\p{N}]/gu, '').length
  }
  return signs >= MIN_SIGNS
}
