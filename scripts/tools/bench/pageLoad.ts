import { load } from './load'
import { type Load, request } from './requests'
import type { Row } from './row'
import { type BenchServer, startBare } from './servers'

/** How long a page is requested for one figure, in milliseconds. */
export const FOR_MS = 2_000
export const QUICK_MS = 60

/** A page to be measured. */
export interface PagePath {
  readonly name: string
  readonly path: string
  /** How many requests a second are promised when it is kept. */
  readonly keptGoal?: number
}

/** What a page costs its server. */
export interface PageCost {
  /** CPU time of the server process for each request; NaN except on Linux. */
  readonly cpuMs: number
  readonly load: Load
}

/**
 * Requests a page for `forMs` and measures the load and the CPU of the server; `unique` as in Target. If no request is answered in that
 * time, tries again for four times as long.
 */
export async function measureCost(
  server: BenchServer,
  path: string,
  connections: number,
  forMs: number,
  unique = false,
): Promise<PageCost> {
  const before = server.cpuMs()
  const measured = await load({ url: `${server.url}${path}`, unique }, connections, forMs)
  if (measured.requests === 0) return measureCost(server, path, connections, forMs * 4, unique)
  return { cpuMs: (server.cpuMs() - before) / measured.requests, load: measured }
}

/**
 * Measures a page: rendered for each request by the server `fresh`, after a warm-up, because a server is slower until its runtime
 * has compiled its code; and kept in memory by the server `kept`.
 */
export async function measurePage(
  { fresh, kept }: { readonly fresh: BenchServer; readonly kept: BenchServer },
  { name, path, keptGoal }: PagePath,
  forMs: number,
): Promise<Row[]> {
  const { bytes } = await request(`${kept.url}${path}`)
  await measureCost(fresh, path, 1, forMs)
  const one = await measureCost(fresh, path, 1, forMs)
  const ten = await measureCost(fresh, path, 10, forMs)
  const again = await measureCost(kept, path, 10, forMs)
  const rendered = `${name}, ${Math.round(bytes / 1_024)} kB, rendered`
  return [
    { section: 'Pages', what: rendered, figure: `${formatCost(one)}; at 10 connections ${formatLoad(ten.load)}` },
    {
      section: 'Pages',
      what: `${name}, kept`,
      figure: `at 10 connections ${formatLoad(again.load)}`,
      ...(keptGoal === undefined
        ? {}
        : { goal: { text: `${keptGoal.toLocaleString('en')}/s`, reached: again.load.perSecond >= keptGoal } }),
    },
  ]
}

/** What limits a kept page: the answer 304 to a reader who has it, and the same bytes from a server that does nothing else. */
export async function measureLimits(kept: BenchServer, { name, path }: PagePath, forMs: number): Promise<Row[]> {
  const { headers, text } = await request(`${kept.url}${path}`)
  const has = { 'if-none-match': headers.etag ?? '' }
  const unchanged = await load({ url: `${kept.url}${path}`, headers: has }, 10, forMs)
  const bare = await startBare(text)
  const limit = await measureCost(bare, '/', 10, forMs).finally(bare.close)
  return [
    { section: 'Pages', what: `${name}, unchanged (304)`, figure: `at 10 connections ${formatLoad(unchanged)}` },
    {
      section: 'Pages',
      what: `${name}, the same bytes from bare node:http`,
      figure: `at 10 connections ${formatLoad(limit.load)}`,
    },
  ]
}

/** CPU and latency of a page at one connection. */
export function formatCost({ cpuMs, load: { p50Ms, p95Ms } }: PageCost): string {
  return `CPU ${cpuMs.toFixed(1)} ms, p50 ${p50Ms.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms`
}

function formatLoad({ perSecond, p50Ms, p95Ms }: Load): string {
  return `${formatRate(perSecond)}, p50 ${p50Ms.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms`
}

export function formatRate(perSecond: number): string {
  return `${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString('en')}/s`
}
