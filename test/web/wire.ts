import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number
  /** Status line and headers, as they are, LF between lines. */
  readonly head: string
  readonly body: string
}

/** A connection to the server on loopback; a reset by the server is an end like any other. */
export async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** Sends bytes as they are, which no HTTP client lets through, and reads until the server ends the connection. */
export async function sendRaw(port: number, request: string | Buffer): Promise<WireAnswer> {
  const socket = await dial(port)
  const received: Buffer[] = []
  // Who refuses a long request resets the connection behind the answer: what came before that counts.
  socket.on('data', (chunk) => received.push(chunk))
  socket.write(request)
  await new Promise((resolve) => socket.once('close', resolve))
  return readAnswer(Buffer.concat(received).toString())
}

/** A GET of a target as it stands, with more header lines. */
export function getRaw(port: number, target: string, headers: readonly string[] = []): Promise<WireAnswer> {
  return sendRaw(port, requestText('GET', target, headers))
}

/** A request after which the server ends the connection. */
export function requestText(method: string, target: string, headers: readonly string[] = []): string {
  return [`${method} ${target} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n')
}

function readAnswer(received: string): WireAnswer {
  const end = received.indexOf('\r\n\r\n')
  const head = (end === -1 ? received : received.slice(0, end)).replaceAll('\r\n', '\n')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0)
  return { status, head, body: end === -1 ? '' : received.slice(end + 4) }
}

/** Resolves when the server has ended a connection, whose bytes nobody wants. */
export async function closed(socket: Socket): Promise<void> {
  if (socket.closed) return
  socket.resume()
  await once(socket, 'close')
}
