import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

/** An answer as a whole, before it is sent. */
export interface Rendered {
  readonly status: number
  /** Lower-case names; several values of one name joined. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** CPU time of rendering it, if that was measured. */
  readonly cpuMs?: number
}

/** Renders the page at a target, in the worker at a place. */
export type Render = (target: string, place: number) => Promise<Rendered>

/** Next's request handler, or anything that answers like it. */
export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Requests a target from Next and returns the complete response. The request is a new one, so that nothing the client sent
 * (RSC, Next-Action, cookies, x-forwarded-*, a forged Host, a body, a connection that ends) reaches the framework. Every
 * response of this site fits into memory, because the queries bound their sizes.
 */
export function askNext(handler: NextHandler, target: string): Promise<Rendered> {
  const request = new IncomingMessage(new Socket())
  request.method = 'GET'
  request.url = target
  request.headers = { host: 'localhost', accept: '*/*' }
  request.push(null)
  return new Promise((resolve, reject) => {
    const response = collectResponse(request, resolve)
    handler(request, response).catch(reject)
  })
}

/** A response without a connection: what is written to it is collected, and given to `done` when it has ended. */
function collectResponse(request: IncomingMessage, done: (rendered: Rendered) => void): ServerResponse {
  const response = new ServerResponse(request)
  const chunks: Buffer[] = []
  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk))
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
  }
  response.flushHeaders = () => {}
  response.writeHead = (status: number, ...rest: unknown[]) => {
    response.statusCode = status
    const headers = rest.find((one) => typeof one === 'object' && one !== null) ?? {}
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    return response
  }
  response.write = (chunk: unknown, ...rest: unknown[]) => {
    keep(chunk)
    callBack(rest)
    return true
  }
  response.end = (...words: unknown[]) => {
    keep(words[0])
    callBack(words)
    Object.defineProperty(response, 'writableEnded', { value: true })
    Object.defineProperty(response, 'writableFinished', { value: true })
    response.emit('finish')
    response.emit('close')
    const headers = Object.entries(response.getHeaders()).map(([name, value]) => [name, [value].flat().join(', ')])
    done({ status: response.statusCode, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) })
    return response
  }
  return response
}

/** Streams of Node take a function as their last argument. */
function callBack(words: readonly unknown[]): void {
  const last = words.at(-1)
  if (typeof last === 'function') last()
}
