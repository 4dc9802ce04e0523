import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Rendered } from './next'
import type { Send } from './sending'

type Encoding = 'br' | 'gzip' | 'identity'

/** A finished answer: compressed at most once per encoding, however often it is sent. */
export interface Answer extends Rendered {
  readonly etag: string
  readonly compressed: Map<Encoding, Promise<Buffer>>
}

/**
 * Headers of every response. The policy needs no nonce and no 'unsafe-inline', because the pages have no inline script or style.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "script-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  // The Message-ID in an address shows what somebody reads.
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Headers of a handler that are passed on to the client; all others are about the framework or are set here. */
const KEPT_HEADERS: readonly string[] = [
  'content-type',
  'content-disposition',
  'location',
  'retry-after',
  'allow',
  'x-reroll-missing',
]

const COMPRESSIBLE = /^(?:text\/|application\/(?:json|mbox|atom\+xml|javascript|xml)|image\/svg)/
/** Below one network packet compression saves nothing. */
const MIN_COMPRESSED_BYTES = 1200

/** Finishes what was rendered: only known headers are kept, and the ETag follows from the content. */
export function finishAnswer({ status, headers, body }: Rendered, cacheControl = 'no-cache'): Answer {
  const kept = Object.entries(headers).filter(([name]) => KEPT_HEADERS.includes(name))
  const all = { ...Object.fromEntries(kept), 'cache-control': cacheControl }
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { status, headers: all, body, etag, compressed: new Map() }
}

/** A short plain-text answer of the server itself. */
export function plainAnswer(status: number, text: string, extra: Readonly<Record<string, string>> = {}): Answer {
  const headers = { 'content-type': 'text/plain; charset=utf-8', ...extra }
  return finishAnswer({ status, headers, body: Buffer.from(`${text}\n`) })
}

/** Sends an answer in the form that the request accepts: 304 if the client has it, compressed if that helps, no body for HEAD. */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  send: Send,
): Promise<void> {
  for (const [name, value] of Object.entries({ ...SECURITY_HEADERS, ...answer.headers })) {
    response.setHeader(name, value)
  }
  response.setHeader('vary', 'accept-encoding')
  if (answer.status === 200) {
    response.setHeader('etag', answer.etag)
    if (hasEtag(request.headers['if-none-match'], answer.etag)) {
      for (const name of ['content-type', 'content-disposition']) response.removeHeader(name)
      response.writeHead(304).end()
      return
    }
  }
  const encoding = chooseEncoding(request.headers['accept-encoding'], answer)
  const body = encoding === 'identity' ? answer.body : await compress(answer, encoding)
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding)
  response.setHeader('content-length', body.length)
  response.writeHead(answer.status)
  if (request.method === 'HEAD') response.end()
  else await send(response, body)
}

function chooseEncoding(accepted: string | readonly string[] | undefined, { headers, body }: Answer): Encoding {
  const compressible = body.length >= MIN_COMPRESSED_BYTES && COMPRESSIBLE.test(headers['content-type'] ?? '')
  if (typeof accepted !== 'string' || !compressible) return 'identity'
  const names = accepted
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !/;\s*q=0(?:\.0*)?$/.test(part))
    .map((part) => part.split(';', 1).join('').trim())
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : 'identity'
}

const gzipAsync = promisify(gzip)
const brotliAsync = promisify(brotliCompress)

/** A compressed form of an answer, made when it is first asked for. */
function compress({ body, compressed }: Answer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const known = compressed.get(encoding)
  if (known !== undefined) return known
  // Brotli at quality 5 takes about as long as gzip at 6 and is a tenth smaller on these pages.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
  const made = encoding === 'gzip' ? gzipAsync(body, { level: 6 }) : brotliAsync(body, { params })
  compressed.set(encoding, made)
  return made
}

/** Weak comparison, as If-None-Match asks for. */
function hasEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  const bare = etag.replace(/^W\//, '')
  return header.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === bare)
}
