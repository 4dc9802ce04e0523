import type { CommentPlace } from '../../../lib/review/comment'
import type { Db } from '../../open'
import type { PositionView, ReviewView, SeriesRemarkView, StandingView, VersionView } from '../views'

/** The most open first: of several patches the one that waits most speaks for a remark. */
const STATUSES: readonly StandingView['status'][] = ['open', 'promised', 'declined', 'addressed', 'cleared']
const ASKING: readonly StandingView['position'][] = [
  'nak',
  'objects',
  'requests-changes',
  'asks',
  'approves-with-condition',
]

type PlaceRow = [message: string, line: number, place: string]

/**
 * What reviewers asked for, each sentence once over all patches it speaks of, with the place it quotes and what became of it: what
 * waits for somebody first, the newest first within a kind. Conditions of a tag count while they are open.
 */
export function listSeriesRemarks(
  db: Db,
  series: number,
  versions: readonly VersionView[],
  { positions, standings }: Pick<ReviewView, 'positions' | 'standings'>,
): SeriesRemarkView[] {
  const places = listPlaces(db, series)
  const said = new Map(positions.map((position) => [keyOf(position), position]))
  const groups = new Map<string, StandingView[]>()
  for (const standing of standings) {
    if (!ASKING.includes(standing.position) || !STATUSES.includes(standing.status)) continue
    const key = keyOf(standing)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [standing])
    else known.push(standing)
  }
  return [...groups.values()]
    .flatMap((group) => toRemark(group, said, places, versions) ?? [])
    .sort((a, b) => weight(a) - weight(b) || (a.received < b.received ? 1 : a.received > b.received ? -1 : 0))
}

function keyOf({ messageId, position, quote }: PositionView | StandingView): string {
  return `${messageId}\n${position}\n${quote}`
}

function weight({ status, position }: SeriesRemarkView): number {
  return STATUSES.indexOf(status) * ASKING.length + ASKING.indexOf(position)
}

function toRemark(
  group: readonly StandingView[],
  said: ReadonlyMap<string, PositionView>,
  places: ReadonlyMap<string, readonly PlaceRow[]>,
  versions: readonly VersionView[],
): SeriesRemarkView | undefined {
  const [first] = [...group].sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status))
  const event = first === undefined ? undefined : said.get(keyOf(first))
  if (first === undefined || event === undefined) return undefined
  // The remark that holds the sentence begins at or above its line.
  const remark = places.get(first.messageId)?.findLast(([, line]) => line <= event.line)
  const place = remark === undefined ? undefined : (JSON.parse(remark[2]) as CommentPlace)
  return {
    person: first.person,
    messageId: first.messageId,
    received: event.received,
    position: first.position,
    quote: first.quote,
    label: event.label,
    versionKey: versions.find(({ label }) => label === event.label)?.key ?? '',
    patch: event.patch,
    patches: group.flatMap(({ patch }) => patch ?? []),
    status: first.status,
    answered: group.some(({ answered }) => answered),
    mergedOver: group.some(({ mergedOver }) => mergedOver),
    changedIn: first.changedIn,
    line: remark?.[1] ?? null,
    place: toPlace(place),
  }
}

function toPlace(place: CommentPlace | undefined): SeriesRemarkView['place'] {
  switch (place?.kind) {
    case 'line':
      return { path: place.path, line: place.line }
    case 'hunk':
    case 'file':
      return { path: place.path, line: null }
    default:
      return null
  }
}

/** By key of the mail, ascending by line. */
function listPlaces(db: Db, series: number): Map<string, PlaceRow[]> {
  const rows = db
    .prepare<[number], PlaceRow>(
      `SELECT messages.key AS message, line, place FROM remarks JOIN messages ON messages.id = message
       WHERE series = ? ORDER BY message, line`,
    )
    .raw()
    .all(series)
  const places = new Map<string, PlaceRow[]>()
  for (const row of rows) {
    const known = places.get(row[0])
    if (known === undefined) places.set(row[0], [row])
    else known.push(row)
  }
  return places
}
