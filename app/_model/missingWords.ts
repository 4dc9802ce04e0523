import type { VersionView } from '../../db/queries/views'
import { figure } from '../../lib/text'

/** Most ranges that are written out. */
const MAX_RANGES = 50

/** The numbers of the patches of a version that are not archived here, as ranges: `1, 4–9,999`; '' if there are none. Linear in the patches. */
export function missingNumbers({
  total,
  patches,
}: Pick<VersionView, 'total'> & { readonly patches: readonly { readonly number: number }[] }): string {
  const present = [...new Set(patches.map(({ number }) => number))].filter(
    (number) => number <= total && Number.isInteger(number),
  )
  const gaps: string[] = []
  let next = 1
  for (const number of [...present.sort((a, b) => a - b), total + 1]) {
    if (number > next) gaps.push(range(next, number - 1))
    next = number + 1
  }
  const more = gaps.length - MAX_RANGES
  return gaps.slice(0, MAX_RANGES).join(', ') + (more > 0 ? ` and ${figure(more)} more ranges` : '')
}

function range(first: number, last: number): string {
  if (first === last) return figure(first)
  return `${figure(first)}${last === first + 1 ? ', ' : '–'}${figure(last)}`
}
