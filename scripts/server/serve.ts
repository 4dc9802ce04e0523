import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openKeptPages } from '../../db/keptPages'
import { watchVersion } from '../../db/version'
import type { Handler } from './capture'
import { createFrames } from './frames'
import { DEFAULT_LIMITS, httpOptions, limitConnections, type ServerLimits } from './limits'
import { createPageCache, type PageCache } from './pageCache'
import { watchReads } from './reads'
import { createShell } from './shell'

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** Next's development mode: pages are compiled when asked for and nothing is kept. */
  readonly dev?: boolean
  /** In place of those of limits.ts. */
  readonly limits?: Partial<ServerLimits>
}

export interface RunningServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Kept pages are compressed: this holds those of some ten thousand series. */
const MAX_DISK_BYTES = 256 * 1024 * 1024

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Starts the web server around Next's request handler, on the build in `.next`. It answers GET and HEAD only, judges
 * addresses before any page sees them, and sends the security headers with every response. No visitor holds more than the limits.
 * Rejects with an Error that says what to do when the port cannot be had or there is no build.
 */
export async function startServer({
  port,
  host,
  dev = false,
  limits: own = {},
}: ServerOptions): Promise<RunningServer> {
  let handler: Handler | undefined
  const kept = dev ? undefined : keepPages(process.env.REROLL_DB ?? join(ROOT, 'db/reroll.sqlite'))
  const limits = { ...DEFAULT_LIMITS, ...own }
  const server = createServer(
    httpOptions(limits),
    createShell(() => handler, { cache: kept?.cache, frames: dev ? undefined : createFrames(), limits }),
  )
  limitConnections(server, limits)
  // Taking the port first means a busy one is told at once, before Next is loaded.
  await listen(server, port, host)
  try {
    // Next reads these when it is imported, hence the late import.
    Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
    if (!dev) applyBuiltConfig()
    const { default: next } = await import('next')
    const create = 'default' in next ? (next.default as typeof next) : next
    const app = create({ dev, dir: ROOT, hostname: host, port })
    await app.prepare()
    handler = app.getRequestHandler()
    return {
      url: serverUrl(server, host),
      close: async () => {
        const closed = new Promise((resolve) => server.close(resolve))
        server.closeAllConnections()
        await closed
        await app.close()
        kept?.close()
      },
    }
  } catch (error) {
    server.close()
    throw error
  }
}

/** The server without Next: what answers is found when it is asked for. */
export function createPageServer(
  findHandler: () => Handler | undefined,
  limits: ServerLimits,
  cache?: PageCache,
): Server {
  const server = createServer(httpOptions(limits), createShell(findHandler, { cache, limits }))
  limitConnections(server, limits)
  return server
}

/** Pages are kept for one build: its files have other names in another. */
function keepPages(database: string): { readonly cache: PageCache; readonly close: () => void } {
  const id = join(ROOT, '.next/BUILD_ID')
  const build = `${existsSync(id) ? readFileSync(id, 'utf8') : ''} ${process.env.REROLL_SHOWS ?? ''}`
  const [version, disk] = [watchVersion(database), openKeptPages(database, build, MAX_DISK_BYTES)]
  const cache = createPageCache({ version, reads: watchReads(), disk })
  return {
    cache,
    close() {
      cache.close()
      version.close()
      disk?.close()
    },
  }
}

/**
 * Hands Next the settings of the build, as its own standalone server does: next.config.ts is not compiled at every start, and
 * is not needed in a folder made by scripts/setup/container.mjs. Without `output`, which Next takes for a mistake beside a server of our own.
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
      return `Port ${port} may not be used without special rights. Choose one above 1023: PORT=3000 npm start`
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
