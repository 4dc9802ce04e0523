import type { FileDiff, Hunk, Patch } from '../patch/types'
import type { CommentPlace } from './comment'

/**
 * Whether what a comment is about reads otherwise in a later version of the patch: the added and removed lines of the quoted hunk, of the
 * quoted file, the message; for a comment without a place the whole patch. A patch that is gone changed. Moved hunks and
 * changed context are no change.
 */
export function placeChanged(place: CommentPlace, older: Patch, newer: Patch | undefined): boolean {
  if (newer === undefined) return true
  switch (place.kind) {
    case 'message':
      return squeeze(older.message) !== squeeze(newer.message) || older.title !== newer.title
    case 'notes':
      return older.notes !== newer.notes
    case 'unplaced':
      return squeeze(older.message) !== squeeze(newer.message) || changes(older.files) !== changes(newer.files)
    case 'file': {
      const file = older.files[place.file]
      return file === undefined || changes([file]) !== changes(sameFile(file, newer))
    }
    case 'hunk':
    case 'line': {
      const file = older.files[place.file]
      const hunk = file?.hunks[place.hunk]
      return file === undefined || hunk === undefined || hunkChanged(hunk, file, sameFile(file, newer))
    }
  }
}

/**
 * Unchanged when a hunk of the newer file has the same changed lines, or, when the file has fewer hunks than before, holds them in one run:
 * hunks that come near each other are merged.
 */
function hunkChanged(hunk: Hunk, older: FileDiff, newer: readonly FileDiff[]): boolean {
  const wanted = changedText(hunk)
  return !newer.some(({ hunks }) =>
    hunks.some((other) => {
      const text = changedText(other)
      return text === wanted || (hunks.length < older.hunks.length && `\n${text}\n`.includes(`\n${wanted}\n`))
    }),
  )
}

const texts = new WeakMap<Hunk, string>()

/** The lines that a hunk adds and removes: made once, for every comment on a patch asks for them. */
function changedText(hunk: Hunk): string {
  const known = texts.get(hunk)
  if (known !== undefined) return known
  const lines: string[] = []
  for (const { kind, text } of hunk.lines) if (kind !== 'context') lines.push(`${kind} ${text.trimEnd()}`)
  const text = lines.join('\n')
  texts.set(hunk, text)
  return text
}

function changes(files: readonly FileDiff[]): string {
  return files.map(({ hunks }) => hunks.map(changedText).join('\n')).join('\n')
}

function sameFile(file: FileDiff, patch: Patch): FileDiff[] {
  const path = file.newPath ?? file.oldPath
  return patch.files.filter((other) => other.newPath === path || other.oldPath === path)
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
