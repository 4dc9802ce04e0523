import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { DEFAULT_LIMITS } from '../../scripts/server/limits'
import type { NextHandler } from '../../scripts/server/next'
import { createPageServer } from '../../scripts/server/serve'
import { createTurns, type Task, TookTooLong, TooManyWaiting, type Turns } from '../../scripts/server/turns'
import { listen } from '../support/listen'
import { renderBy } from '../support/renderBy'
import { dial } from './wire'

const LIMITS = { places: 2, waiting: 100, patienceMs: 10_000 }
const cheap = (client = 'a') => ({ client, isCostly: false })
const costly = (client = 'a') => ({ client, isCostly: true })

/** Tasks that end when they are told to; `begun` has those that began, with their places. */
function openTasks(turns: Turns) {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  return {
    begun,
    take: (name: string, task: Task) =>
      turns.take(task, (place) => {
        begun.push(`${name}@${place}`)
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
      }),
    async end(...names: readonly string[]) {
      for (const name of names) {
        ends.get(name)?.()
        await sleep(0)
      }
    },
  }
}

describe('turns', () => {
  it('do a few tasks at a time, in order', async () => {
    const turns = createTurns(LIMITS)
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
    const done = Array.from({ length: 50 }, (_, index) => turns.take(cheap(), () => work(index)))
    expect((await Promise.allSettled(done)).filter(({ status }) => status === 'rejected')).toHaveLength(8)
    expect([most, order]).toEqual([2, Array.from({ length: 50 }, (_, index) => index)])
  })

  it('keep the first place for cheap tasks, and let them use the others while nothing else waits', async () => {
    const { begun, take, end } = openTasks(createTurns(LIMITS))
    for (const name of ['c1', 'c2']) void take(name, costly(name))
    for (const name of ['p1', 'p2']) void take(name, cheap())
    await sleep(0)
    expect(begun).toEqual(['c1@1', 'p1@0'])
    await end('p1', 'c1', 'c2')
    expect(begun.slice(2)).toEqual(['p2@0', 'c2@1'])
    void take('p3', cheap())
    await sleep(0)
    expect(begun.at(-1)).toBe('p3@1')
  })

  it('go from client to client, however much one of them asks for', async () => {
    const { begun, take, end } = openTasks(createTurns(LIMITS))
    for (const name of ['a1', 'a2', 'a3']) void take(name, costly('a'))
    void take('b1', costly('b'))
    void take('c1', costly('c'))
    await sleep(0)
    await end('a1', 'a2', 'b1', 'c1')
    expect(begun).toEqual(['a1@1', 'a2@1', 'b1@1', 'c1@1', 'a3@1'])
  })

  it('do one costly task of a client at a time', async () => {
    const { begun, take, end } = openTasks(createTurns({ ...LIMITS, places: 3 }))
    for (const name of ['a1', 'a2']) void take(name, costly('a'))
    await sleep(0)
    expect(begun).toEqual(['a1@1'])
    void take('b1', costly('b'))
    await sleep(0)
    await end('a1')
    expect(begun).toEqual(['a1@1', 'b1@2', 'a2@1'])
  })

  it('alternate where there is only one place', async () => {
    const { begun, take, end } = openTasks(createTurns({ ...LIMITS, places: 1 }))
    for (const name of ['c1', 'c2']) void take(name, costly())
    for (const name of ['p1', 'p2']) void take(name, cheap())
    await sleep(0)
    await end('c1', 'p1', 'c2', 'p2')
    expect(begun).toEqual(['c1@0', 'p1@0', 'c2@0', 'p2@0'])
  })

  it('do a task at the turn of the first of those that wait for it, and once', async () => {
    const turns = createTurns(LIMITS)
    const { begun, take, end } = openTasks(turns)
    for (const name of ['a1', 'a2', 'a3']) void take(name, costly('a'))
    void take('shared', { ...costly('a'), key: '/shared' })
    void take('c1', costly('c'))
    turns.join('/shared', 'b')
    turns.join('/unknown', 'b')
    await sleep(0)
    await end('a1', 'a2', 'c1', 'shared', 'a3')
    expect(begun).toEqual(['a1@1', 'a2@1', 'c1@1', 'shared@1', 'a3@1'])
  })

  it('refuse a task if too many wait, and go on afterwards', async () => {
    const turns = createTurns({ ...LIMITS, places: 1, waiting: 2 })
    const some = [1, 2, 3].map(() => turns.take(cheap(), () => sleep(1)))
    await expect(turns.take(cheap(), () => sleep(1))).rejects.toThrow(TooManyWaiting)
    await Promise.all(some)
    await expect(turns.take(cheap(), () => sleep(1, 'done'))).resolves.toBe('done')
  })

  it('refuse the last task of the client with the most when another one asks', async () => {
    const turns = createTurns({ ...LIMITS, places: 1, waiting: 3 })
    const greedy = [1, 2, 3, 4].map((index) => turns.take(costly(), () => sleep(1, index)))
    const other = turns.take(cheap('b'), () => sleep(1, 'served'))
    const results = await Promise.allSettled([...greedy, other])
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual([true, true, true, false, true])
  })

  it('give up a task that does not end, and say where it was', async () => {
    const abandoned: number[] = []
    const turns = createTurns({ ...LIMITS, patienceMs: 20 }, (place) => abandoned.push(place))
    await expect(turns.take(costly(), () => new Promise(() => {}))).rejects.toThrow(TookTooLong)
    expect(abandoned).toEqual([1])
    await expect(turns.take(costly(), () => sleep(1, 'done'))).resolves.toBe('done')
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
      findRender: renderBy(pages),
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
      findRender: renderBy(pages),
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
