import { describe, expect, it } from 'vitest'
import { derive, relations, type Short, V1, v2 } from './fixture'
import { ABC, patchOf, postings, single, XYZ } from './postings'

describe('what does not belong to a series', () => {
  it('is a backport of one of its patches, and a revert', () => {
    const series = postings('a', '', 0, { one: ABC, two: XYZ })
    const patch = (subject: string) => single('p', subject, 50, XYZ, { body: patchOf('omega.c', XYZ) })
    expect(relations([...series, patch('[PATCH] two')])).toEqual(['v1 split a1'])
    expect(relations([...series, patch('[PATCH for v5.10] two')])).toEqual([])
    expect(relations([...series, patch('[PATCH] Revert "one"')])).toEqual([])
  })
})

describe('odd postings', () => {
  it('reads v5.1 as a replacement of patches of v5, or as a kernel version when there is no v5', () => {
    const five = v2().map((one) => ({ ...one, subject: one.subject.replace('v2', 'v5') }))
    const fix = { id: 'f', subject: '[PATCH v5.1 2/2] two', to: ['b2'], at: 200 }
    expect(derive([...five, fix])).toEqual([['v5: c2 1=a2 2=b2', 'v5.1 partial: - 1=a2* 2=f']])
    expect(derive([{ ...fix, to: [] }])).toEqual([['v1: - 2=f missing 1']])
  })

  it('gives a reroll without a number the place of the patch with that title', () => {
    const lone = { id: 'l', subject: '[PATCH v2] two', to: ['b'], at: 200 }
    expect(derive([...V1, lone])).toEqual([['v1: c 1=a 2=b', 'v2 partial: - 1=a* 2=l']])
  })

  it('joins the patches of a reroll that each answer their older version, days apart', () => {
    const rerolls = [
      { id: 'x', subject: '[PATCH v2 1/2] one', to: ['a'], at: 200 },
      { id: 'y', subject: '[PATCH v2 2/2] two', to: ['b'], at: 200 + 3 * 24 * 60 },
    ]
    expect(derive([...V1, ...rerolls])).toEqual([['v1: c 1=a 2=b', 'v2: - 1=x 2=y']])
  })

  it('joins a cover 0/1 and a patch without a number', () => {
    expect(
      derive([
        { id: 'c', subject: '[PATCH 0/1] topic' },
        { id: 'p', subject: '[PATCH] one', to: ['c'], at: 1 },
      ]),
    ).toEqual([['v1: c 1=p']])
  })

  it('joins patches whose total differs from that of their cover, when they all agree', () => {
    const miscounted = [
      V1[0] as Short,
      ...['one', 'two', 'three'].map((title, index) => ({
        id: title,
        subject: `[PATCH ${index + 1}/3] ${title}`,
        to: ['c'],
        at: index + 1,
      })),
    ]
    expect(derive(miscounted)).toEqual([['v1: c 1=one 2=two 3=three']])
    expect(derive([...V1, { id: 'x', subject: '[PATCH 3/3] three', to: ['c'], at: 9 }]).flat()).toContain(
      'v1: c 1=a 2=b',
    )
  })
})
