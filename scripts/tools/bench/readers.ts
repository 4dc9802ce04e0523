import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Which server readers ask, and from which loopback address: the server treats each address as a client. */
export interface ReaderPlace {
  /** Without a trailing slash. */
  readonly url: string
  /** Such as 127.0.0.2. Linux lets a client use any address of 127/8. */
  readonly from: string
  /** Ends the readers that would go on forever. */
  readonly signal?: AbortSignal
}

/** What a reader got. */
export interface Reading {
  readonly ms: number
  /** 0 if the connection ended without an answer. */
  readonly status: number
}

/** A connection without a byte for this long counts as failed. */
const PATIENCE_MS = 10_000

/** These targets one after the other, over and over. */
export function* inTurn(targets: readonly string[]): Generator<string> {
  for (;;) yield* targets
}

/** The same, each time with another value of a parameter that no page knows. */
export function* withUnknown(targets: readonly string[]): Generator<string> {
  let count = 0
  for (const target of inTurn(targets)) yield `${target}${target.includes('?') ? '&' : '?'}x=${count++}`
}

/** Sends one request and reads the whole answer. */
function ask(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const sent = get(url, { agent, timeout: PATIENCE_MS }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
      response.once('error', () => resolve(0))
    })
    sent.once('timeout', () => sent.destroy())
    sent.once('error', () => resolve(0))
  })
}

/**
 * Asks for the targets in turn, one every `everyMs` whether or not the last one was answered, for `forMs`. Times count from the moment at
 * which a request was due, so that a server that hangs is charged for every request that it delays.
 */
export async function readSteadily(
  { url, from }: ReaderPlace,
  targets: Iterator<string>,
  { everyMs, forMs }: { readonly everyMs: number; readonly forMs: number },
): Promise<Reading[]> {
  const agent = new Agent({ keepAlive: true, localAddress: from, maxSockets: 64 })
  const start = performance.now()
  const readings: Promise<Reading>[] = []
  for (let due = start; due < start + forMs; due += everyMs) {
    await sleep(due - performance.now())
    const target = targets.next()
    if (target.done === true) break
    readings.push(ask(url + target.value, agent).then((status) => ({ status, ms: performance.now() - due })))
  }
  const done = await Promise.all(readings)
  agent.destroy()
  return done
}

/** Asks for one target after the other without a pause, and reports each answer. */
export async function readGreedily(
  { url, from, signal }: ReaderPlace,
  targets: Iterator<string>,
  note: (reading: Reading) => void,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, localAddress: from, maxSockets: 1 })
  for (let target = targets.next(); target.done !== true && signal?.aborted !== true; target = targets.next()) {
    const start = performance.now()
    const status = await ask(url + target.value, agent)
    note({ status, ms: performance.now() - start })
    if (status !== 200) await sleep(100)
  }
  agent.destroy()
}

/** Sends this many requests in one write, reads the answers and does it again. */
export async function pipeline(place: ReaderPlace, targets: Iterator<string>, atOnce: number): Promise<void> {
  while (place.signal?.aborted !== true) {
    const words = Array.from({ length: atOnce }, () => `GET ${targets.next().value} HTTP/1.1\r\nHost: x\r\n\r\n`)
    await talk(place, words.join(''), (socket, end) => {
      socket.resume()
      setTimeout(end, 1_000)
    })
  }
}

/** Asks for a large page and does not read it, on this many connections at a time. */
export async function neverRead(place: ReaderPlace, target: string, connections: number): Promise<void> {
  const hold = async () => {
    while (place.signal?.aborted !== true)
      await talk(place, `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`, (socket, end) => {
        socket.pause()
        setTimeout(end, 5_000)
      })
  }
  await Promise.all(Array.from({ length: connections }, hold))
}

/** Connects, sends a text, and stays until `listen` calls its second argument or the server closes the connection. */
async function talk(
  { url, from, signal }: ReaderPlace,
  text: string,
  listen: (socket: ReturnType<typeof connect>, end: () => void) => void,
): Promise<void> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', localAddress: from })
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.once('error', () => {})
  socket.write(text)
  signal?.addEventListener('abort', () => socket.destroy(), { once: true })
  listen(socket, () => socket.destroy())
  await closed
  await sleep(50)
}
