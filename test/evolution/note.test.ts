import { describe, expect, it } from 'vitest'
import { type Note, renumberNotes } from '../../lib/evolution/note'

describe('a note of a comparison', () => {
  it.each<[Note, Note]>([
    [
      { kind: 'follows-patch', number: 1 },
      { kind: 'follows-patch', number: 12 },
    ],
    [
      { kind: 'merged-into', number: 2 },
      { kind: 'merged-into', number: 14 },
    ],
    [
      { kind: 'split-from', number: 2 },
      { kind: 'split-from', number: 5 },
    ],
    [
      { kind: 'reordered', from: 1 },
      { kind: 'reordered', from: 3 },
    ],
    [{ kind: 'whitespace-only' }, { kind: 'whitespace-only' }],
  ])('gets the numbers of the patches: %j', (note, renumbered) => {
    expect(renumberNotes([note], [3, 5], [12, 14])).toEqual([renumbered])
  })

  it('is not about a patch that a version does not have', () => {
    expect(() => renumberNotes([{ kind: 'merged-into', number: 3 }], [3, 5], [12, 14])).toThrow('outside')
  })
})
