import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { MboxResult, MboxSearch } from '../../db/queries/mail/searchMbox'
import { DEFAULT_LIMITS, type ServerLimits } from '../../scripts/server/limits'
import type { SearchResult } from '../../scripts/server/searching'
import { createPageServer } from '../../scripts/server/serve'
import { listen } from '../support/listen'
import { renderBy } from '../support/renderBy'
import { closed, dial, requestText, sendRaw } from './wire'

const MAILS = [
  Buffer.from('From mboxrd@z\nSubject: one\n\nOne.\n\n'),
  Buffer.from('From mboxrd@z\nSubject: two\n\nTwo.\n\n'),
]
const found = (mails: Iterable<Buffer> = MAILS): MboxResult => ({
  kind: 'mbox',
  mails,
  isCut: () => false,
  countMissing: () => 0,
})

const close: (() => void)[] = []
afterEach(() => {
  for (const one of close.splice(0)) one()
})
beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

/** A server with this search, which records what it is asked; Next must never see a POST. */
async function serve(answer: () => SearchResult | Promise<SearchResult> = found, limits: Partial<ServerLimits> = {}) {
  const asked: MboxSearch[] = []
  const server = createPageServer({
    findRender: renderBy(async ({ url }, response) => {
      if (url !== '/people') response.writeHead(200).end('page')
    }),
    limits: { ...DEFAULT_LIMITS, ...limits },
    searchMbox: async (search) => {
      asked.push(search)
      return answer()
    },
  })
  const port = await listen(server)
  close.push(() => server.close())
  const post = (target: string, body = '') => fetch(`http://127.0.0.1:${port}${target}`, { method: 'POST', body })
  return { asked, port, post }
}

