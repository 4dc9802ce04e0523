import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundleAsset } from '../../scripts/client'
import { readAssets } from '../../scripts/server/assets'
import { tempFolder } from '../support/tempFolder'

describe('the script of the pages', () => {
  it('is one file of at most 20 kB, named by its content', async () => {
    const { href, code } = await bundleAsset(process.cwd(), 'script')
    expect(href).toMatch(/^\/assets\/[0-9a-f]{16}\.js$/)
    expect(Buffer.byteLength(code)).toBeGreaterThan(0)
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(20_000)
    expect(await bundleAsset(process.cwd(), 'script')).toEqual({ href, code })
  })

  it('parses no HTML and evaluates no strings, which the content security policy forbids', async () => {
    const { code } = await bundleAsset(process.cwd(), 'script')
    expect(code).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/)
  })
})

describe('the stylesheet of the pages', () => {
  it('is one file that loads no other', async () => {
    const { href, code } = await bundleAsset(process.cwd(), 'style')
    expect(href).toMatch(/^\/assets\/[0-9a-f]{16}\.css$/)
    expect(code.length).toBeGreaterThan(1_000)
    expect(code).not.toMatch(/@import|url\(/)
  })
})

describe('the assets', () => {
  const folder = tempFolder()

  it('are the script and stylesheet of the build, cached for a year; nothing else, and nothing without a build', () => {
    expect(readAssets(folder)('/assets/a.js')).toBeUndefined()
    mkdirSync(join(folder, 'assets'))
    for (const name of ['a.js', 'b.css', 'c.map']) writeFileSync(join(folder, 'assets', name), 'text')
    const find = readAssets(folder)
    expect(find('/assets/a.js')?.headers).toEqual({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(find('/assets/b.css')?.headers['content-type']).toBe('text/css; charset=utf-8')
    for (const path of ['/assets/c.map', '/assets/', '/assets/../package.json', '/a.js'])
      expect(find(path)).toBeUndefined()
  })
})
