import { describe, expect, it } from 'vitest'
import { settles } from '../../lib/review/rules/answer'
import { requestsChange, wantsNothing } from '../../lib/review/rules/request'
import { JANE, REX, replyOf, review } from './fixture'

describe('a reviewer who says that the author may keep what is there', () => {
  it.each([
    "I do think I remember it complaining but I guess if it doesn't you might as well keep it this way.",
    'Then leave it.',
    'Fine to leave it as is.',
    "It's fine to leave it as is.",
    "I'd keep it then.",
  ])('settles the comment by "%s"', (sentence) => {
    expect(settles(sentence)).toBe(true)
  })

  it.each(['You might as well keep the lock.', 'It is not fine to leave it as is.', "I'd keep it sorted then."])(
    'does not by "%s"',
    (sentence) => {
      expect(settles(sentence)).toBe(false)
    },
  )

  it('asks nothing', () => {
    expect(wantsNothing("but let's leave it as it is")).toBe(true)
    expect(requestsChange('Leave it locked, please rename it.')).toBe(true)
  })

  it('has nothing open, though the author says that they keep it', () => {
    const asked = { ...replyOf('r', REX, 1, 'nit: please drop the space after the cast.'), patch: 1 }
    const answer = replyOf(
      'j',
      JANE,
      2,
      '> nit: please drop the space after the cast.\n\nCould you be more specific?',
      'r',
    )
    const kept = replyOf(
      'k',
      REX,
      3,
      '> Could you be more specific?\n\nYes, but you might as well keep it this way.',
      'j',
    )
    const agreed = replyOf(
      'l',
      JANE,
      4,
      '> Yes, but you might as well keep it this way.\n\nOK, I will keep it unless it complains. Thanks.',
      'k',
    )
    const { comments } = review([[{ line: 'a' }]], [asked, answer, kept, agreed])
    expect(comments.flatMap(({ outcome }) => outcome?.status ?? [])).toEqual(['cleared'])
  })
})
