/** Work that is done a few tasks at a time, in the order of the requests. */
export interface Turns {
  /** Rejects with TooManyWaiting if the queue is full, with TookTooLong if the work does not end, otherwise with its own error. */
  readonly take: <Value>(work: () => Promise<Value>) => Promise<Value>
}

/** The queue is full and the task was not started; a later attempt may succeed. */
export class TooManyWaiting extends Error {}

/** The task did not end in time. It continues, but its result is dropped. */
export class TookTooLong extends Error {}

/**
 * Runs at most `atOnce` tasks while at most `waiting` others queue; a task that does not end gives up its place after `patienceMs`.
 * Only one task starts per turn of the event loop, so that the server accepts connections and sends answers between two of
 * them; otherwise these wait for seconds when many clients ask at once.
 */
export function createTurns(atOnce: number, waiting: number, patienceMs: number): Turns {
  const queue: (() => void)[] = []
  let running = 0
  let begun = false
  const begin = () => {
    if (begun || running >= atOnce) return
    const start = queue.shift()
    if (start === undefined) return
    running++
    begun = true
    setImmediate(() => {
      begun = false
      begin()
    })
    start()
  }
  return {
    async take(work) {
      if (queue.length >= waiting) throw new TooManyWaiting(`${waiting} tasks are waiting already`)
      await new Promise<void>((resolve) => {
        queue.push(resolve)
        begin()
      })
      try {
        return await inTime(work(), patienceMs)
      } finally {
        running--
        begin()
      }
    },
  }
}

function inTime<Value>(work: Promise<Value>, patienceMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TookTooLong(`not done after ${patienceMs} ms`)), patienceMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
