import type { FileDiff, Hunk, Patch } from '../patch/types'
import { createSparseFile, type SparseFile } from './sparseFile'

/** A line of a file as far as the patches of a version show it. Cells are shared: two patches that touch one line name one cell. */
export interface Cell {
  readonly id: number
  /** null while no patch has shown the line. */
  readonly text: string | null
  readonly noNewline: boolean
  /** Line in the file that the version is based on, from 1; null for a line that a patch brought in. */
  readonly baseLine: number | null
  /** Position from 1 of the patch that brought the line in; null for a line of the base. */
  readonly addedBy: number | null
  /** Position from 1 of the patch that removed it; null when it is there in the end. */
  readonly removedBy: number | null
}

/** One hunk put in its place. */
export interface PlacedHunk {
  /** Position of the patch from 1; indexes of file and hunk in the patch, from 0. */
  readonly patch: number
  readonly file: number
  readonly hunk: number
  /** The cell of each line of the hunk, in order. */
  readonly cells: readonly number[]
}

/** A line that cannot be: the mail is broken, a patch is missing, or the patches are not in order. */
export interface Conflict {
  readonly patch: number
  readonly file: number
  readonly hunk: number
  readonly path: string
  /** Line of the file before the patch, from 1. */
  readonly line: number
  readonly reason: 'text-differs' | 'past-end' | 'file-exists' | 'file-missing' | 'hunk-order'
  /** What the earlier patches left there, '' where nothing is known. */
  readonly expected: string
  readonly found: string
}

/** What is known of a file of the base: its lines by number; null when the file must not exist there. */
export type BaseFile = ReadonlyMap<number, { readonly text: string; readonly noNewline: boolean }> | null

export interface SparseVersion {
  readonly cells: readonly Cell[]
  readonly placed: readonly PlacedHunk[]
  readonly conflicts: readonly Conflict[]
  /** The files of the base that the version touches, by path; put together when asked for. */
  readonly base: ReadonlyMap<string, BaseFile>
}

/** Conflicts kept for one version; more say nothing new. */
const MAX_CONFLICTS = 100

interface MutableCell {
  id: number
  text: string | null
  noNewline: boolean
  baseLine: number | null
  addedBy: number | null
  removedBy: number | null
}

/**
 * Rebuilds the files a version touches without having them: the patches are applied in order to files of cells with
 * unknown content; context and removed lines bind the cell they stand on (a second binding must agree), added lines bring
 * cells in. Never fails: what does not fit is a conflict that names patch and hunk, and the hunk is applied all the same.
 * Time and memory grow with the lines of the patches, not with line numbers. Files that are not `wanted` are passed over.
 * Method: comparing-versions.md, section 3.
 */
export function applyVersion(
  patches: readonly Patch[],
  wanted: (file: FileDiff) => boolean = () => true,
): SparseVersion {
  const cells: MutableCell[] = []
  const placed: PlacedHunk[] = []
  const conflicts: Conflict[] = []
  const base = new Map<string, SparseFile | null>()
  const live = new Map<string, SparseFile | null>()
  const open = (path: string): SparseFile | null => {
    const known = live.get(path)
    if (known !== undefined) return known
    const file = createSparseFile()
    base.set(path, file)
    live.set(path, file)
    return file
  }
  patches.forEach((patch, index) => {
    patch.files.forEach((diff, fileIndex) => {
      if (!wanted(diff)) return
      const place = { patch: index + 1, file: fileIndex, hunk: 0, path: diff.newPath ?? diff.oldPath ?? '' }
      const report = (rest: Omit<Conflict, keyof typeof place>, hunk = 0) => {
        if (conflicts.length < MAX_CONFLICTS) conflicts.push({ ...place, hunk, ...rest })
      }
      const file = openFile(diff.oldPath, diff.newPath, diff.change, live, base, open, report)
      if (diff.binary) return
      const cursor = file.edit()
      diff.hunks.forEach((hunk, hunkIndex) => {
        const ids = applyHunk(hunk, cursor, cells, index + 1, (rest) => report(rest, hunkIndex))
        placed.push({ patch: index + 1, file: fileIndex, hunk: hunkIndex, cells: ids })
      })
      cursor.end()
    })
  })
  return {
    cells,
    placed,
    conflicts,
    get base() {
      return new Map([...base].map(([path, file]) => [path, baseOf(file, cells)]))
    },
  }
}

type Report = (rest: Pick<Conflict, 'line' | 'reason' | 'expected' | 'found'>) => void

/** The file a diff works on; created, deleted, renamed and copied files are entered under their new path. */
function openFile(
  oldPath: string | null,
  newPath: string | null,
  change: string,
  live: Map<string, SparseFile | null>,
  base: Map<string, SparseFile | null>,
  open: (path: string) => SparseFile | null,
  report: Report,
): SparseFile {
  const missing = (path: string, reason: Conflict['reason']) => {
    report({ line: 0, reason, expected: '', found: path })
    return createSparseFile()
  }
  if (oldPath === null) {
    const path = newPath ?? ''
    if (live.get(path)) report({ line: 0, reason: 'file-exists', expected: '', found: path })
    if (!live.has(path)) base.set(path, null)
    const created = createSparseFile(0)
    live.set(path, created)
    return created
  }
  const file = open(oldPath) ?? missing(oldPath, 'file-missing')
  if (newPath === oldPath) return file
  if (change !== 'copy') live.set(oldPath, null)
  if (newPath === null) return file
  if (!live.has(newPath)) base.set(newPath, null)
  const target = change === 'copy' ? file.copy() : file
  live.set(newPath, target)
  return target
}

/** Where a hunk begins in the file before it: one without old lines stands behind line oldStart, any other begins at it. */
export function firstOldLine({ oldStart, oldCount }: Hunk): number {
  return oldCount === 0 ? oldStart + 1 : oldStart
}

type Cursor = ReturnType<SparseFile['edit']>

function applyHunk(hunk: Hunk, cursor: Cursor, cells: MutableCell[], patch: number, report: Report): number[] {
  const start = firstOldLine(hunk)
  if (!cursor.moveTo(start))
    report({ line: start, reason: 'hunk-order', expected: '', found: hunk.lines[0]?.text ?? '' })
  let line = start
  return hunk.lines.map(({ kind, text, noNewline = false }) => {
    if (kind === 'plus') {
      const cell = { id: cells.length, text, noNewline, baseLine: null, addedBy: patch, removedBy: null }
      cells.push(cell)
      cursor.insert(cell.id)
      return cell.id
    }
    const at = cursor.take(kind === 'context')
    if (at === undefined) report({ line, reason: 'past-end', expected: '', found: text })
    const cell = at?.cell === undefined ? undefined : cells[at.cell]
    if (cell === undefined) {
      const removedBy = kind === 'minus' ? patch : null
      const fresh = { id: cells.length, text, noNewline, baseLine: at?.baseLine ?? null, addedBy: null, removedBy }
      cells.push(fresh)
      at?.bind(fresh.id)
      line++
      return fresh.id
    }
    if (cell.text !== text) report({ line, reason: 'text-differs', expected: cell.text ?? '', found: text })
    if (kind === 'minus') cell.removedBy = patch
    line++
    return cell.id
  })
}

function baseOf(file: SparseFile | null, cells: readonly Cell[]): BaseFile {
  if (file === null) return null
  const lines = new Map<number, { text: string; noNewline: boolean }>()
  for (const id of file.baseCells()) {
    const cell = cells[id]
    if (cell?.text != null && cell.baseLine !== null) {
      lines.set(cell.baseLine, { text: cell.text, noNewline: cell.noNewline })
    }
  }
  return lines
}
