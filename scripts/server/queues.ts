/** A task that waits for its turn. */
export interface Job {
  readonly key: string | undefined
  readonly isCostly: boolean
  /** The clients that wait for it. It is in the queue of each of them. */
  readonly clients: Set<string>
  readonly start: (place: number) => void
  readonly refuse: () => void
  /** False once it was started or refused; the queues then forget it. */
  waits: boolean
}

/** Waiting jobs, in one queue for each client. */
export interface Queues {
  readonly add: (client: string, job: Job) => void
  /** Takes the first job of the next client that is free, and puts this client at the end of the line. */
  readonly next: (isFree?: (client: string) => boolean) => { readonly client: string; readonly job: Job } | undefined
  readonly clients: () => Iterable<string>
  readonly count: (client: string) => number
  /** The last job for which only this client waits. */
  readonly last: (client: string) => Job | undefined
}

export function createQueues(): Queues {
  /** The client who is next comes first. */
  const queues = new Map<string, Job[]>()
  const waiting = (client: string) => (queues.get(client) ?? []).filter(({ waits }) => waits)
  return {
    add(client, job) {
      if (job.clients.has(client)) return
      job.clients.add(client)
      const queue = queues.get(client)
      if (queue === undefined) queues.set(client, [job])
      else queue.push(job)
    },
    next(isFree = () => true) {
      for (const [client, queue] of queues) {
        while (queue[0]?.waits === false) queue.shift()
        if (queue.length > 0 && !isFree(client)) continue
        const job = queue.shift()
        queues.delete(client)
        // Set again, a key of a map comes last.
        if (queue.length > 0) queues.set(client, queue)
        if (job !== undefined) return { client, job }
      }
      return undefined
    },
    clients: () => queues.keys(),
    count: (client) => waiting(client).length,
    last: (client) => waiting(client).findLast(({ clients }) => clients.size === 1),
  }
}
