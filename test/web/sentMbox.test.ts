import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { found, MAILS, servePosts } from './postServer'
import { closed, dial, requestText } from './wire'

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
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
    const { port } = await servePosts(() => found(mails()))
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
    const { port } = await servePosts(() => found(mails()), { stalledMs: 300 })
    const socket = await dial(port)
    socket.write(request)
    await sleep(1_500)
    await closed(socket)
  })

  it('is one of a few at the same time', async () => {
    const { mails } = endless()
    const { port, post } = await servePosts(() => found(mails()), { searches: 1 })
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
    const { post } = await servePosts(() =>
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
    const { port } = await servePosts(async () => {
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
    const { port } = await servePosts(
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
    const { port } = await servePosts(() => found(mails()), { searches: 3, clientSearches: 2 })
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
