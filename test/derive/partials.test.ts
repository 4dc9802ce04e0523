import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { toSlot } from '../../lib/patchNumber'
import { derive, diff, mail, REX, type Short } from './fixture'

const V1: readonly Short[] = [
  { id: 'c', subject: '[PATCH 0/3] topic' },
  { id: 'p1', subject: '[PATCH 1/3] one', to: ['c'], at: 1 },
  { id: 'p2', subject: '[PATCH 2/3] two', to: ['c'], at: 2 },
  { id: 'p3', subject: '[PATCH 3/3] three', to: ['c'], at: 3 },
]

describe('partial rerolls', () => {
  it('add up although each answers its own patch of the first version', () => {
    const mails = [
      ...V1,
      { id: 'x', subject: '[PATCH v2 2/3] two', to: ['p2'], at: 300 },
      { id: 'y', subject: '[PATCH v3 3/3] three', to: ['p3'], at: 400 },
    ]
    expect(derive(mails)).toEqual([
      ['v1: c 1=p1 2=p2 3=p3', 'v2 partial: - 1=p1* 2=x 3=p3*', 'v3 partial: - 1=p1* 2=x* 3=y'],
    ])
  })

  it('start over from a whole version', () => {
    const mails = [
      ...V1,
      { id: 'x', subject: '[PATCH v2 2/3] two', to: ['p2'], at: 300 },
      { id: 'd', subject: '[PATCH v3 0/3] topic', at: 400 },
      { id: 'd1', subject: '[PATCH v3 1/3] one', to: ['d'], at: 401 },
      { id: 'd2', subject: '[PATCH v3 2/3] two', to: ['d'], at: 402 },
      { id: 'd3', subject: '[PATCH v3 3/3] three', to: ['d'], at: 403 },
      { id: 'y', subject: '[PATCH v4 3/3] three', to: ['d3'], at: 500 },
    ]
    expect(derive(mails)[0]?.at(-1)).toBe('v4 partial: - 1=d1* 2=d2* 3=y')
  })

  it('form one state when they have one number, numbered or not', () => {
    const numbered = [
      ...V1,
      { id: 'x', subject: '[PATCH v1.1 3/3] three', to: ['p3'], at: 300 },
      { id: 'y', subject: '[PATCH v1.2 2/3] two', to: ['p2'], at: 400 },
    ]
    expect(derive(numbered).map((one) => one.at(-1))).toEqual(['v1.2 partial: - 1=p1* 2=y 3=x*'])
    const unnumbered = [
      ...V1,
      { id: 'x', subject: '[PATCH v2] two', to: ['p2'], at: 300 },
      { id: 'y', subject: '[PATCH v2] three', to: ['p3'], at: 400 },
    ]
    expect(derive(unnumbered).map((one) => one.at(-1))).toEqual(['v2 (2) partial: - 1=p1* 2=x* 3=y'])
  })

  it('do not rename the series', () => {
    const { series } = deriveMails([...V1, { id: 'x', subject: '[PATCH v2 2/3] two', to: ['p2'], at: 300 }].map(mail))
    expect(series.map(({ title }) => title)).toEqual(['topic'])
  })
})

