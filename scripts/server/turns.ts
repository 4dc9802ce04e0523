import { createQueues, type Job } from './queues'

/** Work that is done at a few places, and shared fairly among clients. */
export interface Turns {
  /**
   * Does a task when its turn comes, at the place that `work` is given. Rejects with TooManyWaiting if too many wait, with TookTooLong if
   * the work does not end, otherwise with its own error.
   */
  readonly take: <Value>(task: Task, work: (place: number) => Promise<Value>) => Promise<Value>
  /** Says that this client waits for the task with this key, too: it is done at the turn of whoever comes first. */
  readonly join: (key: string, client: string) => void
}

export interface Task {
  /** Whoever waits for it. */
  readonly client: string
  /** What `join` calls it. */
  readonly key?: string
  /** Whether it may take long. */
  readonly isCostly: boolean
}

export interface TurnLimits {
  readonly places: number
  /** Tasks that wait. */
  readonly waiting: number
  /** How long one task may take. */
  readonly patienceMs: number
}

/** Too many tasks wait, and this one is not done; a later attempt may succeed. */
export class TooManyWaiting extends Error {}

/** The task did not end in time. Its result is dropped. */
export class TookTooLong extends Error {}

/**
 * Clients get their turns one after the other, however much each of them asks for, and a client has one costly task done at a time. Of
 * several places the first never does a costly task, so that cheap ones wait for each other alone; the others prefer costly tasks. When too
 * many tasks wait, the last one of the client with the most is refused. `abandon` is told of a place whose task did not end.
 */
export function createTurns(
  { places, waiting, patienceMs }: TurnLimits,
  abandon: (place: number) => void = () => {},
): Turns {
  const [cheap, costly] = [createQueues(), createQueues()]
  const joinable = new Map<string, Job>()
  /** What each busy place does: the client of a costly task, undefined for a cheap one. */
  const doing = new Map<number, string | undefined>()
  let count = 0
  let lastWasCostly = false
  const next = (place: number) => {
    const busy = new Set(doing.values())
    const nextCostly = () => costly.next((client) => !busy.has(client))
    if (places === 1 && lastWasCostly) return cheap.next() ?? nextCostly()
    return (place === 0 && places > 1 ? undefined : nextCostly()) ?? cheap.next()
  }
  const begin = () => {
    for (let place = 0; place < places; place++) {
      const turn = doing.has(place) ? undefined : next(place)
      if (turn === undefined) continue
      const { client, job } = turn
      end(job)
      lastWasCostly = job.isCostly
      doing.set(place, job.isCostly ? client : undefined)
      job.start(place)
    }
  }
  const end = (job: Job) => {
    job.waits = false
    count--
    if (job.key !== undefined && joinable.get(job.key) === job) joinable.delete(job.key)
  }
  /** Makes room for a task of this client; false if no client has more tasks waiting. */
  const makeRoom = (client: string): boolean => {
    const waits = (one: string) => cheap.count(one) + costly.count(one)
    const greediest = [...cheap.clients(), ...costly.clients()].reduce((a, b) => (waits(b) > waits(a) ? b : a), client)
    const last = greediest === client ? undefined : (costly.last(greediest) ?? cheap.last(greediest))
    if (last === undefined) return false
    end(last)
    last.refuse()
    return true
  }
  return {
    async take({ client, key, isCostly }, work) {
      const tooMany = () => new TooManyWaiting(`${waiting} tasks are waiting already`)
      if (count >= waiting && !makeRoom(client)) throw tooMany()
      const place = await new Promise<number>((start, reject) => {
        const job: Job = { key, isCostly, clients: new Set(), waits: true, start, refuse: () => reject(tooMany()) }
        count++
        if (key !== undefined) joinable.set(key, job)
        ;(isCostly ? costly : cheap).add(client, job)
        begin()
      })
      try {
        return await inTime(work(place), patienceMs)
      } catch (error) {
        if (error instanceof TookTooLong) abandon(place)
        throw error
      } finally {
        doing.delete(place)
        begin()
      }
    },
    join(key, client) {
      const job = joinable.get(key)
      if (job !== undefined) (job.isCostly ? costly : cheap).add(client, job)
    },
  }
}

function inTime<Value>(work: Promise<Value>, patienceMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TookTooLong(`not done after ${patienceMs} ms`)), patienceMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
