import type { LookupAddress } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { at } from '../../lib/at'
import { type Hosts, type HostsOptions, openHosts } from './hosts'
import { type Fetched, type HttpCache, openHttpCache } from './httpCache'
import { LOW_SPEED_BYTES, LOW_SPEED_MS, REQUEST_MS } from './limits'
import { SourceError } from './source'

/** Names this program honestly, as archives ask of crawlers; it does not pretend to be a browser. */
export const USER_AGENT = 'reroll/0.1.0 (mailing-list patch-series tracker)'
const CONNECT_MS = 5_000
const READ_MS = 30_000
/** Pauses before the second, third and fourth attempt. */
const BACK_OFF_MS = [1_000, 3_000, 9_000]
/** If a server asks for a longer pause, the source fails and the next run tries again. */
const MAX_RETRY_AFTER_MS = 60_000
const MAX_REDIRECTS = 5
/** For scale: a compressed month of a busy list is 30 MB, a thread of 300 mails 1 MB. */
const MAX_BODY_BYTES = 256 * 1024 * 1024

export interface Fetching {
  readonly method?: 'GET' | 'POST'
  /** Larger responses are an error. */
  readonly maxBytes?: number
}

/**
 * A polite HTTP client: one request per host at a time, timeouts, a few retries with growing pauses while the server is busy,
 * and a cache, so that nothing is fetched twice within ten minutes.
 */
export interface Http {
  /** The response, whatever its status. Throws a one-line SourceError for 429 and 5xx, and if the server cannot be reached. */
  readonly fetch: (url: string, fetching?: Fetching) => Promise<Fetched>
  /** Which hosts may be contacted, for git, which makes its own connections. */
  readonly hosts: Hosts
  /** How much time there was for whoever has this client, and is left. */
  readonly limitMs: number
  readonly leftMs: () => number
  /** The same client for somebody who has this much time from now on, pauses included. */
  readonly within: (limitMs: number) => Http
}

export interface HttpOptions extends HostsOptions {
  /** Folder of the ten-minute cache; without it nothing is cached. */
  readonly cacheFolder?: string
  readonly backOffMs?: readonly number[]
  readonly connectMs?: number
  readonly readMs?: number
  readonly requestMs?: number
  readonly lowSpeedMs?: number
}

export function openHttp({ cacheFolder, ...options }: HttpOptions = {}): Http {
  const cache = cacheFolder === undefined ? undefined : openHttpCache(cacheFolder)
  const queues = new Map<string, Promise<unknown>>()
  const hosts = openHosts(options)
  const openUntil = (limitMs: number, endMs: number): Http => {
    const leftMs = () => endMs - performance.now()
    return {
      hosts,
      limitMs,
      leftMs,
      within: (ms) => (ms < leftMs() ? openUntil(ms, performance.now() + ms) : openUntil(limitMs, endMs)),
      fetch(url, fetching = {}) {
        const { host } = parseUrl(url)
        const next = (queues.get(host) ?? Promise.resolve())
          .catch(() => {})
          .then(() => fetchCached(cache, url, fetching, { ...options, hosts, limitMs, leftMs }))
        queues.set(host, next)
        return next
      },
    }
  }
  return openUntil(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)
}

/** Parses an http or https URL without credentials. Throws SourceError for anything else. */
export function parseUrl(url: string): URL {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw new SourceError(`${url}: not a valid URL`)
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    throw new SourceError(`${url}: only http and https URLs are fetched`)
  }
  if (parsed.username !== '' || parsed.password !== '')
    throw new SourceError(`${parsed.host}: URLs with a user name or password are not fetched`)
  return parsed
}

interface Way extends HttpOptions {
  readonly hosts: Hosts
  /** How much time there was, and is left. */
  readonly limitMs: number
  readonly leftMs: () => number
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
    if (options.leftMs() <= 0) throw new SourceError(`${url}: ${timeIsUp(options)}`)
    const answer = await follow(url, fetching, options)
    if (answer.kind === 'answer' && answer.status !== 429 && answer.status < 500) return answer
    const wait = waits[tries]
    const retryAfterMs = answer.kind === 'answer' ? answer.retryAfterMs : null
    const worth = answer.kind === 'answer' ? answer.status !== 501 && answer.status !== 505 : answer.passing
    if (wait === undefined || !worth || (retryAfterMs !== null && retryAfterMs > MAX_RETRY_AFTER_MS))
      throw new SourceError(`${url}: ${describe(answer)}`)
    const pauseMs = Math.max(wait, retryAfterMs ?? 0)
    if (pauseMs >= options.leftMs()) throw new SourceError(`${url}: ${describe(answer)}; ${timeIsUp(options)}`)
    await sleep(pauseMs)
  }
}

/** Said of a source that has used up its time. */
export function timeIsUp({ limitMs }: { readonly limitMs: number }): string {
  return `the ${timeWords(limitMs)} that a nightly run has for one source are over; the next one tries again, and ingest has no such limit`
}

function timeWords(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  return minutes >= 1 ? `${minutes} minutes` : `${ms} ms`
}

