import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DerivedMails, deriveMails } from '../../lib/derive/deriveMails'
import { derive, diff, JANE, mail, outline, REX, type Short, V1, v2 } from './fixture'

describe('versions of a thread', () => {
  it('reads shallow, deep and chained threads alike', () => {
    // c <- a, c <- b   |   c <- a <- b   |   a <- b without a cover
    expect(derive(V1)).toEqual([['v1: c 1=a 2=b']])
    expect(derive([...V1.slice(0, 2), { id: 'b', subject: '[PATCH 2/2] two', to: ['a', 'c'], at: 2 }])).toEqual([
      ['v1: c 1=a 2=b'],
    ])
    expect(
      derive([
        { id: 'a', subject: '[PATCH 1/2] one' },
        { id: 'b', subject: '[PATCH 2/2] two', to: ['a'], at: 1 },
      ]),
    ).toEqual([['v1: - 1=a 2=b']])
  })

  it('starts a new version with a v2 sent in reply to v1, and joins it to the series', () => {
    expect(derive([...V1, ...v2(['c'])])).toEqual([['v1: c 1=a 2=b', 'v2: c2 1=a2 2=b2']])
  })

  it('waits for a cover that comes late and names patches that never came', () => {
    expect(
      derive([
        { ...V1[0], id: 'c', subject: '[PATCH 0/3] topic', at: 50 },
        { id: 'b', subject: '[PATCH 2/3] two', to: ['c'], at: 1 },
      ]),
    ).toEqual([['v1: c 2=b missing 1,3']])
  })

  it('joins patches below a cover nobody has seen', () => {
    expect(derive(V1.slice(1))).toEqual([['v1: - 1=a 2=b']])
  })

  it('joins an unthreaded set by its markers when the next number came within half a day, and not later', () => {
    const unthreaded = V1.map(({ id, subject, at = 0 }) => ({ id, subject, at }))
    expect(derive(unthreaded)).toEqual([['v1: c 1=a 2=b']])
    expect(derive(unthreaded.map((one) => (one.id === 'b' ? { ...one, at: 13 * 60 } : one)))).toHaveLength(2)
  })

  it('never fills a slot twice: a second 1/2 starts a version of its own', () => {
    const again = { id: 'x', subject: '[PATCH 1/2] one', to: ['c'], at: 60 }
    expect(derive([...V1, again]).flat()).toContain('v1: c 1=a 2=b')
  })

  it('gives an unlabelled patch the version of its cover', () => {
    const cover = { id: 'c2', subject: '[PATCH v2 0/1] topic' }
    expect(derive([cover, { id: 'a2', subject: '[PATCH 1/1] one', to: ['c2'], at: 1 }])).toEqual([['v2: c2 1=a2']])
  })

  it('reads no patch in a reply, even with an unquoted diff', () => {
    const reply = { id: 'r', subject: 'Re: [PATCH 2/2] two', to: ['b'], at: 9, from: REX, body: diff('two.c', 'other') }
    expect(derive([...V1, reply])).toEqual([['v1: c 1=a 2=b']])
    expect(derive([...V1, { ...reply, subject: 'something else' }])).toEqual([['v1: c 1=a 2=b']])
  })

  it('fills a partial reroll from the version it answers', () => {
    const partial = { id: 'b3', subject: '[PATCH v3 2/2] two', to: ['b2'], at: 200 }
    expect(derive([...V1, ...v2(), partial])).toEqual([
      ['v1: c 1=a 2=b', 'v2: c2 1=a2 2=b2', 'v3 partial: - 1=a2* 2=b3'],
    ])
  })
})

