import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { derive, mail, REX, type Short } from './fixture'
import { ABC, patchOf, XYZ } from './postings'

const V1: readonly Short[] = [
  { id: 'c', subject: '[PATCH 0/3] topic' },
  { id: 'p1', subject: '[PATCH 1/3] one', to: ['c'], at: 1, body: patchOf('a.c', XYZ) },
  { id: 'p2', subject: '[PATCH 2/3] two', to: ['c'], at: 2, body: patchOf('b.c', ABC) },
  { id: 'p3', subject: '[PATCH 3/3] three', to: ['c'], at: 3, body: patchOf('c.c', XYZ) },
]
const titlesOf = (mails: readonly Short[]) => deriveMails(mails.map(mail)).series.map(({ title }) => title)

describe('a series that has become a single patch', () => {
  const last = { id: 'z', subject: '[PATCH v2] one', at: 300, body: patchOf('a.c', XYZ) }

  it('is named after that patch, and after its cover again once it has one', () => {
    const [cover, first] = V1
    const mails = [cover, first].flatMap((one) => (one === undefined ? [] : [one]))
    const short = mails.map((one) => ({ ...one, subject: one.subject.replace('/3', '/1') }))
    expect(titlesOf([...short, last])).toEqual(['one'])
    const again = [
      { id: 'd', subject: '[PATCH v3 0/1] topic', at: 500 },
      { id: 'd1', subject: '[PATCH v3 1/1] one', to: ['d'], at: 501, body: patchOf('a.c', XYZ) },
    ]
    expect(titlesOf([...short, last, ...again])).toEqual(['topic'])
  })
})

describe('a single patch without a number below a patch of a series', () => {
  const second = { id: 'x', subject: '[PATCH v2] two', to: ['p2'], at: 300, body: patchOf('b.c', ABC) }
  const third = { ...second, id: 'y', subject: '[PATCH v3] two', to: ['x'], at: 400 }

  it('replaces it again and again', () => {
    expect(derive([...V1, second, third])).toEqual([
      ['v1: c 1=p1 2=p2 3=p3', 'v2 partial: - 1=p1* 2=x 3=p3*', 'v3 partial: - 1=p1* 2=y 3=p3*'],
    ])
    expect(derive([third, second, ...V1].reverse())).toEqual(derive([...V1, second, third]))
  })

  it('replaces it under another title when it keeps the code, and the series keeps its own', () => {
    const renamed = { ...second, subject: '[PATCH v2] count drips', body: patchOf('b.c', ABC.slice(1)) }
    const mails = [...V1, renamed, { ...third, subject: '[PATCH v3] count all drips' }]
    expect(derive(mails).map((one) => one.at(-1))).toEqual(['v3 partial: - 1=p1* 2=y 3=p3*'])
    expect(titlesOf(mails)).toEqual(['topic'])
  })

  it('is a patch of its own under another title and with other code, without a higher number, or from somebody else', () => {
    const whole = ['v1: c 1=p1 2=p2 3=p3']
    const other = { ...second, subject: '[PATCH v2] count drips' }
    expect(derive([...V1, { ...other, body: patchOf('b.c', XYZ) }])).toContainEqual(whole)
    expect(derive([...V1, { ...other, subject: '[PATCH] count drips' }])).toContainEqual(whole)
    expect(derive([...V1, { ...other, from: REX }])).toContainEqual(whole)
  })

  it('replaces another patch of the series below a reroll of one, or below the cover', () => {
    const numbered = { ...second, subject: '[PATCH v2 2/3] two' }
    for (const one of [second, numbered]) {
      const next = { ...third, subject: '[PATCH v3] three', body: patchOf('c.c', ABC) }
      expect(derive([...V1, one, next]).map((chain) => chain.at(-1))).toEqual(['v3 partial: - 1=p1* 2=x* 3=y'])
    }
    const renamed = { ...second, subject: '[PATCH v2] count drips', to: ['c'] }
    expect(derive([...V1, renamed]).map((chain) => chain.at(-1))).toEqual(['v2 partial: - 1=p1* 2=x 3=p3*'])
  })

  it('replaces it with a lower number, which counts the versions of the patch alone, when it answers that patch under its title', () => {
    const v5 = V1.map((one) => ({ ...one, subject: one.subject.replace('PATCH', 'PATCH v5') }))
    expect(derive([...v5, second])).toEqual([['v5: c 1=p1 2=p2 3=p3', 'v5 (2) partial: - 1=p1* 2=x 3=p3*']])
    const whole = ['v5: c 1=p1 2=p2 3=p3']
    for (const other of [{ subject: '[PATCH v2] count drips' }, { to: ['p1'] }, { to: ['c'] }, { from: REX }])
      expect(derive([...v5, { ...second, ...other }])).toContainEqual(whole)
  })

  it('replaces it without a higher number, too, in a series of any length', () => {
    const long = Array.from({ length: 9 }, (_, index) => ({
      id: `p${index + 1}`,
      subject: `[PATCH ${index + 1}/9] part ${index + 1}`,
      to: ['c'],
      at: index,
      body: patchOf(`${index}.c`, ABC),
    }))
    for (const subject of ['[PATCH] part 2', '[PATCH RESEND] part 2', '[PATCH 2/9] part 2']) {
      const again = { id: 'x', subject, to: ['p2'], at: 900, body: patchOf('new.c', XYZ) }
      const chains = derive([{ id: 'c', subject: '[PATCH 0/9] topic' }, ...long, again])
      expect(chains).toHaveLength(1)
      expect(chains[0]?.at(-1)).toMatch(/partial: - 1=p1\* 2=x 3=p3\* .* 9=p9\*$/)
    }
  })

  it('stays a single patch below a single patch', () => {
    const single = { id: 'p2', subject: '[PATCH] two', body: patchOf('b.c', ABC) }
    expect(derive([single, second, third])).toEqual([['v1: - 1=p2', 'v2: - 1=x', 'v3: - 1=y']])
  })
})

