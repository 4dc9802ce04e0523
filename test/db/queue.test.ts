import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { listQueue } from '../../db/queries/lists/queue'
import { addMaintainer } from '../../db/store/maintainers'
import { databaseOf } from '../support/ingest'
import { mail } from '../support/mail'

const DAY = 24 * 60
const ADA = 'Ada Author <ada@example.org>'
const BEN = 'Ben Builder <ben@example.org>'
const RITA = 'Rita Reader <rita@example.net>'

const diff = (path: string, line: string) =>
  `Why.\n---\ndiff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,2 +1,3 @@ int f(void)\n one\n+${line};\n two\n`

const patch = (id: string, subject: string, minutes: number, from = ADA, inReplyTo?: string) =>
  mail({
    id: `${id}@example.org`,
    subject,
    body: diff(`drivers/${id}.c`, id),
    from,
    minutes,
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
  })

const reply = (id: string, to: string, body: string, minutes: number, from = RITA) =>
  mail({ id: `${id}@example.org`, subject: 'Re: it', body, from, minutes, inReplyTo: `${to}@example.org` })

/** With Rita as the maintainer of all files. */
async function open(mails: readonly Buffer[]): Promise<Db> {
  const db = await databaseOf(mails)
  addMaintainer(db, { scope: 'drivers/', email: 'rita@example.net' }, 1)
  return db
}

/** In each group at least one series; two that wait for review, the one with the newer mail for longer. */
const MAILS = [
  patch('quiet', '[PATCH] alpha: sleep', 0),
  patch('ready', '[PATCH net-next] beta: work', 200 * DAY),
  reply('tag', 'ready', `Reviewed-by: ${RITA}\nTested-by: ${RITA}\n`, 201 * DAY),
  patch('asked', '[PATCH] gamma: lock', 202 * DAY, BEN),
  reply('ask', 'asked', '> +asked;\n\nPlease use a lock here.\n', 203 * DAY),
  patch('long', '[PATCH] delta: wait', 204 * DAY, BEN),
  patch('short', '[PATCH] epsilon: wait', 206 * DAY),
  mail({
    id: 'chat@example.org',
    subject: 'Re: wait',
    body: 'Hello.\n',
    from: BEN,
    minutes: 207 * DAY,
    inReplyTo: 'long@example.org',
  }),
  patch('done', '[PATCH] zeta: end', 208 * DAY),
  reply('taken', 'done', 'Applied, thanks!\n', 209 * DAY),
  patch('stable', '[PATCH AUTOSEL 6.1] eta: go', 210 * DAY, BEN),
]

describe('the queue', () => {
  let db: Db
  beforeAll(async () => {
    db = await open(MAILS)
  })
  const short = (id: string) => id.split('@', 1).join('')
  const groups = (filter: Parameters<typeof listQueue>[1] = {}) =>
    Object.fromEntries(listQueue(db, filter).groups.map(({ group, rows }) => [group, rows.map(({ id }) => short(id))]))
  const find = (id: string) =>
    listQueue(db)
      .groups.flatMap(({ rows }) => rows)
      .find((row) => short(row.id) === id)

  it('has the groups of a maintainer in their order, the longest wait first, and leaves out empty ones', () => {
    expect(Object.entries(groups())).toEqual([
      ['ready', ['ready']],
      ['waiting-on-author', ['asked']],
      ['waiting-on-review', ['long', 'short']],
      ['quiet', ['quiet']],
      ['done', ['done']],
      ['backport', ['stable']],
    ])
    expect(listQueue(db).total).toBe(7)
  })

  it('counts days from the beginning of the wait to the newest mail', () => {
    expect([find('ready')?.days, find('long')?.days, find('short')?.days]).toEqual([9, 6, 4])
  })

  it('has prefixes and tested patches in its rows', () => {
    expect(find('ready')).toMatchObject({
      title: 'beta: work',
      prefixes: ['net-next'],
      standings: { reviewed: 1, tested: 1 },
    })
  })

  it('finds a person as author or as reviewer', () => {
    expect(groups({ person: 'rita' })).toEqual({ ready: ['ready'], 'waiting-on-author': ['asked'], done: ['done'] })
    expect(groups({ person: 'ben' })['waiting-on-review']).toEqual(['long'])
    expect(groups({ person: '?!' })).toEqual({})
  })

  it('says why the series of each group wait, and counts states over all of them', () => {
    const { groups: views, states } = listQueue(db)
    expect(views.find(({ group }) => group === 'waiting-on-review')?.whys).toEqual([{ value: 'unreviewed', count: 2 }])
    expect(states.find(({ value }) => value === 'applied')?.count).toBe(1)
  })

  it('has only the group that is asked for', () => {
    expect(groups({ group: 'waiting-on-review' })).toEqual({ 'waiting-on-review': ['long', 'short'] })
    expect(listQueue(db, { group: 'in-pull-request' })).toMatchObject({ groups: [], total: 0, page: 1, pages: 1 })
    expect(listQueue(db, { group: 'done', page: 9 })).toMatchObject({ page: 1, pages: 1, total: 1 })
  })

  it('names the step from the version before, of a series with several', async () => {
    const two = await databaseOf([
      patch('one', '[PATCH] theta: turn', 0),
      patch('two', '[PATCH v2] theta: turn', DAY, ADA, 'one@example.org'),
    ])
    const [row] = listQueue(two).groups.flatMap(({ rows }) => rows)
    expect([row?.versionLabels, row?.step]).toEqual([['v1', 'v2'], { from: '1', to: '2' }])
    expect(find('long')?.step).toBeNull()
  })
})

describe('a group with many series', () => {
  let db: Db
  beforeAll(async () => {
    const waiting = Array.from({ length: 102 }, (_, n) => patch(`w${n}`, `[PATCH] iota: number ${n}`, n + 1))
    const done = Array.from({ length: 12 }, (_, n) => [
      patch(`d${n}`, `[PATCH] kappa: number ${n}`, n + 1),
      reply(`a${n}`, `d${n}`, 'Applied, thanks!\n', n + 200),
    ]).flat()
    db = await open([...waiting, ...done])
  })

  it('shows its first hundred, or ten where nobody has to act, and counts all', () => {
    const sizes = listQueue(db).groups.map(({ group, total, rows }) => [group, total, rows.length])
    expect(sizes).toEqual([
      ['waiting-on-review', 102, 100],
      ['done', 12, 10],
    ])
  })

  it('has pages of its own, without repeating a series', () => {
    const pages = [1, 2].map((page) => listQueue(db, { group: 'waiting-on-review', page }))
    expect(pages.map(({ page, pages: all, total }) => [page, all, total])).toEqual([
      [1, 2, 102],
      [2, 2, 102],
    ])
    const ids = pages.flatMap(({ groups }) => groups.flatMap(({ rows }) => rows.map(({ id }) => id)))
    expect(new Set(ids).size).toBe(102)
    expect(ids.slice(0, 2)).toEqual(['w0@example.org', 'w1@example.org'])
  })

  it('has the newest mail first where nobody has to act', () => {
    const [done] = listQueue(db, { group: 'done' }).groups
    expect(done?.rows.map(({ id }) => id).slice(0, 2)).toEqual(['d11@example.org', 'd10@example.org'])
  })
})
