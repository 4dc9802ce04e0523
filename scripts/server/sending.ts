import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { ServerLimits } from './limits'

/** Ends a response with a body, and watches it until the client has read it. */
export type Send = (response: ServerResponse, body: Buffer) => Promise<void>

/** Calls `done` once, when a response has ended or its connection has. A pipelined response that is never sent emits no event itself. */
export function whenEnded(response: ServerResponse, done: () => void): void {
  const { socket } = response.req
  const end = () => {
    response.off('close', end)
    socket.off('close', end)
    done()
  }
  // Each pipelined request adds a listener; `pipelined` bounds them.
  socket.setMaxListeners(0)
  response.once('close', end)
  socket.once('close', end)
}

/**
 * The connection of a response. A pipelined response has none until the responses before it are sent; undefined if they cannot be sent.
 */
export async function findSocket(response: ServerResponse): Promise<Socket | undefined> {
  if (response.socket !== null) return response.socket
  if (response.req.socket.destroyed) return undefined
  return new Promise((resolve) => {
    response.once('socket', resolve)
    whenEnded(response, () => resolve(undefined))
  })
}

/** Disconnects a client that reads no byte of an answer for `stalledMs`, or has not read all of it after `answerMs`. */
export function limitSending(
  response: ServerResponse,
  socket: Socket,
  { stalledMs, answerMs }: Pick<ServerLimits, 'stalledMs' | 'answerMs'>,
): void {
  const tooLong = setTimeout(() => socket.destroy(), answerMs)
  tooLong.unref()
  response.once('close', () => clearTimeout(tooLong))
  // The server destroys a connection that times out. A page that waits to be rendered is not timed.
  socket.setTimeout(stalledMs)
}

/**
 * Sends bodies within the limits. A client that stalls or reads too slowly is disconnected, and when all unsent bodies together
 * (each counted once) exceed the limit, the oldest response is cut off. So memory stays bounded, however many clients read slowly.
 */
export function createSender(limits: ServerLimits): Send {
  const sending = new Map<ServerResponse, Buffer>()
  const readers = new Map<Buffer, number>()
  let bytes = 0
  const add = (response: ServerResponse, body: Buffer) => {
    const known = readers.get(body) ?? 0
    if (known === 0) bytes += body.length
    readers.set(body, known + 1)
    sending.set(response, body)
  }
  const remove = (response: ServerResponse) => {
    const body = sending.get(response)
    if (body === undefined) return
    sending.delete(response)
    const left = (readers.get(body) ?? 1) - 1
    if (left > 0) readers.set(body, left)
    else if (readers.delete(body)) bytes -= body.length
  }
  return async (response, body) => {
    const socket = await findSocket(response)
    if (socket === undefined || socket.destroyed) return
    add(response, body)
    response.once('close', () => remove(response))
    limitSending(response, socket, limits)
    response.end(body)
    for (const [oldest] of sending) {
      if (bytes <= limits.unsentBytes || oldest === response) break
      remove(oldest)
      oldest.destroy()
    }
  }
}
