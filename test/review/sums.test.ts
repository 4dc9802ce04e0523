import { describe, expect, it } from 'vitest'
import { type CountedComment, type CountedStanding, sumStandings } from '../../lib/review/sums'

const held = (more: Partial<CountedStanding>): CountedStanding => ({
  patch: 1,
  last: null,
  position: 'approves',
  status: 'current',
  quote: 'Reviewed-by: Rex Reader <rex@example.org>',
  ...more,
})
const asked = (more: Partial<CountedComment>): CountedComment => ({
  position: 'asks',
  status: 'open',
  answered: false,
  ...more,
})
const NOTHING = { reviewed: 0, acked: 0, tested: 0, stale: 0, objections: 0, remarks: 0, unanswered: 0 }

describe('the sums of standings', () => {
  it('count a patch as reviewed once, when anybody approves it, and not when it was only tested', () => {
    expect(sumStandings([held({}), held({}), held({ patch: 2, position: 'tested' })], [], 3, [1, 2, 3])).toEqual({
      ...NOTHING,
      reviewed: 1,
      tested: 1,
    })
    expect(sumStandings([held({ position: 'approves-with-condition' })], [], 3, [1, 2, 3]).reviewed).toBe(1)
  })

  it('count a patch as tested by a Tested-by, and by a tag that says both', () => {
    const both = held({ patch: 2, quote: 'Reviewed-and-tested-by: Rex Reader <rex@example.org>' })
    expect(sumStandings([held({ position: 'tested' }), both], [], 3, [1, 2, 3])).toMatchObject({
      reviewed: 1,
      tested: 2,
    })
    expect(
      sumStandings([held({}), held({ patch: 2, position: 'nak', quote: 'not tested' })], [], 3, [1, 2, 3]).tested,
    ).toBe(0)
  })

  it('count a Reviewed-by and an Acked-by apart, and a patch with both in both numbers', () => {
    const ack = 'Acked-by: Rex Reader <rex@example.org>'
    const spaced = 'With that fixed, acked by: Rex'
    const tags = [held({}), held({ quote: ack }), held({ patch: 2, quote: ack }), held({ patch: 3, quote: spaced })]
    expect(sumStandings(tags, [], 4, [1, 2, 3, 4])).toMatchObject({ reviewed: 1, acked: 3 })
    expect(sumStandings([held({ patch: null, quote: ack })], [], 73, [1, 2, 3])).toMatchObject({
      reviewed: 0,
      acked: 73,
    })
  })

  it('count an approval of the series for every patch, a test of the series for none', () => {
    expect(sumStandings([held({ patch: null })], [], 3, [1, 2, 3]).reviewed).toBe(3)
    expect(sumStandings([held({ patch: null, position: 'tested' })], [], 3, [1, 2, 3]).reviewed).toBe(0)
  })

  it('count a stale tag once for each patch, and a comment once in all', () => {
    const stale = [1, 2].map((patch) => held({ patch, status: 'stale' }))
    expect(sumStandings([...stale, held({ patch: 3 })], [], 3, [1, 2, 3])).toEqual({
      ...NOTHING,
      reviewed: 3,
      stale: 2,
    })
    expect(sumStandings([], [asked({})], 3, [1, 2, 3])).toEqual({ ...NOTHING, remarks: 1, unanswered: 1 })
  })

  it('count the patches that are archived here of those that one tag is about', () => {
    const tags = [held({ patch: 1, last: 5 }), held({ patch: 2, last: 9, status: 'stale' })]
    expect(sumStandings(tags, [], 9, [1, 3, 4, 9])).toEqual({ ...NOTHING, reviewed: 4, stale: 3 })
  })

  it('count what is open or promised, and of that what the author has not answered', () => {
    const objections = [asked({ position: 'nak' }), asked({ position: 'objects', status: 'promised', answered: true })]
    expect(sumStandings([], objections, 3, [1, 2, 3])).toEqual({ ...NOTHING, objections: 2, unanswered: 1 })
    for (const status of ['addressed', 'declined', 'cleared'] as const)
      expect(sumStandings([], [asked({ position: 'requests-changes', status })], 3, [1, 2, 3])).toEqual(NOTHING)
  })
})
