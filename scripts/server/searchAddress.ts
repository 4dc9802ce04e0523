import type { IncomingMessage } from 'node:http'
import { readArchivePath } from './archiveAddress'
import { decodeSegments, MAX_TARGET_BYTES, PAGES } from './pageAddress'

/** What a POST of a client of a public-inbox asks for. */
export interface SearchAddress {
  readonly list: string
  /** The mail whose thread is searched; undefined for all of the list. */
  readonly id?: string
  readonly query: string
  /** Whether the threads of what is found are asked for. */
  readonly threads: boolean
}

/** Longest body of a POST that is read. */
const MAX_BODY_BYTES = 1024

/**
 * Reads the target of a POST: `/<list>/?x=m&q=...` or `/<list>/<id>/?x=m&q=...`, with `t=1` for threads. Undefined for every other: nothing else
 * is answered to a POST.
 */
export function readSearchAddress(target: string): SearchAddress | undefined {
  const mark = target.indexOf('?')
  if (mark === -1 || Buffer.byteLength(target) > MAX_TARGET_BYTES) return undefined
  const segments = decodeSegments(target.slice(1, mark).split('/'))
  const archive = segments === undefined ? undefined : readArchivePath(segments, PAGES)
  const asked = new URLSearchParams(target.slice(mark + 1))
  if (archive === undefined || asked.get('x') !== 'm' || !asked.has('q')) return undefined
  const [list = '', id] = archive.parts
  const search = { list, query: asked.get('q') ?? '', threads: isSet(asked.get('t')) }
  if (archive.route === '/[list]') return search
  return archive.route === '/[list]/[id]' && id !== undefined ? { ...search, id } : undefined
}

/** As public-inbox reads it: `t=1`, and also `t` alone. */
function isSet(value: string | null): boolean {
  return value !== null && value !== '0'
}

/** The body of a request; undefined if it is longer than a search has. Rejects when the client goes away. */
export function readBody(request: IncomingMessage): Promise<string | undefined> {
  // Iterating over the request would take it off its connection at the end, and requests behind it would wait forever.
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? '0') > MAX_BODY_BYTES) return resolve(undefined)
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MAX_BODY_BYTES) resolve(undefined)
      else chunks.push(chunk)
    })
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    request.once('error', reject)
  })
}

/**
 * Whether the body of a search asks for threads: a public-inbox reads `x=m` so, which liblore sends, and the buttons of its pages send
 * `x=full threads` or `z=results only`. Undefined for a body that is none of a search.
 */
export function asksForThreads(body: string): boolean | undefined {
  const fields = new URLSearchParams(body)
  if ([...fields.keys()].some((name) => !['x', 't', 'z'].includes(name))) return undefined
  return isSet(fields.get('x')) || isSet(fields.get('t'))
}
