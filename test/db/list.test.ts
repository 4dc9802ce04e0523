import { beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { isTouched, listBusyFolders, listFolder, listMailingLists } from '../../db/queries/lists/browse'
import type { SeriesFilter } from '../../db/queries/lists/filter'
import { listQueuesOfLists } from '../../db/queries/lists/queue'
import { listSeries, summarisePage } from '../../db/queries/lists/seriesList'
import { withFolders } from '../../lib/patch/patch'
import { databaseOf, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

const DAY = 24 * 60

const patch = (id: string, title: string, path: string, from: string, minutes: number) =>
  mail({
    id: `${id}@example.org`,
    subject: `[PATCH] ${title}`,
    body: `Why ${id}.\n---\ndiff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,2 +1,3 @@ int f(void)\n one\n+${id};\n two\n`,
    from,
    minutes,
  })

function withList(raw: Buffer, list: string): Buffer {
  return Buffer.from(`X-Mailing-List: ${list}\n${raw.toString()}`)
}

const ADA = 'Ada Author <ada@example.org>'
const BEN = 'Ben Builder <ben@example.org>'

/** Four series: an old one, one with a tag, one with a question, and one alone on another list. */
const MAILS = [
  patch('old', 'alpha: begin', 'drivers/alpha/main.c', ADA, 0),
  patch('tagged', 'beta: begin', 'drivers/beta/main.c', ADA, 100 * DAY),
  mail({
    id: 'tag@example.org',
    subject: 'Re: [PATCH] beta: begin',
    body: 'Reviewed-by: Rita Reader <rita@example.net>\n',
    from: 'Rita Reader <rita@example.net>',
    minutes: 101 * DAY,
    inReplyTo: 'tagged@example.org',
  }),
  patch('asked', 'gamma: begin', 'drivers/beta/extra.c', BEN, 102 * DAY),
  mail({
    id: 'ask@example.org',
    subject: 'Re: [PATCH] gamma: begin',
    body: '> +asked;\n\nPlease use a lock here.\n',
    from: 'Rita Reader <rita@example.net>',
    minutes: 103 * DAY,
    inReplyTo: 'asked@example.org',
  }),
  withList(patch('other', 'delta: begin', 'net/delta.c', BEN, 120 * DAY), 'netdev@example.org'),
]

describe('the list of series', () => {
  let db: Db
  beforeAll(async () => {
    db = await databaseOf(MAILS)
  })
  const found = (filter: SeriesFilter) => listSeries(db, filter).rows.map(({ id }) => id.split('@', 1).join(''))

  it('is ordered by the newest mail', () => {
    expect(found({})).toEqual(['other', 'asked', 'tagged', 'old'])
  })

  it('can be narrowed by each filter', () => {
    expect(found({ author: 'ada' })).toEqual(['tagged', 'old'])
    expect(found({ author: 'ben@example.org' })).toEqual(['other', 'asked'])
    expect(found({ reviewer: 'Rita Reader' })).toEqual(['asked', 'tagged'])
    expect(found({ reviewer: 'ada' })).toEqual([])
    expect(found({ path: 'drivers' })).toEqual(['asked', 'tagged', 'old'])
    expect(found({ path: 'drivers/beta' })).toEqual(['asked', 'tagged'])
    expect(found({ path: 'drivers/beta/main.c' })).toEqual(['tagged'])
    expect(found({ path: 'drivers/bet' })).toEqual([])
    expect(found({ list: 'netdev@example.org' })).toEqual(['other'])
    expect(found({ group: 'quiet' })).toEqual(['old'])
    expect(found({ age: '7d' })).toEqual(['other'])
    expect(found({ age: 'over-90d' })).toEqual(['old'])
    expect(found({ query: 'lock' })).toEqual(['asked'])
  })

  it('can be narrowed by several filters at once, and counts what matches each further one', () => {
    expect(found({ path: 'drivers', author: 'ada', reviewer: 'rita' })).toEqual(['tagged'])
    expect(found({ path: 'drivers', list: 'netdev@example.org' })).toEqual([])
    const { total, states, turns, groups } = listSeries(db, { path: 'drivers' })
    expect(total).toBe(3)
    expect(states.reduce((sum, { count }) => sum + count, 0)).toBe(3)
    expect(groups).toContainEqual({ value: 'quiet', count: 1 })
    for (const { value, count } of groups) {
      const one = listSeries(db, { path: 'drivers', group: value })
      expect(one.total).toBe(count)
      expect(one.whys.reduce((sum, why) => sum + why.count, 0)).toBe(count)
    }
    for (const { value, count } of turns) expect(listSeries(db, { path: 'drivers', turn: value }).total).toBe(count)
    for (const { value, count } of states) expect(listSeries(db, { path: 'drivers', state: value }).total).toBe(count)
  })

  it('has the standings of each series in numbers', () => {
    const sums = Object.fromEntries(listSeries(db).rows.map(({ id, standings }) => [id, standings]))
    expect(sums['tagged@example.org']).toEqual({
      reviewed: 1,
      acked: 0,
      tested: 0,
      stale: 0,
      objections: 0,
      remarks: 0,
      unanswered: 0,
    })
    expect(sums['asked@example.org']).toEqual({
      reviewed: 0,
      acked: 0,
      tested: 0,
      stale: 0,
      objections: 0,
      remarks: 1,
      unanswered: 1,
    })
  })

  it('finds nothing, and does not fail, for a value without a letter', () => {
    for (const filter of [{ author: '*' }, { reviewer: '"' }, { query: '\0' }, { path: '\0' }, { list: '%' }]) {
      expect(found(filter)).toEqual([])
    }
  })

  it('gives the last page for a page after it, and no summaries for such a page', () => {
    expect(listSeries(db, { page: 9999 })).toMatchObject({ page: 1, pages: 1, total: 4 })
    expect([...summarisePage(db, { page: 2 })]).toEqual([])
    const pages = [1, 2, 3].map((page) => [...summarisePage(db, { page, size: 2 })].map(({ id }) => id))
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 0])
    expect(pages.flat()).toEqual([...summarisePage(db, {})].map(({ id }) => id))
  })
})

