/** Work that is done a few pieces at a time, in the order in which it was asked for. */
export interface Turns {
  /** Rejects with TooManyWaiting when the queue is full, else with what the work rejects with. */
  readonly take: <Value>(work: () => Promise<Value>) => Promise<Value>
}

/** Nothing was done; a later try may find room. */
export class TooManyWaiting extends Error {}

/** `atOnce` pieces of work run, `waiting` more wait for their turn. */
export function createTurns(atOnce: number, waiting: number): Turns {
  const queue: (() => void)[] = []
  let running = 0
  const next = () => {
    const start = queue.shift()
    // The place goes over without being free in between, so that nobody slips in before those who wait.
    if (start === undefined) running--
    else start()
  }
  return {
    async take(work) {
      if (running >= atOnce) {
        if (queue.length >= waiting) throw new TooManyWaiting(`${waiting} wait already`)
        await new Promise<void>((resolve) => queue.push(resolve))
      } else running++
      try {
        return await work()
      } finally {
        next()
      }
    },
  }
}
