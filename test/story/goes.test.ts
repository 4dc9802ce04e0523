import { describe, expect, it } from 'vitest'
import { asksToGo } from '../../lib/story/goes'

describe('a comment that asks for a version without the patch', () => {
  it.each([
    'Hi, please merge this patch with patch 1.',
    'I would squash this into the first one.',
    'I think this should be dropped.',
    'Can patch 3 be folded into patch 2?',
  ])('is "%s"', (text) => expect(asksToGo(text)).toBe(true))

  it.each([
    'Please drop this line.',
    'Please drop the lock.',
    'The lock is merged from two.',
    'Why is this patch here?',
  ])('is not "%s"', (text) => expect(asksToGo(text)).toBe(false))
})
