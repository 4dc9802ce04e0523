import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AnswerCache } from '../../scripts/server/cache'
import { createListener } from '../../scripts/server/listener'
import type { NextHandler } from '../../scripts/server/next'
import { startServer } from '../../scripts/server/serve'
import { listen } from '../support/listen'
import { renderBy } from '../support/renderBy'
import { dial, sendRaw } from './wire'

/** In place of Next: answers by path, and records the requests. */
const seen: IncomingMessage[] = []
const next: NextHandler = async (request, response) => {
  seen.push(request)
  const path = request.url ?? ''
  const html = (status: number, body: string) => {
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'x-powered-by': 'Next.js',
      'set-cookie': 'a=b',
    })
    response.write(body)
    response.end()
  }
  // A bad address is named by what is wrong with it.
  const problem = Number(path.slice(9)) || 400
  if (path.startsWith('/problem/')) html(problem, `<h1>problem ${problem}</h1>`)
  else if (path === '/series/nope%40x') html(404, '<h1>not found</h1>')
  else if (path === '/series/broken%40x') response.writeHead(500).end('Internal Server Error')
  else if (path === '/series/throws%40x') throw new Error('boom')
  else if (path === '/all/a%40x') response.setHeader('location', '/message/a@x').writeHead(308).end()
  else if (path === '/series/old%40x') response.setHeader('location', '/series/new%40x').writeHead(308).end()
  else html(200, `<h1>page ${path}</h1>${'x'.repeat(3000)}`)
}

const servers: Server[] = []
async function serve(cache?: AnswerCache): Promise<string> {
  const server = createServer(createListener({ findRender: renderBy(next), cache }))
  servers.push(server)
  return `http://127.0.0.1:${await listen(server)}`
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
  seen.splice(0)
})

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

describe('the server', () => {
  it('answers GET and HEAD only', async () => {
    const url = await serve()
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const response = await fetch(url, { method })
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
      expect(await response.text()).toMatch(/read-only.*npm run -s reroll -- --help/)
    }
    const head = await fetch(url, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(0)
    expect(seen.every((request) => request.method === 'GET')).toBe(true)
  })

  it('answers an upload without reading it, and closes the connection', async () => {
    const { port } = new URL(await serve())
    const accepted = new Promise<Socket>((resolve) => servers[0]?.once('connection', resolve))
    const socket = await dial(Number(port))
    const gone = new Promise((resolve) => socket.once('close', resolve))
    socket.resume()
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n')
    const chunk = Buffer.alloc(65_536)
    const send = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on('drain', send)
    send()
    await gone
    expect((await accepted).bytesRead).toBeLessThan(4 * 1024 * 1024)
  })

  it('sends the security headers with every response, and no header of the framework', async () => {
    const url = await serve()
    for (const path of ['/', '/series/nope%40x', '/series/%00', '/series/old%40x', '/_next/image']) {
      const { headers } = await fetch(url + path, { redirect: 'manual' })
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect([headers.get('x-powered-by'), headers.get('set-cookie')]).toEqual([null, null])
    }
  })

  it('passes no header of the client to the framework', async () => {
    const url = await serve()
    await fetch(url, {
      headers: {
        RSC: '1',
        'Next-Action': 'x',
        Cookie: 'a=b',
        'x-middleware-subrequest': 'x',
        'x-forwarded-host': 'evil.example',
      },
    })
    expect(seen[0]?.headers).toEqual({ host: 'localhost', accept: '*/*' })
  })

  it('explains failures on a page with the right status', async () => {
    const url = await serve()
    for (const [path, status] of [
      ['/no/where', 404],
      ['/problem/500', 404],
      ['/series/broken%40x', 500],
      ['/series/throws%40x', 500],
      ['/series/%E0%A4%A', 400],
    ] as const) {
      const response = await fetch(url + path)
      expect([path, response.status, await response.text()]).toEqual([path, status, `<h1>problem ${status}</h1>`])
    }
    const api = await fetch(`${url}/api/series/%zz`)
    expect([api.status, await api.json()]).toEqual([400, { error: 'bad address' }])
  })

  it('passes on the error page or redirect of a handler', async () => {
    const url = await serve()
    const missing = await fetch(`${url}/series/nope%40x`)
    expect([missing.status, await missing.text()]).toEqual([404, '<h1>not found</h1>'])
    const old = await fetch(`${url}/series/old%40x`, { redirect: 'manual' })
    expect([old.status, old.headers.get('location')]).toEqual([308, '/series/new%40x'])
  })

  it('redirects clients of a public-inbox to an absolute address, unless Host could be any name', async () => {
    const port = Number(new URL(await serve()).port)
    for (const [host, location] of [
      [`127.0.0.1:${port}`, `http://127.0.0.1:${port}/message/a@x`],
      ['localhost', 'http://localhost/message/a@x'],
      ['evil.example', '/message/a@x'],
    ]) {
      const request = `HEAD /a@x/ HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n`
      const { status, head } = await sendRaw(
        port,
        request.replace(host === 'evil.example' ? '' : /X-Forwarded.*\r\n/, ''),
      )
      expect([host, status, /^location: (.*)$/im.exec(head)?.[1]]).toEqual([host, 308, location])
    }
  })

  it('compresses as requested and answers 304 if the client has the page', async () => {
    const url = await serve()
    const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
    const etag = plain.headers.get('etag') ?? ''
    expect(plain.headers.get('content-encoding')).toBeNull()
    const packed = await fetch(url, { headers: { 'accept-encoding': 'gzip, br;q=0' } })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(packed.headers.get('etag')).toBe(etag)
    const again = await fetch(url, { headers: { 'if-none-match': `"other", ${etag}` } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  it('uses the path and the known parameters as cache key, and does not cache the status', async () => {
    const asked: string[] = []
    const url = await serve({
      get: (target, render) => {
        asked.push(target)
        return render()
      },
    })
    for (const path of ['/?x=1&page=2&q=a', '/?q=a&page=2&q=b', '/list?page=1', '/series/a@b', '/series/a%40b?_rsc=1'])
      await fetch(url + path)
    for (const path of ['/status', '/api/health', '/no/where']) await fetch(url + path)
    expect(asked).toEqual(['/?q=a&page=2', '/?q=a&page=2', '/list', '/series/a%40b', '/series/a%40b'])
  })

  it('answers 503 until pages can be rendered', async () => {
    const server = createServer(createListener({ findRender: () => undefined }))
    servers.push(server)
    const response = await fetch(`http://127.0.0.1:${await listen(server)}`)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await response.text()).toMatch(/is starting\. Reload this page/)
  })
})

describe('startServer', () => {
  it('suggests another port if the port is in use', async () => {
    const port = Number(new URL(await serve()).port)
    await expect(startServer({ port, host: '127.0.0.1' })).rejects.toThrow(
      `Port ${port} is in use by another program. Choose another one: PORT=${port + 1} npm start`,
    )
  })

  it('suggests a host if the machine does not have the address', async () => {
    await expect(startServer({ port: 0, host: '192.0.2.1' })).rejects.toThrow('HOST=127.0.0.1 npm start')
  })
})
