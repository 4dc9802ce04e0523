import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import type { MessageId } from '../../lib/mail/types'
import { derive, diff, JANE, mail, REX, relations, type Short, V1, v2 } from './fixture'

/** A patch that adds these words, one to a line, to a file. */
const patchOf = (file: string, words: readonly string[], notes = '') =>
  `Why.\n---\n${notes}diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1,${words.length + 1} @@\n old\n${words
    .map((word) => `+int ${word}_of_the_driver;\n`)
    .join('')}`

const ABC = ['alpha', 'beta', 'gamma', 'delta', 'epsilon']
const XYZ = ['omega', 'sigma', 'kappa', 'theta', 'lambda']
const PQR = ['red', 'green', 'blue', 'white', 'black']

const single = (
  id: string,
  subject: string,
  at: number,
  words: readonly string[],
  more: Partial<Short> = {},
): Short => ({
  id,
  subject,
  at,
  body: patchOf('driver.c', words),
  ...more,
})

/** A series without a cover; each patch adds its words to a file of its own. */
const postings = (
  prefix: string,
  mark: string,
  at: number,
  parts: Readonly<Record<string, readonly string[]>>,
  more: Partial<Short> = {},
) =>
  Object.entries(parts).map(([title, words], index, all): Short => {
    const to = index === 0 ? [] : [`${prefix}1`]
    const subject = `[PATCH${mark} ${index + 1}/${all.length}] ${title}`
    return { id: `${prefix}${index + 1}`, subject, at: at + index, to, body: patchOf(`${words[0]}.c`, words), ...more }
  })

const evidence = (mails: readonly Short[]) =>
  deriveMails(mails.map(mail)).series.flatMap(({ versions }) => versions.map(({ link }) => link?.evidence ?? []))

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

