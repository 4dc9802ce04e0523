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
