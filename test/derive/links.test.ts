import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import type { MessageId } from '../../lib/mail/types'
import { derive, mail, REX, relations, type Short, V1, v2 } from './fixture'
import { ABC, evidence, PQR, patchOf, postings, single, XYZ } from './postings'

describe('a version under another title', () => {
  it('is linked to the one before by its code', () => {
    const renamed = [single('a', '[PATCH] one', 0, ABC), single('b', '[PATCH v2] quite another', 9, [...ABC, 'zeta'])]
    expect(derive(renamed)).toEqual([['v1: - 1=a', 'v2: - 1=b']])
    expect(evidence(renamed)[1]).toEqual(['sender', 'author', 'similarity'])
  })

  it('stays separate when little of the code is the same', () => {
    expect(derive([single('a', '[PATCH] one', 0, ABC), single('b', '[PATCH v2] two', 9, XYZ)])).toHaveLength(2)
    expect(
      derive([single('a', '[PATCH] one', 0, ABC), single('b', '[PATCH v2] two', 9, [...ABC.slice(3), ...XYZ])]),
    ).toHaveLength(2)
  })

  it('is linked by the titles of its patches when the cover and the code changed', () => {
    const covered = (
      id: string,
      subject: string,
      at: number,
      mark: string,
      words: readonly (readonly string[])[],
    ): Short[] => [
      { id: `${id}0`, subject, at },
      ...words.map((list, index) => ({
        id: `${id}${index + 1}`,
        subject: `[PATCH${mark} ${index + 1}/2] part ${index + 1}`,
        to: [`${id}0`],
        at: at + 1 + index,
        body: patchOf('driver.c', list),
      })),
    ]
    const [first, second] = [
      covered('a', '[PATCH 0/2] short', 0, '', [ABC, XYZ]),
      covered('b', '[PATCH v2 0/2] longer', 50, ' v2', [PQR, ['one', 'two', 'three', 'four']]),
    ]
    expect(derive([...first, ...second])).toEqual([['v1: a0 1=a1 2=a2', 'v2: b0 1=b1 2=b2']])
    expect(evidence([...first, ...second])[1]).toEqual(['sender', 'author', 'patch-titles'])
  })

  it('is not linked to a backport, nor to what was posted after it', () => {
    const backport = single('a', '[PATCH for v5.15] one', 0, ABC)
    expect(derive([backport, single('b', '[PATCH v2] two', 9, ABC)])).toHaveLength(2)
    expect(derive([single('a', '[PATCH] one', 20, ABC), single('b', '[PATCH v2] two', 9, ABC)])).toHaveLength(2)
  })

  it('is not a posting without a number that resembles a v2 in part of its code', () => {
    const DAY = 24 * 60
    const fix = (words: readonly string[]) => [
      single('a', '[PATCH v2] drain the well', 0, ABC),
      single('b', '[PATCH] drain it again', 20 * DAY, words),
    ]
    expect(derive(fix([...ABC.slice(2), 'zeta', 'iota']))).toHaveLength(2)
    expect(derive(fix(ABC))).toHaveLength(1)
  })

  it('is a repost without a number only when nearly all of the code is the same', () => {
    expect(derive([single('a', '[PATCH] one', 0, ABC), single('b', '[PATCH] other', 9, ABC)])).toHaveLength(1)
    expect(
      derive([single('a', '[PATCH] one', 0, ABC), single('b', '[PATCH] other', 9, [...ABC, 'x', 'yy', 'zz'])]),
    ).toHaveLength(2)
  })
})

describe('a cover whose patches are not archived', () => {
  const cover = (id: string, at: number, body: string, more: Partial<Short> = {}): Short => ({
    id,
    subject: '[PATCH 0/2] fixes for the net',
    at,
    body,
    ...more,
  })
  const parts = [
    { id: 'p1', subject: '[PATCH 1/2] one', to: ['d'], at: 31 },
    { id: 'p2', subject: '[PATCH 2/2] two', to: ['d'], at: 32 },
  ]

  it('is reposted by a cover with the same text, whatever its line breaks', () => {
    // <20200421080102.22796-1-narmstrong@baylibre.com> came two minutes after a sending that had failed.
    expect(
      derive([cover('c', 0, 'Two things\nto fix.\n'), cover('d', 30, 'Two things to\nfix.\n'), ...parts]),
    ).toHaveLength(1)
  })

  it('has nothing in common with another one of the same title', () => {
    // <20210205001727.2125-1-pablo@netfilter.org>: every pull request of a maintainer has one title.
    const mails = [cover('c', 0, 'A leak and a race.\n'), cover('d', 30, 'Two typos.\n'), ...parts]
    expect(derive(mails)).toHaveLength(2)
    expect(relations(mails)).toEqual([])
  })
})

