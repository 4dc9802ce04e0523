import type { Version } from './types'

/** Whether a posting is some patches of a version, without a cover. */
export function isPart({ cover, patches, total }: Version): boolean {
  return cover === null && patches.length < total
}

/**
 * Whether a part was sent as one, outside of the thread of the version whose patches it replaces: all of it is below patches other than the
 * first that answer nothing. A part whose other patches were lost answers one of them, unless its sender does not thread:
 * then several patches without a thread are no such part. `older`: the version that it continues.
 */
export function standsAlone(part: Version, older: Version): boolean {
  const roots = part.patches.filter(({ mail }) => !mail.answers)
  const threads = new Set(roots.map(({ mail }) => mail.thread))
  return (
    isPart(part) &&
    roots.length > 0 &&
    roots.every(({ number }) => number > 1) &&
    part.patches.every(({ mail }) => threads.has(mail.thread)) &&
    (roots.length === 1 || older.patches.some(({ mail }) => mail.answers))
  )
}
