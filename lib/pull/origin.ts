/** A posting that has the title and author of a patch that is listed. */
export interface Origin {
  /** Identifies its series. */
  readonly series: number
  /** Sent by the author of the patch or by whoever lists it. */
  readonly own: 0 | 1
}

/**
 * The earlier posting of a listed patch: the first of these candidates, if all of them are in one series. Those sent by its author or by whoever lists it
 * come before copies by others, so that a copy makes nothing unclear. Pass the newest posting first.
 */
export function chooseOrigin<T extends Origin>(candidates: readonly T[]): T | undefined {
  const own = candidates.filter((one) => one.own === 1)
  const meant = own.length > 0 ? own : candidates
  const [first] = meant
  return first !== undefined && meant.every(({ series }) => series === first.series) ? first : undefined
}
