import { join } from 'node:path'
import { trustedHosts } from './hosts'
import { type Http, openHttp, parseUrl } from './http'
import type { DiskLimits } from './limits'

/** What sources need from outside: an HTTP client, the archive to ask, a folder for clones, and standard input. */
export interface SourceContext {
  readonly http: Http
  /** Base URL of the public-inbox server where Message-IDs are looked up, without a trailing slash. */
  readonly lore: string
  /** Whether the user named that server. If not, the URL of a mail in another archive is fetched from that archive first. */
  readonly loreIsNamed: boolean
  /** Folder for clones of archives. */
  readonly mirrors: string
  readonly stdin: AsyncIterable<Buffer>
  /** What clones may take on the disk: DISK_LIMITS unless given. */
  readonly limits?: DiskLimits
  /** Reports a problem to the user that does not stop the import. */
  readonly warn: (message: string) => void
}

const DEFAULT_LORE = 'https://lore.kernel.org'

export interface ContextOptions {
  /** Path of the database; fetched files are kept beside it. */
  readonly database: string
  /** Base URL of the public-inbox server (default: REROLL_LORE, else https://lore.kernel.org). */
  readonly lore?: string | undefined
}

/** The context of a command. Fetched files are kept in `DATABASE-fetched/`, which can be removed at any time. */
export function openContext({ database, lore }: ContextOptions): SourceContext {
  const folder = `${database}-fetched`
  const named = lore ?? (process.env.REROLL_LORE || undefined)
  const trusted = trustedHosts(process.env.REROLL_TRUSTED_HOSTS)
  if (named !== undefined) trusted.push(parseUrl(named).host)
  return {
    http: openHttp({ cacheFolder: join(folder, 'cache'), trusted }),
    lore: (named ?? DEFAULT_LORE).replace(/\/+$/, ''),
    loreIsNamed: named !== undefined,
    mirrors: join(folder, 'mirrors'),
    stdin: process.stdin,
    warn: (message) => process.stderr.write(`reroll: ${message}\n`),
  }
}
