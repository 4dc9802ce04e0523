import type { VersionView } from '../../db/queries/views'
import { figure } from '../../lib/text'
import { formatRun } from './patchNumbers'

/** Most ranges that are written out. */
const MAX_RANGES = 50

/** The numbers of the patches of a version that are not archived here, as ranges: `1, 4–9,999`; '' if there are none. Linear in the patches. */
export function missingNumbers({
  total,
  patches,
}: Pick<VersionView, 'total'> & { readonly patches: readonly { readonly number: number }[] }): string {
  const gaps = gapsIn(
    patches.map(({ number }) => number),
    total,
  ).map((run) => formatRun(run, figure))
  const more = gaps.length - MAX_RANGES
  return gaps.slice(0, MAX_RANGES).join(', ') + (more > 0 ? ` and ${figure(more)} more ranges` : '')
}

/** The versions before the newest whose numbers no version has: `v1 to v5 and v8 are not archived here`; '' if there are none. Linear in the versions. */
export function missingVersions(versions: readonly Pick<VersionView, 'version'>[]): string {
  const numbers = versions.map(({ version }) => version)
  const newest = numbers.reduce((most, number) => Math.max(most, number), 0)
  const gaps = gapsIn(numbers, newest)
  const [gap] = gaps
  if (gap === undefined) return ''
  const names = gaps.map(([first, last]) => (first === last ? `v${first}` : `v${first} to v${last}`))
  const shown = names.length > MAX_RANGES ? [...names.slice(0, MAX_RANGES), 'others'] : names
  const before = shown.slice(0, -1).join(', ')
  const words = before === '' ? shown.join() : `${before} and ${shown.at(-1)}`
  return `${words} ${gaps.length === 1 && gap[0] === gap[1] ? 'is' : 'are'} not archived here`
}

/** The runs of numbers from 1 to `last` that are not among the given ones. */
function gapsIn(numbers: readonly number[], last: number): (readonly [number, number])[] {
  const present = [...new Set(numbers)].filter((number) => number <= last && Number.isInteger(number))
  const gaps: (readonly [number, number])[] = []
  let next = 1
  for (const number of [...present.sort((a, b) => a - b), last + 1]) {
    if (number > next) gaps.push([next, number - 1])
    next = number + 1
  }
  return gaps
}