type Answer =
  | ({ readonly kind: 'answer'; readonly retryAfterMs: number | null; readonly location: string | undefined } & Fetched)
  /** `passing`: the next attempt may succeed. */
  | { readonly kind: 'failure'; readonly reason: string; readonly passing: boolean }

function describe(answer: Answer): string {
  if (answer.kind === 'failure') return answer.reason
  const { status, retryAfterMs } = answer
  const pause = retryAfterMs === null ? '' : ` and asks for a pause of ${Math.ceil(retryAfterMs / 1_000)} seconds`
  return `the server answered ${status}${status === 429 ? ' (too many requests)' : ''}${pause}; try again later`
}

/** Follows redirects within one host only: a page or an archive must not decide what is fetched from elsewhere. */
async function follow(url: string, fetching: Fetching, options: Way): Promise<Answer> {
  let target = parseUrl(url)
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const answer = await requestAt(target, fetching, options)
    if (answer.kind === 'failure' || answer.location === undefined) return answer
    const next = parseUrl(new URL(answer.location, target).href)
    const upgrade = target.protocol === 'http:' && next.protocol === 'https:' && target.port === '' && next.port === ''
    if (next.hostname !== target.hostname || (next.port !== target.port && !upgrade)) {
      throw new SourceError(
        `${url}: redirects to another host, ${next.host}, which is not followed; pass that URL if you trust it`,
      )
    }
    target = next
  }
  throw new SourceError(`${url}: redirects more than ${MAX_REDIRECTS} times`)
}

/** Connection errors that a retry will not cure. */
const LASTING = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'CERT_HAS_EXPIRED'])

/** Connects only to the addresses that the policy has checked. */
async function requestAt(url: URL, fetching: Fetching, options: Way): Promise<Answer> {
  let addresses: readonly LookupAddress[] | undefined
  try {
    addresses = await options.hosts.resolve(url)
  } catch (error) {
    if (error instanceof SourceError) throw error
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    return { kind: 'failure', reason: `cannot be reached (${code}); check the network`, passing: false }
  }
  return requestOnce(url, fetching, addresses === undefined ? options : { ...options, lookup: pinned(addresses) })
}

function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_name, { all }, callback) => {
    const { address, family } = at(addresses, 0)
    if (all === true) callback(null, [...addresses])
    else callback(null, address, family)
  }
}

function requestOnce(
  url: URL,
  { method = 'GET', maxBytes = MAX_BODY_BYTES }: Fetching,
  { lookup, ...options }: Way & { readonly lookup?: LookupFunction },
): Promise<Answer> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  const headers = { 'User-Agent': USER_AGENT, Accept: '*/*', ...(method === 'POST' ? { 'Content-Length': '0' } : {}) }
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, agent: false, ...(lookup === undefined ? {} : { lookup }) })
    const fail = (reason: string, passing: boolean) => {
      request.destroy()
      resolve({ kind: 'failure', reason, passing })
    }
    const requestMs = options.requestMs ?? REQUEST_MS
    const late = Math.max(0, options.leftMs()) < requestMs
    const deadline = setTimeout(
      () => fail(late ? timeIsUp(options) : `not complete after ${timeWords(requestMs)}`, false),
      late ? Math.max(0, options.leftMs()) : requestMs,
    )
    const connecting = setTimeout(
      () => fail(`no connection within ${(options.connectMs ?? CONNECT_MS) / 1_000} seconds; check the network`, true),
      options.connectMs ?? CONNECT_MS,
    )
    let rate: NodeJS.Timeout | undefined
    request.on('close', () => {
      clearTimeout(connecting)
      clearTimeout(deadline)
      clearInterval(rate)
    })
    request.on('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(connecting))
      socket.setTimeout(options.readMs ?? READ_MS, () => fail('the server stopped sending', true))
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(connecting)
      const code = error.code ?? error.message
      const lasting = LASTING.has(code)
      fail(lasting ? `cannot be reached (${code}); check the network` : `the connection broke (${code})`, !lasting)
    })
    request.on('response', (response) => {
      clearTimeout(connecting)
      const chunks: Buffer[] = []
      let [bytes, before] = [0, 0]
      const lowSpeedMs = options.lowSpeedMs ?? LOW_SPEED_MS
      rate = setInterval(() => {
        if ((bytes - before) * 1_000 < LOW_SPEED_BYTES * lowSpeedMs)
          fail(`slower than ${LOW_SPEED_BYTES} bytes a second for ${timeWords(lowSpeedMs)}`, false)
        before = bytes
      }, lowSpeedMs)
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > maxBytes) {
          request.destroy()
          reject(new SourceError(`${url.href}: the response is larger than the limit of ${maxBytes} bytes`))
        } else chunks.push(chunk)
      })
      response.on('aborted', () => fail('the connection broke in the middle of the response', true))
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

/** The pause that a Retry-After header asks for, in milliseconds, given in seconds or as a date; null if absent or unreadable. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null
  if (/^\d{1,7}$/.test(value.trim())) return Number(value) * 1_000
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs)
}
