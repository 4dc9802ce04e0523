import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { toSlot } from '../../lib/patchNumber'
import { derive, mail, REX, THREE } from './fixture'

describe('partial rerolls', () => {
  it('add up although each answers its own patch of the first version', () => {
    const mails = [
      ...THREE,
      { id: 'x', subject: '[PATCH v2 2/3] two', to: ['p2'], at: 300 },
      { id: 'y', subject: '[PATCH v3 3/3] three', to: ['p3'], at: 400 },
    ]
    expect(derive(mails)).toEqual([
      ['v1: c 1=p1 2=p2 3=p3', 'v2 partial: - 1=p1* 2=x 3=p3*', 'v3 partial: - 1=p1* 2=x* 3=y'],
    ])
  })

  it('start over from a whole version', () => {
    const mails = [
      ...THREE,
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
      ...THREE,
      { id: 'x', subject: '[PATCH v1.1 3/3] three', to: ['p3'], at: 300 },
      { id: 'y', subject: '[PATCH v1.2 2/3] two', to: ['p2'], at: 400 },
    ]
    expect(derive(numbered).map((one) => one.at(-1))).toEqual(['v1.2 partial: - 1=p1* 2=y 3=x*'])
    const unnumbered = [
      ...THREE,
      { id: 'x', subject: '[PATCH v2] two', to: ['p2'], at: 300 },
      { id: 'y', subject: '[PATCH v2] three', to: ['p3'], at: 400 },
    ]
    expect(derive(unnumbered).map((one) => one.at(-1))).toEqual(['v2 (2) partial: - 1=p1* 2=x* 3=y'])
  })

  it('do not rename the series', () => {
    const { series } = deriveMails(
      [...THREE, { id: 'x', subject: '[PATCH v2 2/3] two', to: ['p2'], at: 300 }].map(mail),
    )
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
    expect(derive([...THREE, inserted])).toEqual([['v1: c 1=p1 2=p2 2.5=h 3=p3']])
    const { series } = deriveMails([...THREE, inserted].map(mail))
    expect(series[0]?.cells.map(({ number }) => number)).toEqual([1, 2, toSlot(2.5), 3])
    expect(derive([...THREE, { ...inserted, subject: '[PATCH 0.5/3] a half' }])).toEqual([
      ['v1: c 0.5=h 1=p1 2=p2 3=p3'],
    ])
    const reroll = { id: 'x', subject: '[PATCH v2 3/3] three', to: ['p3'], at: 400 }
    expect(derive([...THREE, inserted, reroll])[0]?.at(-1)).toBe('v2 partial: - 1=p1* 2=p2* 2.5=h* 3=x')
  })

  it('replace a patch once more, also below the first version', () => {
    const x = { id: 'x', subject: '[PATCH v2 2/3] two', to: ['p2'], at: 300 }
    const y = { id: 'y', subject: '[PATCH v2 2/3] two', to: ['p2'], at: 500 }
    expect(derive([...THREE, x, y])[0]?.at(-1)).toBe('v2 repost partial: - 1=p1* 2=y 3=p3*')
  })

  it('change the version that they answer when they have no number', () => {
    const whole = THREE.map((one) => ({
      ...one,
      id: `${one.id}2`,
      subject: one.subject.replace('PATCH', 'PATCH v2'),
      to: (one.to ?? []).map((id) => `${id}2`),
      at: (one.at ?? 0) + 300,
    }))
    const x = { id: 'x', subject: '[PATCH 3/3] three', to: ['p32'], at: 500 }
    expect(derive([...THREE, ...whole, x])[0]?.at(-1)).toBe('3rd posting (unlabelled) partial: - 1=p12* 2=p22* 3=x')
  })

  it('insert a patch in a version of its own', () => {
    const inserted = { id: 'h', subject: '[PATCH v2 2.5/3] two and a half', to: ['p2'], at: 300 }
    expect(derive([...THREE, inserted])[0]?.at(-1)).toBe('v2 partial: - 1=p1* 2=p2* 2.5=h 3=p3*')
    expect(derive([...THREE, { ...inserted, subject: '[PATCH v2 2.5/4] two and a half' }])).toHaveLength(2)
  })

  it('put several patches into the place of one', () => {
    const [cover, first, , third] = THREE
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
      ...THREE,
      { id: 'h', subject: '[PATCH 2.5/3] two and a half', to: ['p2'], at: 300 },
      { id: 'r', subject: 'Re: [PATCH 2.5/3] two and a half', to: ['h'], at: 400, from: REX },
    ]
    expect(deriveMails(mails.map(mail)).series[0]?.review.events.map(({ patch }) => patch)).toEqual([toSlot(2.5)])
  })
})
