import { describe, expect, it } from 'vitest'
import { groupBySentence, isOpen } from '../../app/_model/standings'
import { objection, standing } from './fixtures'

describe('what a person said', () => {
  it('has a comment that the reviewer has to confirm before one that is resolved', () => {
    const comments = (['cleared', 'addressed', 'declined', 'open'] as const).map((status) =>
      standing({ position: 'asks', status, quote: `${status}?` }),
    )
    expect(groupBySentence(comments).map(([{ status }]) => status)).toEqual([
      'open',
      'declined',
      'addressed',
      'cleared',
    ])
  })

  it('is open as a comment, not as a tag', () => {
    expect(isOpen(objection)).toBe(true)
    expect(isOpen(standing({ status: 'open' }))).toBe(false)
  })
})
