import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { isArchive, UNKEPT } from '../../app/_handlers/routes'
import type { BadAddress } from '../../app/_model/badAddress'
import type { AnswerCache } from './cache'
import { findClient } from './client'
import { createCosts } from './costs'
import { type Answer, finishAnswer, plainAnswer, sendAnswer } from './httpAnswer'
import { DEFAULT_LIMITS, type ServerLimits } from './limits'
import type { Render, Rendered } from './next'
import { findOrigin } from './origin'
import { type Address, addSite, readAddress } from './pageAddress'
import { readSearchAddress } from './searchAddress'
import { createSearching, type SearchMbox } from './searching'
import { createSender, whenEnded } from './sending'
import { createTurns, TookTooLong, TooManyWaiting } from './turns'

export interface ListenerParts {
  /** Undefined until pages can be rendered and mail can be searched; until then requests are answered 503. */
  readonly findRender: () => Render | undefined
  /** Script and stylesheet, by their path. */
  readonly findAsset?: (path: string) => Answer | undefined
  /** Without it every request is rendered. */
  readonly cache?: AnswerCache | undefined
  readonly limits?: ServerLimits
  /** Without it no POST is answered. */
  readonly searchMbox?: SearchMbox
  /** Called with the place of a worker that did not finish a task in time. */
  readonly replaceWorker?: (place: number) => void
}

/** All clients that asked for a page have disconnected, so it is not rendered. */
class NobodyWaits extends Error {}

/**
 * The server in front of Next. It answers GET and HEAD, and POST only for the searches of public-inbox clients. It checks addresses before
 * a page sees them, caches answers, sets security headers on everything, explains failures on a page, and lets no client use more than the
 * limits allow.
 */
export function createListener({
  findRender,
  findAsset = () => undefined,
  cache,
  limits = DEFAULT_LIMITS,
  searchMbox,
  replaceWorker,
}: ListenerParts): RequestListener {
  const { renderings: places, waiting: most, renderingMs: patienceMs } = limits
  const turns = createTurns({ places, waiting: most, patienceMs }, replaceWorker)
  const costs = createCosts()
  const send = createSender(limits)
  const waiting = watchWaiting()
  const answerSearch = searchMbox === undefined ? undefined : createSearching(searchMbox, turns, limits, READ_ONLY)
  const findAnswer = async (request: IncomingMessage, response: ServerResponse, render: Render): Promise<Answer> => {
    const target = request.url ?? '/'
    const asset = findAsset(target)
    if (asset !== undefined) return asset
    const read = readAddress(target)
    if (read.kind === 'redirect') {
      return finishAnswer({ status: 308, headers: { location: read.location }, body: Buffer.alloc(0) })
    }
    const address = read.kind === 'page' ? addSite(read, findOrigin(request)) : read
    const wanted = address.kind === 'page' ? address.target : address.kind
    const keep = cache !== undefined && address.kind === 'page' && !UNKEPT.has(address.route)
    const client = findClient(request)
    const isCostly = address.kind === 'page' && costs.isCostly(address)
    const task = keep ? { client, isCostly, key: wanted } : { client, isCostly }
    waiting.add(wanted, response)
    const make = () =>
      turns.take(task, async (place) => {
        if (!waiting.has(wanted)) throw new NobodyWaits()
        return renderAddress(address, target, (page) => costs.watch(page, render(page, place)))
      })
    if (keep) turns.join(wanted, client)
    const answer = await (keep ? cache.get(address.target, make) : make())
    // Clients of a public-inbox expect an absolute address, which they split at its slashes.
    return address.kind === 'page' && isArchive(address.route) ? makeAbsolute(answer, findOrigin(request)) : answer
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<Answer | undefined> => {
    const render = findRender()
    const search = request.method === 'POST' ? readSearchAddress(request.url ?? '') : undefined
    const isSearch = search !== undefined && answerSearch !== undefined
    if (isSearch && render !== undefined) return answerSearch(search, request, response)
    const readOnly = request.method === 'GET' || request.method === 'HEAD'
    if (!readOnly || hasBody(request)) response.setHeader('connection', 'close')
    if (!readOnly && !isSearch) return READ_ONLY
    return render === undefined ? STARTING : findAnswer(request, response, render)
  }
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (asksForUpgrade(request)) response.setHeader('connection', 'close')
    const answered = await answer(request, response).catch(explainRefusal)
    if (answered !== undefined) await sendAnswer(request, response, answered, send)
  }
  return (request, response) => {
    respond(request, response).catch((error: unknown) => {
      if (!(error instanceof NobodyWaits || hasGone(error))) console.error(error)
      response.destroy()
    })
  }
}

