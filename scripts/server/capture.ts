import { type IncomingMessage, ServerResponse } from 'node:http'
import type { DrawnPage } from '../../app/_model/pages'
import { renderFrames } from './frames'

/** A response as a whole, before it is sent. */
export interface Captured {
  readonly status: number
  /** Lower-case names; several values of one name joined. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The page for which the body is only the frame: frames.ts. */
  readonly page?: DrawnPage | undefined
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Runs a handler against a response that goes nowhere and returns what it wrote. The pages of this site fit into memory:
 * their sizes are bounded by the queries.
 */
export function captureResponse(handler: Handler, request: IncomingMessage): Promise<Captured> {
  return new Promise((resolve, reject) => {
    const response = new ServerResponse(request)
    const chunks: Buffer[] = []
    let page: DrawnPage | undefined
    const keep = (chunk: unknown, encoding: unknown) => {
      if (typeof chunk === 'string')
        chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
      else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
    }
    response.flushHeaders = () => {}
    response.write = (chunk: unknown, ...rest: unknown[]) => {
      keep(chunk, rest[0])
      callLast(rest)
      return true
    }
    response.end = (...args: unknown[]) => {
      if (typeof args[0] !== 'function') keep(args[0], args[1])
      Object.defineProperty(response, 'writableEnded', { value: true })
      Object.defineProperty(response, 'writableFinished', { value: true })
      callLast(args)
      response.emit('finish')
      response.emit('close')
      resolve({ status: response.statusCode, headers: readHeaders(response), body: Buffer.concat(chunks), page })
      return response
    }
    response.writeHead = (...args: unknown[]) => keepHead(response, args)
    const keepPage = (drawn: DrawnPage) => {
      page = drawn
    }
    renderFrames(keepPage, () => handler(request, response)).catch(reject)
  })
}

/** Sets status and headers without starting to send: a started response reports its headers no more. */
function keepHead(response: ServerResponse, args: readonly unknown[]): ServerResponse {
  if (typeof args[0] === 'number') response.statusCode = args[0]
  const headers = args.find((arg) => typeof arg === 'object' && arg !== null)
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value as string)
  return response
}

function callLast(args: readonly unknown[]): void {
  const last = args.at(-1)
  if (typeof last === 'function') last()
}

function readHeaders(response: ServerResponse): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.getHeaders())) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : String(value)
  }
  return headers
}
