import { at } from '../../../lib/at'
import { groupBy } from '../../../lib/groupBy'
import { markKey, togetherWords } from '../marks'
import { personKey } from '../personNames'
import type { PictureParts } from './parts'
import { cellIn, compareMarks, type PlacedMark, wholeMarks } from './said'

/** Marks of one person in a column that say the same, with the patches they are about. */
export interface PersonMarks extends Omit<PlacedMark, 'times'> {
  /** Numbers in the version of the column; 'all' for the whole series. */
  readonly patches: readonly number[] | 'all'
}

/** What each person said in the versions of the column at a place, equal marks together; by the key of the person. */
export function personMarks(
  { series, columns, tracks, said }: PictureParts,
  place: number,
): ReadonlyMap<string, readonly PersonMarks[]> {
  const column = at(columns, place)
  const rows = tracks.flatMap((track) => {
    const cell = column.versions.map((version) => cellIn(track, version)).find((one) => one !== undefined)
    if (cell === undefined || cell.change === 'dropped') return []
    return (said.get(track)?.[place] ?? []).map((placed) => ({ ...placed, patch: cell.number }))
  })
  const whole = wholeMarks(series, column).map((placed) => ({ ...placed, patch: null }))
  const people = groupBy([...whole, ...rows], ({ mark }) => personKey(mark.person))
  return new Map([...people].map(([key, own]) => [key, together(own)]))
}

function together(own: readonly (PlacedMark & { readonly patch: number | null })[]): PersonMarks[] {
  const alike = groupBy(own, ({ mark, on, patch }) => `${markKey(mark, on)}\n${patch === null}`)
  const all = [...alike.values()].map((same) => {
    const [{ mark, on }] = same
    const patches = same.flatMap(({ patch }) => patch ?? [])
    const mails = [...new Set(same.flatMap((one) => one.mails))]
    const fates = same.length === 1 ? same[0].fates : togetherWords(same.map((one) => one.mark))
    return { mark, on, mails, fates, patches: patches.length === 0 ? ('all' as const) : patches }
  })
  return all.sort((a, b) => compareMarks(a.mark, b.mark))
}
