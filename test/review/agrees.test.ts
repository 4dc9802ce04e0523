import { describe, expect, it } from 'vitest'
import { agrees } from '../../lib/review/rules/answer'

describe('an answer of the author agrees', () => {
  it.each(['OK, will do.', 'Good catch.\nI will fix it in v2.', "You're right, thanks."])('by "%s"', (answer) => {
    expect(agrees(answer)).toBe(true)
  })

  it.each([
    '',
    'Which one do you mean?',
    'It is freed by the caller.',
    'You are right. But I prefer to keep it this way.',
    'OK, will do. I will do that in a follow-up patch.',
    `${'It is long. '.repeat(30)}Will do.`,
  ])('not by "%.80s"', (answer) => {
    expect(agrees(answer)).toBe(false)
  })
})