describe('spellings of versions', () => {
  it('put v1.5 between an unlabelled posting and v2', () => {
    const single = (id: string, mark: string, at: number) => ({ id, subject: `[PATCH${mark}] stop the drip`, at })
    expect(derive([single('a', '', 0), single('b', ' v1.5', 100), single('c', ' v2', 200)])).toEqual([
      ['v1: - 1=a', 'v1.5: - 1=b', 'v2: - 1=c'],
    ])
  })

  it('name a version by its letter', () => {
    const mails = [
      { id: 'a', subject: '[PATCH v4] stop the drip' },
      { id: 'b', subject: '[PATCH v4B] stop the drip', at: 100 },
    ]
    expect(derive(mails)).toEqual([['v4: - 1=a', 'v4B: - 1=b']])
  })

  it('insert a patch into a posting, where its number says', () => {
    const inserted = { id: 'h', subject: '[PATCH 2.5/3] two and a half', to: ['p2'], at: 300 }
    expect(derive([...V1, inserted])).toEqual([['v1: c 1=p1 2=p2 2.5=h 3=p3']])
    const { series } = deriveMails([...V1, inserted].map(mail))
    expect(series[0]?.cells.map(({ number }) => number)).toEqual([1, 2, toSlot(2.5), 3])
    expect(derive([...V1, { ...inserted, subject: '[PATCH 0.5/3] a half' }])).toEqual([['v1: c 0.5=h 1=p1 2=p2 3=p3']])
    const reroll = { id: 'x', subject: '[PATCH v2 3/3] three', to: ['p3'], at: 400 }
    expect(derive([...V1, inserted, reroll])[0]?.at(-1)).toBe('v2 partial: - 1=p1* 2=p2* 2.5=h* 3=x')
  })

  it('replace a patch once more, also below the first version', () => {
    const x = { id: 'x', subject: '[PATCH v2 2/3] two', to: ['p2'], at: 300 }
    const y = { id: 'y', subject: '[PATCH v2 2/3] two', to: ['p2'], at: 500 }
    expect(derive([...V1, x, y])[0]?.at(-1)).toBe('v2 repost partial: - 1=p1* 2=y 3=p3*')
  })

  it('change the version that they answer when they have no number', () => {
    const whole = V1.map((one) => ({
      ...one,
      id: `${one.id}2`,
      subject: one.subject.replace('PATCH', 'PATCH v2'),
      to: (one.to ?? []).map((id) => `${id}2`),
      at: (one.at ?? 0) + 300,
    }))
    const x = { id: 'x', subject: '[PATCH 3/3] three', to: ['p32'], at: 500 }
    expect(derive([...V1, ...whole, x])[0]?.at(-1)).toBe('3rd posting (unlabelled) partial: - 1=p12* 2=p22* 3=x')
  })

  it('insert a patch in a version of its own', () => {
    const inserted = { id: 'h', subject: '[PATCH v2 2.5/3] two and a half', to: ['p2'], at: 300 }
    expect(derive([...V1, inserted])[0]?.at(-1)).toBe('v2 partial: - 1=p1* 2=p2* 2.5=h 3=p3*')
    expect(derive([...V1, { ...inserted, subject: '[PATCH v2 2.5/4] two and a half' }])).toHaveLength(2)
  })

  it('put several patches into the place of one', () => {
    const [cover, first, , third] = V1
    const parts = ['2a', '2b'].map((number, index) => ({
      id: number,
      subject: `[PATCH ${number}/3] part ${number}`,
      to: ['c'],
      at: 2 + index,
    }))
    const mails = [cover, first, ...parts, third].flatMap((one) => one ?? [])
    expect(derive(mails)).toEqual([['v1: c 1=p1 2.1=2a 2.2=2b 3=p3']])
    expect(derive(mails.filter(({ id }) => id !== '2a'))).toEqual([['v1: c 1=p1 2.2=2b 3=p3 missing 2']])
  })

  it('keep a reply to an inserted patch at the number that the patch has in its version', () => {
    const mails = [
      ...V1,
      { id: 'h', subject: '[PATCH 2.5/3] two and a half', to: ['p2'], at: 300 },
      { id: 'r', subject: 'Re: [PATCH 2.5/3] two and a half', to: ['h'], at: 400, from: REX },
    ]
    expect(deriveMails(mails.map(mail)).series[0]?.review.events.map(({ patch }) => patch)).toEqual([toSlot(2.5)])
  })
})

describe('an old title at the end of a subject', () => {
  const old = { id: 'a', subject: '[PATCH] plug the leak' }

  it('links a renamed patch to the one that had it', () => {
    const body = diff('valve.c', 'other')
    expect(derive([old, { id: 'b', subject: '[PATCH v2] seal it (was: plug the leak)', at: 90, body }])).toHaveLength(1)
    expect(derive([old, { id: 'b', subject: '[PATCH v2] seal it (was: another leak)', at: 90, body }])).toHaveLength(2)
  })

  it('links them in any spelling, by the same sender', () => {
    const renamed = (tail: string, mark = ' v2') => ({
      id: 'b',
      subject: `[PATCH${mark}] seal it ${tail}`,
      at: 90,
      body: diff('valve.c', 'other'),
    })
    for (const tail of [
      '(was "plug the leak")',
      '[was: plug the leak]',
      '(was plug the leak)',
      '(was Re: plug the leak)',
    ])
      expect(derive([old, renamed(tail)])).toEqual([['v1: - 1=a', 'v2: - 1=b']])
    expect(derive([old, renamed('(was: plug the leak)', '')]).map((one) => one.at(-1))).toEqual([
      '2nd posting (unlabelled): - 1=b',
    ])
    expect(derive([old, { ...renamed('(was: plug the leak)', ''), from: REX }])).toHaveLength(2)
    expect(derive([old, renamed('(was plugged)')])).toHaveLength(2)
  })

  it('leaves an answer that pastes a diff an answer', () => {
    const answer = { id: 'b', subject: 'Questions (was: [PATCH] plug the leak)', to: ['a'], at: 9, body: diff('x.c') }
    expect(derive([old, answer])).toEqual([['v1: - 1=a']])
  })
})

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

