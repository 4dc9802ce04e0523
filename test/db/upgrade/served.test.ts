import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openWriter } from '../../../db/migrate'
import { type Db, openReader } from '../../../db/open'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { rebuild } from '../../../db/store/rebuild'
import { requestPage } from '../../support/handlers'
import { tempFolder } from '../../support/tempFolder'
import { unpackReleased } from './released'

const folder = tempFolder()
const before = process.env.REROLL_DB
afterAll(() => {
  if (before === undefined) delete process.env.REROLL_DB
  else process.env.REROLL_DB = before
})

/** One page of every kind, and both forms of those that are about a series that the operator corrected. */
const PAGES = [
  '/',
  '/?state=applied&list=list%40example.org&path=drivers',
  '/atom',
  '/search?q=driver',
  '/people/rex@example.org',
  '/path/drivers',
  '/path-atom/drivers',
  '/status',
  '/api/health',
  '/api/series',
  '/api/message/same@example.org',
  ...['alpha', 'bravo', 'lemon'].flatMap((name) => [
    `/series/${name}-v1-0@example.org`,
    `/series/${name}-v2-0@example.org/mbox`,
    `/series/${name}-v2-0@example.org/atom`,
    `/message/${name}-v2-r1@example.org`,
    `/r/${name}-v2-a1@example.org`,
  ]),
  '/series/cello-v1-0@example.org/diff/1..2',
  '/series/cello-v1-0@example.org/diff/1..3/1',
  '/message/talk-2@example.org',
  '/message/talk-2@example.org/raw',
]

/** Every series in one text, without why somebody may decide and who is a maintainer: both follow from the series upgraded so far. */
function readSeries(path: string): Map<string, string> {
  const db = openReader(path)
  const ids = db.prepare<[], string>('SELECT key FROM series').pluck().all()
  const documents = ids.map((id) => [id, documentOf(db, id)] as const)
  db.close()
  return new Map(documents)
}

function documentOf(db: Db, id: string): string {
  const found = getSeriesDocument(db, id)
  return JSON.stringify(found && { ...found, state: { ...found.state, basis: null } }, (key, value) =>
    key === 'role' ? null : value,
  )
}

it('every page is served while a database is upgraded, and every series is complete, as it was or as it will be', {
  timeout: 180_000,
}, async () => {
  const finished = unpackReleased(join(folder, 'finished.sqlite'))
  const path = unpackReleased(join(folder, 'served.sqlite'))
  const [last, db] = [openWriter(finished), openWriter(path)]
  await rebuild(last, { resume: true })
  last.close()
  process.env.REROLL_DB = path
  const [old, wanted] = [readSeries(path), readSeries(finished)]
  expect([...old.keys()].sort()).toEqual([...wanted.keys()].sort())
  const states: number[] = []
  const wrong: string[] = []
  const look = async () => {
    const now = readSeries(path)
    for (const [id, document] of now) if (document !== old.get(id) && document !== wanted.get(id)) wrong.push(id)
    if (now.size !== old.size) wrong.push(`${now.size} series`)
    states.push([...now].filter(([id, document]) => document === wanted.get(id)).length)
    for (const [target, usual] of statuses) {
      const { status } = await requestPage(target)
      if (status !== usual) wrong.push(`${target}: ${status}`)
    }
  }
  const statuses = new Map<string, number>()
  for (const target of PAGES) statuses.set(target, (await requestPage(target)).status)
  expect([...new Set(statuses.values())].sort()).toEqual([200, 308])
  const looks: Promise<void>[] = []
  // The pages are asked while the next batch is under way, too.
  await rebuild(db, { resume: true, batch: 8, onProgress: () => looks.push(look()) })
  await Promise.all(looks)
  db.close()
  expect(wrong).toEqual([])
  expect(states.length).toBeGreaterThan(10)
  expect(states.at(-1)).toBe(wanted.size)
  expect(states.filter((count) => count > 0 && count < wanted.size).length).toBeGreaterThan(5)
})