describe('versions of a series', () => {
  it('joins an unthreaded v2 by title and sender', () => {
    expect(derive([...V1, ...v2()])).toEqual([['v1: c 1=a 2=b', 'v2: c2 1=a2 2=b2']])
  })

  it('does not link a v2 by a stranger', () => {
    expect(derive([...V1, ...v2([], { from: REX })])).toHaveLength(2)
  })

  it('orders by number, not by date', () => {
    const early = v2().map((one) => ({ ...one, at: (one.at ?? 0) - 1_000 }))
    expect(derive([...V1, ...early])).toEqual([['v1: c 1=a 2=b', 'v2: c2 1=a2 2=b2']])
  })

  it('puts an RFC before the v1 that followed it', () => {
    const rfc = V1.map(({ id, subject, to = [] }) => ({
      id: `r${id}`,
      subject: subject.replace('PATCH', 'RFC PATCH'),
      to: to.map((one) => `r${one}`),
      at: -500,
    }))
    expect(derive([...V1, ...rfc])).toEqual([['RFC: rc 1=ra 2=rb', 'v1: c 1=a 2=b']])
  })

  it('ends when RFC numbers and times point in a circle', () => {
    const single = (id: string, mark: string, at: number): Short => ({ id, subject: `[${mark}] one`, at })
    expect(derive([single('r', 'RFC PATCH v2', 0), single('p', 'PATCH', 9)])).toEqual([['RFC v2: - 1=r', 'v1: - 1=p']])
    const circle = [single('a', 'RFC PATCH v3', 0), single('b', 'PATCH', 9), single('c', 'RFC PATCH v2', 18)]
    expect(derive(circle).flat()).toHaveLength(3)
  })

  it('marks a resend', () => {
    const resend = v2().map((one) => ({ ...one, subject: one.subject.replace('v2', 'RESEND') }))
    expect(derive([...V1, ...resend])).toEqual([['v1: c 1=a 2=b', 'v1 RESEND: c2 1=a2 2=b2']])
  })

  it('follows a link in the changelog when the title changed, but not a link to another series', () => {
    const renamed = (line: string): Short[] => [
      { id: 'n', subject: '[PATCH v2 0/1] renamed', at: 100, body: `Words.\n\n${line}\n` },
      { id: 'm', subject: '[PATCH v2 1/1] other', to: ['n'], at: 101 },
    ]
    const long = V1.map((one) => ({
      ...one,
      id: `${one.id}@example.org`,
      to: one.to?.map((id) => `${id}@example.org`) ?? [],
    }))
    const link = 'https://lore.kernel.org/all/c@example.org/'
    expect(derive([...long, ...renamed(`v1: ${link}`)])).toHaveLength(1)
    expect(derive([...long, ...renamed(`Depends on v1 of ${link}`)])).toHaveLength(2)
    expect(derive([...long, ...renamed(`Found by reading [1].\n[1] ${link}`)])).toHaveLength(2)
  })

  it('does not treat the same titles for another tree as a resend', () => {
    const trees = ['5.15', '5.10'].map((tree) => ({ id: tree, subject: `[PATCH AUTOSEL ${tree} 1/2] one` }))
    expect(derive(trees)).toHaveLength(2)
  })
})

describe('review tags', () => {
  const tag = 'Reviewed-by: Rex Roe <rex@example.org>'
  const tagsOf = (mails: readonly Short[]) =>
    deriveMails(mails.map(mail)).series.flatMap(({ versions }) =>
      versions.flatMap(({ patches, coverTags }) => [
        ...patches.flatMap(({ number, trailers }) =>
          trailers.filter(({ source }) => source !== 'body').map(({ source }) => `${number} ${source}`),
        ),
        ...coverTags.map(({ source }) => source),
      ]),
    )
  const reply = (to: string, body: string, from = REX): Short => ({
    id: 'r',
    subject: 'Re: x',
    to: [to],
    at: 9,
    from,
    body,
  })

  it('reach one patch from a reply, also deep in its thread, and the whole version, once, from a reply to the cover', () => {
    expect(tagsOf([...V1, reply('b', tag)])).toEqual(['2 reply'])
    expect(tagsOf([...V1, { id: 'q', subject: 'Re: x', to: ['b'], at: 8 }, reply('q', tag)])).toEqual(['2 reply'])
    expect(tagsOf([...V1, reply('c', tag)])).toEqual(['cover-reply'])
  })

  it('do not count from a quote, from somebody else, or twice', () => {
    expect(tagsOf([...V1, reply('b', `> ${tag}\nThanks!\n`)])).toEqual([])
    expect(tagsOf([...V1, reply('b', tag, JANE)])).toEqual([])
    expect(tagsOf([...V1, reply('b', `${tag}\n${tag}\n`)])).toEqual(['2 reply'])
  })
})

describe('deriveMails', () => {
  it('depends on the set of mails, not on their order', () => {
    const mails = [
      ...V1,
      ...v2(['c']),
      { id: 'b3', subject: '[PATCH v3 2/2] two', to: ['b2'], at: 200 },
      {
        id: 'r',
        subject: 'Re: [PATCH 2/2] two',
        to: ['b'],
        at: 9,
        from: REX,
        body: 'Acked-by: Rex Roe <rex@example.org>\n',
      },
      { id: 'x', subject: '[PATCH 1/2] one', to: ['c'], at: 60 },
    ].map(mail)
    const sorted = (derived: DerivedMails) =>
      JSON.stringify({
        places: derived.places.map(({ key, kind, orderMs }) => `${key} ${kind} ${orderMs}`).sort(),
        outline: outline(derived).sort(),
        cells: derived.series.map(({ cells }) => cells),
      })
    const expected = sorted(deriveMails(mails))
    fc.assert(
      fc.property(fc.shuffledSubarray(mails, { minLength: mails.length }), (shuffled) => {
        expect(sorted(deriveMails(shuffled))).toBe(expected)
      }),
      { numRuns: 50 },
    )
  })
})
