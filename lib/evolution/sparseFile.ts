import { at } from '../at'

/** A run of base lines that no patch has shown yet, or one known line. */
type Entry =
  | { readonly kind: 'gap'; readonly baseLine: number; readonly count: number }
  | { readonly kind: 'cell'; readonly cell: number }

/** The line under the cursor: a known cell, or a line of a gap that `bind` makes known. */
interface TakenLine {
  readonly cell: number | undefined
  readonly baseLine: number | null
  readonly bind: (cell: number) => void
}

/** Edits a file once from top to bottom; the lines that it passes stay as they are. */
export interface FileCursor {
  /** Moves on to a line, counted from 1 before this edit; returns false, and stays, when that line was passed already. */
  readonly moveTo: (line: number) => boolean
  /** Takes the next line, to keep or to remove it; undefined past the end of a file whose length is known. */
  readonly take: (keep: boolean) => TakenLine | undefined
  readonly insert: (cell: number) => void
  /** Keeps the rest of the file and completes the edit. */
  readonly end: () => void
}

/** A file that is known only in part: a list of cells, with gaps of unknown lines between them. */
export interface SparseFile {
  /** What an edit or a copy of the file costs: both pass over all that is known of it. */
  readonly size: () => number
  readonly edit: () => FileCursor
  /** The same lines under another path; edits of one do not show in the other. */
  readonly copy: () => SparseFile
  /** The cells that were bound in gaps, in any order. */
  readonly baseCells: () => readonly number[]
}

/** Longer than any file: the gap at the end of a file of unknown length. */
const ENDLESS = Number.MAX_SAFE_INTEGER / 4

/** A file of unknown lines; of `length` lines when that is known (0 for a file that a patch creates). */
export function createSparseFile(length = ENDLESS): SparseFile {
  return sparseFileOf(length > 0 ? [{ kind: 'gap', baseLine: 1, count: length }] : [], [])
}

function sparseFileOf(initial: readonly Entry[], bound: number[]): SparseFile {
  let entries = initial
  return {
    size: () => entries.length + bound.length,
    edit: () =>
      createCursor(entries, bound, (next) => {
        entries = next
      }),
    copy: () => sparseFileOf(entries, [...bound]),
    baseCells: () => bound,
  }
}

function createCursor(
  before: readonly Entry[],
  bound: number[],
  commit: (entries: readonly Entry[]) => void,
): FileCursor {
  const after: Entry[] = []
  let index = 0
  /** Lines of the entry at `index` that were passed. */
  let used = 0
  let line = 1

  const advance = (count: number) => {
    used += count
    line += count
    if (used < linesOf(at(before, index))) return
    index++
    used = 0
  }
  /** Keeps lines of the entry at `index`, at most `most`. */
  const pass = (most: number) => {
    const entry = at(before, index)
    const count = Math.min(linesOf(entry) - used, most)
    after.push(entry.kind === 'gap' ? { kind: 'gap', baseLine: entry.baseLine + used, count } : entry)
    advance(count)
  }

  return {
    moveTo(target) {
      if (target < line) return false
      while (line < target && index < before.length) pass(target - line)
      return true
    },
    take(keep) {
      const entry = before[index]
      if (entry === undefined) return undefined
      if (entry.kind === 'cell') {
        if (keep) after.push(entry)
        advance(1)
        return { cell: entry.cell, baseLine: null, bind: () => {} }
      }
      const baseLine = entry.baseLine + used
      const bind = (cell: number) => {
        bound.push(cell)
        if (keep) after.push({ kind: 'cell', cell })
      }
      advance(1)
      return { cell: undefined, baseLine, bind }
    },
    insert(cell) {
      after.push({ kind: 'cell', cell })
    },
    end() {
      if (used > 0) pass(ENDLESS)
      commit(after.concat(before.slice(index)))
    },
  }
}

function linesOf(entry: Entry): number {
  return entry.kind === 'gap' ? entry.count : 1
}