describe('a POST', () => {
  it('asks one list, or one thread of it, as clients of a public-inbox do', async () => {
    const { asked, post } = await serve()
    const q = '(s:"a+b" AND f:"x@y") AND d:20220828..'
    await post(`/all/?x=m&t=1&q=${encodeURIComponent(q).replaceAll('%20', '+')}`)
    await post('/KVM?q=vfio&x=m')
    await post('/kvm.vger.kernel.org/a%40b/?x=m&q=rt:1661990400..')
    await post('/kvm/a/b@c/?q=x&x=m&t=0')
    expect(asked).toEqual([
      { list: 'all', query: q, threads: true },
      { list: 'kvm', query: 'vfio', threads: false },
      { list: 'kvm.vger.kernel.org', id: 'a@b', query: 'rt:1661990400..', threads: false },
      { list: 'kvm', id: 'a/b@c', query: 'x', threads: false },
    ])
  })

  it('may be longer than the address of a page', async () => {
    const { asked, post } = await serve()
    const query = Array.from({ length: 200 }, (_, at) => `patchid:${`${at}`.padStart(40, '0')}`).join(' OR ')
    expect((await post(`/all/?x=m&q=${encodeURIComponent(query)}`)).status).toBe(200)
    expect(asked).toEqual([{ list: 'all', query, threads: false }])
  })

  it('may have a small body that asks for threads, as public-inbox reads it', async () => {
    const { asked, post } = await serve()
    const bodies = ['', 'x=m', 't=1', 'x=m&t=1', 'x=full+threads', 'z=results+only', 'x=0', 't=0']
    for (const body of bodies) expect([body, (await post('/all/?x=m&q=a', body)).status]).toEqual([body, 200])
    expect(asked.map(({ threads }) => threads)).toEqual([false, true, true, true, true, false, false, false])
  })

  it('with another body is answered 405, with a long one 413, however it is sent', async () => {
    const { asked, port, post } = await serve()
    for (const body of ['q=a', '{"x":"m"}', 'x=m&x[]=1', 'hello'])
      expect([body, (await post('/all/?x=m&q=a', body)).status]).toEqual([body, 405])
    expect((await post('/all/?x=m&q=a', `x=${'m'.repeat(2_000)}`)).status).toBe(413)
    const head = ['POST /all/?x=m&q=a HTTP/1.1', 'Host: x']
    const long = await sendRaw(port, [...head, 'Content-Length: 1000000', '', 'x'].join('\r\n'))
    expect([long.status, /^connection: close$/im.test(long.head)]).toEqual([413, true])
    const chunk = `400\r\n${'m'.repeat(1024)}\r\n`
    const chunked = [...head, 'Transfer-Encoding: chunked', '', chunk.repeat(3)].join('\r\n')
    expect((await sendRaw(port, chunked)).status).toBe(413)
    expect(asked).toEqual([])
  })

  it('to anything else is answered 405', async () => {
    const { asked, post } = await serve()
    for (const target of [
      '/',
      '/?x=m&q=a',
      '/all/',
      '/all/?q=a',
      '/all/?x=m',
      '/all/?x=A&q=a',
      '/all/new.atom?x=m&q=a',
      '/all/a@b/t.mbox.gz?x=m&q=a',
      '/all/a@b/raw?x=m&q=a',
      '/search?x=m&q=a',
      '/series/a@b?x=m&q=a',
      '/all/%E0%A4%A/?x=m&q=a',
      '/all//a@b/?x=m&q=a',
    ]) {
      const { status, headers } = await post(target)
      expect([target, status, headers.get('allow')]).toEqual([target, 405, 'GET, HEAD'])
    }
    expect(asked).toEqual([])
  })

  it('is answered with a gzipped mbox, which is no encoding of the response', async () => {
    const { post } = await serve(() => ({ kind: 'mbox', mails: MAILS, isCut: () => true, countMissing: () => 0 }))
    const response = await post('/all/?x=m&q=a')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/gzip',
      'content-disposition': 'attachment; filename="results.mbox.gz"',
      'x-reroll-cut': 'newest',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(gunzipSync(Buffer.from(await response.arrayBuffer())).toString()).toBe(MAILS.join(''))
  })

  it('is answered before all is found, with a trailer if some were left out or are missing', async () => {
    let cut = false
    const mails = function* () {
      yield* MAILS
      cut = true
    }
    const { port } = await serve(() => ({
      kind: 'mbox',
      mails: mails(),
      isCut: () => cut,
      countMissing: () => (cut ? 3 : 0),
    }))
    const { head, body } = await sendRaw(port, requestText('POST', '/all/?x=m&q=a', ['Content-Length: 0']))
    expect(head).toMatch(/^trailer: X-Reroll-Cut, X-Reroll-Missing$/im)
    expect(body).toMatch(/\r\n0\r\nx-reroll-cut: newest\r\nx-reroll-missing: 3\r\n\r\n$/)
  })

  it('of HTTP/1.0, which knows no trailers, is answered', async () => {
    const { port } = await serve()
    const { status, body } = await sendRaw(port, 'POST /all/?x=m&q=a HTTP/1.0\r\nContent-Length: 0\r\n\r\n')
    expect([status, body.length > 0]).toEqual([200, true])
  })

  it('that finds nothing, or cannot be answered, gets a sentence', async () => {
    for (const [kind, status] of [
      ['none', 404],
      ['problem', 400],
      ['large', 413],
    ] as const) {
      const { post } = await serve(() => ({ kind, text: 'Why.' }))
      const response = await post('/all/?x=m&q=a')
      expect([response.status, await response.text()]).toEqual([status, 'Why.\n'])
    }
    const { post } = await serve(() => {
      throw new Error('no database')
    })
    const failed = await post('/all/?x=m&q=a')
    expect([failed.status, await failed.text()]).toEqual([500, expect.stringMatching(/^Something went wrong/)])
  })

  it('that asks for another protocol is answered, and its connection closed', async () => {
    const { port } = await serve(() => ({ kind: 'none', text: 'Nothing.' }))
    const lines = ['Host: x', 'Connection: Upgrade', 'Upgrade: websocket', 'Content-Length: 0', '', '']
    const { status, head } = await sendRaw(port, ['POST /all/?x=m&q=a HTTP/1.1', ...lines].join('\r\n'))
    expect([status, head]).toEqual([404, expect.stringMatching(/^connection: close$/im)])
  })

  it('is not read as another request, and the next one on its connection is answered', async () => {
    const { port } = await serve(() => ({ kind: 'none', text: 'Nothing.' }))
    const first = 'POST /all/?x=m&q=a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nx=m'
    const { status, body } = await sendRaw(port, first + requestText('GET', '/status'))
    expect([status, body.match(/HTTP\/1\.1 200/g)?.length]).toEqual([404, 1])
  })
})

