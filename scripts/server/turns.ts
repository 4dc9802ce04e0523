/** Work that is done a few pieces at a time, in the order in which it was asked for. */
export interface Turns {
  /** Rejects with TooManyWaiting when the queue is full, with TookTooLong when the work does not end, else with what the work rejects with. */
  readonly take: <Value>(work: () => Promise<Value>) => Promise<Value>
}

/** Nothing was done; a later try may find room. */
export class TooManyWaiting extends Error {}

/** The work goes on, but nobody waits for it any more. */
export class TookTooLong extends Error {}

/**
 * `atOnce` pieces of work run, `waiting` more wait for their turn; work that never ends holds its place for `patienceMs`. In each
 * turn of the event loop one piece begins: between two of them connections are accepted and answers sent, which otherwise wait
 * for seconds when many ask at once.
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
      if (queue.length >= waiting) throw new TooManyWaiting(`${waiting} wait already`)
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
    const timer = setTimeout(() => reject(new TookTooLong(`not done in ${patienceMs} ms`)), patienceMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
