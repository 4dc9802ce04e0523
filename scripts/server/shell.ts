import { IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { DrawnPage } from '../../app/_model/pages'
import { readAddress } from './address'
import { type Captured, captureResponse, type Handler } from './capture'
import { type Frames, fillFrame, readFrame } from './frames'
import { DEFAULT_LIMITS, type ServerLimits } from './limits'
import { finishPage, htmlPage, type Page, plainPage, sendPage } from './page'
import type { PageCache } from './pageCache'
import { createSender, type Send } from './sending'
import { stripRuntime } from './stripRuntime'
import { createTurns, TookTooLong, TooManyWaiting, type Turns } from './turns'
import { NotWanted, type Wanted, watchWanted } from './wanted'

export interface ShellParts {
  /** Without it every page is made anew. */
  readonly cache?: PageCache | undefined
  /** Without them Next renders every page. */
  readonly frames?: Frames | undefined
  readonly limits?: ServerLimits
}

/** What an answer needs of the shell. */
interface Shell extends ShellParts {
  readonly send: Send
  readonly turns: Turns
  readonly wanted: Wanted
}

/**
 * What stands between readers and Next: GET and HEAD only, addresses judged before a page sees them, no header of the
 * reader passed on, the client runtime taken out, security headers on everything, failures explained by a page, no more at
 * once than the limits. `findHandler` gives undefined until Next is ready, which is answered 503.
 */
export function createShell(
  findHandler: () => Handler | undefined,
  { cache, frames, limits = DEFAULT_LIMITS }: ShellParts = {},
): RequestListener {
  const turns = createTurns(limits.renderings, limits.waiting, limits.renderingMs)
  const shell: Shell = { cache, frames, send: createSender(limits), turns, wanted: watchWanted() }
  return (request, response) => {
    answer(request, response, findHandler(), shell).catch((error: unknown) => {
      if (!(error instanceof NotWanted)) console.error(error)
      response.destroy()
    })
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler | undefined,
  { cache, frames, send, turns, wanted }: Shell,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const page = plainPage(405, 'This site is read-only: GET and HEAD only.')
    await sendPage(request, response, page, send, { allow: 'GET, HEAD', connection: 'close' })
    return
  }
  // A body has no use here: nobody waits for it.
  if (hasBody(request)) response.setHeader('connection', 'close')
  if (handler === undefined) {
    const page = plainPage(503, 'Starting up, try again in a moment.')
    await sendPage(request, response, page, send, { 'retry-after': '1' })
    return
  }
  const target = request.url ?? '/'
  wanted.add(target, response)
  const make = () =>
    turns.take(() => {
      if (!wanted.has(target)) throw new NotWanted()
      return makePage(target, request, handler, frames)
    })
  try {
    await sendPage(request, response, await (cache === undefined ? make() : cache.page(target, make)), send)
  } catch (error) {
    const why = explainRefusal(error)
    if (why === undefined) throw error
    const page = plainPage(503, why)
    await sendPage(request, response, page, send, { 'retry-after': '5' })
  }
}

function explainRefusal(error: unknown): string | undefined {
  if (error instanceof TooManyWaiting) return 'Too many readers at once, try again in a moment.'
  if (!(error instanceof TookTooLong)) return undefined
  console.error(error)
  return 'This page takes too long to make.'
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}

async function makePage(
  target: string,
  request: IncomingMessage,
  handler: Handler,
  frames: Frames | undefined,
): Promise<Page> {
  const address = readAddress(target)
  switch (address.kind) {
    case 'bad':
      return problemPage(400, target, request, handler)
    case 'hidden':
      return problemPage(404, target, request, handler)
    case 'redirect':
      return finishPage({ status: 308, headers: { location: address.location }, body: Buffer.alloc(0) })
    case 'page': {
      const drawn = await frames?.draw(address.target)
      if (drawn !== undefined) return htmlPage(drawn)
      const captured = await captureResponse(handler, innerRequest(request, address.target)).catch(
        (error: unknown): Captured => {
          console.error(error)
          return { status: 500, headers: {}, body: Buffer.alloc(0) }
        },
      )
      if (captured.status >= 500 && !isOwnAnswer(captured.headers['content-type'])) {
        return problemPage(500, target, request, handler)
      }
      // Next leaves the page of a notFound() to the client runtime, which these pages do not have.
      if (captured.status === 404 && isHtml(captured.headers['content-type'])) {
        return problemPage(404, target, request, handler)
      }
      return captured.page === undefined || captured.status !== 200
        ? finishPage(captured)
        : putIntoFrame(address.target, captured, captured.page, frames)
    }
  }
}

/** The page for which Next rendered a frame. */
function putIntoFrame(target: string, { body }: Captured, page: DrawnPage, frames: Frames | undefined): Page {
  const frame = readFrame(stripRuntime(body.toString('utf8')))
  if (frame === undefined) throw new Error(`Next gave no frame for ${target}`)
  frames?.learn(target, frame)
  return htmlPage(fillFrame(frame, page))
}

const PROBLEM_TEXT = { 400: 'not an address of this site', 404: 'not on record', 500: 'something broke' } as const

/** The page that explains a failure; JSON for the API. */
async function problemPage(
  status: 400 | 404 | 500,
  target: string,
  request: IncomingMessage,
  handler: Handler,
): Promise<Page> {
  if (target.startsWith('/api/')) {
    const body = Buffer.from(`${JSON.stringify({ error: PROBLEM_TEXT[status] })}\n`)
    return finishPage({ status, headers: { 'content-type': 'application/json; charset=utf-8' }, body })
  }
  try {
    const captured = await captureResponse(handler, innerRequest(request, `/problem/${status}`))
    if (captured.status === 200) return finishPage(captured, status)
  } catch (error) {
    console.error(error)
  }
  return plainPage(status, PROBLEM_TEXT[status])
}

/**
 * The request as Next sees it: made new, so that no header of the reader (RSC, Next-Action, cookies, x-forwarded-*, a
 * forged Host) reaches the framework, and without a body.
 */
function innerRequest(request: IncomingMessage, target: string): IncomingMessage {
  const inner = new IncomingMessage(request.socket)
  inner.method = 'GET'
  inner.url = target
  inner.headers = { host: 'localhost', accept: '*/*' }
  inner.push(null)
  return inner
}

function isHtml(type: string | undefined): boolean {
  return type?.startsWith('text/html') === true
}

/** A route handler's own 503, for one, says what is wrong; Next's own 500 does not. */
function isOwnAnswer(type: string | undefined): boolean {
  return type?.startsWith('application/json') === true
}
