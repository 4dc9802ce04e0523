import type { ServerOptions as HttpOptions, IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What one visitor can hold of the server, and for how long; times in milliseconds. */
export interface ServerLimits {
  /** Until a request is there, from its first byte or the start of the connection. */
  readonly requestMs: number
  /** A connection without a request. */
  readonly idleMs: number
  /** A reader who takes no byte of an answer. */
  readonly stalledMs: number
  /** An answer from its first byte to its last, however slowly it is read. */
  readonly answerMs: number
  readonly connections: number
  /** Requests of one connection that wait for their answers: browsers and proxies send one after the other. */
  readonly pipelined: number
  /** Answers that are being sent, together; the one that has been on its way for longest is cut when they are more. */
  readonly unsentBytes: number
  /** Pages that are made at a time. */
  readonly renderings: number
  /** A page that is being made; one that never comes must not hold the place of others. */
  readonly renderingMs: number
  /** Pages that wait to be made; the next request is told to come again. */
  readonly waiting: number
}

export const DEFAULT_LIMITS: ServerLimits = {
  requestMs: 10_000,
  idleMs: 10_000,
  stalledMs: 30_000,
  answerMs: 300_000,
  connections: 1_000,
  pipelined: 16,
  unsentBytes: 128 * 1024 * 1024,
  renderings: 4,
  renderingMs: 60_000,
  waiting: 1_000,
}

const MAX_HEADER_BYTES = 16 * 1024

/** The limits that Node's server keeps by itself; it would look at the times every 30 seconds. */
export function httpOptions({ requestMs, idleMs }: ServerLimits): HttpOptions {
  return {
    headersTimeout: requestMs,
    requestTimeout: requestMs,
    keepAliveTimeout: idleMs,
    connectionsCheckingInterval: Math.max(50, requestMs / 4),
    maxHeaderSize: MAX_HEADER_BYTES,
  }
}

/**
 * Bounds the connections of a server; when they are nearly all taken, those whose requests are all answered make room. Which ones
 * Node's own closeIdleConnections takes for idle differs: since Node 26 also one that has just come.
 */
export function limitConnections(server: Server, { connections, pipelined }: ServerLimits): void {
  server.maxConnections = connections
  const crowded = Math.floor(connections * 0.9)
  let open = 0
  const idle = new Set<Socket>()
  server.on('connection', (socket) => {
    open++
    socket.once('close', () => {
      open--
      idle.delete(socket)
    })
    if (open > crowded) for (const one of idle) one.destroy()
  })
  const unanswered = new WeakMap<Socket, number>()
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const count = (unanswered.get(socket) ?? 0) + 1
    unanswered.set(socket, count)
    idle.delete(socket)
    response.once('close', () => {
      const left = (unanswered.get(socket) ?? 1) - 1
      unanswered.set(socket, left)
      if (left === 0 && !socket.destroyed) idle.add(socket)
    })
    if (count > pipelined) socket.destroy()
  })
}
