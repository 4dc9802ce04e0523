import { at } from '../at'
import type { FileDiff, Hunk, Patch } from '../patch/types'
import type { CommentPlace } from './comment'

/** A patch with the lines that it adds and removes, as one text for each hunk. */
export interface ChangedPatch {
  readonly patch: Patch
  /** By file and hunk, in the order of `patch.files`. */
  readonly hunks: readonly (readonly string[])[]
}

/** Collects the added and removed lines of a patch for placeChanged. Linear. */
export function collectChanges(patch: Patch): ChangedPatch {
  return { patch, hunks: patch.files.map(({ hunks }) => hunks.map(changedText)) }
}

function changedText({ lines }: Hunk): string {
  const changed: string[] = []
  for (const { kind, text } of lines) if (kind !== 'context') changed.push(`${kind} ${text.trimEnd()}`)
  return changed.join('\n')
}

/**
 * Whether a later version of a patch changed what a comment is about: the added and removed lines of the quoted hunk or file, or the commit
 * message; for a comment without a place, anything in the patch. A patch that is gone has changed. Moved hunks and changed context do
 * not count.
 */
export function placeChanged(place: CommentPlace, older: ChangedPatch, newer: ChangedPatch | undefined): boolean {
  if (newer === undefined) return true
  const [left, right] = [older.patch, newer.patch]
  switch (place.kind) {
    case 'message':
      return squeeze(left.message) !== squeeze(right.message) || left.title !== right.title
    case 'notes':
      return left.notes !== right.notes
    case 'unplaced':
      return squeeze(left.message) !== squeeze(right.message) || joinHunks(older.hunks) !== joinHunks(newer.hunks)
    case 'file':
      return joinHunks([at(older.hunks, place.file)]) !== joinHunks(sameFile(at(left.files, place.file), newer))
    case 'hunk':
    case 'line': {
      const hunks = at(older.hunks, place.file)
      return hunkChanged(at(hunks, place.hunk), hunks.length, sameFile(at(left.files, place.file), newer))
    }
  }
}

/**
 * A hunk is unchanged when a hunk of the newer file has the same changed lines. When the newer file has fewer hunks than the older, one that
 * contains them is enough, because hunks that come close to each other are merged.
 */
function hunkChanged(wanted: string, olderCount: number, newer: readonly (readonly string[])[]): boolean {
  return !newer.some((hunks) =>
    hunks.some((text) => text === wanted || (hunks.length < olderCount && `\n${text}\n`.includes(`\n${wanted}\n`))),
  )
}

function joinHunks(files: readonly (readonly string[])[]): string {
  return files.map((hunks) => hunks.join('\n')).join('\n')
}

/** The hunks of the newer files that have the path of the file. */
function sameFile(file: FileDiff, { patch, hunks }: ChangedPatch): (readonly string[])[] {
  const path = file.newPath ?? file.oldPath
  return hunks.filter((_, index) => {
    const other = at(patch.files, index)
    return other.newPath === path || other.oldPath === path
  })
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
