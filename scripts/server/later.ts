/** Work that nobody waits for. */
export interface Later {
  /** Does the work some time after now, or gives it up; of several for one key only the newest is done. */
  readonly add: (key: string, work: () => Promise<void>, giveUp?: () => void) => void
  /** Leaves undone what still waits. */
  readonly close: () => void
}

/**
 * Does work one piece after another, each `pauseMs` milliseconds after the one before, so that it takes little from those who
 * wait for an answer. When more than `most` pieces wait, the oldest are given up; what fails is left as it is.
 */
export function createLater(pauseMs: number, most: number): Later {
  const waiting = new Map<string, { readonly work: () => Promise<void>; readonly giveUp: () => void }>()
  let timer: NodeJS.Timeout | undefined
  const next = () => {
    const [first] = waiting
    if (first === undefined) {
      timer = undefined
      return
    }
    waiting.delete(first[0])
    void first[1]
      .work()
      .catch(() => {})
      .finally(schedule)
  }
  const schedule = () => {
    timer = setTimeout(next, pauseMs)
    timer.unref()
  }
  return {
    add(key, work, giveUp = () => {}) {
      waiting.delete(key)
      waiting.set(key, { work, giveUp })
      for (const [oldest, piece] of waiting) {
        if (waiting.size <= most) break
        waiting.delete(oldest)
        piece.giveUp()
      }
      if (timer === undefined) schedule()
    },
    close() {
      waiting.clear()
      clearTimeout(timer)
    },
  }
}
