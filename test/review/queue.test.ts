import { describe, expect, it } from 'vitest'
import { queueOf } from '../../lib/review/queue'

const SERIES = {
  state: 'under-review',
  whose: 'maintainer',
  why: 'ready',
  missing: 0,
  quiet: false,
  backport: false,
} as const

describe('the group of a series', () => {
  it('is ready when somebody only has to apply it: it is approved, or they said that they will, that it is good or that they have it', () => {
    for (const why of ['ready', 'pledged', 'called-good', 'pushed'] as const)
      expect(queueOf({ ...SERIES, why })).toBe('ready')
    expect(queueOf({ ...SERIES, why: 'pledged', missing: 10 })).toBe('ready')
    expect(queueOf({ ...SERIES, why: 'called-good', missing: 10 })).toBe('waiting-on-review')
    expect(queueOf({ ...SERIES, why: 'pinged' })).toBe('waiting-on-review')
    expect(queueOf({ ...SERIES, whose: 'reviewers', why: 'unreviewed' })).toBe('waiting-on-review')
  })

  it('is that of its author after a regression, until a fix was posted that works; it is never ready to be applied again', () => {
    expect(queueOf({ ...SERIES, state: 'regression-reported', why: 'pinged' })).toBe('waiting-on-author')
    expect(queueOf({ ...SERIES, state: 'regression-reported', why: 'fix-posted' })).toBe('waiting-on-review')
  })
})
