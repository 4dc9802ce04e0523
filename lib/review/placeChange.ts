import { at } from '../at'
import type { FileDiff, Hunk, Patch } from '../patch/types'
import type { CommentPlace } from './comment'

/** A patch with the lines that it adds and removes, as one text for each hunk. */
export interface ChangedPatch {
  readonly patch: Patch
  /** In the order of `patch.files`. */
  readonly files: readonly ChangedFile[]
  /** The files by each of their paths. */
  readonly byPath: ReadonlyMap<string, readonly ChangedFile[]>
  /** The prose of the commit message with white space collapsed. */
  readonly message: string
  /** Its trailers, as lines. */
  readonly trailers: ReadonlySet<string>
  /** All changed lines. */
  readonly text: string
}

interface ChangedFile {
  readonly hunks: readonly string[]
  /** All of them, joined once: many comments may be about one file. */
  readonly text: string
  readonly known: ReadonlySet<string>
}

/** Collects the added and removed lines of a patch for placeChanged. Linear. */
export function collectChanges(patch: Patch): ChangedPatch {
  const byPath = new Map<string, ChangedFile[]>()
  const files = patch.files.map((file): ChangedFile => {
    const hunks = file.hunks.map(changedText)
    return { hunks, text: hunks.join('\n'), known: new Set(hunks) }
  })
  for (const [index, { oldPath, newPath }] of patch.files.entries()) {
    const file = at(files, index)
    for (const path of new Set([oldPath, newPath])) {
      if (path === null) continue
      const same = byPath.get(path)
      if (same === undefined) byPath.set(path, [file])
      else same.push(file)
    }
  }
  const trailers = new Set(patch.trailers.map(({ name, value }) => squeeze(`${name}: ${value}`)))
  return { patch, files, byPath, message: squeeze(patch.message), trailers, text: joinTexts(files) }
}

/**
 * Whether the prose changed, a trailer is gone, or there is a new one that names no person (`Fixes:`): review tags are added in any version, and people
 * in `Cc:` come and go with each posting, so that they count only for a comment that speaks of them. <20220919101521.813876881@infradead.org>
 */
function messageChanged(older: ChangedPatch, newer: ChangedPatch, { copies }: PlaceStep): boolean {
  if (older.message !== newer.message) return true
  const counts = (line: string) => copies || !COPY.test(line)
  const gone = [...older.trailers].some((line) => !newer.trailers.has(line) && counts(line))
  return gone || [...newer.trailers].some((line) => !older.trailers.has(line) && !BY.test(line) && counts(line))
}

/** What else the answer depends on. */
export interface PlaceStep {
  /** Whether the code of the patch changed in the newer version by more than a rebase. */
  readonly code: boolean
  /** Whether the comment is about `Cc:`, which counts only then. */
  readonly copies: boolean
}

const BY = /^[\w-]{1,40}-by:/i
/** A copy to somebody. One to stable is left out, because it asks for a backport. */
const COPY = /^cc:(?!.*\bstable@)/i

function changedText({ lines }: Hunk): string {
  const changed: string[] = []
  for (const { kind, text } of lines) if (kind !== 'context') changed.push(`${kind} ${text.trimEnd()}`)
  return changed.join('\n')
}

/**
 * Whether a later version of a patch changed what a comment is about: the added and removed lines of the quoted hunk or file, or the commit
 * message with its trailers; for a comment without a place, anything in the patch. A patch that is gone has changed. Moved hunks and changed context do
 * not count, nor does code in a version that only rebased the patch, even if something that it touches was renamed in the new base
 * (<20220919101521.274051658@infradead.org>).
 */
export function placeChanged(
  place: CommentPlace,
  older: ChangedPatch,
  newer: ChangedPatch | undefined,
  step: PlaceStep,
): boolean {
  if (newer === undefined) return true
  const [left, right] = [older.patch, newer.patch]
  switch (place.kind) {
    case 'message':
      return left.title !== right.title || messageChanged(older, newer, step)
    case 'notes':
      return left.notes !== right.notes
    case 'unplaced':
      return (step.code && older.text !== newer.text) || messageChanged(older, newer, step)
    case 'file':
      return step.code && at(older.files, place.file).text !== joinTexts(sameFile(at(left.files, place.file), newer))
    case 'hunk':
    case 'line': {
      const { hunks } = at(older.files, place.file)
      return step.code && hunkChanged(at(hunks, place.hunk), hunks.length, sameFile(at(left.files, place.file), newer))
    }
  }
}

/** Equal for places in one patch that change together, so that many comments on one hunk are one question to placeChanged. */
export function placeKey(place: CommentPlace): string {
  switch (place.kind) {
    case 'line':
    case 'hunk':
      return `${place.file} ${place.hunk}`
    case 'file':
      return `${place.file}`
    default:
      return place.kind
  }
}

/** Hunks are looked for inside others only in files with at most this many, which bounds the work; no file of the archives at hand has half as many. */
const MAX_HUNKS = 500

/**
 * A hunk is unchanged when a hunk of the newer file has the same changed lines. When the newer file has fewer hunks than the older, one that
 * contains them is enough, because hunks that come close to each other are merged.
 */
function hunkChanged(wanted: string, olderCount: number, newer: readonly ChangedFile[]): boolean {
  return !newer.some(
    ({ hunks, known }) =>
      known.has(wanted) ||
      (hunks.length < olderCount &&
        olderCount <= MAX_HUNKS &&
        hunks.some((text) => `\n${text}\n`.includes(`\n${wanted}\n`))),
  )
}

function joinTexts(files: readonly ChangedFile[]): string {
  return files.map(({ text }) => text).join('\n')
}

/** The newer files that have the path of the file. */
function sameFile({ newPath, oldPath }: FileDiff, { byPath }: ChangedPatch): readonly ChangedFile[] {
  return byPath.get(newPath ?? oldPath ?? '') ?? []
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** What the patches of one version touch and add. */
export interface Contents {
  readonly paths: ReadonlySet<string>
  /** The lines that they add, without blanks at their ends. */
  readonly added: ReadonlySet<string>
}

/** Collects what the patches of a version touch and add, for isGone. Linear. */
export function collectContents(patches: readonly Patch[]): Contents {
  const files = patches.flatMap((patch) => patch.files)
  return { paths: new Set(files.flatMap(pathsOf)), added: new Set(files.flatMap(({ hunks }) => addedLines(hunks))) }
}

/** Shorter lines ("}", "break;") are in every file. */
const MIN_LINE = 12

/**
 * Whether the file that a comment is about is in no patch of a later version, and none of the quoted lines is added under another name. Always
 * false for a comment about anything but code.
 */
export function isGone(place: CommentPlace, { files }: Patch, later: Contents): boolean {
  if (place.kind !== 'line' && place.kind !== 'hunk' && place.kind !== 'file') return false
  const file = at(files, place.file)
  if (pathsOf(file).some((path) => later.paths.has(path))) return false
  const quoted = place.kind === 'file' ? file.hunks : [at(file.hunks, place.hunk)]
  return !addedLines(quoted).some((line) => line.length >= MIN_LINE && later.added.has(line))
}

function pathsOf({ oldPath, newPath }: FileDiff): string[] {
  return [oldPath, newPath].flatMap((path) => path ?? [])
}

function addedLines(hunks: readonly Hunk[]): string[] {
  return hunks.flatMap(({ lines }) => lines.flatMap(({ kind, text }) => (kind === 'plus' ? [text.trim()] : [])))
}
