import { at } from '../at'
import { filePath } from '../patch/diffPath'
import type { FileDiff, Hunk, Patch } from '../patch/types'
import { createSparseFile, type FileCursor, type SparseFile } from './sparseFile'

/** A line of a file that the patches of a version show. Two patches that touch one line refer to the same cell. */
interface Cell {
  readonly id: number
  readonly text: string
  readonly noNewline: boolean
  /** The line, from 1, in the file that the version is based on; null for a line that a patch added. */
  readonly baseLine: number | null
  /** Position from 1 of the patch that added the line; null for a line of the base. */
  readonly addedBy: number | null
  /** Position from 1 of the patch that removed it; null when it is there in the end. */
  removedBy: number | null
}

/** A hunk with its place in the patch and its cells. */
interface PlacedHunk {
  /** Position of the patch from 1; indexes of file and hunk in the patch, from 0. */
  readonly patch: number
  readonly file: number
  readonly hunk: number
  /** The cell of each line of the hunk, in order. */
  readonly cells: readonly number[]
}

/** A line that contradicts the earlier patches: the mail is damaged, a patch is missing, or the patches are not in order. */
export interface Conflict {
  readonly patch: number
  readonly file: number
  readonly hunk: number
  readonly path: string
  /** Line of the file before the patch, from 1. */
  readonly line: number
  readonly reason: 'text-differs' | 'past-end' | 'file-exists' | 'file-missing' | 'hunk-order'
  /** What the earlier patches left there; '' where nothing is known. */
  readonly expected: string
  readonly found: string
}

/** The known lines of a file of the base, by number; null when the file must not exist there. */
type BaseFile = ReadonlyMap<number, { readonly text: string; readonly noNewline: boolean }> | null

export interface SparseVersion {
  readonly cells: readonly Cell[]
  readonly placed: readonly PlacedHunk[]
  readonly conflicts: readonly Conflict[]
  /** False when the patches change the same files so often that the rest of them was not applied. */
  readonly complete: boolean
  /** The files of the base that the version touches, by path; assembled when first read. */
  readonly base: ReadonlyMap<string, BaseFile>
}

/** Conflicts that are kept for one version; more of them say nothing new. */
const MAX_CONFLICTS = 100
/** Known lines that are passed over in all edits of the files of one version: each edit passes over those of its file. */
const MAX_PASSED = 5_000_000

/**
 * Finds the conflicts of a version, as applyVersion does. A file that only one diff names, with its hunks in order, cannot
 * contradict anything; most files are like that and are not rebuilt. Bounded as applyVersion is.
 */
export function findConflicts(patches: readonly Patch[]): Pick<SparseVersion, 'conflicts' | 'complete'> {
  const named = new Map<string, number>()
  for (const { files } of patches) {
    for (const file of files) for (const path of pathsOf(file)) named.set(path, (named.get(path) ?? 0) + 1)
  }
  const isDoubtful = (file: FileDiff) => pathsOf(file).some((path) => named.get(path) !== 1) || !isSound(file)
  return applyVersion(patches, isDoubtful)
}

function pathsOf({ oldPath, newPath }: FileDiff): string[] {
  const paths = oldPath === newPath ? [oldPath] : [oldPath, newPath]
  return paths.filter((path) => path !== null)
}

/** No hunk begins above the end of the one before, and a file that is created has no lines before. */
function isSound({ oldPath, hunks }: FileDiff): boolean {
  let end = 1
  for (const hunk of hunks) {
    const start = firstOldLine(hunk)
    if (start < end || (oldPath === null && hunk.oldCount > 0)) return false
    end = start + hunk.oldCount
  }
  return true
}

/**
 * Rebuilds the files that a version touches without having them. The patches are applied in order to files of unknown lines, called
 * cells: context and removed lines bind the cell at their place (a second binding must agree), added lines bring cells in. Never
 * fails: what does not fit is a conflict that names patch and hunk, and the hunk is applied all the same. Memory grows
 * with the lines of the patches, not with line numbers; time also with how often they change one file, up to MAX_PASSED. Files that
 * are not `wanted` are skipped.
 */