describe('paths and lists', () => {
  let db: Db
  beforeAll(async () => {
    db = await databaseOf(MAILS)
  })

  it('have the entries of a folder, each with the number of series that touch it', () => {
    expect(listFolder(db, '').entries.map(({ name, folder, series }) => [name, folder, series])).toEqual([
      ['drivers', true, 3],
      ['net', true, 1],
    ])
    expect(listFolder(db, '').entries.map(({ open }) => open)).toEqual([2, 1])
    expect(listBusyFolders(db).map(({ name, open }) => [name, open])).toEqual([['drivers/beta', 2]])
    expect(listFolder(db, 'drivers/beta').entries.map(({ path, folder }) => [path, folder])).toEqual([
      ['drivers/beta/extra.c', false],
      ['drivers/beta/main.c', false],
    ])
    expect(listFolder(db, 'drivers/bet').entries).toEqual([])
    expect([isTouched(db, 'drivers/beta'), isTouched(db, 'drivers/bet')]).toEqual([true, false])
  })

  it('have a folder once, also when other names sort between it and what is in it', async () => {
    const odd = openWriter(':memory:')
    const paths = ['a/x.c', 'a-b/x.c', 'a.c', 'a/y/z.c', 'a0', 'b/x.c']
    await ingestMails(
      odd,
      paths.map((path, index) => patch(`p${index}`, `part ${index}`, path, ADA, index)),
    )
    expect(
      listFolder(odd, '')
        .entries.map(({ name }) => name)
        .sort(),
    ).toEqual(['a', 'a-b', 'a.c', 'a0', 'b'])
  })

  it('have the mailing lists that series were sent to', () => {
    const [queue] = listQueuesOfLists(db).lists
    expect([queue?.list, queue?.total, queue?.rows.length]).toEqual(['netdev@example.org', 1, 1])
    expect(queue?.groups).toEqual(listSeries(db, { list: 'netdev@example.org' }).groups)
    expect(listMailingLists(db)).toMatchObject({ lists: [{ list: 'netdev@example.org', series: 1 }], cut: false })
  })

  it('have 500 mailing lists at most, and say so when there are more', async () => {
    const many = openWriter(':memory:')
    await ingestMails(many, [patch('p', 'part', 'a.c', ADA, 0)])
    const put = many.prepare(
      "INSERT INTO series_lists (list, last_ms, series) SELECT @list || '@example.org', last_ms, id FROM series",
    )
    many.prepare('DELETE FROM series_lists').run()
    for (let list = 0; list < 500; list++) put.run({ list: `l${list}` })
    expect(listMailingLists(many)).toMatchObject({ lists: { length: 500 }, cut: false })
    put.run({ list: 'z' })
    expect(listMailingLists(many)).toMatchObject({ lists: { length: 500 }, cut: true })
  })
})

describe('the paths of a patch', () => {
  it('are its files and every folder above them, bounded in depth and number', () => {
    expect(withFolders(['a/b/c.c', 'a/d.c', 'e'], 10).map(({ path }) => path)).toEqual([
      'a',
      'a/b',
      'a/b/c.c',
      'a/d.c',
      'e',
    ])
    expect(withFolders(['a//b/'], 10)).toEqual([
      { path: 'a', folder: true },
      { path: 'a/b', folder: false },
    ])
    const deep = withFolders(['x/'.repeat(100_000)], 50)
    expect(deep.map(({ folder }) => folder)).toEqual(Array.from({ length: 16 }, () => true))
    expect(
      withFolders(
        Array.from({ length: 900 }, (_, index) => `f/${index}`),
        100,
      ),
    ).toHaveLength(100)
  })
})
