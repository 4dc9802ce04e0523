import { groupBy } from '../../../lib/groupBy'
import type {
  PersonDetail,
  PositionView,
  SeriesDocument,
  SincePatchView,
  SinceTagView,
  StandingView,
  StepView,
  VersionView,
} from '../views'

type IsPerson = (one: PersonDetail) => boolean

/** The newest posting with a tag of a person whose own mails are not archived here: only the patches have it. <20221006165346.73159-1-Jason@zx2c4.com> */
export function findCarried(
  series: SeriesDocument,
  isPerson: IsPerson,
): Pick<PositionView, 'person' | 'label' | 'messageId' | 'received'> | undefined {
  const found = listOwn(series, isPerson).flatMap(({ person, sinceLabel, messageId }) => {
    const version = series.versions.find(({ label }) => label === sinceLabel)
    return version === undefined ? [] : [{ person, label: sinceLabel, messageId, received: version.received }]
  })
  return found.reduce<(typeof found)[number] | undefined>(
    (best, one) => (best === undefined || one.received > best.received ? one : best),
    undefined,
  )
}

interface Parts {
  readonly to: VersionView
  readonly stepFrom: (version: VersionView) => StepView | undefined
  readonly isPerson: IsPerson
}

/** The patches with those that only have a tag of the person in their trailers, by number. */
export function withCarried(
  patches: readonly SincePatchView[],
  series: SeriesDocument,
  parts: Parts,
): SincePatchView[] {
  const known = new Set(patches.map(({ number }) => number))
  const missing = listOwn(series, parts.isPerson).filter(({ patch }) => patch !== null && !known.has(patch))
  const added = [...groupBy(missing, ({ patch }) => patch ?? 0)].flatMap(([number, own]) =>
    toPatch(number, own, series, parts),
  )
  return [...patches, ...added].sort((a, b) => a.number - b.number)
}

function listOwn({ standings }: SeriesDocument, isPerson: IsPerson): StandingView[] {
  return standings.filter(({ person, tag }) => tag !== null && isPerson(person))
}

function toPatch(
  number: number,
  own: readonly StandingView[],
  { versions }: SeriesDocument,
  { to, stepFrom }: Parts,
): SincePatchView[] {
  const title = to.patches.find((one) => one.number === number)?.title
  const from = versions.findLast(({ label }) => own.some(({ sinceLabel }) => sinceLabel === label))
  if (title === undefined || from === undefined) return []
  const { version, label, key } = from
  const row = stepFrom(from)?.rows.find(({ newNumber }) => newNumber === number)
  const { change = null, added = 0, removed = 0, note = '' } = row ?? {}
  const tags = own.map(({ tag, since, sinceLabel, status, messageId }): SinceTagView => {
    const kind = status === 'stale' ? 'code' : 'none'
    const lines = kind === 'code' ? Math.max(added, removed) : 0
    return { name: tag ?? '', given: since, givenLabel: sinceLabel, since: kind, lines, asked: false, messageId }
  })
  return [{ number, title, from: { version, label, key }, change, added, removed, note, tags, comments: [] }]
}