describe('an mbox that is sent', () => {
  /** Mails that gzip cannot make smaller, without end; counts those that were read. */
  const endless = () => {
    const state = { read: 0 }
    const mails = function* () {
      for (;;) {
        state.read++
        yield randomBytes(100_000)
      }
    }
    return { state, mails }
  }
  const request = requestText('POST', '/all/?x=m&q=a', ['Content-Length: 0'])

  it('is read no faster than its client reads, and not at all once that has gone', async () => {
    const { state, mails } = endless()
    const { port } = await serve(() => found(mails()))
    const socket = await dial(port)
    socket.pause()
    socket.write(request)
    const settled = async () => {
      for (let before = -1; before !== state.read || before === 0; ) {
        before = state.read
        await sleep(500)
      }
      return state.read
    }
    const read = await settled()
    // Kernels keep a few megabytes for a connection that nobody reads.
    expect(read).toBeLessThan(200)
    socket.destroy()
    expect(await settled()).toBeLessThan(read + 5)
  })

  it('to a client that does not read ends after a while', async () => {
    const { mails } = endless()
    const { port } = await serve(() => found(mails()), { stalledMs: 300 })
    const socket = await dial(port)
    socket.write(request)
    await sleep(1_500)
    await closed(socket)
  })

  it('is one of a few at the same time', async () => {
    const { mails } = endless()
    const { port, post } = await serve(() => found(mails()), { searches: 1 })
    const socket = await dial(port)
    socket.pause()
    socket.write(request)
    await sleep(300)
    const crowded = await post('/all/?x=m&q=a')
    expect([crowded.status, crowded.headers.get('retry-after')]).toEqual([503, '5'])
    socket.destroy()
    await vi.waitFor(async () => {
      const free = await fetch(`http://127.0.0.1:${port}/all/?x=m&q=a`, { method: 'POST' })
      await free.body?.cancel()
      expect(free.status).toBe(200)
    })
  })

  it('is cut off, not ended, when a mail cannot be read', async () => {
    const { post } = await serve(() =>
      found(
        (function* () {
          yield* MAILS
          throw new Error('damaged')
        })(),
      ),
    )
    const response = await post('/all/?x=m&q=a')
    await expect(response.arrayBuffer()).rejects.toThrow()
  })

  it('is dropped when its client went away before it was begun, in a row of requests, too', async () => {
    const drop = vi.fn()
    const late = { ...found(), drop }
    const begin = vi.fn()
    const { port } = await serve(async () => {
      begin()
      await sleep(300)
      return late
    })
    const ask = 'POST /all/?x=m&q=a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n'
    const socket = await dial(port)
    socket.write(`GET /people HTTP/1.1\r\nHost: x\r\n\r\n${ask}`)
    await vi.waitFor(() => expect(begin).toHaveBeenCalledTimes(1))
    socket.resetAndDestroy()
    const other = await dial(port)
    other.write(ask)
    await vi.waitFor(() => expect(begin).toHaveBeenCalledTimes(2))
    other.resetAndDestroy()
    await vi.waitFor(() => expect(drop).toHaveBeenCalledTimes(2))
  })

  it('is one of a few also if many wait for their turn', async () => {
    const { mails } = endless()
    const drop = vi.fn()
    const { port } = await serve(
      async () => {
        await sleep(100)
        return { ...found(mails()), drop }
      },
      { searches: 2 },
    )
    const sockets = await Promise.all([1, 2, 3, 4, 5].map(() => dial(port)))
    for (const socket of sockets) socket.write(request)
    const heads = await Promise.all(sockets.map(async (socket) => String((await once(socket, 'data'))[0]).slice(0, 12)))
    expect(heads.filter((head) => head === 'HTTP/1.1 503').length).toBe(3)
    expect(drop).toHaveBeenCalledTimes(3)
    for (const socket of sockets) socket.destroy()
  })

  it('leaves room for other clients', async () => {
    const { mails } = endless()
    const { port } = await serve(() => found(mails()), { searches: 3, clientSearches: 2 })
    const ask = async (client: string) => {
      const socket = await dial(port)
      const lines = ['Content-Length: 0', `X-Forwarded-For: ${client}`]
      socket.write(requestText('POST', '/all/?x=m&q=a', lines))
      const [head] = await once(socket, 'data')
      socket.pause()
      return { socket, status: String(head).slice(9, 12) }
    }
    const asked = []
    for (const client of ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2']) asked.push(await ask(client))
    expect(asked.map(({ status }) => status)).toEqual(['200', '200', '503', '200'])
    for (const { socket } of asked) socket.destroy()
  })
})
