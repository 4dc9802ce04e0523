import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROUTES } from '../../app/_handlers/routes'
import { openWriter } from '../../db/migrate'
import { hostileMails } from '../support/hostileMails'
import { mail } from '../support/mail'
import { listRoutes } from '../support/routes'
import {
  EXAMPLES,
  FRAMEWORK_ENDINGS,
  HEEDED_HEADERS,
  ODD_SEGMENTS,
  PREFIXES,
  SECRETS,
  SOUND,
  VALUES,
  WORDS,
} from './oddRequests'
import { type Served, serveMails } from './served'
import { getRaw, requestText, sendRaw } from './wire'

/** IDs of imported mails. */
const FRAMEWORK_IDS = FRAMEWORK_ENDINGS.map((ending) => `somebody@example.org${ending}`)

function patchMail(id: string, index: number): Buffer {
  const body = `---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n first\n+added ${index}\n`
  return mail({ id, subject: `[PATCH] a mail with the odd id ${index}`, body })
}

/** Every commit empties the cache. */
function clearCache(database: string): void {
  const db = openWriter(database)
  db.prepare("INSERT INTO rejections VALUES ('x', 1, 'why')").run()
  db.prepare("DELETE FROM rejections WHERE source = 'x'").run()
  db.close()
}

/** The routes that read query parameters. */
const QUERIES = Object.entries<readonly string[]>(ROUTES).filter(([, names]) => names.length > 0)

