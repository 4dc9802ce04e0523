import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { toMboxrd } from '../../lib/mail/mboxrd'
import type { MessageId } from '../../lib/mail/types'
import { openHttp, parseRetryAfter, parseUrl } from '../../scripts/sources/http'
import { openLoreArchive } from '../../scripts/sources/lore/lookup'
import { openPatchwork, parsePatchworkUrl } from '../../scripts/sources/patchwork'
import type { SourceItem } from '../../scripts/sources/source'
import { listen } from '../support/listen'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Starts a server on loopback that stops after the tests; returns its URL. */
async function serve(handler: Handler): Promise<string> {
  const server: Server = createServer(handler)
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${await listen(server)}`
}

const answer = (response: ServerResponse, status: number, body: Buffer | string = '', headers = {}) => {
  response.writeHead(status, headers)
  response.end(body)
}

const FAST = { backOffMs: [1, 1, 1], connectMs: 1_000, readMs: 300 }
const MAIL = mail({ id: 'one@example.org', subject: '[PATCH] one', body: 'Words.\n' })
const ID = 'one@example.org' as MessageId

describe('fetching', () => {
  it('identifies itself, and retries a busy server after the pause it asks for', async () => {
    const asked: (string | undefined)[] = []
    const url = await serve((request, response) => {
      asked.push(request.headers['user-agent'])
      if (asked.length === 1) answer(response, 503)
      else if (asked.length === 2) answer(response, 429, '', { 'Retry-After': '0' })
      else answer(response, 200, 'done')
    })
    expect((await openHttp(FAST).fetch(url)).body.toString()).toBe('done')
    expect(asked).toHaveLength(3)
    expect(asked[0]).toMatch(/^reroll\//)
    expect(parseRetryAfter('7', 0)).toBe(7_000)
    expect(parseRetryAfter('Thu, 01 Jan 1970 00:00:09 GMT', 2_000)).toBe(7_000)
    expect(parseRetryAfter('soon', 0)).toBeNull()
  })

  it('gives up with one line after its last attempt, at once on 404 and if a long pause is asked for', async () => {
    let count = 0
    const url = await serve((request, response) => {
      count++
      if (request.url === '/long') answer(response, 429, '', { 'Retry-After': '3600' })
      else answer(response, request.url === '/none' ? 404 : 502)
    })
    await expect(openHttp(FAST).fetch(`${url}/down`)).rejects.toThrow(/^\S+\/down: the server answered 502/)
    expect(count).toBe(4)
    await expect(openHttp(FAST).fetch(`${url}/long`)).rejects.toThrow(/pause of 3600 seconds/)
    expect((await openHttp(FAST).fetch(`${url}/none`)).status).toBe(404)
    expect(count).toBe(6)
  })

  it('sends one request at a time to a host, and none twice within ten minutes', async () => {
    let [now, most, count] = [0, 0, 0]
    const url = await serve((_, response) => {
      count++
      most = Math.max(most, ++now)
      setTimeout(() => {
        now--
        answer(response, 200, 'x')
      }, 20)
    })
    const cacheFolder = tempFolder()
    const http = openHttp({ ...FAST, cacheFolder })
    await Promise.all([1, 2, 3].map((n) => http.fetch(`${url}/${n}`)))
    expect({ most, count }).toEqual({ most: 1, count: 3 })
    await openHttp({ ...FAST, cacheFolder }).fetch(`${url}/2`)
    expect(count).toBe(3)
  })

  it('follows a few redirects on the same host, and none to another host or protocol', async () => {
    let secret = 0
    const other = await serve((_, response) => {
      secret++
      answer(response, 200, 'secret')
    })
    const url = await serve((request, response) => {
      const to: Record<string, string> = {
        '/a': '/b',
        '/loop': '/loop',
        '/off': `${other}/`,
        '/meta': 'http://169.254.169.254/latest',
        '/file': 'file:///etc/passwd',
      }
      const location = to[request.url ?? '']
      if (location === undefined) answer(response, 200, 'here')
      else answer(response, 302, '', { Location: location })
    })
    expect((await openHttp(FAST).fetch(`${url}/a`)).body.toString()).toBe('here')
    await expect(openHttp(FAST).fetch(`${url}/loop`)).rejects.toThrow(/redirects more than 5 times/)
    for (const path of ['/off', '/meta']) await expect(openHttp(FAST).fetch(url + path)).rejects.toThrow(/another host/)
    await expect(openHttp(FAST).fetch(`${url}/file`)).rejects.toThrow(/only http and https/)
    expect(secret).toBe(0)
    for (const bad of ['ftp://example.org/', 'ext::sh -c id', 'http://user:pass@example.org/']) {
      expect(() => parseUrl(bad)).toThrow()
    }
  })

  it('fails if the server stops sending, breaks off or sends too much', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/big') answer(response, 200, Buffer.alloc(5_000))
      else {
        response.writeHead(200, { 'Content-Length': '100' })
        response.write('half')
        if (request.url === '/cut') setTimeout(() => response.destroy(), 20)
      }
    })
    const http = openHttp({ ...FAST, backOffMs: [] })
    await expect(http.fetch(`${url}/stall`)).rejects.toThrow(/stopped sending/)
    await expect(http.fetch(`${url}/cut`)).rejects.toThrow(/connection broke/)
    await expect(http.fetch(`${url}/big`, { maxBytes: 1_000 })).rejects.toThrow(/limit of 1000 bytes/)
  })
})

describe('what an archive answers instead of mail', () => {
  const lore = async (body: Buffer | string) => {
    const url = await serve((_, response) => answer(response, 200, body))
    return openLoreArchive(openHttp({ ...FAST, backOffMs: [] }), `${url}/all`).findThread(ID)
  }

  it('is an error: a challenge page, half a gzip, a bomb', async () => {
    await expect(lore('<!doctype html><title>Making sure you are not a bot!</title>')).rejects.toThrow(
      /HTML page.*not a bot/,
    )
    const packed = gzipSync(toMboxrd(MAIL))
    await expect(lore(packed.subarray(0, packed.length - 12))).rejects.toThrow(/truncated/)
    await expect(lore(gzipSync(Buffer.alloc(70 * 1024 * 1024)))).rejects.toThrow(/decompress/)
    expect(await lore(packed)).toEqual([MAIL])
  })
})

describe('Patchwork', () => {
  it('is recognised by the form of its URLs', () => {
    const forms: readonly [string, string, string][] = [
      ['/project/kvm/list/?series=1234', 'series', '1234'],
      ['/series/1234/mbox/', 'series', '1234'],
      ['/patch/99/', 'patches', '99'],
      ['/api/1.2/covers/7/', 'covers', '7'],
      ['/project/kvm/patch/a-1@example.org/', 'patches', 'a-1@example.org'],
    ]
    for (const [path, kind, id] of forms) {
      expect(parsePatchworkUrl(new URL(`https://pw.example.org${path}`))).toMatchObject({ kind, id })
    }
    expect(parsePatchworkUrl(new URL('https://lore.example.org/all/a@example.org/'))).toBeUndefined()
  })

  it('delivers the series of a patch from its REST API if the archive cannot be reached, and contacts no other host', async () => {
    let mboxHost = ''
    const url = await serve((request, response) => {
      const member = { id: 5, msgid: '<one@example.org>', mbox: `${mboxHost}/patch/5/mbox/` }
      if (request.url === '/api/patches/5/') answer(response, 200, JSON.stringify({ ...member, series: [{ id: 3 }] }))
      else if (request.url === '/api/series/3/')
        answer(response, 200, JSON.stringify({ cover_letter: null, patches: [member] }))
      else if (request.url === '/patch/5/mbox/')
        answer(response, 200, Buffer.concat([Buffer.from('From patchwork Fri Mar  1 10:00:00 2024\n'), MAIL]))
      else answer(response, 404)
    })
    const context = {
      http: openHttp({ ...FAST, backOffMs: [] }),
      lore: 'http://127.0.0.1:9/all',
      loreIsNamed: true,
      mirrors: '',
      stdin: (async function* () {})(),
      warn: () => {},
    }
    const open = () => openPatchwork(context, `${url}/patch/5/`, { origin: url, kind: 'patches', id: '5' })
    mboxHost = url
    const items: SourceItem[] = []
    for await (const item of open().items(null)) items.push(item)
    expect(items.map((item) => (item.kind === 'mail' ? item.raw.toString() : item.kind))).toEqual([MAIL.toString()])
    mboxHost = 'http://127.0.0.1:9'
    await expect(open().prepare?.(null)).rejects.toThrow(/another host/)
  })
})
