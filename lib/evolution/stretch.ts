/** Lines of context around a change, as in diff(1) and git. */
const CONTEXT_LINES = 3

/** Steps that are shown together: changes with their context. `to` is exclusive. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * Finds what a unified diff of `count` steps shows: changes with three lines of context, joined when at most six equal lines lie
 * between them. `matters` says which steps are changes.
 */
export function findStretches(count: number, matters: (at: number) => boolean): Stretch[] {
  const stretches: { from: number; to: number }[] = []
  for (let index = 0; index < count; index++) {
    if (!matters(index)) continue
    const from = Math.max(0, index - CONTEXT_LINES)
    const to = Math.min(count, index + 1 + CONTEXT_LINES)
    const last = stretches[stretches.length - 1]
    if (last !== undefined && from <= last.to) last.to = to
    else stretches.push({ from, to })
  }
  return stretches
}