const READ_ONLY = plainAnswer(
  405,
  'This site is read-only: it answers GET and HEAD. Its operator corrects data on the command line: npm run -s reroll -- --help',
  { allow: 'GET, HEAD' },
)
const STARTING = plainAnswer(503, 'Reroll is starting. Reload this page in a few seconds.', { 'retry-after': '1' })
const CROWDED = plainAnswer(503, 'Too many readers at once. Reload this page in five seconds.', { 'retry-after': '5' })
const TOO_LONG = plainAnswer(
  503,
  'This page took too long to render. Reload it in five seconds; if that does not help, open a smaller page, such as one patch. If you run this site, see the server log.',
  { 'retry-after': '5' },
)

function explainRefusal(error: unknown): Answer {
  if (error instanceof TooManyWaiting) return CROWDED
  if (!(error instanceof TookTooLong)) throw error
  console.error(error)
  return TOO_LONG
}

/** Makes a redirect within the site absolute if the address of the site is known. */
function makeAbsolute(answer: Answer, origin: string | undefined): Answer {
  const { location } = answer.headers
  if (origin === undefined || location === undefined) return answer
  return { ...answer, headers: { ...answer.headers, location: origin + location } }
}

type Problem = 400 | 404 | 500

const PROBLEMS: Readonly<Record<Problem, string>> = {
  400: 'bad address',
  404: 'not found',
  500: 'something went wrong',
}

type Ask = (target: string) => Promise<Rendered>

/** The answer of the page at an address; `target` is what the reader asked for. Never rejects. */
async function renderAddress(address: Address, target: string, ask: Ask): Promise<Answer> {
  if (address.kind === 'bad') return renderProblem(400, target, ask, address.why)
  if (address.kind !== 'page') return renderProblem(404, target, ask)
  const rendered = await tryNext(ask, address.target)
  return rendered === undefined ? renderProblem(500, target, ask) : finishAnswer(rendered)
}

/** The page that explains a failure, with what is wrong with a bad address; JSON for the API. */
async function renderProblem(status: Problem, target: string, ask: Ask, why?: BadAddress): Promise<Answer> {
  const error = PROBLEMS[status]
  if (target.startsWith('/api/')) {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    return finishAnswer({ status, headers, body: Buffer.from(`${JSON.stringify({ error })}\n`) })
  }
  const rendered = await tryNext(ask, `/problem/${why ?? status}`)
  return rendered === undefined ? plainAnswer(status, error) : finishAnswer(rendered)
}

/** Undefined when Next itself fails: our handlers explain their own failures, with a type. */
async function tryNext(ask: Ask, target: string): Promise<Rendered | undefined> {
  try {
    const rendered = await ask(target)
    if (rendered.status < 500 || rendered.headers['content-type'] !== undefined) return rendered
    console.error(`Next answered ${rendered.status} to ${target}`)
  } catch (error) {
    console.error(error)
  }
  return undefined
}

interface Waiting {
  readonly add: (target: string, response: ServerResponse) => void
  readonly has: (target: string) => boolean
}

/** Counts the clients waiting for each target, so that nothing is rendered for clients that have disconnected. */
function watchWaiting(): Waiting {
  const readers = new Map<string, number>()
  return {
    add(target, response) {
      readers.set(target, (readers.get(target) ?? 0) + 1)
      whenEnded(response, () => {
        const left = (readers.get(target) ?? 1) - 1
        if (left > 0) readers.set(target, left)
        else readers.delete(target)
      })
    },
    has: (target) => readers.has(target),
  }
}

/** Whether the client closed the connection before it had sent its request or read the answer. */
function hasGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE'
}

/** Whether a request asks for another protocol. It is answered as if it did not, but Node loses what the client sent after it. */
function asksForUpgrade({ headers }: IncomingMessage): boolean {
  return headers.upgrade !== undefined
}

/** Whether a request has a body, which is not read, so the connection cannot be used again. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}
