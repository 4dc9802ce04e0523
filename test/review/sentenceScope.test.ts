import { describe, expect, it } from 'vitest'
import { scopeOfSentence } from '../../lib/review/sentenceScope'

describe('a sentence in reply to the cover letter', () => {
  it.each([
    ['NAK on patch 3.', { kind: 'patches', numbers: [3] }],
    ['Please drop 3/5.', { kind: 'patches', numbers: [3] }],
    ['Patches 1-7 look good, but hold the later ones.', { kind: 'except', numbers: [1, 2, 3, 4, 5, 6, 7] }],
    ['This should be done like in patch 3.', undefined],
    ['It fails on 2/3 of the boards.', undefined],
    ['Please rebase.', undefined],
  ])('"%s" is about %j', (text, expected) => {
    expect(scopeOfSentence(text)).toEqual(expected)
  })
})

describe('a sentence with two halves', () => {
  it.each([
    ['Patches 1-3 can go in now, 4-5 need more work: the counter is not locked.', [4, 5]],
    ['1-3 look good, but patch 4 needs a lock.', [4]],
    ['Patches 4-5 need more work.', [4, 5]],
    ['Patches 1 and 2 are ready, 3 boards were tested.', [1, 2]],
  ])('"%s" is about %j', (text, numbers) => {
    expect(scopeOfSentence(text)).toEqual({ kind: 'patches', numbers })
  })
})
