import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { derive, mail, REX, type Short } from './fixture'

const posting = (subject: string, mark: string, at = 0): Short[] => [
  { id: `c${at}`, subject, at, body: 'Words.\n' },
  { id: `a${at}`, subject: `[PATCH${mark} 1/2] one`, to: [`c${at}`], at: at + 1 },
  { id: `b${at}`, subject: `[PATCH${mark} 2/2] two`, to: [`c${at}`], at: at + 2 },
]

describe('a mail without a number that opens a thread of numbered patches', () => {
  it('is their cover letter, marked as a patch or not', () => {
    expect(derive(posting('[PATCH] topic', ''))).toEqual([['v1: c0 1=a0 2=b0']])
    expect(derive(posting('topic', ' v3'))).toEqual([['v3: c0 1=a0 2=b0']])
    const [cover, first, second] = posting('topic', '')
    const deep = [cover, first, { ...second, to: ['a0', 'c0'] }].flatMap((one) => (one?.id ? [one as Short] : []))
    expect(derive(deep)).toEqual([['v1: c0 1=a0 2=b0']])
  })

  it('gives the series its title, and the version at its end', () => {
    const mails = [...posting('turn the valve', '', 0), ...posting('turn the valve v2', '', 9_000)]
    expect(derive(mails)).toEqual([['v1: c0 1=a0 2=b0', 'v2: c9000 1=a9000 2=b9000']])
    const { series } = deriveMails(mails.map(mail))
    expect(series.map(({ title, versions }) => [title, versions[1]?.link?.evidence.includes('title')])).toEqual([
      ['turn the valve', true],
    ])
  })

  it('may have the number of a patch', () => {
    const [cover, ...patches] = posting('[PATCH 1/2] topic', '')
    expect(derive([...(cover ? [cover] : []), ...patches])).toEqual([['v1: c0 1=a0 2=b0']])
    expect(derive([...(cover ? [cover] : []), ...patches.slice(1)])).toEqual([['v1: - 2=b0 missing 1']])
  })

  it('leaves the other marks to the patches', () => {
    const { series } = deriveMails(posting('topic', ' RFC net-next').map(mail))
    expect(series.map(({ versions }) => versions.map(({ label }) => label))).toEqual([['RFC']])
  })

  it('is none when somebody else sent the patches, later, or when it answers or holds a patch itself', () => {
    const [cover, ...patches] = posting('a bug', '')
    if (cover === undefined) throw new Error('no cover')
    const headless = [['v1: - 1=a0 2=b0']]
    expect(derive([{ ...cover, from: REX }, ...patches])).toEqual(headless)
    expect(derive([cover, ...patches.map((one) => ({ ...one, at: 90 }))])).toEqual(headless)
    expect(derive([{ ...cover, to: ['older'] }, ...patches])).toEqual(headless)
    expect(derive([{ ...cover, subject: 'Re: a bug' }, ...patches])).toEqual(headless)
  })
})

describe('a cover letter without a number that is sent again', () => {
  const copy: Short = { id: 'k', subject: 'topic v3', at: 12, body: 'Words.\n' }
  const answer: Short = { id: 'r', subject: 'Re: topic v3', to: ['k'], at: 50, from: REX, body: 'Looks good.\n' }
  const set = posting('topic v3', ' v3')
  const whole = ['v3: c0 1=a0 2=b0']

  it('is a copy of the one that the patches answer, whichever came first', () => {
    expect(derive([...set, copy])).toEqual([whole])
    expect(derive([copy, ...posting('topic v3', ' v3', 20)])).toEqual([['v3: c20 1=a20 2=b20']])
    expect(derive([...set, copy].reverse())).toEqual([whole])
  })

  it('takes the replies to it into the series, at the cover', () => {
    const { series } = deriveMails([...set, copy, answer].map(mail))
    expect(series.map(({ messages, replies, versions }) => [messages, replies, versions.length])).toEqual([[5, 1, 1]])
    expect(series[0]?.places.filter(({ key }) => key === 'k' || key === 'r')).toEqual([
      { key: 'k', version: 1, number: 0 },
      { key: 'r', version: 1, number: 0 },
    ])
  })

  it('is none from another sender, on another day, with another subject or text, or with patches of its own', () => {
    const isApart = (other: Partial<Short>) => {
      const { places, series } = deriveMails([...set, { ...copy, ...other }, answer].map(mail))
      expect(series).toHaveLength(1)
      expect(series[0]?.messages).toBe(3)
      expect(places.find(({ key }) => key === 'k')?.kind).toBe('other')
    }
    isApart({ from: REX })
    isApart({ at: 24 * 60 })
    isApart({ at: 21 })
    isApart({ subject: 'topic v4' })
    isApart({ body: 'Other words.\n' })
    expect(derive([...set, ...posting('topic v3', ' v3', 12)])).toHaveLength(1)
    expect(derive([...set, ...posting('topic v3', ' v3', 12)])[0]).toHaveLength(2)
  })

  it('is none when nothing shows that any of them is a cover, or so many have its text that it is a form', () => {
    const series = (mails: readonly Short[]) => deriveMails(mails.map(mail)).series.map(({ messages }) => messages)
    const many = (count: number) => Array.from({ length: count }, (_, at) => ({ ...copy, id: `k${at}` }))
    expect(series([copy, { ...copy, id: 'k2' }])).toEqual([])
    expect(series([...set, ...many(9)])).toEqual([12])
    expect(series([...set, ...many(10)])).toEqual([3])
  })
})
