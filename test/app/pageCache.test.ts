import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { plainPage } from '../../scripts/server/page'
import { createPageCache } from '../../scripts/server/pageCache'

const folder = mkdtempSync(join(tmpdir(), 'reroll-cache-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A file last written long ago; `minutes` tells two states apart. */
function writeOld(path: string, minutes: number): string {
  writeFileSync(path, 'x')
  const time = new Date(Date.UTC(2024, 0, 1, 0, minutes))
  utimesSync(path, time, time)
  return path
}

describe('the page cache', () => {
  it('keeps a page until the database or its log is written', () => {
    const path = writeOld(join(folder, 'a.sqlite'), 0)
    const cache = createPageCache(path)
    const page = plainPage(200, 'a')
    expect(cache.get('/')).toBeUndefined()
    cache.put('/', page, cache.stamp())
    expect(cache.get('/')).toBe(page)
    writeOld(`${path}-wal`, 1)
    expect(cache.get('/')).toBeUndefined()
  })

  it('drops everything when another file takes the place of the database', () => {
    const path = writeOld(join(folder, 'b.sqlite'), 0)
    const cache = createPageCache(path)
    cache.get('/')
    cache.put('/', plainPage(200, 'a'), cache.stamp())
    renameSync(writeOld(join(folder, 'b.new'), 0), path)
    expect(cache.get('/')).toBeUndefined()
  })

  it('keeps nothing that was rendered before a write, or right after one', () => {
    const path = writeOld(join(folder, 'c.sqlite'), 0)
    const cache = createPageCache(path)
    cache.get('/')
    const before = cache.stamp()
    writeOld(path, 1)
    cache.get('/')
    cache.put('/', plainPage(200, 'a'), before)
    expect(cache.get('/')).toBeUndefined()
    writeFileSync(path, 'y')
    cache.get('/')
    cache.put('/', plainPage(200, 'a'), cache.stamp())
    expect(cache.get('/')).toBeUndefined()
  })

  it('keeps nothing without a database', () => {
    const cache = createPageCache(join(folder, 'none.sqlite'))
    cache.get('/')
    cache.put('/', plainPage(200, 'a'), cache.stamp())
    expect(cache.get('/')).toBeUndefined()
  })

  it('forgets the pages that were not read for longest when it is full', () => {
    const cache = createPageCache(writeOld(join(folder, 'd.sqlite'), 0), 10_000)
    cache.get('/')
    const stamp = cache.stamp()
    for (let number = 0; number < 40; number++) {
      cache.put(`/${number}`, plainPage(200, 'x'.repeat(500)), stamp)
      cache.get('/0')
    }
    expect(cache.get('/0')).toBeDefined()
    expect(cache.get('/1')).toBeUndefined()
    expect(cache.get('/39')).toBeDefined()
    cache.put('/big', plainPage(200, 'x'.repeat(5000)), stamp)
    expect(cache.get('/big')).toBeUndefined()
  })
})
