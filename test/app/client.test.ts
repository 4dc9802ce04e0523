import { describe, expect, it } from 'vitest'
import { bundleClient } from '../../scripts/client'

describe('the script of the pages', () => {
  it('is one file of at most 20 kB, named after its content', async () => {
    const { href, code } = await bundleClient(process.cwd())
    expect(href).toMatch(/^\/client\/[0-9a-f]{16}\.js$/)
    expect(Buffer.byteLength(code)).toBeGreaterThan(0)
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(20_000)
    expect(await bundleClient(process.cwd())).toEqual({ href, code })
  })

  it('neither parses HTML nor evaluates text, which the content security policy forbids', async () => {
    const { code } = await bundleClient(process.cwd())
    expect(code).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/)
  })
})
