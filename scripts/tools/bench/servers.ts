import { type ChildProcess, spawn } from 'node:child_process'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { childrenOf, readCpuMs, readPeakMb } from './proc'
import { ROOT } from './process'
import { request } from './requests'

export interface BenchServer {
  readonly url: string
  /** From the start of the process to the first complete page. */
  readonly startMs: number
  /** CPU time of its processes so far; NaN except on Linux. */
  readonly cpuMs: () => number
  /** Peak memory of its processes that run now; NaN except on Linux. */
  readonly peakMb: () => number
  readonly close: () => Promise<void>
}

/** A server is asked again after this pause until it answers; a start takes a second or two. */
const PAUSE_MS = 5
const START_TRIES = 5_000

/**
 * `npm start` without npm, on a database that exists and is served as it is; `root` is another checkout to start. The pages must have been built. With `keep`
 * false it renders every answer.
 */
export async function startReroll(
  database: string,
  path: string,
  { keep = true, root = ROOT } = {},
): Promise<BenchServer> {
  const port = await freePort()
  const cache = keep ? {} : { REROLL_CACHE_MB: '0' }
  const settings = { PORT: `${port}`, HOST: '127.0.0.1', REROLL_DB: database, REROLL_READ_ONLY: '1' }
  const env = { ...process.env, ...cache, ...settings }
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], { env, stdio: 'ignore' })
  return awaitServer(child, `http://127.0.0.1:${port}`, path)
}

/** public-inbox-httpd in one process, as -W0. */
export async function startPublicInbox(env: NodeJS.ProcessEnv, path: string): Promise<BenchServer> {
  const port = await freePort()
  const child = spawn('public-inbox-httpd', ['-l', `127.0.0.1:${port}`, '-W0'], { env, stdio: 'ignore' })
  return awaitServer(child, `http://127.0.0.1:${port}`, path)
}

/** Sends the same bytes with node:http alone, in a separate process: the upper limit for any page. */
export async function startBare(html: string): Promise<BenchServer> {
  const port = await freePort()
  const code = `require('node:http').createServer((q, r) => { r.setHeader('content-type', 'text/html'); r.end(body) }).listen(${port}, '127.0.0.1')`
  const read = 'const body = require("node:fs").readFileSync(0);'
  const child = spawn(process.execPath, ['-e', `${read}${code}`], { stdio: ['pipe', 'ignore', 'ignore'] })
  child.stdin?.end(html)
  return awaitServer(child, `http://127.0.0.1:${port}`, '/')
}

async function awaitServer(child: ChildProcess, url: string, path: string): Promise<BenchServer> {
  const start = performance.now()
  for (let tries = 0; tries < START_TRIES; tries++) {
    const answer = await request(`${url}${path}`).catch(() => undefined)
    if (answer?.status === 200) {
      const { pid = 0 } = child
      // It renders pages in children that live as long as it does.
      const sum = (read: (pid: number) => number) => [pid, ...childrenOf(pid)].reduce((all, one) => all + read(one), 0)
      return {
        url,
        startMs: performance.now() - start,
        cpuMs: () => sum(readCpuMs),
        peakMb: () => Math.round(sum(readPeakMb)),
        close: () => stop(child),
      }
    }
    if (child.exitCode !== null) throw new Error(`the server at ${url} ended with ${child.exitCode}`)
    await sleep(PAUSE_MS)
  }
  await stop(child)
  throw new Error(`the server at ${url} does not answer ${path}`)
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 3_000).unref()
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
