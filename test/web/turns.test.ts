import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { DEFAULT_LIMITS } from '../../scripts/server/limits'
import type { NextHandler } from '../../scripts/server/next'
import { createPageServer } from '../../scripts/server/serve'
import { createTurns, TooManyWaiting } from '../../scripts/server/turns'
import { listen } from '../support/listen'
import { dial } from './wire'

describe('turns', () => {
  it('run a few tasks at a time, in order', async () => {
    const turns = createTurns(2, 100, 10_000)
    const order: number[] = []
    let running = 0
    let most = 0
    const work = async (index: number) => {
      order.push(index)
      most = Math.max(most, ++running)
      await sleep(1)
      running--
      if (index % 7 === 0) throw new Error('failed')
    }
    const done = Array.from({ length: 50 }, (_, index) => turns.take(() => work(index)))
    expect((await Promise.allSettled(done)).filter(({ status }) => status === 'rejected')).toHaveLength(8)
    expect([most, order]).toEqual([2, Array.from({ length: 50 }, (_, index) => index)])
  })

  it('start one task per turn of the event loop, so that connections are accepted between two pages', async () => {
    const turns = createTurns(4, 100, 10_000)
    let loop = 0
    const count = () => {
      loop++
      if (loop < 100) setImmediate(count)
    }
    setImmediate(count)
    const begun = await Promise.all(Array.from({ length: 12 }, () => turns.take(async () => loop)))
    expect(new Set(begun).size).toBe(12)
  })

  it('reject a task if too many are waiting, and continue afterwards', async () => {
    const turns = createTurns(1, 2, 10_000)
    const some = [1, 2, 3].map(() => turns.take(() => sleep(1)))
    await expect(turns.take(() => sleep(1))).rejects.toThrow(TooManyWaiting)
    await Promise.all(some)
    await expect(turns.take(() => sleep(1, 'done'))).resolves.toBe('done')
  })
})

describe('pages that never finish', () => {
  const pages: NextHandler = ({ url }, response) =>
    new Promise((resolve) => {
      if (url === '/list/never') return
      response.writeHead(200, { 'content-type': 'text/plain' }).end(url)
      resolve()
    })

  it('give up their place: their clients get an error, the next ones are served', async () => {
    const server = createPageServer({
      findHandler: () => pages,
      limits: { ...DEFAULT_LIMITS, renderings: 1, renderingMs: 200 },
    })
    const port = await listen(server)
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const answers = ['/list/never', '/list/next'].map((path) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } }),
    )
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([503, 200])
    server.close()
  })
})

describe('waiting pages', () => {
  const release: (() => void)[] = []
  const made: (string | undefined)[] = []
  const pages: NextHandler = async ({ url }, response) => {
    made.push(url)
    await new Promise<void>((resolve) => release.push(resolve))
    response.writeHead(200, { 'content-type': 'text/plain' }).end(url)
  }

  it('are answered in order; one too many gets 503; nothing is rendered for clients that have disconnected', async () => {
    const server = createPageServer({
      findHandler: () => pages,
      limits: { ...DEFAULT_LIMITS, renderings: 1, waiting: 2 },
    })
    const port = await listen(server)
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } })
    const first = get('/list/first')
    await expect.poll(() => made).toEqual(['/list/first'])
    const gone = await dial(port)
    gone.write('GET /list/gone HTTP/1.1\r\nHost: x\r\n\r\n')
    await sleep(50)
    const last = get('/list/last')
    await sleep(50)
    const refused = await get('/list/refused')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
    gone.destroy()
    await once(gone, 'close')
    await sleep(50)
    const letGo = setInterval(() => release.shift()?.(), 10)
    expect([await (await first).text(), await (await last).text()]).toEqual(['/list/first', '/list/last'])
    clearInterval(letGo)
    expect(made).toEqual(['/list/first', '/list/last'])
    server.close()
  })
})
