import { compareText } from '../byTime'
import { toSlot } from '../patchNumber'
import type { SeriesMail, Version } from './types'

/** Whether a mail is part of a posting: a cover letter or a patch. */
export function isPosting({ kind }: Pick<SeriesMail, 'kind'>): boolean {
  return kind === 'cover' || kind === 'patch'
}

/** The number of a mail in its version: 0 for a cover, 1 for a single patch (`[PATCH]`), and for a patch that was inserted its slot, see toSlot. */
export function slotOf({ kind, tag: { number } }: SeriesMail): number {
  return kind === 'cover' ? 0 : toSlot(number ?? 1)
}

/** Whether a posting has nothing but patches that were inserted (`2.5/3`). */
export function isAddition({ cover, patches }: Pick<Version, 'cover' | 'patches'>): boolean {
  return cover === null && patches.length > 0 && patches.every((patch) => placeOf(patch) !== patch.number)
}

/** Where a patch with this slot stands among the patches of its version: an inserted one (`2.5/3`) between those around it. */
export function placeOf({ number, mail: { tag } }: { readonly number: number; readonly mail: SeriesMail }): number {
  return tag.number === null || Number.isInteger(tag.number) ? number : tag.number
}

/** The numbers that the patches of a version fill: `2a/3` and `2b/3` together are what 2/3 was. */
export function filledBy(patches: readonly { readonly number: number; readonly place: number }[]): number[] {
  return patches.flatMap(({ number, place }) => {
    const whole = Math.floor(place)
    return number !== place && Math.round(10 * (place - whole)) === 1 ? [number, whole] : [number]
  })
}

/** By time, where a mail comes after the one above it even within a second; then by number. */
export function comparePosted(a: SeriesMail, b: SeriesMail): number {
  return a.orderMs - b.orderMs || a.depth - b.depth || slotOf(a) - slotOf(b) || compareText(a.key, b.key)
}
