import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { searchMbox } from '../../app/data'
import { DEFAULT_PATH } from '../../db/open'
import { watchVersion } from '../../db/version'
import { readAssets } from './assets'
import { type AnswerCache, createCache, DEFAULT_CACHE_BYTES } from './cache'
import { DEFAULT_LIMITS, httpOptions, limitConnections, type ServerLimits } from './limits'
import { createListener, type ListenerParts } from './listener'
import type { NextHandler } from './next'

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
 * Starts the web server (createListener) in front of Next's request handler, with the build in `.next`.
 * Rejects with an Error that says what to do when it cannot listen on the port or there is no build.
 */
export async function startServer({ port, host, limits: own = {} }: ServerOptions): Promise<RunningServer> {
  let handler: NextHandler | undefined
  const database = process.env.REROLL_DB ?? DEFAULT_PATH
  removeOldPages(database)
  const version = watchVersion(database)
  const limits = { ...DEFAULT_LIMITS, ...own }
  const server = createPageServer({
    findHandler: () => handler,
    findAsset: readAssets(join(ROOT, 'public')),
    cache: openCache(version.now),
    limits,
    searchMbox,
  })
  // Taking the port first means that a busy one is reported at once, before Next is loaded.
  await listen(server, port, host)
  try {
    // Next reads these when it is imported, hence the late import.
    Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
    applyBuiltConfig()
    const create = await importDefault(import('next'))
    const loadConfig = await importDefault(import('next/dist/server/config.js'))
    // Next keeps what it has loaded. When it loads the settings itself, it prints how long that took.
    await loadConfig('phase-production-server', resolve(ROOT))
    const app = create({ dev: false, dir: ROOT, hostname: host, port })
    await app.prepare()
    handler = app.getRequestHandler()
    return {
      url: serverUrl(server, host),
      close: async () => {
        const closed = new Promise((resolve) => server.close(resolve))
        server.closeAllConnections()
        await closed
        await app.close()
        version.close()
      },
    }
  } catch (error) {
    server.close()
    throw error
  }
}

/** The default export of a module of Next, which an import from an ES module wraps once more. */
async function importDefault<T extends object>(loading: Promise<{ readonly default: T }>): Promise<T> {
  const { default: found } = await loading
  return 'default' in found ? (found.default as T) : found
}

/** The server without Next: `findHandler` says who renders, so tests put their own handler in its place. */
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

/**
 * Gives Next the settings of the build, as its own standalone server does, so that next.config.ts is not compiled at every
 * start and need not be in the folder that scripts/setup/container.mjs makes. `output` is left out, because Next warns about
 * it under any server but its own.
 */
function applyBuiltConfig(): void {
  const path = join(ROOT, '.next/required-server-files.json')
  if (!existsSync(path)) return
  const { config } = JSON.parse(readFileSync(path, 'utf8')) as { config: Record<string, unknown> }
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify({ ...config, output: undefined })
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
