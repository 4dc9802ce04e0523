import { describe, expect, it } from 'vitest'
import { REX, replyOf, review } from './fixture'

const PATCHES = ['core/mtty', 'core/mbochs', 'core/consoles', 'core/loop-dev'].map((area, at) => ({
  title: `${area}: use the helpers`,
  line: `line_${at}`,
}))

/** The patches of which a reply to the first patch asks something, after a request. */
function asked(sentence: string): readonly number[] {
  const reply = { ...replyOf('r', REX, 10, `Please free the buffer last.\n\n${sentence}\n`), patch: 1 }
  return review([PATCHES], [reply]).comments.flatMap(({ outcome }) => outcome?.patches ?? [])
}

describe('a sentence after a request', () => {
  it('also asks for it on a patch that it names by its area, when it refers back', () => {
    expect(asked('mbochs has the same issue.')).toEqual([1, 2])
    expect(asked('The consoles need this, too.')).toEqual([1, 3])
  })
  it('also asks for it on a patch whose area it names in full', () => {
    expect(asked('core/loop-dev and mbochs adjust a counter afterwards.')).toEqual([1, 2, 4])
  })
  it('is about no other patch when it only has a word of its area', () => {
    expect(asked('Consoles work transparently.')).toEqual([1])
    expect(asked('Do it like mbochs, which has the same counter.')).toEqual([1])
  })
})
