import { byTimeThenKey } from '../byTime'
import { sameMailbox } from '../mail/address'
import type { Address } from '../mail/types'

/** A patch with the title that a notice names. */
export interface TitledPatch {
  readonly id: number
  readonly key: string
  readonly orderMs: number
  readonly from: Address
  /** Identifies its series. */
  readonly series: number
}

/**
 * The patch that a notice without a link is about: the last one with that title that was posted before it. When several series have one,
 * those whose sender the notice was sent to count alone; when several remain, nobody can say, and the answer is undefined.
 */
export function findTaken(
  notice: { readonly orderMs: number; readonly recipients: readonly string[] },
  patches: readonly TitledPatch[],
): number | undefined {
  const before = patches.filter(({ orderMs }) => orderMs <= notice.orderMs)
  const addressed = before.filter(({ from }) => notice.recipients.some((email) => sameMailbox(email, from.email)))
  const meant = severalSeries(before) && addressed.length > 0 ? addressed : before
  return severalSeries(meant) ? undefined : [...meant].sort((a, b) => byTimeThenKey(b, a))[0]?.id
}

function severalSeries(patches: readonly TitledPatch[]): boolean {
  return patches.some(({ series }) => series !== patches[0]?.series)
}
