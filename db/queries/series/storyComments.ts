import { groupBy } from '../../../lib/groupBy'
import { type Position, WAITING_POSITIONS } from '../../../lib/review/positions'
import { rankOf, reportsRegression, severityOf } from '../../../lib/review/severity'
import type { StoryRows } from '../../../lib/story/rows'
import type { StoryComment } from '../../../lib/story/types'
import type { Db } from '../../open'
import { shownNumber } from '../format'
import { outcomeOf } from '../review/asked'
import type { OutcomeView, PersonDetail, SeriesRemarkView } from '../views'

/** A comment with what a mark and a card show of it. */
export interface ToldComment extends StoryComment {
  readonly regression: boolean
  /** Null when the patch is gone from the newest version. */
  readonly outcome: OutcomeView | null
  /** Number in the version that it was made on of the patch that its mail answers; null on the cover letter. */
  readonly patch: number | null
  /** Numbers there of the patches that it is about; empty for the whole series. */
  readonly patches: readonly number[]
}

interface CommentParts {
  readonly people: readonly PersonDetail[]
  readonly remarks: readonly SeriesRemarkView[]
  readonly rows: StoryRows
  /** Position of the version with a label. */
  readonly positionOf: (label: string | null) => number | null
  readonly newest: number
}

/** The comments of a series that ask for something, on patches that went away too, in the order of receipt. */
export function listComments(db: Db, series: number, parts: CommentParts): ToldComment[] {
  const numberOf = new Map(parts.people.map((person, index) => [person, index]))
  const kept = parts.remarks.map((remark) => toComment(remark, numberOf.get(remark.person) ?? -1, parts))
  return [...kept, ...listGone(db, series, parts)].sort((a, b) => a.saidMs - b.saidMs)
}

function toComment(remark: SeriesRemarkView, person: number, { rows, positionOf, newest }: CommentParts): ToldComment {
  const { position, severity, regression, quote, messageId, received, status } = remark
  const { changedIn, announcedIn } = remark
  const version = positionOf(remark.label) ?? newest
  const tracks = remark.patches.flatMap((number) => rows.trackOf(newest, number) ?? [])
  const patches = tracks.flatMap((track) => rows.numberIn(track, version) ?? [])
  const fallback = remark.patch === null ? [] : [remark.patch]
  return {
    person,
    mailKey: messageId,
    saidMs: Date.parse(received),
    position,
    severity,
    regression,
    quote,
    version,
    tracks,
    patch: remark.patch,
    patches: patches.length > 0 ? [...new Set(patches)].sort((a, b) => a - b) : fallback,
    status,
    answered: remark.answered || remark.answeredBy !== null,
    changedIn: positionOf(changedIn),
    announcedIn: positionOf(announcedIn),
    outcome: outcomeOf(remark),
  }
}

interface GoneRow {
  readonly mail: number
  readonly person: number
  readonly version: number
  readonly patch: number
  readonly position: Position
  readonly quote: string
  readonly message: string
  readonly comment: number
  readonly order_ms: number
  readonly changed_in: number | null
}

/** Comments on patches that the newest version no longer has, each with its strongest sentence. What became of them is not derived; that the author's side replied to the mail is all that is known. */
function listGone(db: Db, series: number, { rows }: CommentParts): ToldComment[] {
  const found = db
    .prepare<{ series: number; waiting: string }, GoneRow>(
      `SELECT positions.person, positions.version, positions.patch, positions.position, positions.quote, messages.key AS message, messages.id AS mail,
              positions.comment, places.order_ms, remarks.changed_in
       FROM remarks JOIN positions ON positions.series = remarks.series AND positions.message = remarks.message AND positions.comment = remarks.line
            JOIN messages ON messages.id = positions.message JOIN places ON places.message = positions.message
       WHERE remarks.series = @series AND remarks.status IS NULL AND positions.fits = 1 AND positions.patch > 0
             AND positions.position IN (SELECT value FROM json_each(@waiting))
       ORDER BY positions.ordinal`,
    )
    .all({ series, waiting: JSON.stringify(WAITING_POSITIONS) })
  const answeredMails = new Set(found.length === 0 ? [] : listAnswered(db, series))
  return [...groupBy(found, ({ message, comment }) => `${message}\n${comment}`).values()].flatMap((group) => {
    const rank = (row: GoneRow) => rankOf(severityOf(row.position, row.quote))
    const { person, version, position, quote, message, order_ms, changed_in, mail, ...row } = group.reduce(
      (best, one) => (rank(one) < rank(best) ? one : best),
    )
    const number = shownNumber(row.patch)
    const track = number === null ? undefined : rows.trackOf(version, number)
    if (number === null || track === undefined) return []
    return {
      person,
      mailKey: message,
      saidMs: order_ms,
      position,
      severity: severityOf(position, quote),
      regression: reportsRegression(position, quote),
      quote,
      version,
      tracks: [track],
      patch: number,
      patches: [number],
      status: null,
      answered: answeredMails.has(mail),
      changedIn: changed_in,
      announcedIn: null,
      outcome: null,
    }
  })
}

/** The mails that somebody on the author's side replied to. */
function listAnswered(db: Db, series: number): number[] {
  return db
    .prepare<{ series: number }, number>(
      `SELECT DISTINCT places.parent FROM positions JOIN places ON places.message = positions.message
       WHERE positions.series = @series AND positions.position = 'author' AND places.parent IS NOT NULL`,
    )
    .pluck()
    .all({ series })
}
