import { describe, expect, it } from 'vitest'
import { diff, REX, relations, type Short } from './fixture'

const TITLE = 'pump: push the valve into the idle loop'
const byRex = `From: Rex Roe <rex@example.org>\n\n${diff('valve.c', 'mine')}`
const V1: readonly Short[] = [
  { id: 'c', subject: '[PATCH 0/2] clean up the pump' },
  { id: 'p1', subject: '[PATCH 1/2] pump: paint one', to: ['c'], at: 1 },
  { id: 'p2', subject: '[PATCH 2/2] pump: paint two', to: ['c'], at: 2 },
]
const added = (more: Partial<Short> = {}): Short => ({
  ...{ id: 'z', subject: `[PATCH 1.5/2] ${TITLE}`, from: REX, to: ['p1'], at: 60, body: diff('valve.c', 'other') },
  ...more,
})
const v2 = (body = byRex, title = TITLE): Short[] => [
  { id: 'c2', subject: '[PATCH v2 0/3] clean up the pump', at: 9_000 },
  { id: 'q1', subject: '[PATCH v2 1/3] pump: paint one', to: ['c2'], at: 9_001 },
  { id: 'q2', subject: `[PATCH v2 2/3] ${title}`, to: ['c2'], at: 9_002, body },
  { id: 'q3', subject: '[PATCH v2 3/3] pump: paint two', to: ['c2'], at: 9_003 },
]

describe('a patch that somebody posts in reply to the series of another one', () => {
  it('is taken up by a later version with a patch of its title and author', () => {
    expect(relations([...V1, added(), ...v2()])).toEqual(['v2 absorb z'])
    expect(relations([...V1, added({ subject: `[PATCH] ${TITLE}` }), ...v2()])).toEqual(['v2 absorb z'])
    expect(relations([...V1, added({ subject: `[PATCH v3] ${TITLE}` }), ...v2()])).toEqual(['v2 absorb z'])
  })

  it('is not by a patch with another author or title, or one that was there before', () => {
    expect(relations([...V1, added(), ...v2(diff('valve.c', 'mine'))])).toEqual([])
    expect(relations([...V1, added(), ...v2(byRex, 'pump: a patch with another title')])).toEqual([])
    expect(relations([...V1, added({ at: 9_999 }), ...v2()])).toEqual([])
  })

  it('is not by a series that it was not posted into', () => {
    expect(relations([...V1, added({ to: [] }), ...v2()])).toEqual([])
    const stranger = { name: 'Sam Stranger', email: 'sam@example.net' }
    const other = v2().map(
      (one): Short => ({ ...one, from: stranger, subject: one.subject.replace('clean up', 'rob') }),
    )
    expect(relations([...V1, added(), ...other]).filter((one) => one.includes('absorb'))).toEqual([])
  })
})
