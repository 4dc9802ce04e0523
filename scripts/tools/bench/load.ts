import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { hasCommand, ROOT } from './process'
import { type Load, loadFromNode, type Target } from './requests'

/** wrk counts in whole seconds. */
const WRK_LEAST_MS = 1_000

/** A peer may need seconds for each of fifty concurrent requests; the default timeout of wrk is two seconds. */
const PATIENCE = '60s'

let wrk: boolean | undefined

function isByWrk(forMs: number): boolean {
  wrk ??= hasCommand('wrk')
  return wrk && forMs >= WRK_LEAST_MS
}

/** The client that is used for a run of this length. */
export function describeClient(forMs: number): string {
  const name = isByWrk(forMs)
    ? 'wrk'
    : wrk
      ? 'node:http'
      : 'node:http, because wrk is not installed (apt-get install wrk)'
  return `${name}, ${forMs} ms for each figure`
}

/**
 * Requests a target repeatedly over this many connections for this long, and times each response to its end. Uses wrk, because
 * a client in Node takes longer to read a large page than a server takes to send a cached one. Uses Node if wrk is not installed
 * or the time is under a second, and for unique addresses. Throws if a request fails or is answered with an error.
 */
export function load(target: Target, connections: number, forMs: number): Promise<Load> {
  return isByWrk(forMs) && target.unique !== true
    ? loadFromWrk(target, connections, forMs)
    : loadFromNode(target, connections, forMs)
}

/** The load from wrk, in whole seconds; see `load`. */
export async function loadFromWrk({ url, headers = {} }: Target, connections: number, forMs: number): Promise<Load> {
  const words = [
    '-t1',
    `-c${connections}`,
    `-d${Math.round(forMs / 1_000)}s`,
    '--timeout',
    PATIENCE,
    '-s',
    join(ROOT, 'scripts/tools/bench/load.lua'),
  ]
  for (const [name, value] of Object.entries(headers)) words.push('-H', `${name}: ${value}`)
  const printed = await runWrk([...words, url])
  const numbers = /^load (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)$/m.exec(printed)?.slice(1).map(Number)
  if (numbers === undefined) throw new Error(`wrk printed no result for ${url}: ${printed.slice(0, 500)}`)
  const [requests = 0, wallUs = 0, failed = 0, p50Us = 0, p95Us = 0, p99Us = 0] = numbers
  if (failed > 0) throw new Error(`${failed} of ${requests} requests for ${url} failed`)
  return {
    perSecond: (requests / wallUs) * 1_000_000,
    p50Ms: p50Us / 1_000,
    p95Ms: p95Us / 1_000,
    p99Ms: p99Us / 1_000,
    requests,
  }
}

function runWrk(words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', words, { stdio: ['ignore', 'pipe', 'ignore'] })
    let printed = ''
    child.stdout.on('data', (chunk) => {
      printed += chunk
    })
    child.on('error', reject)
    child.on('close', () => resolve(printed))
  })
}
