import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { loadFromWrk } from '../../scripts/tools/bench/load'
import { hasCommand } from '../../scripts/tools/bench/process'
import { loadFromNode } from '../../scripts/tools/bench/requests'
import { listen } from '../support/listen'

const hasWrk = hasCommand('wrk')
const CLIENTS = [
  { name: 'node:http', there: true, load: loadFromNode, forMs: 100 },
  { name: 'wrk', there: hasWrk, load: loadFromWrk, forMs: 1_000 },
]

let server: Server

/** Starts a server that answers with this status and records the requests. */
async function serve(status: number): Promise<{ readonly url: string; readonly asked: (string | undefined)[][] }> {
  const asked: (string | undefined)[][] = []
  server = createServer(({ url, headers }, response) => {
    asked.push([url, headers['if-none-match']])
    response.statusCode = status
    response.end('page')
  })
  return { url: `http://127.0.0.1:${await listen(server)}/page?q=1`, asked }
}

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

describe.each(CLIENTS)('a load from $name', ({ name, there, load, forMs }) => {
  describe.skipIf(!there)(there ? 'of a server' : `(skipped: ${name} is not installed)`, () => {
    it('counts the requests', async () => {
      const { url, asked } = await serve(200)
      const { requests, perSecond, p50Ms, p99Ms } = await load({ url, headers: { 'if-none-match': '"a"' } }, 2, forMs)
      // Requests in flight at the end were sent but are not counted.
      expect(requests).toBeGreaterThan(0)
      expect(asked.length - requests).toBeLessThanOrEqual(2)
      expect(new Set(asked.flat())).toEqual(new Set(['/page?q=1', '"a"']))
      expect(perSecond).toBeGreaterThan(0)
      expect(p50Ms).toBeGreaterThan(0)
      expect(p99Ms).toBeGreaterThanOrEqual(p50Ms)
    })

    it('fails if the server does', async () => {
      const { url } = await serve(500)
      await expect(load({ url, headers: {} }, 1, forMs)).rejects.toThrow(url)
    })
  })
})