describe('numbered patches sent again outside of the thread', () => {
  const third = { id: 'y', subject: '[PATCH v2 3/3] three', at: 900, body: patchOf('c.c', ABC) }
  const second = { id: 'x', subject: '[PATCH v2 2/3] two', at: 901, to: ['y'], body: patchOf('b.c', XYZ) }

  it('replace those of the last version, and the series keeps its title', () => {
    expect(derive([...V1, third])).toEqual([['v1: c 1=p1 2=p2 3=p3', 'v2 partial: - 1=p1* 2=p2* 3=y']])
    expect(derive([...V1, third, second]).map((one) => one.at(-1))).toEqual(['v2 partial: - 1=p1* 2=x 3=y'])
    expect(titlesOf([...V1, third])).toEqual(['topic'])
  })

  it('add up when they come one by one', () => {
    const mails = [...V1, third, { ...second, subject: '[PATCH v3 2/3] two', to: [], at: 5000 }]
    expect(derive(mails).map((one) => one.at(-1))).toEqual(['v3 partial: - 1=p1* 2=x 3=y*'])
    const same = [...V1, third, { ...second, to: [], at: 5000 }]
    expect(derive(same).map((one) => one.at(-1))).toEqual(['v2 (2) partial: - 1=p1* 2=x 3=y*'])
  })

  it('keep the others of the series when the patch was sent without its number in between', () => {
    const small = V1.slice(1).map((one) => (one.id === 'p3' ? one : { ...one, body: patchOf(`${one.id}.c`, ['tau']) }))
    const alone = { id: 'x', subject: '[PATCH v2] three', at: 500, body: patchOf('c.c', XYZ) }
    expect(derive([...small, alone, { ...third, subject: '[PATCH v3 3/3] three' }])).toEqual([
      ['v1: - 1=p1 2=p2 3=p3', 'v2: - 1=x', 'v3 partial: - 1=p1* 2=p2* 3=y'],
    ])
  })

  it('miss the others when these were lost: they answer one, begin with the first, or the last version is not whole', () => {
    expect(derive([...V1, { ...third, to: ['lost'] }])[0]?.at(-1)).toBe('v2: - 3=y missing 1,2')
    const first = { id: 'x', subject: '[PATCH v2 1/3] one', at: 900, body: patchOf('a.c', ABC) }
    expect(derive([...V1, first])[0]?.at(-1)).toBe('v2: - 1=x missing 2,3')
    expect(derive([...V1.slice(0, 2), ...V1.slice(3), third])[0]?.at(-1)).toBe('v2: - 3=y missing 1,2')
  })

  it('need no thread among themselves when the last version has one', () => {
    const both = [{ ...second, to: [] }, third]
    expect(derive([...V1, ...both]).map((one) => one.at(-1))).toEqual(['v2 partial: - 1=p1* 2=x 3=y'])
    const loose = V1.slice(1).map((one) => ({ ...one, to: [] }))
    expect(derive([...loose, ...both]).map((one) => one.at(-1))).toEqual(['v2: - 2=x 3=y missing 1'])
  })

  it('are another series under another title, number or total, or from somebody else', () => {
    for (const subject of ['[PATCH v2 3/3] drei', '[PATCH v2 2/3] three', '[PATCH v2 3/4] three'])
      expect(derive([...V1, { ...third, subject }])).toHaveLength(2)
    expect(derive([...V1, { ...third, from: REX }])).toHaveLength(2)
  })
})
