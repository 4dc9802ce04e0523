import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCache } from '../../scripts/server/cache'
import { DEFAULT_LIMITS } from '../../scripts/server/limits'
import type { NextHandler } from '../../scripts/server/next'
import { createPageServer } from '../../scripts/server/serve'
import { listen } from '../support/listen'
import { renderBy } from '../support/renderBy'
import { dial } from './wire'

/** In place of Next: answers the first requests last. */
let delayMs = 60
const pages: NextHandler = async ({ url }, response) => {
  delayMs -= 10
  await sleep(delayMs)
  response.writeHead(200, { 'content-type': 'text/html' }).end(`page ${url}`.padEnd(2_000))
}

let port: number
let close: () => void
beforeAll(async () => {
  const server = createPageServer({
    findRender: renderBy(pages),
    cache: createCache(() => '1', 1_000_000),
    limits: DEFAULT_LIMITS,
  })
  port = await listen(server)
  close = () => server.close()
})
afterAll(() => close?.())

interface Ask {
  readonly method?: string
  readonly target: string
  readonly headers?: readonly string[]
}

const text = ({ method = 'GET', target, headers = [] }: Ask) =>
  [`${method} ${target} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n')

/** Sends requests in one write and returns what came back once this many answers did, or the connection was closed. */
async function sendTogether(asks: readonly Ask[]): Promise<{ statuses: number[]; received: string; closed: boolean }> {
  const socket = await dial(port)
  let received = ''
  const statuses = () => [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))
  delayMs = 60
  const done = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1')
      if (statuses().length === asks.length) resolve()
    })
    socket.once('close', () => resolve())
  })
  socket.write(asks.map(text).join(''))
  await Promise.race([done, sleep(3_000)])
  // The rest of the last body, and the end of the connection if the server closes it.
  await sleep(50)
  const { closed } = socket
  socket.destroy()
  return { statuses: statuses(), received, closed }
}

const PAGE = { target: '/list/a' }
const UNMADE = { target: '/list/b' }

describe('requests sent in one write', () => {
  it.each([
    ['two pages', [PAGE, UNMADE], [200, 200]],
    ['the same page thrice', [UNMADE, UNMADE, UNMADE], [200, 200, 200]],
    ['HEAD first', [{ ...PAGE, method: 'HEAD' }, UNMADE], [200, 200]],
    ['an answer without a body first', [{ ...PAGE, headers: ['If-None-Match: *'] }, UNMADE], [304, 200]],
    ['a redirect first', [{ target: '/lists' }, UNMADE], [308, 200]],
    ['a bad address first', [{ target: '/list/%' }, PAGE, { target: '/status' }], [200, 200, 200]],
  ])('are all answered, in their order: %s', async (_, asks, statuses) => {
    const answer = await sendTogether(asks)
    expect(answer.statuses).toEqual(statuses)
    const bodies = [...answer.received.matchAll(/page (\/\S+)/g)].map(([, target]) => target)
    const expected = asks.filter((ask, at) => !('method' in ask) && statuses[at] === 200).map(({ target }) => target)
    expect(bodies).toEqual(expected.map((target) => (target === '/list/%' ? '/problem/percent' : target)))
    expect(answer.closed).toBe(false)
  })
})

const UPGRADES: readonly (readonly string[])[] = [
  ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA'],
  [
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
  ],
  ['Connection: Upgrade', 'Upgrade: x'],
]

describe('a request for another protocol', () => {
  it('is answered as if it asked for none', async () => {
    for (const headers of UPGRADES) {
      const { statuses, received } = await sendTogether([{ ...PAGE, headers }])
      expect(statuses).toEqual([200])
      expect(received).toContain('page /list/a')
    }
  })

  it('is the last one of its connection, because Node loses what was sent after it', async () => {
    for (const headers of UPGRADES) {
      const { statuses, received, closed } = await sendTogether([{ ...PAGE, headers }, PAGE])
      expect([statuses, closed]).toEqual([[200], true])
      expect(received.toLowerCase()).toContain('\r\nconnection: close\r\n')
    }
  })
})
