/** Work that nobody waits for. */
export interface Later {
  /** Does the work some time after now; of several for one key only the newest is done. */
  readonly add: (key: string, work: () => Promise<void>) => void
  /** Leaves undone what still waits. */
  readonly close: () => void
}

/**
 * Does work one piece after another, each `pauseMs` milliseconds after the one before, so that it takes little from those who
 * wait for an answer. When more than `most` pieces wait, the oldest are left undone, as is what fails.
 */
export function createLater(pauseMs: number, most: number): Later {
  const waiting = new Map<string, () => Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  const next = () => {
    const [first] = waiting
    if (first === undefined) {
      timer = undefined
      return
    }
    waiting.delete(first[0])
    void first[1]()
      .catch(() => {})
      .finally(schedule)
  }
  const schedule = () => {
    timer = setTimeout(next, pauseMs)
    timer.unref()
  }
  return {
    add(key, work) {
      waiting.delete(key)
      waiting.set(key, work)
      for (const [oldest] of waiting) {
        if (waiting.size <= most) break
        waiting.delete(oldest)
      }
      if (timer === undefined) schedule()
    },
    close() {
      waiting.clear()
      clearTimeout(timer)
    },
  }
}
