import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { MboxResult, MboxSearch } from '../../db/queries/mail/searchMbox'
import { findClient } from './client'
import { type Answer, plainAnswer, SECURITY_HEADERS } from './httpAnswer'
import type { ServerLimits } from './limits'
import { asksForThreads, readBody, type SearchAddress } from './searchAddress'
import { findSocket, limitSending } from './sending'
import type { Turns } from './turns'

/** A result whose mails may come from another process. */
export type SearchResult =
  | Exclude<MboxResult, { readonly kind: 'mbox' }>
  | (Omit<Extract<MboxResult, { readonly kind: 'mbox' }>, 'mails'> & {
      readonly mails: AsyncIterable<Buffer> | Iterable<Buffer>
      /** Releases the mails if nobody reads them: a generator that was never started does not run its `finally`. */
      readonly drop?: () => void
    })

/** Searches mail, in the worker at a place; rejects when the database cannot be read. */
export type SearchMbox = (search: MboxSearch, nowMs: number, place: number) => Promise<SearchResult>

/** Answers a search: with a gzipped mbox, which it sends itself, or with the answer that says why there is none. */
export type AnswerSearch = (
  search: SearchAddress,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<Answer | undefined>

const STATUS = { problem: 400, none: 404, large: 413 } as const
const TOO_LONG = plainAnswer(413, 'The body of a search is empty, x=m or t=1.')
const CROWDED = plainAnswer(503, 'Too many searches at once. Try again in five seconds.', { 'retry-after': '5' })
const FAILED = plainAnswer(500, 'Something went wrong. If you run this site, see the server log.')
/** Sent when the answer has only the newest mails: as a header if that is known from the start, otherwise as a trailer. */
const CUT = { 'x-reroll-cut': 'newest' }
/** What is known only at the end of an answer is sent as a trailer. HTTP/1.0 has none; nginx speaks it to its upstream servers by default. */
const TRAILER = { trailer: 'X-Reroll-Cut, X-Reroll-Missing' }
/** How many mails are read ahead of the client. */
const AHEAD = 2

/** Creates what answers the searches of public-inbox clients. `turns` is shared with the pages; `refused` is the answer to any other POST. */
export function createSearching(
  searchMbox: SearchMbox,
  turns: Turns,
  limits: ServerLimits,
  refused: Answer,
): AnswerSearch {
  let sending = 0
  const ofClient = new Map<string, number>()
  const isCrowded = (client: string) =>
    sending >= limits.searches || (ofClient.get(client) ?? 0) >= limits.clientSearches
  const count = (client: string, change: 1 | -1) => {
    sending += change
    const own = (ofClient.get(client) ?? 0) + change
    if (own > 0) ofClient.set(client, own)
    else ofClient.delete(client)
  }
  return async (search, request, response) => {
    const body = await readBody(request)
    const threads = body === undefined ? undefined : asksForThreads(body)
    // The rest of the body would be read as the next request.
    if (body === undefined) response.setHeader('connection', 'close')
    if (threads === undefined) return body === undefined ? TOO_LONG : refused
    const client = findClient(request)
    if (isCrowded(client)) return CROWDED
    const asked = { ...search, threads: threads || search.threads }
    const task = { client, isCostly: true }
    const result = await turns.take(task, (place) => tryMbox(searchMbox, asked, place))
    if (result === undefined) return FAILED
    if (result.kind !== 'mbox') return plainAnswer(STATUS[result.kind], result.text)
    const socket = await findSocket(response)
    const isGone = socket === undefined || socket.destroyed
    // Others that waited for their turn may have begun meanwhile.
    if (isGone || isCrowded(client)) {
      result.drop?.()
      return isGone ? undefined : CROWDED
    }
    count(client, 1)
    try {
      await sendMbox(response, socket, result, limits, request.httpVersion !== '1.0')
    } finally {
      count(client, -1)
    }
    return undefined
  }
}

async function tryMbox(searchMbox: SearchMbox, search: MboxSearch, place: number): Promise<SearchResult | undefined> {
  try {
    return await searchMbox(search, Date.now(), place)
  } catch (error) {
    console.error(error)
    return undefined
  }
}

/** Sends an mbox while its mails are read, as fast as the client takes it, so that a long one takes little memory. */
async function sendMbox(
  response: ServerResponse,
  socket: Socket,
  { mails, isCut, countMissing }: Extract<SearchResult, { readonly kind: 'mbox' }>,
  limits: ServerLimits,
  trailers: boolean,
): Promise<void> {
  const early = isCut()
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': 'application/gzip',
    'content-disposition': 'attachment; filename="results.mbox.gz"',
    'cache-control': 'no-cache',
    ...(early ? CUT : {}),
    ...(trailers ? TRAILER : {}),
  }
  limitSending(response, socket, limits)
  response.writeHead(200, headers)
  response.flushHeaders()
  await pipeline(Readable.from(mails, { highWaterMark: AHEAD }), createGzip(), response, { end: false })
  if (trailers) {
    const missing = countMissing()
    response.addTrailers({
      ...(isCut() && !early ? CUT : {}),
      ...(missing > 0 ? { 'x-reroll-missing': `${missing}` } : {}),
    })
  }
  response.end()
}
