import type { ServerResponse } from 'node:http'
import type { ServerLimits } from './limits'

/** Ends a response with a body, and watches over it until its reader has it. */
export type Send = (response: ServerResponse, body: Buffer) => void

/**
 * Sends bodies within the limits: a reader who stalls or trickles is cut off in time, and when the bodies on their way, each counted once,
 * are more than fit, the one begun first is cut. So memory stays bounded, however many read slowly.
 */
export function createSender({ stalledMs, answerMs, unsentBytes }: ServerLimits): Send {
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
  return (response, body) => {
    const { socket } = response
    if (socket === null || socket.destroyed) return
    add(response, body)
    const tooLong = setTimeout(() => socket.destroy(), answerMs)
    tooLong.unref()
    response.once('close', () => {
      clearTimeout(tooLong)
      remove(response)
    })
    // Without a listener of its own the server destroys the connection then. A queued page waits without this clock.
    socket.setTimeout(stalledMs)
    response.end(body)
    for (const [oldest] of sending) {
      if (bytes <= unsentBytes || oldest === response) break
      remove(oldest)
      oldest.destroy()
    }
  }
}
