import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { DEFAULT_LIMITS } from '../../scripts/server/limits'
import { createPageServer } from '../../scripts/server/serve'
import { listen } from '../support/listen'
import { MAILS, servePosts } from './postServer'
import { requestText, sendRaw } from './wire'

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

describe('a POST', () => {
  it('asks one list, or one thread of it, as clients of a public-inbox do', async () => {
    const { asked, post } = await servePosts()
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
    const { asked, post } = await servePosts()
    const query = Array.from({ length: 200 }, (_, at) => `patchid:${`${at}`.padStart(40, '0')}`).join(' OR ')
    expect((await post(`/all/?x=m&q=${encodeURIComponent(query)}`)).status).toBe(200)
    expect(asked).toEqual([{ list: 'all', query, threads: false }])
  })

  it('may have a small body that asks for threads, as public-inbox reads it', async () => {
    const { asked, post } = await servePosts()
    const bodies = ['', 'x=m', 't=1', 'x=m&t=1', 'x=full+threads', 'z=results+only', 'x=0', 't=0']
    for (const body of bodies) expect([body, (await post('/all/?x=m&q=a', body)).status]).toEqual([body, 200])
    expect(asked.map(({ threads }) => threads)).toEqual([false, true, true, true, true, false, false, false])
  })

  it('with another body is answered 405, with a long one 413, however it is sent', async () => {
    const { asked, port, post } = await servePosts()
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
    const { asked, post } = await servePosts()
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
    const { post } = await servePosts(() => ({ kind: 'mbox', mails: MAILS, isCut: () => true, countMissing: () => 0 }))
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
    const { port } = await servePosts(() => ({
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
    const { port } = await servePosts()
    const { status, body } = await sendRaw(port, 'POST /all/?x=m&q=a HTTP/1.0\r\nContent-Length: 0\r\n\r\n')
    expect([status, body.length > 0]).toEqual([200, true])
  })

  it('that finds nothing, or cannot be answered, gets a sentence', async () => {
    for (const [kind, status] of [
      ['none', 404],
      ['problem', 400],
      ['large', 413],
    ] as const) {
      const { post } = await servePosts(() => ({ kind, text: 'Why.' }))
      const response = await post('/all/?x=m&q=a')
      expect([response.status, await response.text()]).toEqual([status, 'Why.\n'])
    }
    const { post } = await servePosts(() => {
      throw new Error('no database')
    })
    const failed = await post('/all/?x=m&q=a')
    expect([failed.status, await failed.text()]).toEqual([500, expect.stringMatching(/^Something went wrong/)])
  })

  it('that asks for another protocol is answered, and its connection closed', async () => {
    const { port } = await servePosts(() => ({ kind: 'none', text: 'Nothing.' }))
    const lines = ['Host: x', 'Connection: Upgrade', 'Upgrade: websocket', 'Content-Length: 0', '', '']
    const { status, head } = await sendRaw(port, ['POST /all/?x=m&q=a HTTP/1.1', ...lines].join('\r\n'))
    expect([status, head]).toEqual([404, expect.stringMatching(/^connection: close$/im)])
  })

  it('is not read as another request, and the next one on its connection is answered', async () => {
    const { port } = await servePosts(() => ({ kind: 'none', text: 'Nothing.' }))
    const first = 'POST /all/?x=m&q=a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nx=m'
    const { status, body } = await sendRaw(port, first + requestText('GET', '/status'))
    expect([status, body.match(/HTTP\/1\.1 200/g)?.length]).toEqual([404, 1])
  })

  it('is answered 503 until mail can be searched, and any other POST 405 then, too', async () => {
    const searchMbox = () => Promise.reject(new Error('asked too early'))
    const server = createPageServer({ findRender: () => undefined, limits: DEFAULT_LIMITS, searchMbox })
    const port = await listen(server)
    onTestFinished(() => void server.close())
    const post = (target: string) => fetch(`http://127.0.0.1:${port}${target}`, { method: 'POST', body: 'x=m' })
    const [early, other] = [await post('/all/?x=m&q=a'), await post('/all/?q=a')]
    expect([early.status, early.headers.get('retry-after'), other.status]).toEqual([503, '1', 405])
  })
})
