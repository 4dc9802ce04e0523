import { rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEFAULT_PATH } from '../../db/open'
import { watchVersion } from '../../db/version'
import { readAssets } from './assets'
import { type AnswerCache, createCache, DEFAULT_CACHE_BYTES } from './cache'
import { DEFAULT_LIMITS, httpOptions, limitConnections, type ServerLimits } from './limits'
import { createListener, type ListenerParts } from './listener'
import { startWorkers, type Workers } from './workers'

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** In place of those of limits.ts. */
  readonly limits?: Partial<ServerLimits>
}

export interface RunningServer {
  readonly url: string
  readonly close: () => Promise<void>
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Starts the web server (createListener) in front of workers, which run Next with the build in `.next`.
 * Rejects with an Error that says what to do when it cannot listen on the port or there is no build.
 */
export async function startServer({ port, host, limits: own = {} }: ServerOptions): Promise<RunningServer> {
  let workers: Workers | undefined
  const database = process.env.REROLL_DB ?? DEFAULT_PATH
  removeOldPages(database)
  const version = watchVersion(database)
  // Opens the database now: what SQLite needs beside it to read exists from then on, even if the disk becomes full.
  version.now()
  const limits = { ...DEFAULT_LIMITS, renderings: countWorkers(), ...own }
  const server = createPageServer({
    findRender: () => workers?.render,
    findAsset: readAssets(join(ROOT, 'public')),
    cache: openCache(version.now),
    limits,
    searchMbox: (...search) => (workers ?? starting()).search(...search),
    replaceWorker: (place) => workers?.replace(place),
  })
  // Taking the port first means that a busy one is reported at once, before Next is loaded.
  await listen(server, port, host)
  try {
    workers = await startWorkers(limits.renderings)
    const { close } = workers
    return {
      url: serverUrl(server, host),
      close: async () => {
        const closed = new Promise((resolve) => server.close(resolve))
        server.closeAllConnections()
        await closed
        await close()
        version.close()
      },
    }
  } catch (error) {
    server.close()
    throw error
  }
}

function starting(): never {
  throw new Error('no worker is ready')
}

/** The server without workers: `findRender` says who renders, so tests put their own pages in their place. */
export function createPageServer(parts: ListenerParts & { readonly limits: ServerLimits }): Server {
  const server = createServer(httpOptions(parts.limits), createListener(parts))
  limitConnections(server, parts.limits)
  return server
}

/** Releases up to November 2026 wrote rendered pages into a file beside the database, which may show mail that was hidden since. */
function removeOldPages(database: string): void {
  try {
    for (const suffix of ['-pages', '-pages-journal']) rmSync(`${database}${suffix}`, { force: true })
  } catch {
    // The folder is read-only. Nothing reads the file any more.
  }
}

/** REROLL_WORKERS is how many processes render pages. */
function countWorkers(): number {
  const text = process.env.REROLL_WORKERS
  if (text === undefined || text === '') return DEFAULT_LIMITS.renderings
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  throw new Error(`REROLL_WORKERS=${text} is not a number of processes: give a whole number from 1 to 99`)
}

/** REROLL_CACHE_MB is the memory for kept pages; with 0 every request is rendered. */
function openCache(version: () => string): AnswerCache | undefined {
  const text = process.env.REROLL_CACHE_MB
  if (text === undefined || text === '') return createCache(version, DEFAULT_CACHE_BYTES)
  const megabytes = Number(text)
  if (!Number.isInteger(megabytes) || megabytes < 0) {
    throw new Error(`REROLL_CACHE_MB=${text} is not a number of megabytes: give a whole number, 0 to keep no pages`)
  }
  return megabytes === 0 ? undefined : createCache(version, megabytes * 1024 * 1024)
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(explainListenError(error, port, host))))
    server.listen(port, host, resolve)
  })
}

function explainListenError(error: NodeJS.ErrnoException, port: number, host: string): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program. Choose another one: PORT=${port + 1} npm start`
    case 'EACCES':
      return `Port ${port} needs special rights. Choose one above 1023: PORT=3000 npm start`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Choose one it has: HOST=127.0.0.1 npm start`
    default:
      return `Cannot listen on ${host}:${port}: ${error.message}`
  }
}

function serverUrl(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${shown}:${port}`
}