describe('a posting without a number', () => {
  const DAY = 24 * 60
  const single = (id: string, mark: string, at: number) => ({ id, subject: `[PATCH${mark}] stop the drip`, at })

  it('is the newest version when it comes days after v2', () => {
    const mails = [single('a', '', 0), single('b', ' v2', 100), single('c', '', 100 * DAY)]
    expect(derive(mails)).toEqual([['v1: - 1=a', 'v2: - 1=b', '3rd posting (unlabelled): - 1=c']])
    const { series } = deriveMails(mails.map(mail))
    expect(series[0]?.versions.map(({ link }) => link?.to ?? null)).toEqual([null, 1, 2])
    expect(derive([...mails, single('d', ' v2', 101 * DAY)])[0]?.at(-1)).toBe('v2 repost: - 1=d')
  })

  it('is the first version when it was only delayed', () => {
    expect(derive([single('b', ' v2', 0), single('a', '', DAY)])).toEqual([['v1: - 1=a', 'v2: - 1=b']])
  })
})

describe('the rest of a posting', () => {
  const begun: readonly Short[] = [
    { id: 'c', subject: '[PATCH 0/4] topic' },
    { id: 'p1', subject: '[PATCH 1/4] one', to: ['c'], at: 1 },
    { id: 'p2', subject: '[PATCH 2/4] two', to: ['c'], at: 2 },
  ]
  const rest = (at: number, first: number): Short[] => [
    { id: 'r1', subject: `[PATCH ${first}/4] next`, at },
    { id: 'r2', subject: `[PATCH ${first + 1}/4] last`, to: ['r1'], at: at + 1 },
  ]

  it('belongs to it when it goes on hours later where the sending broke off', () => {
    expect(derive([...begun, ...rest(200, 3)])).toEqual([['v1: c 1=p1 2=p2 3=r1 4=r2']])
  })

  it('is another posting when it does not go on there, or a day later', () => {
    expect(derive([...begun, ...rest(200, 4)])).toHaveLength(2)
    expect(derive([...begun, ...rest(24 * 60, 3)])).toHaveLength(2)
  })

  it('includes a patch that was added with a number above the total', () => {
    const mails = [
      { id: 'p1', subject: '[PATCH 1/2] one' },
      { id: 'p2', subject: '[PATCH 2/2] two', at: 1 },
      { id: 'p3', subject: '[PATCH 3/2] three', at: 90 },
    ]
    expect(derive(mails)).toEqual([['v1: - 1=p1 2=p2 3=p3']])
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

describe('a number that was sent twice', () => {
  const body = 'Words.\n\nJane Doe (3):\n  one\n  two\n  three\n'
  const cover = { id: 'c', subject: '[PATCH 0/3] topic', body }
  const patch = (id: string, number: number, title: string, at: number) => ({
    id,
    subject: `[PATCH ${number}/3] ${title}`,
    to: ['c'],
    at,
  })
  const both = [patch('p3', 3, 'three', 3), patch('q3', 3, 'an old title', 4)]
  const others = [patch('p1', 1, 'one', 1), patch('p2', 2, 'two', 2)]

  it('is the patch that the cover lists, else the last one', () => {
    expect(derive([cover, ...others, ...both])).toEqual([['v1: c 1=p1 2=p2 3=p3']])
    expect(derive([{ ...cover, body: 'Words.\n' }, ...others, ...both])).toEqual([['v1: c 1=p1 2=p2 3=q3']])
  })

  it('is an issue of the mail that does not count', () => {
    const { issues } = deriveMails([cover, ...others, ...both].map(mail))
    expect(issues.map(({ mailKey, issue: { code } }) => [mailKey, code])).toEqual([['q3', 'duplicate-number']])
  })

  it('is a posting of its own when it is not the only one, or was sent later', () => {
    const twice = [...both, patch('q2', 2, 'another', 5)]
    expect(derive([cover, ...others, ...twice]).flat().length).toBeGreaterThan(1)
    expect(derive([cover, ...others, patch('p3', 3, 'three', 3), patch('q3', 3, 'later', 60)]).flat()).toHaveLength(2)
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
