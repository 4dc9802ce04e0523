import { load } from './load'
import { type Load, request, type Target } from './requests'
import type { Row } from './row'
import { type BenchServer, startBare, startOurs } from './servers'

const CONNECTIONS = [1, 10, 50]
/** How long each page is requested at each number of connections, in milliseconds. */
export const FOR_MS = 3_000
export const QUICK_MS = 60

/** A page to be measured. */
export interface PagePath {
  readonly name: string
  readonly path: string
  /** False for a page that shows other mail than the peer's thread. */
  readonly compared?: boolean
  /** Whether a speed is promised for this page. */
  readonly goal?: boolean
}

/** Two servers of the same pages: `kept` caches answers, `fresh` renders each of them. */
export interface OurServers {
  readonly kept: BenchServer
  readonly fresh: BenchServer
}

/** Starts both; a page must exist at `path`. */
export async function startBoth(database: string, path: string): Promise<OurServers> {
  const kept = await startOurs(database, path)
  return { kept, fresh: await startOurs(database, path, { keep: false }) }
}

export const FRESH_GOAL = 'as many per second as public-inbox-httpd'

/**
 * Measures a page: rendered, with the CPU time of each rendering; cached; unchanged (304); and the same bytes from a bare
 * server. Compares with the requests per second of a peer, 0 if there is none.
 */
export async function measurePage(
  servers: OurServers,
  { name, path, goal = false }: PagePath,
  forMs: number,
  peerRate: number,
  section = 'Pages',
): Promise<Row[]> {
  const answer = await request(`${servers.kept.url}${path}`)
  const first = await load({ url: `${servers.fresh.url}${path}`, headers: {} }, 1, forMs)
  const fresh = await measure(servers.fresh, path, forMs)
  const before = servers.fresh.cpuMs()
  const { requests } = await load({ url: `${servers.fresh.url}${path}`, headers: {} }, 1, forMs)
  const cpuMs = (servers.fresh.cpuMs() - before) / requests
  const kept = await measure(servers.kept, path, forMs)
  const etag = answer.headers.etag ?? ''
  const unchanged = await measure(servers.kept, path, forMs, { 'if-none-match': etag })
  const bare = await startBare(answer.text)
  const limit = await measure(bare, '/', forMs).finally(bare.close)
  const against = (measured: readonly Load[]) =>
    peerRate === 0 ? {} : { ratio: `${((measured[1]?.perSecond ?? 0) / peerRate).toFixed(1)} x public-inbox-httpd` }
  return [
    {
      section,
      what: `${name}, ${Math.round(answer.bytes / 1_024)} kB, rendered`,
      figure: `${format(fresh)}; ${cpuMs.toFixed(1)} ms CPU each`,
      ...against(fresh),
      ...(goal
        ? {
            goal: {
              text: FRESH_GOAL,
              reached: (fresh[1]?.perSecond ?? 0) >= peerRate,
            },
          }
        : {}),
    },
    { section, what: `${name}, rendered, first requests`, figure: format([first]) },
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
 * Requests a path at each number of connections. Before that it is requested for as long without measuring, because a server
 * is slower until its runtime has compiled its code.
 */
export async function measure(
  server: BenchServer,
  path: string,
  forMs: number,
  headers: Target['headers'] = {},
): Promise<Load[]> {
  const target = { url: `${server.url}${path}`, headers }
  await load(target, 1, forMs)
  const loads: Load[] = []
  for (const connections of CONNECTIONS) loads.push(await load(target, connections, forMs))
  return loads
}

/** Requests per second, and the median and 95th percentile of the latency, at each number of connections. */
export function format(loads: readonly Load[]): string {
  return loads
    .map(({ perSecond, p50Ms, p95Ms }, index) => {
      const rate = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString('en')
      return `c=${CONNECTIONS[index]}: ${rate}/s ${p50Ms.toFixed(1)}/${p95Ms.toFixed(1)} ms`
    })
    .join('; ')
}
