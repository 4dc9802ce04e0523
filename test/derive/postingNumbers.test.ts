import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { derive, mail, type Short } from './fixture'

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
