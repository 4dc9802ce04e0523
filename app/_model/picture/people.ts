import type { MarkView, PersonDetail, SeriesDocument } from '../../../db/queries/views'
import { groupBy } from '../../../lib/groupBy'
import { blocks } from '../../../lib/review/positions'
import { isOpenMark } from '../marks'
import { personKey } from '../personNames'

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

/** Everybody who said something about a version: people with an open objection first, then maintainers, then by how much they said. */
export function picturePeople(series: Pick<SeriesDocument, 'versions' | 'tracks' | 'coverMarks'>): PicturePerson[] {
  const places = new Map(series.versions.map(({ key }, index) => [key, index]))
  const said = [...series.coverMarks, ...series.tracks.flatMap(({ cells }) => cells)]
    .flatMap(({ versionKey, marks }) =>
      marks.map((mark) => ({ mark, versionKey, place: places.get(versionKey) ?? -1 })),
    )
    .sort((a, b) => a.place - b.place)
  const groups = [...groupBy(said, ({ mark }) => personKey(mark.person))]
  const names = shortNames(groups.map(([key, [first]]) => first.mark.person.name || key))
  return groups
    .map(([key, own], index) => {
      const { person, role } = own[0].mark
      const lastKey = (own.at(-1) ?? own[0]).versionKey
      return { own, entry: { key, person, role, short: names[index] ?? key, lastKey } }
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
  const objects = own.some(({ mark }) => blocks(mark.position) && isOpenMark(mark))
  return (objects ? 2e6 : 0) + (entry.role === 'maintainer' ? 1e6 : 0) + Math.min(own.length, 1e5)
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
