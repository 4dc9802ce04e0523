import { createQueues, type Job } from './queues'

/** Runs tasks at a few places, each of which is a worker, and shares these fairly among clients. */
export interface Turns {
  /**
   * Calls `work` with a place when it is the turn of its client. Rejects with TooManyWaiting if too many tasks wait, with TookTooLong if the
   * work does not end in time, and otherwise with the error of the work.
   */
  readonly take: <Value>(task: Task, work: (place: number) => Promise<Value>) => Promise<Value>
  /** Adds a client to those that wait for the task with this key: it is done at the turn of the first of them. */
  readonly join: (key: string, client: string) => void
}

export interface Task {
  readonly client: string
  /** The name by which others can join it. */
  readonly key?: string
  /** Whether it may take long. */
  readonly isCostly: boolean
}

export interface TurnLimits {
  readonly places: number
  /** How many tasks may wait. */
  readonly waiting: number
  /** How long one task may take. */
  readonly patienceMs: number
}

/** Too many tasks wait, and this one is not done; a later attempt may succeed. */
export class TooManyWaiting extends Error {}

/** The task did not end in time. Its result is dropped. */
export class TookTooLong extends Error {}

/**
 * Clients take turns, however much each of them asks for, and only one costly task of a client runs at a time. Of several places the first
 * never runs a costly task, so that cheap tasks wait only for each other; the others prefer costly tasks. When too many tasks wait, the last
 * one of the client with the most is refused. `abandon` is called with the place of a task that did not end in time.
 */
export function createTurns(
  { places, waiting, patienceMs }: TurnLimits,
  abandon: (place: number) => void = () => {},
): Turns {
  const [cheap, costly] = [createQueues(), createQueues()]
  const joinable = new Map<string, Job>()
  /** For each busy place, the client of its costly task, or undefined if its task is cheap. */
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
