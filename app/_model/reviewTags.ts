import type { TrackView } from '../../db/queries/views'

/**
 * Splits `Name <address> # note` into name and lower-case address; a bare address is both. Linear in the length.
 * Text without an address is treated as the name.
 */
export function splitPerson(value: string): { readonly name: string; readonly email: string } {
  const open = value.indexOf('<')
  const close = value.indexOf('>', open + 1)
  if (open >= 0 && close > open) {
    const email = value
      .slice(open + 1, close)
      .trim()
      .toLowerCase()
    return { name: value.slice(0, open).trim().replace(/^"|"$/g, '') || email, email }
  }
  const name = value.trim()
  return { name, email: name.includes('@') ? name.toLowerCase() : '' }
}

/** The number readers know a track by: its number in the newest version that has it. */
export function trackNumber(track: TrackView): number {
  const cells = track.cells.filter((cell) => cell.change !== 'dropped')
  return (cells.at(-1) ?? track.cells.at(-1))?.number ?? 0
}

/** Whether the patch was dropped. */
export function isDropped(track: TrackView): boolean {
  return track.cells.at(-1)?.change === 'dropped'
}

/** Formats numbers, given in any order, as `1–4, 7, 9–15`. */
export function formatNumbers(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const runs: { first: number; last: number }[] = []
  for (const number of sorted) {
    const run = runs.at(-1)
    if (run !== undefined && number === run.last + 1) run.last = number
    else runs.push({ first: number, last: number })
  }
  return runs
    .map(({ first, last }) => (first === last ? `${first}` : `${first}${last === first + 1 ? ', ' : '–'}${last}`))
    .join(', ')
}
