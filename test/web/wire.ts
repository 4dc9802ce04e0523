import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A response as received. */
export interface WireAnswer {
  readonly status: number
  /** Status line and headers, with LF between lines. */
  readonly head: string
  readonly body: string
}

/** Connects to the server on loopback, from another of its addresses if one is given. A reset by the server counts as a normal end. */
export async function dial(port: number, from = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from })
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** Sends bytes that no HTTP client would send, and reads until the server closes the connection. */
export async function sendRaw(port: number, request: string | Buffer): Promise<WireAnswer> {
  const socket = await dial(port)
  const received: Buffer[] = []
  // A server that rejects a long request resets the connection after the answer; what arrived before counts.
  socket.on('data', (chunk) => received.push(chunk))
  socket.write(request)
  await new Promise((resolve) => socket.once('close', resolve))
  return readAnswer(Buffer.concat(received).toString())
}

/** A GET of a target, sent unchanged, with more header lines. */
export function getRaw(port: number, target: string, headers: readonly string[] = []): Promise<WireAnswer> {
  return sendRaw(port, requestText('GET', target, headers))
}

/** A request after which the server closes the connection. */
export function requestText(method: string, target: string, headers: readonly string[] = []): string {
  return [`${method} ${target} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n')
}

function readAnswer(received: string): WireAnswer {
  const end = received.indexOf('\r\n\r\n')
  const head = (end === -1 ? received : received.slice(0, end)).replaceAll('\r\n', '\n')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0)
  return { status, head, body: end === -1 ? '' : received.slice(end + 4) }
}

/** Resolves when the server has closed a connection. Discards what arrives. */
export async function closed(socket: Socket): Promise<void> {
  if (socket.closed) return
  socket.resume()
  await once(socket, 'close')
}
