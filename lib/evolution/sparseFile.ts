/** A run of lines of the base nobody has seen yet, or one known line. */
type Entry =
  | { readonly kind: 'gap'; readonly baseLine: number; readonly count: number }
  | { readonly kind: 'cell'; readonly cell: number }

/** A line under the cursor: a known cell, or a line of a gap that `bind` makes known. */
export interface TakenLine {
  readonly cell: number | undefined
  readonly baseLine: number | null
  readonly bind: (cell: number) => void
}

/** Goes through a file once from top to bottom; lines it passes stay as they are. */
export interface FileCursor {
  /** Goes on to a line, counted from 1 before this edit; false (and no move) when that line was passed already. */
  readonly moveTo: (line: number) => boolean
  /** The next line, kept or removed; undefined past the end of a file whose length is known. */
  readonly take: (keep: boolean) => TakenLine | undefined
  readonly insert: (cell: number) => void
  /** Keeps the rest of the file; the edit is complete. */
  readonly end: () => void
}

/** A file known in parts: a list of cells with gaps of unknown lines between. */
export interface SparseFile {
  readonly edit: () => FileCursor
  /** The same lines under another path; edits of one are not seen in the other. */
  readonly copy: () => SparseFile
  /** Ids of the cells that were bound in gaps, in any order. */
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
  /** Lines of the gap at `index` that were passed. */
  let used = 0
  let line = 1

  const pass = (count: number) => {
    const entry = before[index]
    if (entry === undefined) return
    if (entry.kind === 'gap') after.push({ kind: 'gap', baseLine: entry.baseLine + used, count })
    else after.push(entry)
    advance(count)
  }
  const advance = (count: number) => {
    const entry = before[index]
    used += count
    line += count
    if (entry === undefined || entry.kind === 'cell' || used >= entry.count) {
      index++
      used = 0
    }
  }
  const left = () => linesOf(before[index]) - used

  return {
    moveTo(target) {
      if (target < line) return false
      while (line < target && index < before.length) pass(Math.min(left(), target - line))
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
      while (index < before.length) pass(left())
      commit(after)
    },
  }
}

function linesOf(entry: Entry | undefined): number {
  if (entry === undefined) return 0
  return entry.kind === 'gap' ? entry.count : 1
}
