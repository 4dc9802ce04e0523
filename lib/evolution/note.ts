import { assertNever } from '../assertNever'
import { at } from '../at'
import { patchNumber } from '../patchNumber'

/** Why a change is smaller than its lines suggest, or other than they suggest. */
export type Note =
  | { readonly kind: 'whitespace-only' }
  /** Lines that the patch does not change differ, and no earlier patch of the series explains it. */
  | { readonly kind: 'base-moved' }
  /** Lines that the patch does not change differ because an earlier patch of the series changed them. */
  | { readonly kind: 'follows-patch'; readonly number: number }
  /** The patch made the same edit to its own lines that the base made to lines the patch removes. */
  | { readonly kind: 'adapted-to-new-base' }
  | { readonly kind: 'block-moved'; readonly lines: number; readonly path: string }
  | { readonly kind: 'renamed'; readonly from: string }
  | { readonly kind: 'reordered'; readonly from: number }
  | { readonly kind: 'split-from'; readonly number: number }
  | { readonly kind: 'merged-into'; readonly number: number }
  /** Too large to compare line by line: the parts that differ count as rewritten. */
  | { readonly kind: 'rewritten' }

/**
 * The notes of a comparison with the numbers of the patches of both versions. compareVersions counts patches by their place from 1, which differs from
 * their number where patches are missing or were inserted. Throws on a place that a version does not have.
 */
export function renumberNotes(notes: readonly Note[], left: readonly number[], right: readonly number[]): Note[] {
  return notes.map((note) => renumberNote(note, left, right))
}

function renumberNote(note: Note, left: readonly number[], right: readonly number[]): Note {
  switch (note.kind) {
    case 'follows-patch':
    case 'merged-into':
      return { ...note, number: at(right, note.number - 1) }
    case 'split-from':
      return { ...note, number: at(left, note.number - 1) }
    case 'reordered':
      return { ...note, from: at(left, note.from - 1) }
    default:
      return note
  }
}

/** Puts the notes of a verdict into one line of English; '' when there are none. */
export function describeNotes(notes: readonly Note[]): string {
  return notes.map(describeNote).join('; ')
}

function describeNote(note: Note): string {
  switch (note.kind) {
    case 'whitespace-only':
      return 'whitespace only'
    case 'base-moved':
      return 'rebased'
    case 'follows-patch':
      return `adapts to patch ${patchNumber(note.number)}`
    case 'adapted-to-new-base':
      return 'rebased (conflict resolved)'
    case 'block-moved':
      return `${note.lines} lines moved in ${note.path}`
    case 'renamed':
      return `was titled "${note.from}"`
    case 'reordered':
      return `was patch ${patchNumber(note.from)}`
    case 'split-from':
      return `split from patch ${patchNumber(note.number)}`
    case 'merged-into':
      return `merged into patch ${patchNumber(note.number)}`
    case 'rewritten':
      return 'too large to compare line by line'
    default:
      return assertNever(note)
  }
}
