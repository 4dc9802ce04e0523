import type { LookupAddress } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Hosts, type HostsOptions, openHosts } from './hosts'
import { type Fetched, type HttpCache, openHttpCache } from './httpCache'
import { SourceError } from './source'

/** Says who asks, as the archives wish; a name of its own, no browser's. */
export const USER_AGENT = 'reroll/0.1.0 (mailing-list patch-series tracker)'
const CONNECT_MS = 5_000
const READ_MS = 30_000
/** Waits before the second, third and fourth try. */
const BACK_OFF_MS = [1_000, 3_000, 9_000]
/** A server that asks for a longer pause is asked again by the next run. */
const MAX_RETRY_AFTER_MS = 60_000
const MAX_REDIRECTS = 5
/** A month of a busy list has 30 MB, a thread of 300 mails 1 MB, both packed. */
const MAX_BODY_BYTES = 256 * 1024 * 1024

export interface Fetching {
  readonly method?: 'GET' | 'POST'
  /** Answers above this are refused. */
  readonly maxBytes?: number
}

/**
 * Fetches politely: one request per host at a time, time-outs, a few tries with growing pauses when the server is busy, and what
 * was fetched in the last ten minutes is not asked for again.
 */
export interface Http {
  /** The answer, whatever its status but for 429 and 5xx. Throws SourceError, one line, for those, and when there is no network. */
  readonly fetch: (url: string, fetching?: Fetching) => Promise<Fetched>
  /** Which hosts may be asked, for programs that fetch by themselves. */
  readonly hosts: Hosts
}

export interface HttpOptions extends HostsOptions {
  /** Folder of the ten-minute cache; none: no cache. */
  readonly cacheFolder?: string
  readonly backOffMs?: readonly number[]
  readonly connectMs?: number
  readonly readMs?: number
}

export function openHttp({ cacheFolder, ...options }: HttpOptions = {}): Http {
  const cache = cacheFolder === undefined ? undefined : openHttpCache(cacheFolder)
  const queues = new Map<string, Promise<unknown>>()
  const hosts = openHosts(options)
  return {
    hosts,
    fetch(url, fetching = {}) {
      const { host } = parseUrl(url)
      const next = (queues.get(host) ?? Promise.resolve())
        .catch(() => {})
        .then(() => fetchCached(cache, url, fetching, { ...options, hosts }))
      queues.set(host, next)
      return next
    },
  }
}

/** An http or https URL without credentials in it. Throws SourceError for anything else. */
export function parseUrl(url: string): URL {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw new SourceError(`${url}: this is no URL`)
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    throw new SourceError(`${url}: only http and https are fetched`)
  }
  if (parsed.username !== '' || parsed.password !== '')
    throw new SourceError(`${parsed.host}: a URL with a password in it is not fetched`)
  return parsed
}

interface Way extends HttpOptions {
  readonly hosts: Hosts
}

async function fetchCached(
  cache: HttpCache | undefined,
  url: string,
  fetching: Fetching,
  options: Way,
): Promise<Fetched> {
  const key = `${fetching.method ?? 'GET'} ${url}`
  const known = cache?.find(key)
  if (known !== undefined) return known
  const fetched = await fetchPatiently(url, fetching, options)
  if (fetched.status === 200) cache?.put(key, fetched)
  return fetched
}

async function fetchPatiently(url: string, fetching: Fetching, options: Way): Promise<Fetched> {
  const waits = options.backOffMs ?? BACK_OFF_MS
  for (let tries = 0; ; tries++) {
    const answer = await follow(url, fetching, options)
    if (answer.kind === 'answer' && answer.status !== 429 && answer.status < 500) return answer
    const wait = waits[tries]
    const told = answer.kind === 'answer' ? answer.retryAfterMs : null
    const worth = answer.kind === 'answer' ? answer.status !== 501 && answer.status !== 505 : answer.passing
    if (wait === undefined || !worth || (told !== null && told > MAX_RETRY_AFTER_MS))
      throw new SourceError(`${url}: ${describe(answer)}`)
    await sleep(Math.max(wait, told ?? 0))
  }
}

type Answer =
  | ({ readonly kind: 'answer'; readonly retryAfterMs: number | null; readonly location: string | undefined } & Fetched)
  /** `passing`: it may go better in a moment. */
  | { readonly kind: 'failure'; readonly reason: string; readonly passing: boolean }

