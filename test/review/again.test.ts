import { describe, expect, it } from 'vitest'
import { looksAgain, type OwnStanding, whyAgain } from '../../lib/review/again'

const standing = (more: Partial<OwnStanding>): OwnStanding => ({
  patch: 1,
  last: null,
  position: 'requests-changes',
  status: 'open',
  answered: false,
  resumed: false,
  sentence: 'Please use a constant here.',
  ...more,
})
const tag = (more: Partial<OwnStanding>) =>
  standing({ position: 'approves', status: 'current', sentence: 'Reviewed-by', ...more })

describe('why somebody has to look at a series again', () => {
  it('is code that changed under their tag, counted for each patch', () => {
    expect(whyAgain([tag({ status: 'stale' }), tag({ status: 'stale', patch: 2 }), tag({ patch: 3 })])).toEqual({
      stale: 2,
      addressed: 0,
      answered: 0,
    })
  })

  it('is code that changed after their comment, counted once for each sentence', () => {
    const again = whyAgain([standing({ status: 'addressed' }), standing({ status: 'addressed', patch: 2 })])
    expect(again).toEqual({ stale: 0, addressed: 1, answered: 0 })
    expect(looksAgain(again)).toBe(true)
  })

  it('is no comment on a patch that they approve, nor one on the whole series of which they approve a part', () => {
    const approved = tag({ patch: 1, last: 3, status: 'carried' })
    expect(looksAgain(whyAgain([approved, standing({ status: 'addressed', patch: 2 })]))).toBe(false)
    expect(looksAgain(whyAgain([approved, standing({ status: 'addressed', patch: null })]))).toBe(false)
    expect(looksAgain(whyAgain([approved, standing({ status: 'addressed', patch: 4 })]))).toBe(true)
    expect(looksAgain(whyAgain([tag({ status: 'stale' }), standing({ status: 'addressed' })]))).toBe(true)
  })

  it('is an answer to an open comment, but not the promise of a change that is still to come', () => {
    expect(whyAgain([standing({ answered: true })]).answered).toBe(1)
    expect(looksAgain(whyAgain([standing({ answered: true, status: 'promised' })]))).toBe(false)
    expect(looksAgain(whyAgain([standing({})]))).toBe(false)
  })

  it('is no answer after which they went on', () => {
    expect(looksAgain(whyAgain([standing({ answered: true, resumed: true })]))).toBe(false)
  })
})