export function applyVersion(
  patches: readonly Patch[],
  wanted: (file: FileDiff) => boolean = () => true,
): SparseVersion {
  const tree: Tree = { base: new Map(), live: new Map() }
  const cells: Cell[] = []
  const placed: PlacedHunk[] = []
  const conflicts: Conflict[] = []
  let passed = 0
  for (const [patchIndex, { files }] of patches.entries()) {
    for (const [file, diff] of files.entries()) {
      if (!wanted(diff)) continue
      passed += sizeOf(tree, diff)
      if (passed > MAX_PASSED) break
      const place = { patch: patchIndex + 1, file, path: filePath(diff) }
      const reportIn =
        (hunk: number): Report =>
        (contradiction) => {
          if (conflicts.length < MAX_CONFLICTS) conflicts.push({ ...place, hunk, ...contradiction })
        }
      const cursor = openFile(tree, diff, reportIn(0)).edit()
      for (const [hunk, lines] of diff.hunks.entries()) {
        const ids = applyHunk(lines, cursor, cells, place.patch, reportIn(hunk))
        placed.push({ patch: place.patch, file, hunk, cells: ids })
      }
      cursor.end()
    }
  }
  return {
    cells,
    placed,
    conflicts,
    complete: passed <= MAX_PASSED,
    get base() {
      return new Map([...tree.base].map(([path, file]) => [path, readBase(file, cells)]))
    },
  }
}

type Report = (contradiction: Pick<Conflict, 'line' | 'reason' | 'expected' | 'found'>) => void

/** The files of the base, and the files as the patches so far have left them; null for one that does not exist. */
interface Tree {
  readonly base: Map<string, SparseFile | null>
  readonly live: Map<string, SparseFile | null>
}

/** What is known of the file that a diff changes, before it does. */
function sizeOf({ live }: Tree, { oldPath }: FileDiff): number {
  return live.get(oldPath ?? '')?.size() ?? 0
}

/** The file that a diff changes. Created, deleted, renamed and copied files are entered under their new path. */
function openFile(tree: Tree, { change, oldPath, newPath }: FileDiff, report: Report): SparseFile {
  const { base, live } = tree
  if (oldPath === null) {
    const path = newPath ?? ''
    if (live.get(path)) report({ line: 0, reason: 'file-exists', expected: '', found: path })
    if (!live.has(path)) base.set(path, null)
    const created = createSparseFile(0)
    live.set(path, created)
    return created
  }
  const file = openExisting(tree, oldPath, report)
  if (newPath === oldPath) return file
  if (change !== 'copy') live.set(oldPath, null)
  if (newPath === null) return file
  if (!live.has(newPath)) base.set(newPath, null)
  live.set(newPath, change === 'copy' ? file.copy() : file)
  return file
}

function openExisting({ base, live }: Tree, path: string, report: Report): SparseFile {
  const known = live.get(path)
  if (known) return known
  const file = createSparseFile()
  if (known === null) report({ line: 0, reason: 'file-missing', expected: '', found: path })
  else {
    base.set(path, file)
    live.set(path, file)
  }
  return file
}

/** Where a hunk begins in the file before the patch: a hunk without old lines goes after line oldStart, any other begins at it. */
function firstOldLine({ oldStart, oldCount }: Hunk): number {
  return oldCount === 0 ? oldStart + 1 : oldStart
}

/** Applies a hunk and returns the cell of each of its lines. */
function applyHunk(hunk: Hunk, cursor: FileCursor, cells: Cell[], patch: number, report: Report): number[] {
  let line = firstOldLine(hunk)
  if (!cursor.moveTo(line)) report({ line, reason: 'hunk-order', expected: '', found: hunk.lines[0]?.text ?? '' })
  const addCell = (cell: Omit<Cell, 'id'>): number => cells.push({ id: cells.length, ...cell }) - 1
  return hunk.lines.map(({ kind, text, noNewline = false }) => {
    if (kind === 'plus') {
      const added = addCell({ text, noNewline, baseLine: null, addedBy: patch, removedBy: null })
      cursor.insert(added)
      return added
    }
    const removedBy = kind === 'minus' ? patch : null
    const taken = cursor.take(kind === 'context')
    const known = taken?.cell === undefined ? undefined : cells[taken.cell]
    if (taken === undefined) report({ line, reason: 'past-end', expected: '', found: text })
    if (known !== undefined && known.text !== text) {
      report({ line, reason: 'text-differs', expected: known.text, found: text })
    }
    line++
    if (known !== undefined) {
      known.removedBy = removedBy ?? known.removedBy
      return known.id
    }
    const bound = addCell({ text, noNewline, baseLine: taken?.baseLine ?? null, addedBy: null, removedBy })
    taken?.bind(bound)
    return bound
  })
}

function readBase(file: SparseFile | null, cells: readonly Cell[]): BaseFile {
  if (file === null) return null
  const lines = new Map<number, { text: string; noNewline: boolean }>()
  for (const id of file.baseCells()) {
    const { text, noNewline, baseLine } = at(cells, id)
    if (baseLine !== null) lines.set(baseLine, { text, noNewline })
  }
  return lines
}
