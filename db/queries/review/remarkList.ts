import { at } from '../../../lib/at'
import { compareText } from '../../../lib/byTime'
import { patchNumber, toSlot } from '../../../lib/patchNumber'
import type { CommentPlace } from '../../../lib/review/comment'
import { rankOf } from '../../../lib/review/severity'
import { COMMENT_STATUSES, type StandingStatus } from '../../../lib/review/states'
import type { Db } from '../../open'
import { isoTime, readList } from '../format'
import type { AskedView, PersonDetail, RemarkView, SeriesRemarkView, VersionView } from '../views'
import { ASKED_COLUMNS, type AskedRow, openAsked, openLabelOf } from './asked'
import { listPeople } from './seriesPeople'

/** A comment with its mail, as it is stored. */
export interface RemarkRow extends AskedRow {
  readonly person: number
  readonly message: string
  readonly order_ms: number
  readonly line: number
  readonly quoted: string
  readonly place: string
  /** Numbers of patches in the newest version, as JSON; null for a comment that asks for nothing. */
  readonly patches: string | null
  readonly changed_in: number | null
}

/** The columns of RemarkRow, for SQL; and the tables that they come from. */
export const REMARK_COLUMNS = `remarks.person, messages.key AS message, places.order_ms, remarks.line, remarks.quoted, remarks.place, remarks.patches,
              remarks.changed_in, ${ASKED_COLUMNS}`
export const REMARK_TABLES =
  'remarks JOIN messages ON messages.id = remarks.message JOIN places ON places.message = remarks.message'

/** What the comments of one person, given by their number within the series, ask for. */
export function listOwnAsked(
  db: Db,
  series: number,
  person: number,
  versions: readonly Pick<VersionView, 'label'>[],
): AskedView[] {
  const toAsked = openAsked(db, openLabelOf(versions))
  return db
    .prepare<{ series: number; person: number }, AskedRow>(
      `SELECT ${ASKED_COLUMNS} FROM remarks
       WHERE remarks.series = @series AND remarks.person = @person AND remarks.status IS NOT NULL ORDER BY remarks.ordinal`,
    )
    .all({ series, person })
    .flatMap((row) => toAsked(row) ?? [])
}

/** From the most open status to the most settled. */
const STATUSES: readonly StandingStatus[] = COMMENT_STATUSES
/** More than there are severities. */
const MAX_RANKS = 10

/** Orders comments: what is most open first, then what asks for most. */
export function weigh({ status, severity }: Pick<AskedView, 'status' | 'severity'>): number {
  return STATUSES.indexOf(status) * MAX_RANKS + rankOf(severity)
}

/**
 * The comments that ask for something, each with the place that it quotes and what became of it. What waits for somebody comes first, then
 * what weighs most, and of equal weight the newest.
 */
export function listSeriesRemarks(
  db: Db,
  series: number,
  versions: readonly Pick<VersionView, 'label' | 'key'>[],
  people: readonly PersonDetail[],
): SeriesRemarkView[] {
  const toAsked = openAsked(db, openLabelOf(versions))
  return db
    .prepare<{ series: number }, RemarkRow>(
      `SELECT ${REMARK_COLUMNS} FROM ${REMARK_TABLES}
       WHERE remarks.series = @series AND remarks.status IS NOT NULL ORDER BY remarks.ordinal`,
    )
    .all({ series })
    .flatMap((row): SeriesRemarkView[] => {
      const asked = toAsked(row)
      if (asked === null) return []
      const { label, key } = at(versions, row.version - 1)
      const patches = readList<number>(row.patches ?? '[]').map(patchNumber)
      const patch = patches.length === 0 || row.patch === 0 ? null : patchNumber(row.patch)
      return [
        {
          ...asked,
          person: at(people, row.person),
          messageId: row.message,
          received: isoTime(row.order_ms),
          label,
          versionKey: key,
          patch,
          patches,
          line: row.line,
          place: toPlace(JSON.parse(row.place) as CommentPlace),
          quoted: lineAbove(readList(row.quoted)),
        },
      ]
    })
    .sort((a, b) => weigh(a) - weigh(b) || compareText(b.received, a.received))
}

/** A word or a name: a brace or a smiley says nothing about where a comment is. */
const SAYS = /[\p{L}\p{N}_]{2}/u

/** The last quoted line that says something; null without any. */
function lineAbove(quoted: readonly string[]): string | null {
  return quoted.findLast((line) => SAYS.test(line)) ?? quoted.findLast((line) => line.trim() !== '') ?? null
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

/** The comments on one patch of the version at this position, in the order of receipt, each with what became of it. */
export function listRemarks(
  db: Db,
  series: number,
  versions: readonly Pick<VersionView, 'label'>[],
  version: number,
  patch: number,
): RemarkView[] {
  const people = listPeople(db, series)
  const labelOf = openLabelOf(versions)
  const toAsked = openAsked(db, labelOf)
  return db
    .prepare<{ series: number; version: number; patch: number }, RemarkRow>(
      `SELECT ${REMARK_COLUMNS} FROM ${REMARK_TABLES}
       WHERE remarks.series = @series AND remarks.version = @version AND remarks.patch = @patch ORDER BY remarks.ordinal`,
    )
    .all({ series, version, patch: toSlot(patch) })
    .map((row) => ({
      person: at(people, row.person),
      messageId: row.message,
      received: isoTime(row.order_ms),
      line: row.line,
      text: row.text,
      quoted: readList(row.quoted),
      place: JSON.parse(row.place) as CommentPlace,
      changedIn: labelOf(row.changed_in),
      asked: toAsked(row),
    }))
}
