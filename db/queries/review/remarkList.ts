import { at } from '../../../lib/at'
import { compareText } from '../../../lib/byTime'
import { groupBy } from '../../../lib/groupBy'
import type { CommentPlace } from '../../../lib/review/comment'
import { asksFor } from '../../../lib/review/positions'
import { rankOf } from '../../../lib/review/severity'
import { COMMENT_STATUSES } from '../../../lib/review/states'
import type { Db } from '../../open'
import type { PositionView, ReviewView, SeriesRemarkView, StandingView, VersionView } from '../views'

/** From the most open status to the most settled. */
const STATUSES: readonly StandingView['status'][] = COMMENT_STATUSES
/** More than there are severities. */
const MAX_RANKS = 10

/**
 * What reviewers asked for: each sentence once for all patches that it is about, with the place that it quotes and what became of it.
 * What waits for somebody comes first, then what weighs most, and of equal weight the newest. The condition of a tag counts while it is open.
 */
export function listSeriesRemarks(
  db: Db,
  series: number,
  versions: readonly VersionView[],
  { positions, standings }: Pick<ReviewView, 'positions' | 'standings'>,
): SeriesRemarkView[] {
  const places = listPlaces(db, series)
  const keys = new Map(versions.map(({ label, key }) => [label, key]))
  const said = new Map(positions.map((position) => [keyOf(position), position]))
  const asked = standings.filter(({ position, status }) => asksFor(position) && STATUSES.includes(status))
  return [...groupBy(asked, keyOf).values()]
    .flatMap((group) => toRemark(group, said, places, keys) ?? [])
    .sort((a, b) => weight(a) - weight(b) || compareText(b.received, a.received))
}

function keyOf({ messageId, position, quote }: PositionView | StandingView): string {
  return `${messageId}\n${position}\n${quote}`
}

function weight({ status, severity }: SeriesRemarkView): number {
  return STATUSES.indexOf(status) * MAX_RANKS + rankOf(severity)
}

/** Builds the comment of a group, which has the status of its most open standing. */
function toRemark(
  group: readonly StandingView[],
  said: ReadonlyMap<string, PositionView>,
  places: ReadonlyMap<string, readonly PlaceRow[]>,
  keys: ReadonlyMap<string, string>,
): SeriesRemarkView | undefined {
  const first = at(
    [...group].sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status)),
    0,
  )
  const event = said.get(keyOf(first))
  if (event === undefined) return undefined
  // The comment that holds the sentence begins at its line or above.
  const comment = places.get(first.messageId)?.findLast(({ line }) => line <= event.line)
  return {
    person: first.person,
    messageId: first.messageId,
    received: event.received,
    position: first.position,
    severity: first.severity,
    quote: first.quote,
    label: event.label,
    versionKey: keyOfLabel(event.label, keys),
    patch: event.patch,
    patches: group.flatMap(({ patch }) => patch ?? []),
    status: first.status,
    answered: group.some(({ answered }) => answered),
    mergedOver: group.some(({ mergedOver }) => mergedOver),
    changedIn: first.changedIn,
    line: comment?.line ?? null,
    place: comment === undefined ? null : toPlace(JSON.parse(comment.place) as CommentPlace),
  }
}

function keyOfLabel(label: string, keys: ReadonlyMap<string, string>): string {
  const key = keys.get(label)
  if (key === undefined) throw new Error(`no version is labelled ${label}`)
  return key
}

function toPlace(place: CommentPlace): SeriesRemarkView['place'] {
  switch (place.kind) {
    case 'line':
      return { path: place.path, line: place.line }
    case 'hunk':
    case 'file':
      return { path: place.path, line: null }
    default:
      return null
  }
}

interface PlaceRow {
  readonly message: string
  readonly line: number
  readonly place: string
}

/** By the key of the mail, ascending by line. */
function listPlaces(db: Db, series: number): ReadonlyMap<string, readonly PlaceRow[]> {
  const rows = db
    .prepare<{ series: number }, PlaceRow>(
      `SELECT messages.key AS message, remarks.line, remarks.place
       FROM remarks JOIN messages ON messages.id = remarks.message
       WHERE remarks.series = @series ORDER BY remarks.message, remarks.line`,
    )
    .all({ series })
  return groupBy(rows, ({ message }) => message)
}
