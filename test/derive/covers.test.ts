import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { derive, mail, type Short } from './fixture'

describe('a cover and patches with different versions', () => {
  const posting = (cover: string, patch: string, at: number): Short[] => [
    { id: 'd', subject: `[PATCH${cover} 0/2] topic`, at },
    { id: 'd1', subject: `[PATCH${patch} 1/2] one`, to: ['d'], at: at + 1 },
    { id: 'd2', subject: `[PATCH${patch} 2/2] two`, to: ['d'], at: at + 2 },
  ]

  it('are one version with the higher number when they were sent together', () => {
    expect(derive(posting('', ' v4', 0))).toEqual([['v4: d 1=d1 2=d2']])
    expect(derive(posting(' v2', ' v3', 0))).toEqual([['v3: d 1=d1 2=d2']])
  })

  it('are two when hours lie between them', () => {
    const [cover, ...patches] = posting(' v2', ' v3', 0)
    const late = patches.map((patch) => ({ ...patch, at: 500 }))
    expect(derive([...(cover === undefined ? [] : [cover]), ...late]).flat()).toHaveLength(2)
  })

  it('are one when only one patch counts its own versions', () => {
    const mails = [
      { id: 'a', subject: '[PATCH tool 1/2] one' },
      { id: 'b', subject: '[PATCH tool 2/2,v2] two', to: ['a'], at: 1 },
    ]
    expect(derive(mails)).toEqual([['v2: - 1=a 2=b']])
  })
})

describe('a patch with another total below a cover', () => {
  const cover = { id: 'c', subject: '[PATCH 0/2] topic' }
  const nested = { id: 'n', subject: '[PATCH 1/1] nested', to: ['c'], at: 1 }

  it('leaves its number to the patch with the total of the cover', () => {
    const exact = [
      { id: 'a', subject: '[PATCH 1/2] one', to: ['c'], at: 2 },
      { id: 'b', subject: '[PATCH 2/2] two', to: ['c'], at: 3 },
    ]
    expect(derive([cover, nested, ...exact])).toContainEqual(['v1: c 1=a 2=b'])
  })

  it('is a patch of it when there is no other', () => {
    expect(derive([cover, nested])).toEqual([['v1: c 1=n']])
  })
})

describe('a cover that is sent again', () => {
  const copies: readonly Short[] = [
    { id: 'k1', subject: '[PATCH 0/2] topic' },
    { id: 'k2', subject: '[PATCH 0/2] topic', at: 6 },
  ]
  const posting: readonly Short[] = [
    { id: 'c', subject: '[PATCH 0/2] topic', at: 12 },
    { id: 'a', subject: '[PATCH 1/2] one', to: ['c'], at: 13 },
    { id: 'b', subject: '[PATCH 2/2] two', to: ['c'], at: 14 },
  ]
  const late = { id: 'k3', subject: '[PATCH 0/2] topic', at: 20 }

  it('belongs to the version whose patches answer one of the copies', () => {
    expect(derive([...copies, ...posting, late])).toEqual([['v1: c 1=a 2=b']])
    expect(derive([...copies, ...posting, late].reverse())).toEqual([['v1: c 1=a 2=b']])
    expect(derive(copies)).toEqual([['v1: k1  missing 1,2']])
  })

  it('belongs to the version that has its patches within the hour, and in answer to itself within two days', () => {
    expect(derive([...posting, { ...late, at: 36 }])).toEqual([['v1: c 1=a 2=b']])
    expect(derive([...posting, { ...late, at: 1_300, to: ['c'] }])).toEqual([['v1: c 1=a 2=b']])
    expect(derive([...posting, { ...late, at: 4_000, to: ['c'] }]).flat()).toHaveLength(2)
  })

  it('belongs to it below an older version, too', () => {
    const below = [...copies, ...posting].map((one) => ({ ...one, to: one.to ?? ['old'] }))
    expect(derive(below)).toEqual([['v1: c 1=a 2=b']])
  })

  it('has replies that count for the version', () => {
    const { series } = deriveMails(
      [...copies, ...posting, { id: 'r', subject: 'Re: [PATCH 0/2] topic', to: ['k2'], at: 30 }].map(mail),
    )
    expect(series.map(({ messages, places }) => [messages, places.find(({ key }) => key === 'r')])).toEqual([
      [6, { key: 'r', version: 1, number: 0 }],
    ])
  })

  it('is another posting under another title, after hours, or with patches of its own', () => {
    expect(derive([{ id: 'k', subject: '[PATCH 0/2] something else' }, ...posting])).toHaveLength(2)
    expect(derive([...posting, { ...late, at: 200 }]).flat()).toHaveLength(2)
    const again = posting.map((one) => ({
      ...one,
      id: `${one.id}2`,
      at: (one.at ?? 0) + 10,
      ...(one.to && { to: ['c2'] }),
    }))
    expect(derive([...posting, ...again]).flat()).toEqual(['v1: c 1=a 2=b', '2nd posting (unlabelled): c2 1=a2 2=b2'])
  })
})

describe('a cover and its only patch without a thread', () => {
  const cover = { id: 'c', subject: '[PATCH v2 0/1] stop the drip' }

  it('are one version when they have one title and were sent together', () => {
    expect(derive([cover, { id: 'a', subject: '[PATCH v2 1/1] stop the drip', at: 1 }])).toEqual([['v2: c 1=a']])
  })

  it('are two otherwise', () => {
    expect(derive([cover, { id: 'a', subject: '[PATCH v2 1/1] plug the leak', at: 1 }])).toHaveLength(2)
    expect(derive([cover, { id: 'a', subject: '[PATCH v2 1/1] stop the drip', at: 90 }]).flat()).toHaveLength(2)
  })
})

describe('patches that answer a cover under another Message-ID', () => {
  const cover = { id: 'rewritten', subject: '[PATCH 0/2] topic' }
  const patches = (at: number, ghost: string): Short[] => [
    { id: 'a', subject: '[PATCH 1/2] one', to: [ghost], at },
    { id: 'b', subject: '[PATCH 2/2] two', to: [ghost], at: at + 1 },
  ]

  it('belong to it when they were sent with it', () => {
    expect(derive([cover, ...patches(1, 'lost')])).toEqual([['v1: rewritten 1=a 2=b']])
    expect(derive([{ ...cover, at: 3 }, ...patches(1, 'lost')])).toEqual([['v1: rewritten 1=a 2=b']])
    const deep = [{ ...cover }, ...patches(1, 'lost').map((one, at) => ({ ...one, to: [`lost${at}`, 'lost'] }))]
    expect(derive(deep)).toEqual([['v1: rewritten 1=a 2=b']])
    const head = { id: 'a', subject: '[PATCH 1/2] one' }
    expect(derive([head, ...patches(1, 'lost').slice(1)])).toEqual([['v1: - 1=a 2=b']])
  })

  it('belong to another one when it has patches, or was sent earlier', () => {
    const own = patches(1, 'rewritten').map((one) => ({ ...one, id: `own-${one.id}` }))
    expect(derive([cover, ...own, ...patches(2, 'lost')]).flat()).toHaveLength(2)
    expect(derive([cover, ...patches(30, 'lost')]).flat()).toHaveLength(2)
  })
})
