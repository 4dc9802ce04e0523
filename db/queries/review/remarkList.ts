import { at } from '../../../lib/at'
import { compareText } from '../../../lib/byTime'
import { patchNumber } from '../../../lib/patchNumber'
import type { CommentPlace } from '../../../lib/review/comment'
import { rankOf, reportsRegression, severityOf } from '../../../lib/review/severity'
import { COMMENT_STATUSES, type StandingStatus } from '../../../lib/review/states'
import { wholeQuote } from '../../../lib/review/wholeQuote'
import type { Db } from '../../open'
import { isoTime, readList } from '../format'
import type { AskedView, PersonDetail, SeriesRemarkView, VersionView } from '../views'
import { openMessageOnly } from './messageOnly'

/** What became of a comment, as it is stored; null for one that asks for nothing. */
export interface AskedRow {
  readonly series: number
  readonly version: number
  readonly patch: number
  readonly position: AskedView['position'] | null
  readonly quote: string | null
  /** What the person wrote around the quote. */
  readonly text: string
  readonly status: StandingStatus | null
  readonly answered: number | null
  readonly addressed_in: number | null
  readonly announced_in: number | null
  readonly merged_over: number | null
  readonly live: number | null
}

/** The columns of AskedRow, for SQL. */
export const ASKED_COLUMNS =
  'remarks.series, remarks.version, remarks.patch, remarks.position, remarks.quote, remarks.text, remarks.status, remarks.answered, remarks.addressed_in, remarks.announced_in, remarks.merged_over, remarks.live'

/** What a comment asks for and what became of it; null when it asks for nothing. `labelOf` gives the label of a version by its position. */
export function toAsked(
  row: AskedRow,
  labelOf: (position: number | null) => string | null,
  isMessageOnly: ReturnType<typeof openMessageOnly>,
): AskedView | null {
  const { position, quote, status } = row
  if (position === null || quote === null || status === null) return null
  return {
    position,
    severity: severityOf(position, quote),
    regression: reportsRegression(position, quote),
    quote: wholeQuote(quote, row.text),
    status,
    answered: row.answered === 1,
    changedIn: labelOf(row.addressed_in),
    messageOnly: isMessageOnly({ ...row, changed: row.addressed_in }),
    announcedIn: labelOf(row.announced_in),
    mergedOver: row.merged_over === 1,
    counts: row.live === 1,
  }
}

/** What the comments of one person, given by their number within the series, ask for. */
export function listOwnAsked(
  db: Db,
  series: number,
  person: number,
  versions: readonly Pick<VersionView, 'label'>[],
): AskedView[] {
  const isMessageOnly = openMessageOnly(db)
  return db
    .prepare<{ series: number; person: number }, AskedRow>(
      `SELECT ${ASKED_COLUMNS} FROM remarks
       WHERE remarks.series = @series AND remarks.person = @person AND remarks.status IS NOT NULL ORDER BY remarks.ordinal`,
    )
    .all({ series, person })
    .flatMap((row) => toAsked(row, openLabelOf(versions), isMessageOnly) ?? [])
}

/** From the most open status to the most settled. */
const STATUSES: readonly StandingStatus[] = COMMENT_STATUSES
/** More than there are severities. */
const MAX_RANKS = 10

interface RemarkRow extends AskedRow {
  readonly person: number
  readonly message: string
  readonly order_ms: number
  readonly line: number
  readonly place: string
  readonly patches: string
}

/**
 * The comments that ask for something, each with the place that it quotes and what became of it. What waits for somebody comes first, then
 * what weighs most, and of equal weight the newest.
 */
export function listSeriesRemarks(
  db: Db,
  series: number,
  versions: readonly VersionView[],
  people: readonly PersonDetail[],
): SeriesRemarkView[] {
  const labelOf = openLabelOf(versions)
  const isMessageOnly = openMessageOnly(db)
  return db
    .prepare<{ series: number }, RemarkRow>(
      `SELECT ${ASKED_COLUMNS}, remarks.person, messages.key AS message, places.order_ms, remarks.line,
              remarks.place, remarks.patches
       FROM remarks JOIN messages ON messages.id = remarks.message JOIN places ON places.message = remarks.message
       WHERE remarks.series = @series AND remarks.status IS NOT NULL ORDER BY remarks.ordinal`,
    )
    .all({ series })
    .flatMap((row): SeriesRemarkView[] => {
      const asked = toAsked(row, labelOf, isMessageOnly)
      if (asked === null) return []
      const { label, key } = at(versions, row.version - 1)
      const patches = readList<number>(row.patches).map(patchNumber)
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
        },
      ]
    })
    .sort((a, b) => weight(a) - weight(b) || compareText(b.received, a.received))
}

function openLabelOf(versions: readonly Pick<VersionView, 'label'>[]): (position: number | null) => string | null {
  return (position) => (position === null ? null : at(versions, position - 1).label)
}

function weight({ status, severity }: SeriesRemarkView): number {
  return STATUSES.indexOf(status) * MAX_RANKS + rankOf(severity)
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
