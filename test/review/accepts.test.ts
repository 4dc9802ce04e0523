import { describe, expect, it } from 'vitest'
import { acceptedFrom } from '../../lib/review/accepts'

const lines = (...texts: readonly string[]) =>
  texts.map((text, line) => ({ text, line, source: text.startsWith('>') ? ('quote' as const) : ('own' as const) }))
const MAIL = lines(
  '> Setting it is fine.',
  '',
  'We should not set it unless we need to.',
  '',
  '> So does the below (delta) look better to you?',
  '',
  'Yes, it does!',
)

describe('a yes to what the author offers', () => {
  it('settles the block above the question', () => {
    expect(acceptedFrom('Yes, it does!', 6, MAIL)).toBe(1)
  })

  it('settles nothing below another question, or with a reservation', () => {
    const other = lines('We should not set it.', '> Why is that?', 'Yes, it does!')
    expect(acceptedFrom('Yes, it does!', 2, other)).toBeUndefined()
    expect(acceptedFrom('Yes, but rename it.', 6, MAIL)).toBeUndefined()
  })

  it('settles nothing without a quote above it', () => {
    expect(acceptedFrom('Yes, it does!', 0, lines('Yes, it does!'))).toBeUndefined()
    expect(acceptedFrom('Yes, it does!', 1, lines('So does this look better?', 'Yes, it does!'))).toBeUndefined()
  })
})
