import type { MarkView, PersonDetail, SeriesDocument } from '../../../db/queries/views'
import { groupBy } from '../../../lib/groupBy'
import { blocks } from '../../../lib/review/positions'
import { isOpenStatus } from '../../../lib/review/states'
import { signsOf, toneOf } from '../marks'
import { isDropped } from '../reviewTags'
import type { PictureColumn } from './columns'
import { cellIn, cellMarks, type PlacedMark, personKey, wholeMarks } from './said'

/** Somebody who said something in the picture. */
export interface PicturePerson {
  readonly key: string
  readonly person: PersonDetail
  readonly role: MarkView['role']
  /** Shortest name that nobody else in the picture has: `Eric`, `Eric F.` */
  readonly short: string
  /** The newest version that they said something about. */
  readonly lastKey: string
}

/** Everybody who said something about a version, whoever has an open objection first, then maintainers, then by how much they said. */
export function picturePeople(series: SeriesDocument): PicturePerson[] {
  const said = series.versions.flatMap(({ key }) =>
    [
      ...series.coverMarks.filter(({ versionKey }) => versionKey === key).flatMap(({ marks }) => marks),
      ...series.tracks.flatMap(({ cells }) =>
        cells.filter(({ versionKey }) => versionKey === key).flatMap(({ marks }) => marks),
      ),
    ].map((mark) => ({ mark, key })),
  )
  const groups = [...groupBy(said, ({ mark }) => personKey(mark.person))]
  const names = shortNames(groups.map(([key, [first]]) => (first === undefined ? key : first.mark.person.name || key)))
  return groups
    .flatMap(([key, own], index) => {
      const [first] = own
      const last = own.at(-1)
      if (first === undefined || last === undefined) return []
      const { person, role } = first.mark
      return [{ own, entry: { key, person, role, short: names[index] ?? key, lastKey: last.key } }]
    })
    .sort((a, b) => weight(b) - weight(a))
    .map(({ entry }) => entry)
}

function weight({
  own,
  entry,
}: {
  readonly own: readonly { readonly mark: MarkView }[]
  readonly entry: PicturePerson
}): number {
  const objections = own.filter(
    ({ mark: { position, outcome } }) => blocks(position) && outcome !== null && isOpenStatus(outcome.status),
  )
  return (objections.length > 0 ? 2e6 : 0) + (entry.role === 'maintainer' ? 1e6 : 0) + Math.min(own.length, 1e5)
}

/** The first names of people, with as much of the rest as tells them apart: `Eric A.`, `Eric Farman`. */
export function shortNames(names: readonly string[]): string[] {
  const whole = names.map(turnName)
  const forms: readonly ((name: string) => string)[] = [
    (name) => name.split(' ')[0] ?? name,
    (name) => {
      const [first = name, ...rest] = name.split(' ')
      const initial = rest.at(-1)?.charAt(0)
      return initial === undefined ? first : `${first} ${initial}.`
    },
  ]
  return whole.map((name, index) => {
    const form = forms.find((shorten) => whole.every((other, at) => at === index || shorten(other) !== shorten(name)))
    return form?.(name) ?? name
  })
}

/** `Gunthorpe, Jason` as `Jason Gunthorpe`; an address as its local part. */
function turnName(name: string): string {
  const [last = name, first] = name.split(', ', 2)
  if (first !== undefined) return `${first} ${last}`
  return /^\S+@\S+$/.test(name) ? name.slice(0, name.indexOf('@')) : name
}

/** Marks of one person in a column that say the same, with the patches they are about. */
export interface PersonMarks extends Omit<PlacedMark, 'times'> {
  /** Numbers in the version of the column; 'all' for the whole series. */
  readonly patches: readonly number[] | 'all'
}

/** What each person said in the versions of a column, equal marks together; `PersonMarks` of a person by key. */
export function personMarks(
  series: SeriesDocument,
  column: PictureColumn,
): ReadonlyMap<string, readonly PersonMarks[]> {
  const rows = series.tracks.flatMap((track) => {
    const number = column.versions.map((version) => cellIn(track, version)?.number).find((one) => one !== undefined)
    return number === undefined || (isDropped(track) && cellIn(track, column.versions[0])?.change === 'dropped')
      ? []
      : cellMarks(series, track, column).map((placed) => ({ ...placed, patch: number }))
  })
  const whole = wholeMarks(series, column).map((placed) => ({ ...placed, patch: null }))
  const people = groupBy([...whole, ...rows], ({ mark }) => personKey(mark.person))
  return new Map([...people].map(([key, own]) => [key, together(own)]))
}

function together(own: readonly (PlacedMark & { readonly patch: number | null })[]): PersonMarks[] {
  const alike = groupBy(own, ({ mark, on, patch }) =>
    [signsOf(mark).join(' '), toneOf(mark), on, patch === null, mark.since?.kind, mark.since?.lines].join('\n'),
  )
  return [...alike.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return []
    const patches = [first, ...rest].flatMap(({ patch }) => patch ?? [])
    const mails = [...new Set([first, ...rest].flatMap((one) => one.mails))]
    return [{ mark: first.mark, on: first.on, mails, patches: patches.length === 0 ? ('all' as const) : patches }]
  })
}
