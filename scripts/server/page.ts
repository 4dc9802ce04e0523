import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Captured } from './capture'
import { SECURITY_HEADERS } from './headers'
import type { Send } from './sending'
import { stripRuntime } from './stripRuntime'

type Encoding = 'br' | 'gzip' | 'identity'

/** A finished response: compressed at most once per encoding, however often it is sent. */
export interface Page {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly etag: string
  readonly compressed: Map<Encoding, Promise<Buffer>>
}

/** Headers of Next that go on to the reader; all others tell about the framework or are set here. */
const KEPT_HEADERS = ['content-type', 'content-disposition', 'location', 'retry-after'] as const

const COMPRESSIBLE = /^(?:text\/|application\/(?:json|mbox|atom\+xml|javascript|xml)|image\/svg)/
/** Below one network packet compression saves nothing. */
const MIN_COMPRESSED_BYTES = 1200

/** Makes a page of what Next wrote: the client runtime removed from HTML, only known headers kept, an ETag by content. */
export function finishPage(captured: Captured, status = captured.status): Page {
  const headers: Record<string, string> = {}
  for (const name of KEPT_HEADERS) {
    const value = captured.headers[name]
    if (value !== undefined) headers[name] = value
  }
  const cacheControl = captured.headers['cache-control']
  headers['cache-control'] = cacheControl?.includes('immutable') === true && status === 200 ? cacheControl : 'no-cache'
  const html = headers['content-type']?.startsWith('text/html') === true
  const body = html ? Buffer.from(stripRuntime(captured.body.toString('utf8'))) : captured.body
  return makePage(status, headers, body)
}

/** A page of finished HTML. */
export function htmlPage(html: Buffer): Page {
  return makePage(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }, html)
}

function makePage(status: number, headers: Readonly<Record<string, string>>, body: Buffer): Page {
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { status, headers, body, etag, compressed: new Map() }
}

/** A short plain-text page of the server itself. */
export function plainPage(status: number, text: string): Page {
  return finishPage({
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: Buffer.from(`${text}\n`),
  })
}

/** Sends a page as the request can take it: 304 when the reader has it, compressed when it helps, no body for HEAD. */
export async function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  page: Page,
  send: Send,
  extra: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const [name, value] of Object.entries({ ...SECURITY_HEADERS, ...page.headers, ...extra })) {
    response.setHeader(name, value)
  }
  response.setHeader('vary', 'accept-encoding')
  if (page.status === 200) {
    response.setHeader('etag', page.etag)
    if (hasEtag(request.headers['if-none-match'], page.etag)) {
      for (const name of ['content-type', 'content-disposition']) response.removeHeader(name)
      response.writeHead(304).end()
      return
    }
  }
  const encoding = chooseEncoding(request.headers['accept-encoding'], page)
  const body = encoding === 'identity' ? page.body : await compress(page, encoding)
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding)
  response.setHeader('content-length', body.length)
  response.writeHead(page.status)
  if (request.method === 'HEAD') response.end()
  else send(response, body)
}

function chooseEncoding(accepted: string | readonly string[] | undefined, page: Page): Encoding {
  const type = page.headers['content-type'] ?? ''
  if (typeof accepted !== 'string' || page.body.length < MIN_COMPRESSED_BYTES || !COMPRESSIBLE.test(type))
    return 'identity'
  const names = accepted
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !/;\s*q=0(?:\.0*)?$/.test(part))
    .map((part) => part.split(';', 1).join('').trim())
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : 'identity'
}

const gzipAsync = promisify(gzip)
const brotliAsync = promisify(brotliCompress)

/** A compressed form of a page, made once. */
export function compress(page: Page, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const known = page.compressed.get(encoding)
  if (known !== undefined) return known
  const made =
    encoding === 'gzip'
      ? gzipAsync(page.body, { level: 6 })
      : // Quality 5 takes about as long as gzip 6 and is a tenth smaller on these pages.
        brotliAsync(page.body, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 5,
            [constants.BROTLI_PARAM_SIZE_HINT]: page.body.length,
          },
        })
  page.compressed.set(encoding, made)
  return made
}

/** Weak comparison, as If-None-Match asks for. */
function hasEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  const bare = etag.replace(/^W\//, '')
  return header.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === bare)
}