describe('requests that no browser makes', () => {
  let served: Served
  beforeAll(async () => {
    served = await serveMails({ mails: [...hostileMails(), ...FRAMEWORK_IDS.map(patchMail)] })
  })
  afterAll(() => served?.close())

  /** Requests the targets and returns those whose response is wrong. */
  const findUnsound = async (targets: readonly string[], headers: readonly string[] = []): Promise<string[]> => {
    const unsound: string[] = []
    for (const target of targets) {
      const { status, head, body } = await getRaw(served.port, target, headers)
      if (!SOUND.has(status)) unsound.push(`${status} ${target.slice(0, 200)}`)
      if (SECRETS.test(body) || /^set-cookie:/im.test(head)) unsound.push(`a secret at ${target.slice(0, 200)}`)
      const location = /^location: (.*)$/im.exec(head)?.[1]
      if (location !== undefined && !/^\/(?![/\\])/.test(location))
        unsound.push(`${target.slice(0, 200)} leads to ${location}`)
    }
    return unsound
  }

  it('with odd paths get a proper status and no file of the machine', async () => {
    // Each prefix gets a third of the segments, so every segment is tried after five prefixes.
    const targets = PREFIXES.flatMap((prefix, place) =>
      ODD_SEGMENTS.filter((_, index) => index % 3 === place % 3).map((segment) => prefix + segment),
    )
    expect(targets.length).toBeGreaterThan(300)
    expect(await findUnsound(targets)).toEqual([])
  })

  it('with targets that are not paths, or are too long, are rejected', async () => {
    const long = `/${'a'.repeat(100_000)}`
    for (const target of [
      '*',
      'http://example.org/',
      'series',
      'file:///etc/passwd',
      `/search?q=${'a'.repeat(5_000)}`,
      long,
    ]) {
      const { status } = await getRaw(served.port, target)
      expect([target.slice(0, 30), [400, 431].includes(status)]).toEqual([target.slice(0, 30), true])
    }
  })

  it('with odd or huge headers are rejected, or the headers are ignored', async () => {
    for (const [headers, status] of [
      [[`X: ${'a'.repeat(20_000)}`], 431],
      [Array.from({ length: 2_000 }, (_, index) => `X-${index}: ${index}`), 431],
      [['Content-Length: 1', 'Transfer-Encoding: chunked'], 400],
      [['Content-Length: 1', 'Content-Length: 2'], 400],
      [['Transfer-Encoding: x'], 400],
      [['Range: bytes=0-1,2-3'], 200],
      [['If-None-Match: "x'], 200],
      [[`Accept-Encoding: ${'gzip;q=x,'.repeat(1_000)}`], 200],
      [['Expect: 200-maybe'], 417],
    ] as const) {
      const answer = await getRaw(served.port, '/status', headers)
      expect([headers[0]?.slice(0, 30), answer.status]).toEqual([headers[0]?.slice(0, 30), status])
    }
  })

  it('are made with an address of every route', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(
      listRoutes()
        .map(({ path }) => path)
        .sort(),
    )
  })

  it('by any method but GET and HEAD are answered 405 on every route', async () => {
    for (const target of Object.values(EXAMPLES)) {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE', 'LINK']) {
        const { status, head } = await sendRaw(
          served.port,
          requestText(method, target, ['Next-Action: x', 'Content-Length: 0']),
        )
        expect([method, target, status]).toEqual([method, target, 405])
        expect(head.toLowerCase()).toContain('\nallow: get, head\n')
      }
    }
    for (const method of ['GARBAGE', 'get', 'GET\0', 'PRI'])
      expect([method, (await sendRaw(served.port, requestText(method, '/'))).status]).toEqual([method, 400])
    // There is no tunnel: the connection is closed.
    expect((await sendRaw(served.port, requestText('CONNECT', 'example.org:443'))).status).toBe(0)
  })

  it('by POST are answered as a search or not at all, whatever the path and the words', async () => {
    const targets = [
      ...ODD_SEGMENTS.flatMap((segment) => [`/all/${segment}?x=m&q=img`, `/${segment}/?x=m&q=img`]),
      ...WORDS.flatMap((word) => [`/all/?x=m&q=${word}`, `/all/?x=m&t=1&q=${word}`, `/list/?x=m&q=${word}`]),
      ...VALUES.map((value) => `/all/?x=${value}&q=img`),
    ]
    const unsound: string[] = []
    for (const target of targets) {
      const { status, body } = await sendRaw(served.port, requestText('POST', target, ['Content-Length: 0']))
      if (![200, 400, 404, 405, 431].includes(status) || SECRETS.test(body))
        unsound.push(`${status} ${target.slice(0, 200)}`)
    }
    expect(unsound).toEqual([])
  })

  it('with headers that Next or a proxy obeys are answered as if without, on every route', async () => {
    for (const target of Object.values(EXAMPLES)) {
      const mark = target.includes('?') ? '&' : '?'
      const heeded = await getRaw(served.port, `${target}${mark}_rsc=abc12`, HEEDED_HEADERS)
      clearCache(served.database)
      const plain = await getRaw(served.port, target)
      expect([target, heeded.status, contentType(heeded.head)]).toEqual([target, plain.status, contentType(plain.head)])
      expect([target, withoutTimes(heeded.body) === withoutTimes(plain.body)]).toEqual([target, true])
      expect([target, heeded.head.includes('evil') || heeded.body.includes('evil.example')]).toEqual([target, false])
    }
  })

  it('for an ID with an ending that is special to Next are answered as for any other ID', async () => {
    const wrong: string[] = []
    for (const ending of FRAMEWORK_ENDINGS) {
      const id = encodeURIComponent(`nobody@example.org${ending}`)
      for (const [target, status] of [
        [`/series/${id}`, 404],
        [`/message/${id}`, 404],
        [`/message/${id}/raw`, 404],
        [`/r/${id}`, 404],
        [`/api/series/${id}`, 404],
        [`/people/${id}`, 404],
        [`/list/${id}`, 404],
        [`/path/drivers/${id}`, 404],
        [`/list${ending}`, 404],
        [`/status${ending}`, 404],
      ] as const) {
        const answer = await getRaw(served.port, target)
        const type = target.startsWith('/api/')
          ? 'application/json'
          : target.endsWith('/raw')
            ? 'text/plain'
            : 'text/html'
        if (answer.status !== status || contentType(answer.head)?.startsWith(type) !== true)
          wrong.push(`${target}: ${answer.status} ${contentType(answer.head)}`)
      }
    }
    expect(wrong).toEqual([])
    for (const id of FRAMEWORK_IDS) {
      for (const target of [`/series/${encodeURIComponent(id)}`, `/message/${encodeURIComponent(id)}/raw`])
        expect([target, (await getRaw(served.port, target)).status]).toEqual([target, 200])
    }
  })

  it('with a GET that has a body are answered, and the body is not read as another request', async () => {
    const inner = requestText('GET', '/api/health')
    const { status, body } = await sendRaw(
      served.port,
      `GET /status HTTP/1.1\r\nHost: x\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`,
    )
    expect([status, body.includes('HTTP/1.1')]).toEqual([200, false])
  })

  it('with odd search words are answered, with or without results, or refused', async () => {
    const targets = QUERIES.flatMap(([route, names]) => {
      const example = (EXAMPLES[route] ?? '').replace(/\?.*$/, '')
      return names.includes('q') ? WORDS.map((word) => `${example}?q=${word}`) : []
    })
    expect(targets.length).toBeGreaterThan(100)
    const unsound: string[] = []
    const plain = new Map<string, number>()
    for (const target of targets) {
      const { status } = await getRaw(served.port, target)
      // A list that no series was sent to is answered 404, whatever is searched for in it.
      const path = target.replace(/\?.*$/, '')
      if (!plain.has(path)) plain.set(path, (await getRaw(served.port, path)).status)
      if (
        status !== 200 &&
        status !== 400 &&
        status !== plain.get(path) &&
        !(status === 307 && target.startsWith('/search?'))
      )
        unsound.push(`${status} ${target.slice(0, 200)}`)
    }
    expect(unsound).toEqual([])
  })

  it('with odd, repeated and many parameters are answered on every route that has parameters', async () => {
    const targets = QUERIES.flatMap(([route, names]) => {
      const example = (EXAMPLES[route] ?? '').replace(/\?.*$/, '')
      const each = names.flatMap((name, place) =>
        VALUES.filter((_, index) => (index + place) % 2 === 0).map((value) => `${example}?${name}=${value}`),
      )
      return [
        ...each,
        `${example}?${names.map((name) => `${name}=1&${name}=2&${name}[]=3&${name}[x]=4`).join('&')}`,
        `${example}?${'a&'.repeat(1_900)}`,
        `${example}?${'&=%'.repeat(500)}`,
      ]
    })
    expect(await findUnsound(targets)).toEqual([])
    const many = Array.from({ length: 10_000 }, (_, index) => `p${index}=1`).join('&')
    expect((await getRaw(served.port, `/search?${many}`)).status).toBe(431)
  })
})

/** The status page says when the database was written to, which clearCache does. */
function withoutTimes(html: string): string {
  return html.replace(/<time[^>]*>[^<]*<\/time>/g, '')
}

function contentType(head: string): string | undefined {
  return /^content-type: (.*)$/im.exec(head)?.[1]
}
