import { setTimeout as sleep } from 'node:timers/promises'
import type { MboxSearch } from '../../db/queries/mail/searchMbox'
import type { Render } from './next'
import type { SearchMbox, SearchResult } from './searching'
import type { Reply } from './workerCalls'
import { startWorker, type Worker } from './workerProcess'

/** Processes that render pages and search mail, so that the one that answers requests never waits for a page. */
export interface Workers {
  /** Rejects when the page cannot be rendered or its worker ends first. */
  readonly render: Render
  readonly search: SearchMbox
  /** Kills the worker at this place and starts another one there. */
  readonly replace: (place: number) => void
  readonly close: () => Promise<void>
}

/** The pause before a worker that ended is replaced, so that one that cannot start does not keep the processor busy. */
const PAUSE_MS = 500

/** Starts this many workers; resolves when the first one takes requests, and rejects with the reason when it cannot start. */
export async function startWorkers(count: number): Promise<Workers> {
  let closing = false
  const workers: Promise<Worker>[] = []
  const put = (place: number, pauseMs: number) => {
    const started = sleep(pauseMs).then(() => {
      const worker = startWorker({ urgent: place === 0 })
      worker.ready.catch((error: unknown) => closing || console.error(error))
      worker.ended.then(() => closing || workers[place] !== started || put(place, PAUSE_MS))
      return worker
    })
    workers[place] = started
  }
  put(0, 0)
  const at = async (place: number): Promise<Worker> => {
    const worker = await workers[place]
    if (worker === undefined) throw new Error(`there are ${count} workers, but none at place ${place}`)
    await worker.ready
    return worker
  }
  const close = async () => {
    closing = true
    for (const { end, ended } of await Promise.all(workers)) {
      end()
      await ended
    }
  }
  try {
    await at(0)
  } catch (error) {
    await close()
    throw error
  }
  // The others start later, because workers that start together delay each other.
  for (let place = 1; place < count; place++) put(place, 0)
  return {
    close,
    replace(place) {
      workers[place]?.then(({ end }) => end())
      put(place, 0)
    },
    async render(target, place) {
      const reply = await (await at(place)).ask({ kind: 'render', target })
      return reply.kind === 'page' ? reply.page : refuse(reply)
    },
    search: async (search, nowMs, place) => openSearch(await at(place), search, nowMs),
  }
}

/** Searches in a worker, and fetches the mails that it found as they are read. */
async function openSearch({ ask }: Worker, search: MboxSearch, nowMs: number): Promise<SearchResult> {
  const reply = await ask({ kind: 'search', search, nowMs })
  if (reply.kind !== 'found') return refuse(reply)
  const { found } = reply
  if (found.kind !== 'mbox') return found
  const { result } = found
  let { isCut } = found
  let missing = 0
  // If the worker has ended, its results are gone, too.
  const drop = () => void ask({ kind: 'drop', result }).catch(() => {})
  async function* mails() {
    try {
      for (let done = false; !done; ) {
        const more = await ask({ kind: 'more', result })
        if (more.kind !== 'batch') return refuse(more)
        ;({ isCut, done, missing } = more.batch)
        yield* more.batch.mails
      }
    } finally {
      drop()
    }
  }
  return { kind: 'mbox', mails: mails(), countMissing: () => missing, isCut: () => isCut, drop }
}

function refuse(reply: Reply): never {
  throw new Error(reply.kind === 'error' ? reply.message : `a worker answered with ${reply.kind}`)
}
