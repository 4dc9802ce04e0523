import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS, type ServerLimits } from '../../scripts/server/limits'
import type { NextHandler } from '../../scripts/server/next'
import { createPageServer } from '../../scripts/server/serve'
import { listen } from '../support/listen'
import { renderBy } from '../support/renderBy'
import { serveMails } from './served'
import { closed, dial, requestText } from './wire'

/** More than the kernel buffers for a connection that nobody reads. */
const LARGE_BYTES = 12 * 1024 * 1024
const LARGE = '/list/large'
/** Long enough that no test runs into a limit that it does not test. */
const NONE = { ...DEFAULT_LIMITS, requestMs: 600_000, idleMs: 600_000, stalledMs: 600_000, answerMs: 600_000 }

/** In place of Next: what is tested here happens before and after it. */
const pages: NextHandler = async ({ url }, response) => {
  response.writeHead(200, { 'content-type': 'application/octet-stream' })
  response.end(Buffer.alloc(url?.startsWith(LARGE) === true ? LARGE_BYTES : 10))
}

interface Client {
  readonly connect: (from?: string) => Promise<Socket>
  /** Checks that other clients are served meanwhile. */
  readonly othersAreServed: () => Promise<void>
}

interface Running {
  readonly port: number
  readonly close: () => Promise<unknown>
}

async function serveStub(limits: ServerLimits): Promise<Running> {
  const server = createPageServer({ findRender: renderBy(pages), limits })
  return { port: await listen(server), close: () => new Promise((resolve) => server.close(resolve)) }
}

/** Tests against a server with a few short limits. */
function withLimits(
  name: string,
  limits: Partial<ServerLimits>,
  tests: (client: Client) => void,
  serve: (limits: ServerLimits) => Promise<Running> = serveStub,
): void {
  describe(name, () => {
    let served: Running
    const open: Socket[] = []
    beforeAll(async () => {
      served = await serve({ ...NONE, ...limits })
    })
    afterEach(() => {
      for (const socket of open.splice(0)) socket.destroy()
    })
    afterAll(() => served?.close())
    tests({
      async connect(from) {
        const socket = await dial(served.port, from)
        open.push(socket)
        return socket
      },
      async othersAreServed() {
        const { status } = await fetch(`http://127.0.0.1:${served.port}/status`, { headers: { connection: 'close' } })
        expect(status).toBe(200)
      },
    })
  })
}

const builtTests = ({ connect, othersAreServed }: Client) => {
  it('are cut off if the headers arrive a byte at a time', async () => {
    const socket = await connect()
    const bytes = requestText('GET', '/', [`X-Slow: ${'a'.repeat(1000)}`])
    let at = 0
    const drip = setInterval(() => socket.write(bytes[at++ % bytes.length] ?? ''), 50)
    try {
      await othersAreServed()
      await closed(socket)
      expect(at).toBeLessThan(bytes.length)
    } finally {
      clearInterval(drip)
    }
  })

  it('are cut off if they send nothing or half a request', async () => {
    const halves = ['', 'GET / HT', 'GET / HTTP/1.1\r\nHost: x\r\n']
    const sockets = await Promise.all(halves.map(() => connect()))
    for (const [index, half] of halves.entries()) sockets[index]?.write(half)
    await othersAreServed()
    await Promise.all(sockets.map(closed))
  })

  it('are answered and disconnected if they announce a body and never send it', async () => {
    for (const method of ['GET', 'POST', 'PUT']) {
      for (const promise of ['Content-Length: 1000000000', 'Transfer-Encoding: chunked']) {
        const socket = await connect()
        let answer = ''
        socket.on('data', (chunk: Buffer) => {
          answer += chunk.toString('latin1')
        })
        socket.write(`${method} /status HTTP/1.1\r\nHost: x\r\n${promise}\r\n\r\n`)
        await closed(socket)
        expect([method, answer.slice(0, 12)]).toEqual([method, method === 'GET' ? 'HTTP/1.1 200' : 'HTTP/1.1 405'])
      }
    }
  })

  it('are disconnected if they send no further request', async () => {
    const socket = await connect()
    socket.write('GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n')
    await new Promise((resolve) => socket.once('data', resolve))
    await othersAreServed()
    await closed(socket)
  })
}
withLimits('clients that send slowly to the built server', { requestMs: 400, idleMs: 400 }, builtTests, (limits) =>
  serveMails({ limits }),
)

