import { groupBy } from '../../../lib/groupBy'
import { decides, POSITIONS, type Position, vouches, waits } from '../../../lib/review/positions'
import { rankOf, reportsRegression, severityOf } from '../../../lib/review/severity'
import { quotedTag } from '../../../lib/review/tag'
import type { Db } from '../../open'
import { ASKED_COLUMNS, type AskedRow, openAsked, openLabels, outcomeOf, tagOutcome } from '../review/asked'
import type { NodeMarkView, OutcomeView } from '../views'

interface PositionRow {
  readonly message: number
  readonly position: Position
  readonly quote: string
  readonly comment: number | null
}

interface RemarkRow extends AskedRow {
  readonly message: number
  readonly line: number
}

interface StandingRow {
  readonly message: number
  readonly quote: string
  readonly status: OutcomeView['status']
}

/** Marks of one mail: its tags, and the strongest thing that it asks for. */
const MAX_MARKS = 3

/**
 * What each mail of a thread says, by row id: its review tags and "applied", each once, and the strongest comment, which is first. A mail that says nothing of the kind
 * has none; the author's answers are an `author` position. As many statements whatever the length of the thread.
 */
export function listThreadMarks(db: Db, thread: number): ReadonlyMap<number, readonly NodeMarkView[]> {
  const outcomes = listOutcomes(db, thread)
  const tags = new Map(
    db
      .prepare<{ thread: number }, StandingRow>(
        `SELECT standings.message, standings.quote, standings.status FROM places JOIN standings ON standings.message = places.message
         WHERE places.thread = @thread ORDER BY standings.ordinal DESC`,
      )
      .all({ thread })
      .map(({ message, quote, status }) => [`${message}\n${quote}`, status]),
  )
  const rows = db
    .prepare<{ thread: number }, PositionRow>(
      `SELECT positions.message, positions.position, positions.quote, positions.comment
       FROM places JOIN positions ON positions.message = places.message
       WHERE places.thread = @thread AND positions.fits = 1 AND positions.position <> 'discusses' ORDER BY positions.message, positions.ordinal`,
    )
    .all({ thread })
  return new Map(
    [...groupBy(rows, ({ message }) => message)].map(([message, own]) => {
      const marks = own.map((row) => toMark(row, outcomes, tags))
      const asking = marks
        .filter(({ position }) => waits(position))
        .sort((a, b) => rankOf(a.severity) - rankOf(b.severity))
      const given = marks.filter(({ position }) => decides(position) && !waits(position))
      const each = [...groupBy(given, ({ position, tag }) => `${position} ${tag}`).values()].map(([first]) => first)
      const said = [...asking.slice(0, 1), ...each.sort((a, b) => order(a) - order(b))].slice(0, MAX_MARKS)
      return [message, said.length > 0 ? said : marks.slice(0, 1)]
    }),
  )
}

function order({ position }: NodeMarkView): number {
  return POSITIONS.indexOf(position)
}

function toMark(
  { message, position, quote, comment }: PositionRow,
  outcomes: ReadonlyMap<string, OutcomeView>,
  tags: ReadonlyMap<string, OutcomeView['status']>,
): NodeMarkView {
  const status = tags.get(`${message}\n${quote}`)
  const standing = status === undefined ? null : tagOutcome(status)
  return {
    position,
    severity: severityOf(position, quote),
    tag: vouches(position) === null ? null : (quotedTag(quote) ?? null),
    regression: reportsRegression(position, quote),
    outcome: waits(position) ? (outcomes.get(`${message}\n${comment}`) ?? null) : standing,
  }
}

/** What became of the review comments of a thread, by mail and first line. */
function listOutcomes(db: Db, thread: number): ReadonlyMap<string, OutcomeView> {
  const toAsked = openAsked(db, openLabels(db))
  return new Map(
    db
      .prepare<{ thread: number }, RemarkRow>(
        `SELECT remarks.message, remarks.line, ${ASKED_COLUMNS}
         FROM places JOIN remarks ON remarks.message = places.message
         WHERE places.thread = @thread AND remarks.status IS NOT NULL`,
      )
      .all({ thread })
      .flatMap((row) => {
        const asked = toAsked(row)
        return asked === null ? [] : [[`${row.message}\n${row.line}`, outcomeOf(asked)] as const]
      }),
  )
}
