import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as data from '../../app/data'
import { keptPagesPath, openKeptPages, removeKeptPages } from '../../db/keptPages'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { watchVersion } from '../../db/version'
import { finishPage, type Page, plainPage } from '../../scripts/server/page'
import { createPageCache, type PageCache } from '../../scripts/server/pageCache'
import { watchReads } from '../../scripts/server/reads'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const reads = watchReads()
let [number, path] = [0, '']
let db: Db
let made: string[] = []

beforeEach(() => {
  path = join(folder, `${number++}.sqlite`)
  process.env.REROLL_DB = path
  db = openWriter(path)
  made = []
})

afterEach(() => {
  db.close()
  delete process.env.REROLL_DB
})

/** A page that shows how many mails there are that could not be kept, and takes a while. */
function page(name: string): () => Promise<Page> {
  return async () => {
    made.push(name)
    await new Promise((resolve) => setTimeout(resolve, 5))
    return plainPage(200, `${name}: ${data.getStatus().rejected} ${'x'.repeat(2_000)}`)
  }
}

const reject = (source: string) => db.prepare("INSERT INTO rejections VALUES (?, 1, 'why')").run(source)
const text = async (cache: PageCache, name: string) =>
  (await cache.page(`/${name}`, page(name))).body.toString().slice(0, 4)
const openCache = (maxBytes?: number) =>
  createPageCache({ version: watchVersion(path), reads, ...(maxBytes === undefined ? {} : { maxBytes }) })

describe('the page cache', () => {
  it('renders a page once for all who ask at the same time, and for all who ask later', async () => {
    const cache = openCache()
    expect(await Promise.all([text(cache, 'a'), text(cache, 'a'), text(cache, 'a')])).toEqual(['a: 0', 'a: 0', 'a: 0'])
    await text(cache, 'a')
    await text(cache, 'b')
    expect(made).toEqual(['a', 'b'])
  })

  it('renders again what a commit changed, and keeps what it did not', async () => {
    const cache = openCache()
    const other = async () => {
      made.push('c')
      return plainPage(200, `${data.listSeries({}).total}`)
    }
    await text(cache, 'a')
    await cache.page('/c', other)
    reject('x')
    expect(await text(cache, 'a')).toBe('a: 1')
    await cache.page('/c', other)
    expect(made).toEqual(['a', 'c', 'a'])
  })

  it('forgets what a page was made of when too many are made at once', async () => {
    const cache = openCache()
    const ask = (name: string) =>
      cache.page(name, async () => {
        made.push(name)
        return plainPage(200, `${data.listSeries({}).total}`)
      })
    for (let at = 0; at < 50; at++) await ask(`/${at}`)
    made = []
    reject('x')
    for (const name of ['/0', '/49']) await ask(name)
    expect(made).toEqual(['/0'])
  })

  it('keeps pages while an import is under way, which nobody sees yet', async () => {
    const cache = openCache()
    await text(cache, 'a')
    db.exec('BEGIN IMMEDIATE')
    reject('x')
    expect(await text(cache, 'a')).toBe('a: 0')
    db.exec('COMMIT')
    expect(await text(cache, 'a')).toBe('a: 1')
    expect(made).toEqual(['a', 'a'])
  })

  it('drops a page at any commit when something was read of which nobody knows for whom', async () => {
    const cache = openCache()
    const lost = async () => {
      made.push('lost')
      await new Promise<void>((resolve) => waiting.push(resolve))
      return plainPage(200, 'lost')
    }
    const waiting: (() => void)[] = []
    const first = cache.page('/lost', lost)
    await new Promise((resolve) => setTimeout(resolve, 10))
    data.getStatus()
    waiting[0]?.()
    await first
    reject('x')
    const second = cache.page('/lost', lost)
    await new Promise((resolve) => setTimeout(resolve, 10))
    waiting[1]?.()
    await second
    expect(made).toEqual(['lost', 'lost'])
  })

  it('keeps nothing but pages that are well, and nothing without a database', async () => {
    const cache = openCache()
    const broken = async () => {
      made.push('broken')
      return finishPage({ status: 500, headers: {}, body: Buffer.alloc(0) })
    }
    await cache.page('/broken', broken)
    await cache.page('/broken', broken)
    const none = createPageCache({ version: watchVersion(join(folder, 'none.sqlite')), reads })
    const plain = async () => {
      made.push('plain')
      return plainPage(200, 'a')
    }
    await none.page('/', plain)
    await none.page('/', plain)
    expect(made).toEqual(['broken', 'broken', 'plain', 'plain'])
  })

  it('forgets the pages that were not read for longest when it is full', async () => {
    const cache = openCache(40_000)
    for (let at = 0; at < 15; at++) {
      await text(cache, `${at}`)
      await text(cache, '0')
    }
    made = []
    await text(cache, '0')
    await text(cache, '14')
    await text(cache, '1')
    expect(made).toEqual(['1'])
  })
})

describe('pages kept on disk', () => {
  const openBoth = (build: string, maxBytes = 1_000_000) => {
    const disk = openKeptPages(path, build, maxBytes)
    if (disk === undefined) throw new Error('the file cannot be written')
    return { disk, cache: createPageCache({ version: watchVersion(path), reads, disk, laterMs: 0 }) }
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve, 100))

  it('are there after a restart, unless their build or what they show changed', async () => {
    const first = openBoth('one')
    await text(first.cache, 'a')
    await settled()
    first.disk.close()
    const second = openBoth('one')
    expect(await text(second.cache, 'a')).toBe('a: 0')
    expect(made).toEqual(['a'])
    second.disk.close()
    reject('x')
    const third = openBoth('one')
    expect(await text(third.cache, 'a')).toBe('a: 1')
    await settled()
    third.disk.close()
    const fourth = openBoth('two')
    await text(fourth.cache, 'a')
    fourth.disk.close()
    expect(made).toEqual(['a', 'a', 'a'])
  })

  it('are not written when the database has changed since they were made', async () => {
    const { disk, cache } = openBoth('one')
    await text(cache, 'a')
    reject('x')
    await settled()
    expect(disk.get('/a')).toBeUndefined()
    await text(cache, 'a')
    await settled()
    expect(disk.get('/a')).toBeDefined()
    disk.close()
  })

  it('take no more room than they may', async () => {
    const { disk, cache } = openBoth('one', 3_000)
    for (let at = 0; at < 30; at++) await text(cache, `${at}`)
    await settled()
    expect(disk.get('/0')).toBeUndefined()
    expect(disk.get('/29')).toBeDefined()
    disk.close()
  })

  it('begin anew when the file is damaged, and go when they are told to', async () => {
    writeFileSync(keptPagesPath(path), 'not a database, but a text that is long enough to be one'.repeat(100))
    const { disk, cache } = openBoth('one')
    await text(cache, 'a')
    await settled()
    expect(disk.get('/a')).toBeDefined()
    disk.close()
    removeKeptPages(path)
    expect(existsSync(keptPagesPath(path))).toBe(false)
  })
})

describe('app/data.ts', () => {
  it('names each query as the constant it becomes, so that a kept page can ask it again', () => {
    const lines = readFileSync('app/data.ts', 'utf8').matchAll(/export const (\w+) = withDatabase\('(\w+)'/g)
    const names = [...lines].map(([, constant, name]) => [constant, name])
    expect(names.length).toBeGreaterThan(10)
    for (const [constant, name] of names) expect(name).toBe(constant)
    expect(names.map(([, name]) => name).every((name) => name !== undefined && name in data)).toBe(true)
  })
})