function describe(answer: Answer): string {
  if (answer.kind === 'failure') return answer.reason
  const { status, retryAfterMs } = answer
  const pause = retryAfterMs === null ? '' : ` and asks for a pause of ${Math.ceil(retryAfterMs / 1_000)} seconds`
  return `the server answers ${status}${status === 429 ? ' (too many requests)' : ''}${pause}; try again later`
}

/** Redirects lead on only on the same host: a page or an archive must not steer what is fetched. */
async function follow(url: string, fetching: Fetching, options: Way): Promise<Answer> {
  let target = parseUrl(url)
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const answer = await requestAt(target, fetching, options)
    if (answer.kind === 'failure' || answer.location === undefined) return answer
    const next = parseUrl(new URL(answer.location, target).href)
    const upgrade = target.protocol === 'http:' && next.protocol === 'https:' && target.port === '' && next.port === ''
    if (next.hostname !== target.hostname || (next.port !== target.port && !upgrade)) {
      throw new SourceError(
        `${url}: it redirects to another host, ${next.host}, which is not followed; name that URL if you trust it`,
      )
    }
    target = next
  }
  throw new SourceError(`${url}: it redirects more than ${MAX_REDIRECTS} times`)
}

/** Errors of the way there that the next try will meet as well. */
const LASTING = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'CERT_HAS_EXPIRED'])

/** Connects to the addresses that were looked at, and no others. */
async function requestAt(url: URL, fetching: Fetching, options: Way): Promise<Answer> {
  let addresses: readonly LookupAddress[] | undefined
  try {
    addresses = await options.hosts.resolve(url)
  } catch (error) {
    if (error instanceof SourceError) throw error
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    return { kind: 'failure', reason: `it cannot be reached (${code}): is there a network?`, passing: false }
  }
  return requestOnce(url, fetching, addresses === undefined ? options : { ...options, lookup: pinned(addresses) })
}

function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_name, { all }, callback) => {
    const [first] = addresses
    if (all === true) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family ?? 4)
  }
}

function requestOnce(
  url: URL,
  { method = 'GET', maxBytes = MAX_BODY_BYTES }: Fetching,
  { lookup, ...options }: HttpOptions & { readonly lookup?: LookupFunction },
): Promise<Answer> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  const headers = { 'User-Agent': USER_AGENT, Accept: '*/*', ...(method === 'POST' ? { 'Content-Length': '0' } : {}) }
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, agent: false, ...(lookup === undefined ? {} : { lookup }) })
    const fail = (reason: string, passing: boolean) => {
      request.destroy()
      resolve({ kind: 'failure', reason, passing })
    }
    const connecting = setTimeout(
      () =>
        fail(`no connection within ${(options.connectMs ?? CONNECT_MS) / 1_000} seconds: is there a network?`, true),
      options.connectMs ?? CONNECT_MS,
    )
    request.on('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(connecting))
      socket.setTimeout(options.readMs ?? READ_MS, () => fail('the server stopped sending', true))
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(connecting)
      const code = error.code ?? error.message
      const lasting = LASTING.has(code)
      fail(lasting ? `it cannot be reached (${code}): is there a network?` : `the connection broke (${code})`, !lasting)
    })
    request.on('response', (response) => {
      clearTimeout(connecting)
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > maxBytes) {
          request.destroy()
          reject(new SourceError(`${url.href}: the answer is over ${maxBytes} bytes, more than is read`))
        } else chunks.push(chunk)
      })
      response.on('aborted', () => fail('the connection broke in the middle of the answer', true))
      response.on('end', () => {
        const status = response.statusCode ?? 0
        const redirect = [301, 302, 303, 307, 308].includes(status) ? response.headers.location : undefined
        resolve({
          kind: 'answer',
          status,
          url: url.href,
          type: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks),
          retryAfterMs: parseRetryAfter(response.headers['retry-after'], Date.now()),
          location: redirect,
        })
      })
    })
    request.end()
  })
}

/** Milliseconds to wait by a Retry-After header, in seconds or as a date; null without one that can be read. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null
  if (/^\d{1,7}$/.test(value.trim())) return Number(value) * 1_000
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs)
}
