/** Anything that has a place in time; the key breaks ties. */
interface Timed {
  /** When the archive received the mail, else when it was sent. */
  readonly orderMs: number
  readonly key: string
}

/**
 * Compares by time, then by key, for `sort`. This is the order of mails everywhere; the key makes it the same whatever the order
 * in which mails were imported.
 */
export function byTimeThenKey(a: Timed, b: Timed): number {
  return a.orderMs - b.orderMs || compareText(a.key, b.key)
}

/** Compares two texts by their code units, for `sort`: the same result on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