withLimits('clients that do not read', { stalledMs: 400 }, ({ connect, othersAreServed }) => {
  it('are cut off', async () => {
    const socket = await connect()
    socket.pause()
    socket.write(requestText('GET', LARGE))
    await othersAreServed()
    await sleep(2_000)
    // What the kernel has buffered can still be read; the rest was never sent.
    await closed(socket)
    expect(socket.bytesRead).toBeLessThan(LARGE_BYTES)
  })
})

withLimits('clients that read slowly', { answerMs: 1_000 }, ({ connect, othersAreServed }) => {
  it('are cut off', async () => {
    const socket = await connect()
    socket.pause()
    socket.write(requestText('GET', LARGE))
    const sip = setInterval(() => socket.read(32 * 1024), 100)
    try {
      await othersAreServed()
      await sleep(2_000)
    } finally {
      clearInterval(sip)
    }
    await closed(socket)
    expect(socket.bytesRead).toBeLessThan(LARGE_BYTES)
  })
})

const CONNECTIONS = 200
/** What one client may have of them. */
const CROWDED = CONNECTIONS * 0.9

withLimits(
  'clients that take a lot at once',
  { connections: CONNECTIONS, unsentBytes: 3 * LARGE_BYTES },
  ({ connect, othersAreServed }) => {
    it('use no more memory than the limit: the oldest answer is cut off if too much is unsent', async () => {
      const sockets: Socket[] = []
      for (let index = 0; index < 5; index++) {
        const socket = await connect()
        socket.pause()
        // This server has no cache, so each answer is a buffer of its own.
        socket.write(requestText('GET', `${LARGE}?${index}`))
        sockets.push(socket)
        await othersAreServed()
      }
      await sleep(500)
      for (const socket of sockets) await closed(socket)
      const whole = sockets.map(({ bytesRead }) => bytesRead > LARGE_BYTES)
      expect(whole[0]).toBe(false)
      expect(whole.at(-1)).toBe(true)
    })

    it('do not keep others out with idle connections', async () => {
      for (let index = 0; index < 3 * CONNECTIONS; index++) {
        const socket = await connect()
        socket.write('GET /list/idle HTTP/1.1\r\nHost: x\r\n\r\n')
        await Promise.race([
          new Promise((resolve) => socket.once('data', resolve)),
          closed(socket).then(() => expect.fail(`connection ${index} was dropped`)),
        ])
      }
      await othersAreServed()
    })

    it('get no more connections than the limit', async () => {
      const sockets = await Promise.all(Array.from({ length: CROWDED }, () => connect()))
      const more = await Promise.all(Array.from({ length: 50 }, () => connect()))
      await Promise.all(more.map(closed))
      for (const socket of sockets) expect(socket.closed).toBe(false)
      for (const socket of sockets) socket.destroy()
      await expect.poll(() => othersAreServed().catch(() => 'not yet')).not.toBe('not yet')
    })

    // Other systems have one address of loopback.
    it.runIf(process.platform === 'linux')('do not keep others out with requests that they never end', async () => {
      const sockets = await Promise.all(Array.from({ length: 2 * CONNECTIONS }, () => connect('127.0.0.2')))
      for (const socket of sockets) socket.write('GET /list HTTP/1.1\r\n')
      for (let index = 0; index < CONNECTIONS; index++) await othersAreServed()
      const others = await Promise.all(Array.from({ length: 50 }, () => connect('127.0.0.3')))
      await othersAreServed()
      for (const socket of others) expect(socket.closed).toBe(false)
      expect(sockets.filter((socket) => !socket.closed).length).toBeLessThanOrEqual(CROWDED - others.length)
    })

    it('are cut off if they send too many requests without reading the answers', async () => {
      const socket = await connect()
      socket.write('GET /status?many HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1_000))
      await closed(socket)
      await othersAreServed()
    })
  },
)
