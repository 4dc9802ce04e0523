import { groupBy } from '../../../lib/groupBy'
import type { CommentPlace } from '../../../lib/review/comment'
import { type Position, WAITING_POSITIONS } from '../../../lib/review/positions'
import { agrees } from '../../../lib/review/rules/answer'
import { rankOf, reportsRegression, severityOf } from '../../../lib/review/severity'
import type { StoryRows } from '../../../lib/story/rows'
import type { StoryComment } from '../../../lib/story/types'
import type { Db } from '../../open'
import { shownNumber } from '../format'
import { outcomeOf } from '../review/asked'
import { openAuthorReplies } from '../review/authorReplies'
import { readQuoted } from '../review/linkedComments'
import type { OutcomeView, PersonDetail, SeriesRemarkView } from '../views'
import { openOtherWords, splitByWords } from './otherWords'

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
  const textsOf = openTexts(db, series)
  const kept = parts.remarks.map((remark) => ({
    ...toComment(remark, numberOf.get(remark.person) ?? -1, parts),
    ...textsOf(remark.messageId, remark.line),
    line: remark.line,
  }))
  const wordsOf = openOtherWords(db, series, kept)
  return [
    ...kept.flatMap(({ line, ...comment }) => splitByWords(comment, wordsOf(comment.mailKey, line), parts.rows)),
    ...listGone(db, series, parts, textsOf),
  ].sort((a, b) => a.saidMs - b.saidMs)
}

type Texts = Pick<StoryComment, 'text' | 'around' | 'agreed' | 'onMessage' | 'parent' | 'above' | 'repliedIn'>

/** Prepares to give the text of a comment, by its mail and first line, and what is around it: what it quotes, and what the author's side answered. */
function openTexts(db: Db, series: number): (messageId: string, line: number | null) => Texts {
  const repliesTo = openAuthorReplies(db, series)
  const rows = db
    .prepare<
      { series: number },
      {
        readonly message: string
        readonly line: number
        readonly text: string
        readonly quoted: string
        readonly place: string
        readonly parent: string | null
        /** Whether its mail answers a patch. */
        readonly direct: number
      }
    >(
      `SELECT messages.key AS message, remarks.line, remarks.text, remarks.quoted, remarks.place, parents.key AS parent,
              EXISTS (SELECT 1 FROM patches WHERE patches.message = places.parent) AS direct
       FROM remarks JOIN messages ON messages.id = remarks.message JOIN places ON places.message = remarks.message
            LEFT JOIN messages AS parents ON parents.id = places.parent
       WHERE remarks.series = @series`,
    )
    .all({ series })
  const known = new Map(rows.map((row) => [`${row.message}/${row.line}`, row]))
  return (messageId, line) => {
    const found = known.get(`${messageId}/${line ?? ''}`)
    const answers = repliesTo(messageId, line)
    const replies = answers.map(({ text }) => text)
    const quoted = found === undefined ? [] : readQuoted(found.quoted)
    const place = found === undefined ? 'unplaced' : (JSON.parse(found.place) as CommentPlace).kind
    const above = quoted.at(-1) ?? null
    return {
      text: found?.text ?? '',
      around: [...quoted, ...replies].join('\n'),
      agreed: replies.some(agrees),
      onMessage: place === 'message' && found?.direct === 1,
      parent: found?.parent ?? null,
      above,
      repliedIn: answers.map(({ messageId: mail }) => mail),
    }
  }
}

function toComment(
  remark: SeriesRemarkView,
  person: number,
  { rows, positionOf, newest }: CommentParts,
): Omit<ToldComment, keyof Texts> {
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
function listGone(
  db: Db,
  series: number,
  { rows }: CommentParts,
  textsOf: ReturnType<typeof openTexts>,
): ToldComment[] {
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
    const { person, version, position, quote, message, order_ms, changed_in, mail, comment, ...row } = group.reduce(
      (best, one) => (rank(one) < rank(best) ? one : best),
    )
    const number = shownNumber(row.patch)
    const track = number === null ? undefined : rows.trackOf(version, number)
    if (number === null || track === undefined) return []
    return {
      ...textsOf(message, comment),
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