describe('a version by somebody else', () => {
  const byRex = (more: Partial<Short> = {}) =>
    single('b', '[PATCH v2] keep one in four words', 9, ABC, { from: REX, ...more })

  it('is proposed, not merged', () => {
    const both = [single('a', '[PATCH] keep one in four words', 0, ABC), byRex()]
    expect(derive(both)).toHaveLength(2)
    expect(relations(both)).toEqual(['v2 propose a'])
  })

  const copied = byRex({ body: `From: ${JANE.name} <${JANE.email}>\n\n${patchOf('driver.c', ABC)}` })
  const signed = (name: string, email: string) =>
    single('a', '[PATCH] keep one in four words', 0, ABC, {
      body: `Why.\n\nSigned-off-by: ${name} <${email}>\n${patchOf('driver.c', ABC)}`,
    })

  it('is only proposed when it copies the first sender as author, which anybody can write', () => {
    expect(derive([single('a', '[PATCH] keep one in four words', 0, ABC), copied])).toHaveLength(2)
    expect(relations([single('a', '[PATCH] keep one in four words', 0, ABC), copied])).toEqual(['v2 propose a'])
  })

  it('is linked when the older version names its sender as involved, and it keeps the author', () => {
    expect(derive([signed(REX.name, REX.email), copied])).toEqual([['v1: - 1=a', 'v2: - 1=b']])
  })

  it('is proposed when only the name of the sender is the same', () => {
    const other = { from: { name: JANE.name, email: 'jane@elsewhere.example' } }
    const both = [single('a', '[PATCH] keep one in four words', 0, ABC), byRex(other)]
    expect(derive(both)).toHaveLength(2)
    expect(relations(both)).toEqual(['v2 propose a'])
  })

  it('is linked from another address when each version names the sender of the other', () => {
    const from = { name: JANE.name, email: 'jane@elsewhere.example' }
    const naming = `Why.\n\nSigned-off-by: ${JANE.name} <${JANE.email}>\n${patchOf('driver.c', ABC)}`
    expect(derive([signed(from.name, from.email), byRex({ from, body: naming })])).toHaveLength(1)
    expect(derive([signed(from.name, from.email), byRex({ from })])).toHaveLength(2)
    const tagged = { name: JANE.name, email: 'jane+kernel@example.org' }
    expect(derive([single('a', '[PATCH] keep one in four words', 0, ABC), byRex({ from: tagged })])).toHaveLength(1)
  })

  it('is proposed when name and change-id are the same, and linked by hand or when both name the other address', () => {
    const notes = 'change-id: 20240101-pump-0123456789ab\n'
    const job = { name: 'Jane Doe', email: 'jane@new.example' }
    const old = single('a', '[PATCH] pump: drip', 0, ABC, { body: patchOf('a.c', ABC, notes) })
    const next = single('b', '[PATCH v2] valve: open', 9, XYZ, { body: patchOf('b.c', XYZ, notes), from: job })
    expect(derive([old, next])).toHaveLength(2)
    expect(relations([old, next])).toEqual(['v2 propose a'])
    expect(derive([old, next], [{ a: 'a' as MessageId, b: 'b' as MessageId, kind: 'link' }])).toHaveLength(1)
    const other = { ...next, from: { ...job, name: 'Jim Doe' } }
    expect(relations([old, other])).toEqual([])
    const sign = (text: string) =>
      text.replace('---', 'Signed-off-by: J <jane@new.example>\nSigned-off-by: J <jane@example.org>\n---')
    const signed = [old, next].map((one) => ({ ...one, body: sign(one.body ?? '') }))
    expect(derive(signed)).toHaveLength(1)
    expect(derive([old, signed[1] ?? next])).toHaveLength(2)
  })

  it('is not even proposed for a backport', () => {
    expect(
      relations([single('a', '[PATCH] keep one in four words', 0, ABC), byRex({ subject: '[PATCH 5.10 v2] one' })]),
    ).toEqual([])
  })

  it('is linked by Superseded-by of the older and Supersedes of the newer one only for the same sender', () => {
    const body = patchOf('driver.c', XYZ, 'Supersedes: <a@example.org>\n')
    const old = single('a@example.org', '[PATCH] keep one in four words', 0, ABC)
    expect(derive([old, single('b', '[PATCH v2] two', 9, XYZ, { body })])).toHaveLength(1)
    expect(derive([old, single('b', '[PATCH v2] two', 9, XYZ, { body, from: REX })])).toHaveLength(2)
    const superseded = { ...old, body: patchOf('driver.c', ABC, 'Superseded-by: <b@example.org>\n') }
    expect(derive([superseded, single('b@example.org', '[PATCH v2] two', 9, XYZ)])).toHaveLength(1)
  })

  it('is linked by the same fields in its header, under the same condition', () => {
    const old = single('a@example.org', '[PATCH] one', 0, ABC)
    const succession = 'obsoletes: <a@example.org>\n'
    expect(derive([old, single('b', '[PATCH v2] two', 9, XYZ, { succession })])).toHaveLength(1)
    expect(derive([old, single('b', '[PATCH v2] two', 9, XYZ, { succession, from: REX })])).toHaveLength(2)
    const replaced = { ...old, succession: 'obsoleted-by: <b@example.org>\n' }
    expect(derive([replaced, single('b@example.org', '[PATCH v2] two', 9, XYZ)])).toHaveLength(1)
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

describe('a single patch and a series', () => {
  const DAY = 24 * 60
  const four = { 'net: drop the old queue': ABC, 'net: keep the new queue': XYZ, 'net: count all the packets': PQR }

  const alone = single('s', '[PATCH v2] net: keep the new queue', 9, ['one', 'two', 'three', 'four'])

  it('are one series when the patch went on alone with the next number, whatever became of its code', () => {
    expect(derive([...postings('p', '', 0, four), alone])).toEqual([['v1: - 1=p1 2=p2 3=p3', 'v2: - 1=s']])
    expect(evidence([...postings('p', '', 0, four), alone])[1]).toEqual(['sender', 'author', 'patch-titles'])
    const other = { ...alone, subject: '[PATCH v2] net: keep the newer queues' }
    expect(derive([...postings('p', '', 0, four), other])).toHaveLength(2)
    expect(relations([...postings('p', '', 0, four), other])).toEqual([])
  })

  it('are one series when the next version holds the patch', () => {
    const first = { ...alone, subject: '[PATCH] net: keep the new queue', at: 0 }
    expect(derive([first, ...postings('p', ' v2', 9, four)])).toEqual([['v1: - 1=s', 'v2: - 1=p1 2=p2 3=p3']])
    const other = { ...first, subject: '[PATCH] net: keep it' }
    expect(derive([other, ...postings('p', ' v2', 9, four)])).toHaveLength(2)
    expect(relations([other, ...postings('p', ' v2', 9, four)])).toEqual([])
  })

  it('stay related only when the series has a version of that number, or the number is not the next one', () => {
    const both = [...postings('p', '', 0, four), alone, ...postings('q', ' v2', 50, four)]
    expect(derive(both).map((versions) => versions.length)).toEqual([2, 1])
    expect(relations(both)).toEqual(['v2 split p1'])
    const late = { ...alone, subject: '[PATCH v4] net: keep the new queue' }
    expect(relations([...postings('p', '', 0, four), late])).toEqual(['v4 split p1'])
    const same = { ...alone, subject: '[PATCH] net: keep the new queue' }
    expect(relations([...postings('p', '', 0, four), same])).toEqual(['v1 split p1'])
  })

  it('by somebody else stay apart', () => {
    expect(derive([...postings('p', '', 0, four), { ...alone, from: REX }])).toHaveLength(2)
  })

  it('stay related only when two series have the patch', () => {
    const others = { 'net: show the other queue': ['u', 'v', 'w'], 'net: keep the new queue': ['x', 'y', 'z'] }
    expect(derive([...postings('p', '', 0, four), ...postings('o', '', 3, others), alone])).toHaveLength(3)
  })

  it('of a pull request have only what they share, however often its title is used', () => {
    const pull = (id: string, mark: string, at: number, words: readonly string[]) =>
      postings(id, mark, at, { [`${words[0]} is fixed`]: words, [`${words[1]} is fixed`]: words.slice(1) })
    const covered = (id: string, mark: string, at: number, words: readonly string[]): Short[] => [
      { id, subject: `[PATCH net${mark} 0/2] Frob fixes for net`, at },
      ...pull(id, ` net${mark}`, at, words).map((one) => ({ ...one, to: [id] })),
    ]
    const all = [...covered('a', '', 0, ABC), ...covered('b', '', 30 * DAY, XYZ), ...covered('c', ' v2', 31 * DAY, XYZ)]
    expect(derive(all).map((versions) => versions.length)).toEqual([1, 2])
    expect(relations(all)).toEqual([])
  })
})

describe('a new file that was renamed', () => {
  const create = (file: string, words: readonly string[]) =>
    `Why.\n---\ndiff --git a/${file} b/${file}\nnew file mode 100644\n--- /dev/null\n+++ b/${file}\n@@ -0,0 +1,${words.length} @@\n${words
      .map((word) => `+static int ${word}_of_it;\n`)
      .join('')}`
  const WORDS = [...ABC, ...XYZ, ...PQR, 'north', 'south', 'east', 'west', 'up']
  const old = single('a', '[PATCH] pump: add a driver', 0, [], { body: create('pump.c', WORDS) })
  const renamed = (words: readonly string[], more: Partial<Short> = {}) =>
    single('b', '[PATCH v2] valve: support the V3 device', 99, [], { body: create('valve.c', words), ...more })

  it('is the next version when most of its lines are the same', () => {
    expect(derive([old, renamed([...WORDS.slice(0, 18), 'left', 'right'])])).toHaveLength(1)
    expect(evidence([old, renamed(WORDS)])[1]).toEqual(['sender', 'author', 'new-files'])
  })

  it('is other work when few lines are the same, the number is not the next, or somebody else sends it', () => {
    expect(derive([old, renamed([...ABC, ...WORDS.map((word) => `other_${word}`)])])).toHaveLength(2)
    expect(derive([old, renamed(WORDS, { subject: '[PATCH] valve: support the V3 device' })])).toHaveLength(2)
    expect(derive([old, renamed(WORDS, { from: REX })])).toHaveLength(2)
    expect(derive([{ ...old, body: create('pump.c', ABC) }, renamed(ABC)])).toHaveLength(2)
  })

  it('is other work when the driver that it was copied from has its own next version', () => {
    const next = single('n', '[PATCH v2] pump: add a driver', 200, [], { body: create('pump.c', WORDS) })
    expect(derive([old, renamed(WORDS), next])).toEqual([['v1: - 1=a', 'v2: - 1=n'], ['v2: - 1=b']])
  })
})

describe('two patches under a new cover', () => {
  const pair = (
    id: string,
    mark: string,
    at: number,
    cover: string,
    titles: Readonly<Record<string, readonly string[]>>,
  ): Short[] => [
    { id, subject: `[PATCH${mark} 0/2] ${cover}`, at },
    ...postings(id, mark, at + 1, titles).map((one) => ({ ...one, to: [id] })),
  ]
  const older = pair('a', '', 0, 'pump: drip', { 'pump: add a drip counter': ABC, 'pump: show it': XYZ })

  it('are the next version when one title and some of the code are the same', () => {
    const next = pair('b', ' v2', 99, 'pump: count every drop', {
      'pump: add a drip counter': [...ABC, ...PQR, 'six', 'seven', 'eight', 'nine'],
      'pump: tell the world': ['one', 'two', 'three', 'four'],
    })
    expect(derive([...older, ...next])).toHaveLength(1)
    expect(derive([...older, ...next.map((one) => ({ ...one, from: REX }))])).toHaveLength(2)
  })

  it('are other work when only a title is the same', () => {
    const next = pair('b', ' v2', 99, 'pump: count every drop', {
      'pump: add a drip counter': PQR,
      'pump: tell the world': ['one', 'two', 'three', 'four'],
    })
    expect(derive([...older, ...next])).toHaveLength(2)
  })
})

describe('other work of the same sender', () => {
  const DAY = 24 * 60

  it('is a title that everybody uses, weeks later and without common code', () => {
    const fixes = (id: string, mark: string, at: number): Short => ({
      id,
      subject: `[PATCH net${mark} 0/7] Frob fixes for net`,
      at,
      body: `Text of ${id}.\n`,
    })
    expect(derive([fixes('a', '', 0), fixes('b', ' v2', 60 * DAY)])).toHaveLength(2)
    expect(derive([fixes('a', '', 0), fixes('b', ' v2', DAY)])).toHaveLength(1)
  })

  it('is the companion for another project, unless code is the same too', () => {
    expect(
      derive([
        single('a', '[PATCH libfoo 1/1] support for bars', 0, ABC),
        single('b', '[PATCH fooctl v2 1/1] support for bars', 9, XYZ),
      ]),
    ).toHaveLength(2)
    expect(
      derive([single('a', '[PATCH libfoo] one', 0, ABC), single('b', '[PATCH fooctl v2] quite another', 9, ABC)]),
    ).toHaveLength(2)
    expect(
      derive([
        single('a', '[PATCH libfoo] support for bars', 0, ABC),
        single('b', '[PATCH fooctl v2] support for bars', 9, ABC),
      ]),
    ).toHaveLength(1)
    expect(
      derive([
        single('a', '[PATCH net] support for bars', 0, ABC),
        single('b', '[PATCH net-next v2] support for bars', 9, XYZ),
      ]),
    ).toHaveLength(1)
  })

  it('is a version that came long before the one with the lower number', () => {
    const late = (days: number) => [
      single('a', '[PATCH v8] add a frob', 0, ABC),
      single('b', '[PATCH v7] add a frob', days * DAY, ABC),
    ]
    expect(derive(late(400))).toHaveLength(2)
    expect(derive(late(1))).toHaveLength(1)
  })

  it('is an old title after years, unless the code is the same', () => {
    const again = (words: readonly string[]) => [
      ...postings('a', '', 0, { one: ABC, two: XYZ }),
      ...postings('b', '', 800 * DAY, { one: words, two: words.slice(1) }),
    ]
    expect(derive(again(PQR))).toHaveLength(2)
    const soon = [single('a', '[PATCH] add a frob', 0, ABC), single('b', '[PATCH] add a frob', 800 * DAY, ABC)]
    expect(derive(soon)).toHaveLength(1)
  })

  it('is that of another person behind a relay that hides the addresses', () => {
    const relay = (name: string) => ({ from: { name, email: '' } })
    const typo = (name: string): Short[] => [
      single('a', '[PATCH] doc: fix a typo', 0, ABC, relay('Jane Doe')),
      single('b', '[PATCH v2] doc: fix a typo', 9, XYZ, relay(name)),
    ]
    expect(derive(typo('Rex Roe'))).toHaveLength(2)
    expect(relations(typo('Rex Roe'))).toEqual(['v2 propose a'])
    expect(derive(typo('Jane Doe'))).toHaveLength(1)
  })

  it('is that of somebody who has the name of a person with an address, but no address', () => {
    const jane = { from: { name: 'Jane Doe', email: 'jane@example.org' } }
    const claimed = [
      single('a', '[PATCH] doc: fix a typo', 0, ABC, jane),
      single('b', '[PATCH v2] doc: fix a typo', 9, ABC, { from: { name: 'Jane Doe', email: '' }, to: ['a'] }),
    ]
    expect(derive(claimed)).toHaveLength(2)
  })
})

describe('a one-line fix under other words', () => {
  const fix = (id: string, subject: string, at: number, line: string, more: Partial<Short> = {}): Short => ({
    id,
    subject,
    at,
    body: diff('net/frob.c', line),
    ...more,
  })
  const DAY = 24 * 60
  const first = fix('a', '[PATCH] frob: fix memory leak on error path', 0, 'free(it);')
  const second = (more: Partial<Short> = {}): Short =>
    fix('b', '[PATCH v2] frob: fix early return and memory leak', 2 * DAY, 'goto out_free;', more)

  it('is the next version when sender, number and files say so', () => {
    expect(derive([first, second()])).toEqual([['v1: - 1=a', 'v2: - 1=b']])
    expect(evidence([first, second()])[1]).toEqual(['sender', 'author', 'files'])
    expect(derive([first, second({ at: 29 })])).toHaveLength(1)
  })

  it('may skip a number when most words are the same', () => {
    const drop = fix('a', '[PATCH] frob: drop IPV6 packages if disabled on boot', 0, 'drop();')
    const v3 = fix('b', '[PATCH v3] frob: drop IPV6 packets if disabled on boot', DAY, 'return drop();')
    expect(derive([drop, v3])).toHaveLength(1)
    expect(derive([first, second({ subject: '[PATCH v3] frob: fix early return and memory leak' })])).toHaveLength(2)
  })

  it('is other work when the number, the sender, the files, the words or the time are others', () => {
    expect(derive([first, second({ subject: '[PATCH] frob: fix early return and memory leak' })])).toHaveLength(2)
    expect(derive([first, second({ from: REX })])).toHaveLength(2)
    expect(derive([first, second({ body: diff('net/other.c', 'goto out_free;') })])).toHaveLength(2)
    expect(derive([first, second({ subject: '[PATCH v2] frob: add a counter of drops' })])).toHaveLength(2)
    expect(derive([first, second({ at: 90 * DAY })])).toHaveLength(2)
    expect(derive([second({ at: -DAY }), first])).toHaveLength(2)
  })

  it('is not that of two patches that a maintainer sends for one file on one day', () => {
    const pair = [first, fix('b', '[PATCH] frob: fix memory leak on probe path', 5, 'goto out_free;')]
    expect(derive(pair)).toHaveLength(2)
    const both = pair.map((one, at) => ({
      ...one,
      id: `${one.id}2`,
      subject: one.subject.replace('[PATCH]', '[PATCH v2]'),
      at: DAY + at,
    }))
    expect(derive([...pair, ...both]).map((versions) => versions.length)).toEqual([2, 2])
  })

  it('continues nothing when it could continue two, or when another version has its number', () => {
    const other = fix('o', '[PATCH] frob: fix memory leak on probe path', 5, 'free(that);')
    expect(derive([first, other, second()])).toHaveLength(3)
    const same = fix('s', '[PATCH v2] frob: fix memory leak on error path', 3 * DAY, 'free(it); return;')
    expect(derive([first, second(), same])).toEqual([['v1: - 1=a', 'v2: - 1=s'], ['v2: - 1=b']])
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
