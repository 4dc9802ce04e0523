import { describe, expect, it } from 'vitest'
import type { Db } from '../../../db/open'
import { rebuild } from '../../../db/store/rebuild'
import { dump } from '../../support/dump'
import { ingestMails } from '../../support/ingest'
import { publish } from '../../support/page'
import { ANN, EVE, id, JANE, REX, reply } from './forge'
import {
  APPLIED,
  document,
  doubtful,
  EVERY_KIND,
  folder,
  MONTH,
  person,
  SOCK,
  series,
  stateOf,
  taken,
  trusted,
  ZOE,
} from './people'

describe('a mail by somebody without any right', () => {
  const statements = [
    APPLIED,
    'Applied to tired/for-next, thanks!',
    'I have queued this up in my tree.',
    'Applied, but then dropped again.',
    'I reverted this.',
    'NAK.\n\nNacked-by: Eve Moe <eve@elsewhere.example>',
    'This approach is wrong.',
    'This leaks. Please free it.',
    'Please rename the function.',
    'Why is that?',
    'This series causes a regression.',
    'Obsoleted-by: <other@example.org>',
    'Please ignore this series.',
    'This series is superseded by mine.',
    'I withdraw this series.',
    'pw-bot: reject',
    'pw-bot: changes-requested',
    'pw-bot: accept',
    '#syz invalid',
    'Not for this cycle, deferred.',
    'Reviewed-by: Eve Moe <eve@elsewhere.example>',
    'You are right, it is as you say.',
  ]
  const word = { minutes: 900 }
  const base = [
    ...series('calm', JANE, 0, `${REX}, ${ANN}`),
    ...series('asked', JANE, 10, `${REX}, ${ANN}`),
    reply('asked-1', REX, '> +int asked_first_1;\nThis leaks. Please free it.\n\nWhy is it an int?', {
      minutes: 100,
      id: id('ask'),
    }),
    reply('asked-2', ANN, `Reviewed-by: ${ANN}`, { minutes: 101 }),
    ...series('done', JANE, 20, `${REX}, ${ANN}`),
    reply('done-0', ANN, APPLIED, { minutes: 102 }),
  ]
  const shown = (db: Db) =>
    ['calm-0', 'asked-0', 'done-0'].map((name) => {
      const { state, turn, standings } = document(db, name)
      return { state, turn, standings: standings.filter(({ person: { name: own } }) => own !== 'Eve Moe') }
    })

  it.each(statements)('leaves state, waiting-on and the statements of others as they were: %s', async (text) => {
    const before = await publish(folder, base)
    const after = await publish(folder, [
      ...base,
      ...['calm-0', 'calm-1', 'asked-0', 'asked-1', 'ask', 'done-0'].map((to) => reply(to, EVE, text, word)),
    ])
    expect(shown(after)).toEqual(shown(before))
  })
})

describe('whoever applies patches', () => {
  it('is known for it after series of five authors in three months that addressed them, in any order of arrival', async () => {
    const mails = doubtful([...taken(ZOE), reply('doubt-0', ZOE, APPLIED, { minutes: 60 })])
    const db = await publish(folder, mails)
    expect(stateOf(db, 'doubt-0')).toBe('applied known')
    expect(stateOf(db, 'ida-s-0')).toBe('applied addressed-known')
    const rows = dump(db)
    expect(dump(await publish(folder, [...mails].reverse()))).toEqual(rows)
    const parts = await publish(folder, mails.slice(0, 7))
    await ingestMails(parts, mails.slice(7, 19))
    await ingestMails(parts, mails.slice(19))
    expect(dump(parts)).toEqual(rows)
    await rebuild(db, { resume: false })
    expect(dump(db)).toEqual(rows)
  })

  it('is not known after four authors, the author of the series at hand among them, nor when it was all within one month', async () => {
    const word = reply('doubt-0', ZOE, APPLIED, { minutes: 60 })
    const three = taken(ZOE).filter((mail) => !mail.includes('mia-s') && !mail.includes('leo-s'))
    expect(stateOf(await publish(folder, doubtful([...three, word])), 'doubt-0')).toBe('under-review')
    const month = ['ida', 'jon', 'kim', 'leo', 'mia'].flatMap((name, day) => [
      ...series(`${name}-s`, person(name), day * 60, ZOE),
      reply(`${name}-s-0`, ZOE, APPLIED, { minutes: day * 60 + 30 }),
    ])
    expect(stateOf(await publish(folder, doubtful([...month, word])), 'doubt-0')).toBe('under-review')
  })

  it('has no say in series that address them, where others are known, until they applied series of two that did', async () => {
    const max = 'Max Law <max@elsewhere.example>'
    const one = [...series('one', person('ida'), 10, max), reply('one-0', max, APPLIED, { minutes: 50 })]
    const two = [...series('two', person('jon'), 20, max), reply('two-0', max, APPLIED, { minutes: 51 })]
    expect(stateOf(await publish(folder, one), 'one-0')).toBe('applied addressed-only')
    expect(stateOf(await publish(folder, [...one, ...taken(ZOE)]), 'one-0')).toBe('under-review')
    expect(stateOf(await publish(folder, [...one, ...two, ...taken(ZOE)]), 'one-0')).toBe('applied addressed-known')
    const named = [...series('one', person('ida'), 10, max), reply('one-0', max, 'Applied to max/next, thanks!')]
    expect(stateOf(await publish(folder, [...named, ...taken(ZOE)]), 'one-0')).toBe('applied addressed-tree')
  })

  it('may apply a series of their own', async () => {
    const own = [...series('own', ZOE, 10, REX), reply('own-0', ZOE, 'Series applied to zoe/next.', { minutes: 50 })]
    expect(stateOf(await publish(folder, own), 'own-0')).toBe('under-review')
    expect(stateOf(await publish(folder, [...own, ...taken(ZOE)]), 'own-0')).toBe('applied known')
  })

  it('is a bot that writes from the host of the committers that it names, and nobody else who writes like it', async () => {
    const kay = 'Kay Committer <kay@maintainers.example>'
    const said =
      'Hello:\n\nThis series was applied to tired/net.git (main)\nby Kay Committer <kay@maintainers.example>:'
    const bot = (host: string) => `patchwork-bot+tired@${host}`
    const mails = (host: string) =>
      doubtful([...taken(bot(host), kay, said), reply('doubt-0', bot(host), said, { minutes: 60 })])
    expect(stateOf(await publish(folder, mails('maintainers.example')), 'doubt-0')).toBe('applied known')
    const db = await publish(folder, mails('elsewhere.example'))
    expect(stateOf(db, 'doubt-0')).toBe('under-review')
    expect(stateOf(db, 'ida-s-0')).toBe('under-review')
  })
})

