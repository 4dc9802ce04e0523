import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as data from '../../app/data'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { watchVersion } from '../../db/version'
import { type AnswerCache, createCache } from '../../scripts/server/cache'
import { type Answer, plainAnswer } from '../../scripts/server/httpAnswer'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
let [number, path] = [0, '']
let db: Db
let rendered: string[] = []

beforeEach(() => {
  path = join(folder, `${number++}.sqlite`)
  process.env.REROLL_DB = path
  db = openWriter(path)
  rendered = []
})

afterEach(() => {
  db.close()
  delete process.env.REROLL_DB
})

/** An answer that shows the number of rejected mails, and takes a while. */
function render(name: string): () => Promise<Answer> {
  return async () => {
    rendered.push(name)
    await new Promise((resolve) => setTimeout(resolve, 5))
    return plainAnswer(200, `${name}: ${data.getStatus().rejected} ${'x'.repeat(2_000)}`)
  }
}

const reject = (source: string) => db.prepare("INSERT INTO rejections VALUES (?, 1, 'why')").run(source)
const text = async (cache: AnswerCache, name: string) =>
  (await cache.get(`/${name}`, render(name))).body.toString().split(' x', 1).join('')
const openCache = (maxBytes = 1_000_000) => createCache(watchVersion(path).now, maxBytes)

describe('the cache of answers', () => {
  it('renders a page once for concurrent and for later requests', async () => {
    const cache = openCache()
    expect(await Promise.all([text(cache, 'a'), text(cache, 'a'), text(cache, 'a')])).toEqual(['a: 0', 'a: 0', 'a: 0'])
    await text(cache, 'a')
    await text(cache, 'b')
    expect(rendered).toEqual(['a', 'b'])
  })

  it('shows a commit at once, also if the page is requested while an older one is being rendered', async () => {
    const cache = openCache()
    await text(cache, 'a')
    reject('x')
    expect(await text(cache, 'a')).toBe('a: 1')
    const late = cache.get('/a', render('a'))
    const before = cache.get('/b', async () => {
      const answer = await render('b')()
      await new Promise((resolve) => setTimeout(resolve, 30))
      return answer
    })
    await late
    await new Promise((resolve) => setTimeout(resolve, 15))
    reject('y')
    expect(await text(cache, 'b')).toBe('b: 2')
    await before
    expect(await text(cache, 'b')).toBe('b: 2')
    expect(rendered).toEqual(['a', 'a', 'b', 'b'])
  })

  it('shows the new database after the file was replaced', async () => {
    const cache = openCache()
    reject('x')
    expect(await text(cache, 'a')).toBe('a: 1')
    const fresh = join(folder, 'fresh.sqlite')
    openWriter(fresh).close()
    db.close()
    renameSync(fresh, path)
    for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
    expect(await text(cache, 'a')).toBe('a: 0')
  })

  it('keeps pages during an import that is not committed yet', async () => {
    const cache = openCache()
    await text(cache, 'a')
    db.exec('BEGIN IMMEDIATE')
    reject('x')
    expect(await text(cache, 'a')).toBe('a: 0')
    db.exec('COMMIT')
    expect(await text(cache, 'a')).toBe('a: 1')
    expect(rendered).toEqual(['a', 'a'])
  })

  it('keeps no failures, and nothing if there is no database', async () => {
    const cache = openCache()
    const fail = async () => {
      rendered.push('failure')
      return plainAnswer(500, 'failure')
    }
    for (let tries = 0; tries < 2; tries++) await cache.get('/failure', fail)
    const broken = () => Promise.reject(new Error('broken'))
    await expect(cache.get('/broken', broken)).rejects.toThrow('broken')
    await cache.get('/broken', render('whole'))
    const none = createCache(watchVersion(join(folder, 'none.sqlite')).now, 1_000_000)
    const plain = async () => {
      rendered.push('plain')
      return plainAnswer(200, 'a')
    }
    for (let tries = 0; tries < 2; tries++) await none.get('/', plain)
    expect(rendered).toEqual(['failure', 'failure', 'whole', 'plain', 'plain'])
  })

  it('drops the least recently used pages when it is full, and keeps no page that is too large', async () => {
    const cache = openCache(40_000)
    for (let at = 0; at < 15; at++) {
      await text(cache, `${at}`)
      await text(cache, '0')
    }
    rendered = []
    await text(cache, '0')
    await text(cache, '14')
    await text(cache, '1')
    expect(rendered).toEqual(['1'])
    const large = async () => {
      rendered.push('large')
      return plainAnswer(200, 'x'.repeat(10_000))
    }
    for (let tries = 0; tries < 2; tries++) await cache.get('/large', large)
    expect(rendered).toEqual(['1', 'large', 'large'])
  })
})
