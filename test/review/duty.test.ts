import { describe, expect, it } from 'vitest'
import { dutyOf } from '../../lib/review/duty'

describe('what a series is waiting for of the people it waits on', () => {
  it('is an answer by its author, or the next version once they promised a change or the RFC is approved', () => {
    expect(dutyOf({ whose: 'author', why: 'open-remarks' })).toBe('answer')
    expect(dutyOf({ whose: 'author', why: 'promised' })).toBe('respin')
    expect(dutyOf({ whose: 'author', why: 'in-review' })).toBe('respin')
  })

  it('is that a maintainer applies it, pulls it, or answers the author who pinged them', () => {
    expect(dutyOf({ whose: 'maintainer', why: 'ready' })).toBe('apply')
    expect(dutyOf({ whose: 'maintainer', why: 'pledged' })).toBe('apply')
    expect(dutyOf({ whose: 'maintainer', why: 'in-pull-request' })).toBe('pull')
    expect(dutyOf({ whose: 'maintainer', why: 'pinged' })).toBe('answer')
  })

  it('is that reviewers look again once the author answered, and review what nobody has reviewed', () => {
    expect(dutyOf({ whose: 'reviewers', why: 'answered' })).toBe('look-again')
    expect(dutyOf({ whose: 'reviewers', why: 'pinged' })).toBe('answer')
    expect(dutyOf({ whose: 'reviewers', why: 'unreviewed' })).toBe('review')
    expect(dutyOf({ whose: 'reviewers', why: 'in-review' })).toBe('review')
  })

  it('is nothing once nobody has to act', () => {
    expect(dutyOf({ whose: 'nobody', why: 'settled' })).toBeNull()
  })
})