describe('a co-maintainer with few series', () => {
  const LEO = 'Leo Long <leo@far.example>'
  const MIA = 'Mia Moss <mia@near.example>'
  const friends = ({ two = MIA, months = 3, by = ZOE, prefix = 'f' } = {}) =>
    Array.from({ length: months }, (_, month) =>
      [LEO, two].flatMap((from, side) => {
        const at = month * MONTH + side * 100
        return [
          ...series(`${prefix}${side}-${month}`, from, at, by),
          reply(`${prefix}${side}-${month}-0`, by, APPLIED, { minutes: at + 30 }),
        ]
      }),
    ).flat()
  const others = taken('Max Law <max@maintainers.example>')
  const word = (by = ZOE) => reply('doubt-0', by, APPLIED, { minutes: 60 })

  it('is believed wherever a regular, once two regular authors of two organisations addressed them in three months', async () => {
    const mails = doubtful([...others, ...friends(), word()])
    const db = await publish(folder, mails)
    expect(stateOf(db, 'doubt-0')).toBe('applied known')
    expect(trusted(db, 'steady-taker')).toContain('zoe@maintainers.example')
    const rows = dump(db)
    const parts = await publish(folder, mails.slice(0, 9))
    await ingestMails(parts, mails.slice(9, 30))
    await ingestMails(parts, mails.slice(30))
    expect(dump(parts)).toEqual(rows)
  })

  it('is not with authors of one organisation, with one author, or in two months', async () => {
    for (const few of [{ two: 'Mia Moss <mia@far.example>' }, { two: LEO }, { months: 2 }]) {
      const db = await publish(folder, doubtful([...others, ...friends(few), word()]))
      expect([few, stateOf(db, 'doubt-0')]).toEqual([few, 'under-review'])
    }
  })

  it('is not on a list where they are no regular', async () => {
    const elsewhere = friends().map((mail) => Buffer.from(`List-Id: <other.example.org>\n${mail.toString()}`))
    const db = await publish(folder, doubtful([...others, ...elsewhere, word()]))
    expect(trusted(db, 'steady-taker')).toContain('zoe@maintainers.example')
    expect(stateOf(db, 'doubt-0')).toBe('under-review')
  })

  it('is no attacker who says "applied" to the series of authors that addressed others', async () => {
    const db = await publish(
      folder,
      doubtful([
        ...friends(),
        ...[0, 1, 2].map((month) => reply(`f0-${month}-0`, EVE, APPLIED, { minutes: month * MONTH + 40 })),
        ...[0, 1, 2].map((month) => reply(`f1-${month}-0`, EVE, APPLIED, { minutes: month * MONTH + 140 })),
        word(EVE),
      ]),
    )
    expect(stateOf(db, 'doubt-0')).toBe('under-review')
    expect(trusted(db, 'steady-taker')).toEqual(['zoe@maintainers.example'])
  })
})

