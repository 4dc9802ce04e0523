import type { SubjectTag } from './subject'

const COMMITTED: readonly string[] = ['committed', 'pushed', 'applied', 'merged']

/** Shorter words become other words by one letter. */
const MIN_MISTYPED = 8

/**
 * Whether a subject says that its sender has already committed the patch: `[COMMITTED][PATCH] x`, <20230914120025.22402-1-chrubis@suse.cz>. A
 * long word may lack a letter or have one too many: `[COMMITED]`.
 */
export function saysCommitted({ words }: Pick<SubjectTag, 'words'>): boolean {
  return words.some((word) =>
    COMMITTED.some((one) => word === one || (one.length >= MIN_MISTYPED && isOneLetterOff(word, one))),
  )
}

/** Whether one of two words is the other without one of its letters. */
function isOneLetterOff(left: string, right: string): boolean {
  const [short, long] = left.length < right.length ? [left, right] : [right, left]
  if (long.length - short.length !== 1) return false
  let same = 0
  while (same < short.length && short[same] === long[same]) same++
  return short.slice(same) === long.slice(same + 1)
}
