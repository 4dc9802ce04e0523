import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import * as data from '../../app/data'

/** What a page asked the database, and a hash of the answer. */
export interface Read {
  readonly name: string
  /** Arguments, by v8.serialize, base64. */
  readonly asked: string
  readonly answer: string
}

/** Gives what a page read. The first time it hashes the answers, which takes a tenth of a page and until then holds them in memory. */
export type HashReads = () => readonly Read[]

export interface Reads {
  /** Does the work and tells what it read; `reads` is undefined when something was read of which nobody knows for whom. */
  readonly record: <Value>(
    work: () => Promise<Value>,
  ) => Promise<{ readonly value: Value; readonly reads: HashReads | undefined }>
  /** Whether the database still gives every one of these answers: a page that read them need not be rendered again. */
  readonly hold: (reads: readonly Read[]) => boolean
}

/** Watches what pages read through app/data.ts. One for the process. */
export function watchReads(): Reads {
  const storage = new AsyncLocalStorage<Map<string, Answered>>()
  let strays = 0
  globalThis.rerollReadObserver = (name, asked, answer) => {
    const log = storage.getStore()
    if (log === undefined) strays++
    else keep(log, { name, asked: serialize(asked).toString('base64'), answer })
  }
  return {
    async record(work) {
      const before = strays
      const log = new Map<string, Answered>()
      const value = await storage.run(log, work)
      return { value, reads: strays === before ? hashOnce([...log.values()]) : undefined }
    },
    hold: (reads) => reads.every((read) => storage.run(new Map(), () => holds(read))),
  }
}

/** A question with the answer itself. */
interface Answered {
  readonly name: string
  readonly asked: string
  readonly answer: unknown
}

function hashOnce(answered: readonly Answered[]): HashReads {
  let rest: readonly Answered[] | undefined = answered
  let reads: readonly Read[] = []
  return () => {
    if (rest !== undefined) reads = rest.map(({ name, asked, answer }) => ({ name, asked, answer: hashAnswer(answer) }))
    rest = undefined
    return reads
  }
}

/** A query that is asked twice gives the same answer, unless mail came in between: then the first is kept, which no longer holds. */
function keep(log: Map<string, Answered>, read: Answered): void {
  const key = `${read.name} ${read.asked}`
  if (!log.has(key)) log.set(key, read)
}

function holds({ name, asked, answer }: Read): boolean {
  const query: unknown = Object.entries(data).find(([known]) => known === name)?.[1]
  if (typeof query !== 'function') return false
  const words: unknown = deserialize(Buffer.from(asked, 'base64'))
  try {
    return Array.isArray(words) && hashAnswer(query(...words)) === answer
  } catch {
    return false
  }
}

function hashAnswer(answer: unknown): string {
  const bytes = Buffer.isBuffer(answer) ? answer : (JSON.stringify(answer) ?? 'undefined')
  return createHash('sha256').update(bytes).digest('base64url')
}