describe('an author who applies their own series', () => {
  const MAX = 'Max Law <max@maintainers.example>'
  const REGULAR = [0, 1, 2].map((month) => reply('ida-s-1', REX, 'I see.', { minutes: month * MONTH + 70 }))
  const own = (count: number, approver: string, from = ZOE) =>
    Array.from({ length: count }, (_, month) => {
      const at = month * MONTH + 200
      return [
        ...series(`own-${month}`, from, at, REX),
        reply(`own-${month}-0`, approver, `Reviewed-by: ${approver}`, { minutes: at + 20 }),
        reply(`own-${month}-0`, from, 'Thanks for your review, series merged!', { minutes: at + 40 }),
      ]
    }).flat()
  const last = (tagger: string | null) => [
    ...series('last', ZOE, 3 * MONTH, REX),
    ...(tagger === null ? [] : [reply('last-0', tagger, `Reviewed-by: ${tagger}`, { minutes: 3 * MONTH + 20 })]),
    reply('last-0', ZOE, 'Thanks for your review, series merged!', { minutes: 3 * MONTH + 40 }),
  ]
  const mails = (count: number, approver: string, tagger: string | null = REX) => [
    ...taken(MAX),
    ...REGULAR,
    ...own(count, approver),
    ...last(tagger),
  ]

  it('is believed on the tag of another regular after three series that somebody who applies patches had approved', async () => {
    const all = mails(3, MAX)
    const db = await publish(folder, all)
    expect(stateOf(db, 'last-0')).toBe('applied author-approved')
    const parts = await publish(folder, all.slice(-5))
    await ingestMails(parts, all.slice(0, -5))
    expect(dump(parts)).toEqual(dump(db))
  })

  it('is not after two, without a tag, on the tag of a stranger, or after series that only friends had approved', async () => {
    expect(stateOf(await publish(folder, mails(2, MAX)), 'last-0')).toBe('under-review')
    expect(stateOf(await publish(folder, mails(3, MAX, null)), 'last-0')).toBe('under-review')
    expect(stateOf(await publish(folder, mails(3, MAX, SOCK)), 'last-0')).toBe('under-review')
    expect(stateOf(await publish(folder, mails(3, SOCK)), 'last-0')).toBe('under-review')
  })

  it('decides about nothing of anybody else', async () => {
    const db = await publish(folder, doubtful([...mails(3, MAX), reply('doubt-0', ZOE, APPLIED, { minutes: 60 })]))
    expect(stateOf(db, 'doubt-0')).toBe('under-review')
  })
})

describe('an attacker', () => {
  const fifty = Array.from({ length: 50 }, (_, index) => ({
    prefix: `victim-${index}`,
    from: person(`victim${index}`),
    at: index * 10_000,
  }))
  const victims = fifty.flatMap(({ prefix, from, at }) => series(prefix, from, at, `${REX}, ${ANN}`))
  const attack = fifty.map(({ prefix, at }) => reply(`${prefix}-0`, EVE, APPLIED, { minutes: at + 40 }))

  it('who says "applied" to the series of fifty strangers in a year becomes known for nothing', async () => {
    const db = await publish(folder, [...victims, ...attack])
    expect(new Set(fifty.map(({ prefix }) => stateOf(db, `${prefix}-0`)))).toEqual(new Set(['under-review']))
    expect(EVERY_KIND.flatMap((kind) => trusted(db, kind))).toEqual([])
  })

  it('gains nothing from a second account, however long both post to each other, thank and apply', async () => {
    const friends = Array.from({ length: 12 }, (_, month) =>
      [EVE, SOCK].map((from, side) => ({ from, side, month })),
    ).flat()
    const mutual = friends.flatMap(({ from, side, month }) => {
      const [prefix, other] = [`friend-${side}-${month}`, side === 0 ? SOCK : EVE]
      const at = month * MONTH + side * 100
      return [
        ...series(prefix, from, at, other),
        reply(`${prefix}-0`, other, APPLIED, { minutes: at + 20, id: id(`${prefix}-word`) }),
        reply(`${prefix}-word`, from, 'Thanks a lot!', { minutes: at + 30 }),
      ]
    })
    const echo = fifty.map(({ prefix, at }) => reply(`${prefix}-0`, SOCK, APPLIED, { minutes: at + 50 }))
    const db = await publish(folder, [...victims, ...attack, ...echo, ...mutual])
    expect(new Set(fifty.map(({ prefix }) => stateOf(db, `${prefix}-0`)))).toEqual(new Set(['under-review']))
    expect(EVERY_KIND.flatMap((kind) => trusted(db, kind))).toEqual([])
  })

  it('gains nothing from saying "applied" below what a maintainer has applied', async () => {
    const echoes = ['ida', 'jon', 'kim', 'leo', 'mia'].map((name, month) =>
      reply(`${name}-s-0`, EVE, APPLIED, { minutes: month * MONTH + 40 }),
    )
    const db = await publish(folder, doubtful([...taken(ZOE), ...echoes, reply('doubt-0', EVE, APPLIED)]))
    expect(stateOf(db, 'doubt-0')).toBe('under-review')
    expect(trusted(db, 'known')).toEqual(['zoe@maintainers.example'])
  })
})
