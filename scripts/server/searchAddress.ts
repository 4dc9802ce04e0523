import type { IncomingMessage } from 'node:http'
import { readArchivePath } from './archiveAddress'
import { decodeSegments, PAGES } from './pageAddress'

/** A search that a client of a public-inbox sends as a POST. */
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
 * Reads the target of a POST: `/<list>/?x=m&q=...` or `/<list>/<id>/?x=m&q=...`, with `t=1` for threads. Undefined for any other target, to
 * which nobody may POST. Only Node's limit on headers bounds its length: a query may name all patches of a series.
 */
export function readSearchAddress(target: string): SearchAddress | undefined {
  const mark = target.indexOf('?')
  if (mark === -1) return undefined
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

/** The body of a request; undefined if it is longer than that of any search. Rejects when the client disconnects. */
export function readBody(request: IncomingMessage): Promise<string | undefined> {
  // Iterating over the request would destroy it at the end, and later requests on the connection would wait forever.
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
 * Whether the body of a search asks for threads, as public-inbox reads it: liblore sends `x=m`, and the buttons on the pages of a
 * public-inbox send `x=full threads` or `z=results only`. Undefined if it is not the body of a search.
 */
export function asksForThreads(body: string): boolean | undefined {
  const fields = new URLSearchParams(body)
  if ([...fields.keys()].some((name) => !['x', 't', 'z'].includes(name))) return undefined
  return isSet(fields.get('x')) || isSet(fields.get('t'))
}