describe('series that split and absorb', () => {
  it('keeps the first half in the series and relates the other', () => {
    const halves = [
      ...postings('a', '', 0, { one: ABC, two: XYZ }),
      single('b', '[PATCH v2] one', 50, ABC, { body: patchOf('alpha.c', ABC) }),
      single('c', '[PATCH v2] two', 60, XYZ, { body: patchOf('omega.c', XYZ) }),
    ]
    expect(derive(halves)).toEqual([['v1: - 1=a1 2=a2', 'v2: - 1=b'], ['v2: - 1=c']])
    expect(relations(halves)).toEqual(['v2 split a1'])
  })

  it('relates a larger series that takes in an earlier patch', () => {
    const early = single('e', '[PATCH] two', 0, XYZ, { body: patchOf('omega.c', XYZ) })
    const large = postings('a', '', 50, { one: ABC, two: XYZ, three: PQR })
    expect(derive([early, ...large])).toHaveLength(2)
    expect(relations([early, ...large])).toEqual(['v1 absorb e'])
  })
})

describe('corrections by hand', () => {
  const id = (text: string) => text as MessageId
  const link = (a: string, b: string) => ({ kind: 'link', a: id(a), b: id(b) }) as const
  const unlink = (a: string, b: string) => ({ kind: 'unlink', a: id(a), b: id(b) }) as const
  const strangers = [...V1, ...v2([], { from: REX })]

  it('join what the rules keep apart, named by any mail of the postings', () => {
    expect(derive(strangers)).toHaveLength(2)
    expect(derive(strangers, [link('b', 'a2')])).toEqual([['v1: c 1=a 2=b', 'v2: c2 1=a2 2=b2']])
    const joined = deriveMails(strangers.map(mail), [link('b', 'a2')]).series[0]
    expect(joined?.versions[1]?.link).toEqual({ to: 1, evidence: ['by-hand'] })
    expect(relations(strangers, [link('b', 'a2')])).toEqual([])
  })

  it('separate what the rules join, even through other versions', () => {
    const three = [...V1, ...v2(), { id: 'v3', subject: '[PATCH v3] topic', at: 200 }]
    expect(derive(three)).toHaveLength(1)
    expect(derive(three, [unlink('c', 'c2')]).map(([first]) => first)).toEqual(['v1: c 1=a 2=b', 'v2: c2 1=a2 2=b2'])
    const parted = deriveMails(three.map(mail), [unlink('c', 'v3')]).series
    expect(parted.map(({ versions }) => versions.map(({ label }) => label))).toEqual([['v1', 'v2'], ['v3']])
  })

  it('change nothing when a mail is not imported', () => {
    expect(derive(strangers, [link('b', 'nowhere')])).toEqual(derive(strangers))
  })
})

describe('a version that names several older ones', () => {
  const named = (links: string): Short[] => [
    single('v1@x', '[PATCH] first try', 0, ABC),
    single('v2@x', '[PATCH v2] second try', 10, XYZ),
    single('v3@x', '[PATCH v3] third try', 20, PQR, { body: patchOf('driver.c', PQR, links) }),
  ]

  it('joins them all, though they resemble each other in nothing', () => {
    const links = 'v2: https://lore.kernel.org/r/v2@x/\nv1: https://lore.kernel.org/r/v1@x/\n'
    expect(derive(named(links))).toHaveLength(1)
    expect(evidence(named(links)).map(([first]) => first)).toEqual([undefined, 'changelog-link', 'changelog-link'])
    expect(derive(named('v2: https://lore.kernel.org/r/v2@x/\n'))).toHaveLength(2)
  })
})

describe('an issue that only several mails together show', () => {
  const issues = (mails: readonly Short[]) =>
    deriveMails(mails.map(mail)).issues.map(({ mailKey, issue }) => `${mailKey} ${issue.code}`)

  it('is reported for a version that came before the one it follows', () => {
    const early = v2().map((one) => ({ ...one, at: (one.at ?? 0) - 1_000 }))
    expect(issues([...V1, ...early])).toEqual(['c2 version-order'])
    expect(issues([...V1, ...v2()])).toEqual([])
  })

  it('is reported for a number used twice', () => {
    expect(issues([...V1, { id: 'x', subject: '[PATCH 1/2] one', to: ['c'], at: 60 }])).toEqual(['x duplicate-number'])
  })
})
