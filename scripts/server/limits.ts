import type { ServerOptions as HttpOptions, IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { findClient } from './client'

/** How much of the server one client can occupy, and for how long; times in milliseconds. */
export interface ServerLimits {
  /** Until a request is complete, from its first byte or the start of the connection. */
  readonly requestMs: number
  /** A connection without a request. */
  readonly idleMs: number
  /** A client that reads no byte of an answer. */
  readonly stalledMs: number
  /** An answer from its first byte to its last, however slowly it is read. */
  readonly answerMs: number
  readonly connections: number
  /** Unanswered requests on one connection. Browsers and proxies send one after the other. */
  readonly pipelined: number
  /** All answers being sent, together. Above this the oldest is cut off. */
  readonly unsentBytes: number
  /** Pages rendered at the same time, each by a worker of its own. */
  readonly renderings: number
  /** Rendering one page. A page that never finishes must not take the place of others. */
  readonly renderingMs: number
  /** Results of searches being sent at the same time. Their mails are read while they are sent, so a slow client holds one for long. */
  readonly searches: number
  /** Of these, results being sent to one client. */
  readonly clientSearches: number
  /** Pages waiting to be rendered. The next request is asked to try again later. */
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
  renderings: 2,
  renderingMs: 30_000,
  searches: 64,
  clientSearches: 16,
  waiting: 1_000,
}

const MAX_HEADER_BYTES = 16 * 1024

/** The limits that Node's server enforces itself. By default it checks the times only every 30 seconds. */
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
 * Limits the connections of a server. When they are nearly used up, connections whose requests are all answered are closed, and a client that
 * has more than half of them gets no more and loses its oldest one to anybody else.
 * Node's own closeIdleConnections does not do: since Node 26 it also closes connections that have just been opened.
 */
export function limitConnections(server: Server, { connections, pipelined }: ServerLimits): void {
  server.maxConnections = connections
  const crowded = Math.floor(connections * 0.9)
  let open = 0
  const idle = new Set<Socket>()
  const shares = openShares()
  server.on('connection', (socket) => {
    open++
    shares.add(socket)
    socket.once('close', () => {
      open--
      idle.delete(socket)
      shares.delete(socket)
    })
    if (open <= crowded) return
    for (const one of idle) one.destroy()
    if (idle.size === 0) shares.largest(connections / 2, socket)?.destroy()
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

/** The connections of each client. */
interface Shares {
  readonly add: (socket: Socket) => void
  readonly delete: (socket: Socket) => void
  /** The connection to close so that `latest` finds room: itself, or the oldest one of a client with more than `most`; undefined if none has. */
  readonly largest: (most: number, latest: Socket) => Socket | undefined
}

function openShares(): Shares {
  const sockets = new Map<string, Set<Socket>>()
  const clients = new WeakMap<Socket, string>()
  return {
    add(socket) {
      const client = findClient({ headers: {}, socket })
      clients.set(socket, client)
      const own = sockets.get(client)
      if (own === undefined) sockets.set(client, new Set([socket]))
      else own.add(socket)
    },
    delete(socket) {
      const client = clients.get(socket) ?? ''
      const own = sockets.get(client)
      own?.delete(socket)
      if (own?.size === 0) sockets.delete(client)
    },
    largest(most, latest) {
      const own = [...sockets.values()].find(({ size }) => size > most)
      return own?.has(latest) === true ? latest : own?.values().next().value
    },
  }
}
