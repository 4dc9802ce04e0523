import { load } from './load'
import { type Load, request, type Target } from './requests'
import type { Row } from './row'
import { type BenchServer, startBare } from './servers'

const CONNECTIONS = [1, 10, 50]
/** Milliseconds for which each page is asked for, at each number of connections. */
export const FOR_MS = 3_000
export const QUICK_MS = 60

/** A page to be measured. */
export interface PagePath {
  readonly name: string
  readonly path: string
  /** False for a page of other mail than the thread that the peer shows. */
  readonly compared?: boolean
  /** It is the page of which a speed is promised. */
  readonly goal?: boolean
}

/** A page rendered, kept and unchanged, and the same bytes from a bare server; beside the requests a second of a peer, 0 when there is none. */
export async function measurePage(
  server: BenchServer,
  { name, path, goal = false }: PagePath,
  forMs: number,
  peerRate: number,
  section = 'Pages',
): Promise<Row[]> {
  const answer = await request(`${server.url}${path}`)
  const first = await load({ url: `${server.url}${path}`, fresh: true, headers: {} }, 1, forMs)
  const fresh = await measure(server, path, forMs, { fresh: true })
  const kept = await measure(server, path, forMs)
  const etag = answer.headers.etag ?? ''
  const unchanged = await measure(server, path, forMs, { headers: { 'if-none-match': etag } })
  const bare = await startBare(answer.text)
  const limit = await measure(bare, '/', forMs).finally(bare.close)
  const against = (measured: readonly Load[]) =>
    peerRate === 0 ? {} : { ratio: `${((measured[1]?.perSecond ?? 0) / peerRate).toFixed(1)} x public-inbox-httpd` }
  return [
    {
      section,
      what: `${name}, ${Math.round(answer.bytes / 1_024)} kB, rendered`,
      figure: format(fresh),
      ...against(fresh),
      ...(goal
        ? {
            goal: {
              text: 'p50 under 5 ms at one, 5 x public-inbox-httpd',
              reached: (fresh[0]?.p50Ms ?? 0) < 5 && (fresh[1]?.perSecond ?? 0) >= 5 * peerRate,
            },
          }
        : {}),
    },
    { section, what: `${name}, rendered, before it was asked for so often`, figure: format([first]) },
    {
      section,
      what: `${name}, kept`,
      figure: format(kept),
      ...against(kept),
      ...(goal
        ? {
            goal: {
              text: '2,500 a second, 40 x public-inbox-httpd',
              reached: (kept[1]?.perSecond ?? 0) >= Math.max(2_500, 40 * peerRate),
            },
          }
        : {}),
    },
    { section, what: `${name}, unchanged (304)`, figure: format(unchanged) },
    { section, what: `${name}, the same bytes from bare node:http`, figure: format(limit) },
  ]
}

/**
 * Asks for a path at each number of connections, after it was asked for as long unmeasured: what a server does all day, and not what it does
 * until its runtime has compiled its code.
 */
export async function measure(
  server: BenchServer,
  path: string,
  forMs: number,
  { fresh = false, headers = {} }: Partial<Target> = {},
): Promise<Load[]> {
  const target = { url: `${server.url}${path}`, fresh, headers }
  await load(target, 1, forMs)
  const loads: Load[] = []
  for (const connections of CONNECTIONS) loads.push(await load(target, connections, forMs))
  return loads
}

/** Requests a second, and the middle and the 95th of a hundred answers, at each number of connections. */
export function format(loads: readonly Load[]): string {
  return loads
    .map(({ perSecond, p50Ms, p95Ms }, index) => {
      const rate = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString('en')
      return `c=${CONNECTIONS[index]}: ${rate}/s ${p50Ms.toFixed(1)}/${p95Ms.toFixed(1)} ms`
    })
    .join('; ')
}
