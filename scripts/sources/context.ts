import { join } from 'node:path'
import { trustedHosts } from './hosts'
import { type Http, openHttp, parseUrl } from './http'

/** What sources need from outside: where to fetch, where to keep what was fetched, and what was piped in. */
export interface SourceContext {
  readonly http: Http
  /** Base URL of the public-inbox that Message-IDs are looked up in; without a slash at the end. */
  readonly lore: string
  /** Whether the user named that archive; else a URL of another archive is asked first where it points. */
  readonly loreIsNamed: boolean
  /** Clones of archives are kept here. */
  readonly mirrors: string
  readonly stdin: AsyncIterable<Buffer>
  /** Tells the user what went wrong without stopping. */
  readonly warn: (message: string) => void
}

export const DEFAULT_LORE = 'https://lore.kernel.org'

export interface ContextOptions {
  /** Path of the database: what is fetched is kept beside it. */
  readonly database: string
  /** Base URL; default: REROLL_LORE, else lore.kernel.org. */
  readonly lore?: string | undefined
}

/** The context of a command. What is fetched stands in `DATABASE-fetched/` and can be removed at any time. */
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
