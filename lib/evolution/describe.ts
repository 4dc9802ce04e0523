import { assertNever } from '../assertNever'
import type { Note } from './types'

/** The notes of a verdict as one line of English, '' for none. */
export function describeNotes(notes: readonly Note[]): string {
  return notes.map(describeNote).join('; ')
}

function describeNote(note: Note): string {
  switch (note.kind) {
    case 'whitespace-only':
      return 'white space only'
    case 'base-moved':
      return 'the base moved'
    case 'follows-patch':
      return `follows patch ${note.number}`
    case 'adapted-to-new-base':
      return 'adapted to the new base'
    case 'block-moved':
      return `${note.lines} lines moved in ${note.path}`
    case 'renamed':
      return `was titled "${note.from}"`
    case 'reordered':
      return `was patch ${note.from}`
    case 'split-from':
      return `split from patch ${note.number}`
    case 'merged-into':
      return `merged into patch ${note.number}`
    case 'rewritten':
      return 'too large for a line by line comparison'
    default:
      return assertNever(note)
  }
}
