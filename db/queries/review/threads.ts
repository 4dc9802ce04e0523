import { at } from '../../../lib/at'
import { groupBy } from '../../../lib/groupBy'
import { patchNumber, toSlot } from '../../../lib/patchNumber'
import type { CommentPlace } from '../../../lib/review/comment'
import { withoutCourtesies } from '../../../lib/review/letter'
import { flatten } from '../../../lib/review/patchIndex'
import { COMMENT_STATUSES, isOpenStatus } from '../../../lib/review/states'
import type { Db } from '../../open'
import { isoTime, readList } from '../format'
import { findSeries } from '../series/find'
import { outlineVersions } from '../series/versionList'
import type {
  AskedView,
  PersonDetail,
  ThreadCommentView,
  ThreadReplyView,
  ThreadsView,
  ThreadView,
  VersionView,
} from '../views'
import { openAsked, openLabelOf } from './asked'
import { type LinkableRow, linkComments, readQuoted } from './linkedComments'
import { REMARK_COLUMNS, REMARK_TABLES, type RemarkRow, weigh } from './remarkList'
import { openRoles } from './roles'
import { listPeople } from './seriesPeople'

/** Bounds the comments that are read for one page, the newest of them; the longest real discussion of a series has 482. */
const MAX_COMMENTS = 3_000
/** Bounds the replies of one thread, in two halves. */
const MAX_REPLIES = 80

/** The part of a version that names it. */
type Named = Pick<VersionView, 'label' | 'key'>

/** The part of a series whose comments are read: all of it, or a patch of the version at a position, from 1. */
export type ThreadScope = { readonly version: number; readonly patch: number } | null

/** A comment with its mail, and the mail that this one answers. */
type CommentRow = RemarkRow & LinkableRow

/** A comment with its row. */
interface Said {
  readonly row: CommentRow
  readonly view: Omit<ThreadReplyView, 'quoted'>
  readonly quoted: readonly string[]
  readonly place: CommentPlace
}

/**
 * The comments of a series or of one patch as threads, in the order in which they begin: each reply is below the comment that it answers, wherever either was
 * written. A comment of nothing but greetings and thanks is left out, unless it has replies.
 */
export function listThreads(db: Db, series: number, versions: readonly Named[], scope: ThreadScope): ThreadsView {
  const people = listPeople(db, series)
  const { rows, left } = readRows(db, series, scope)
  const roleOf = openRoles(db, series)
  const toAsked = openAsked(db, openLabelOf(versions))
  const said = rows.map((row) => toSaid(row, toAsked(row), at(people, row.person), roleOf))
  const answered = linkComments(db, rows, (index) => at(said, index).view.role === 'author')
  const below = groupBy(
    said.map((_, index) => index).filter((index) => answered[index] !== null),
    (index) => at(answered, index),
  )
  const threads = said.flatMap((one, index) => {
    if (answered[index] !== null) return []
    const replies = listBelow(index, below)
    if (replies.length === 0 && isEmpty(one)) return []
    return [toThread(one, index, replies, said, answered, versions)]
  })
  return { threads, left }
}

/** The threads of the series that holds this mail; undefined when no series does. */
export function getSeriesThreads(db: Db, messageId: string): ThreadsView | undefined {
  const series = findSeries(db, messageId)
  return series === undefined ? undefined : listThreads(db, series.id, outlineVersions(db, series.id), null)
}

function readRows(db: Db, series: number, scope: ThreadScope): { readonly rows: CommentRow[]; readonly left: number } {
  const where = `remarks.series = @series AND (@version IS NULL OR (remarks.version = @version AND remarks.patch = @patch))`
  const chosen = { series, version: scope?.version ?? null, patch: scope === null ? null : toSlot(scope.patch) }
  const rows = db
    .prepare<typeof chosen & { limit: number }, CommentRow>(
      `SELECT remarks.message AS mail, places.parent, ${REMARK_COLUMNS} FROM ${REMARK_TABLES}
       WHERE ${where} ORDER BY remarks.ordinal DESC LIMIT @limit`,
    )
    .all({ ...chosen, limit: MAX_COMMENTS })
    .reverse()
  if (rows.length < MAX_COMMENTS) return { rows, left: 0 }
  const total = db.prepare<typeof chosen, number>(`SELECT count(*) FROM remarks WHERE ${where}`).pluck().get(chosen)
  return { rows, left: (total ?? rows.length) - rows.length }
}

function toSaid(
  row: CommentRow,
  asked: AskedView | null,
  person: PersonDetail,
  roleOf: ReturnType<typeof openRoles>,
): Said {
  return {
    row,
    quoted: readQuoted(row.quoted),
    place: JSON.parse(row.place) as CommentPlace,
    view: {
      person,
      role: roleOf(person.emails),
      messageId: row.message,
      received: isoTime(row.order_ms),
      line: row.line,
      text: withoutCourtesies(row.text, person.name),
      asked,
    },
  }
}

/** Everything below a comment, each reply right below what it answers. With a stack, because a thread may be deeper than the call stack allows. */
function listBelow(root: number, below: ReadonlyMap<number | null, readonly number[]>): number[] {
  const found: number[] = []
  const pending = [...(below.get(root) ?? [])].reverse()
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    found.push(next)
    for (const reply of [...(below.get(next) ?? [])].reverse()) pending.push(reply)
  }
  return found
}

/** Whether nothing is left of a comment without its greetings and thanks. */
function isEmpty({ view: { text, asked } }: Said): boolean {
  return text === '' && asked === null
}

function toThread(
  { row, view, quoted, place }: Said,
  root: number,
  below: readonly number[],
  said: readonly Said[],
  answered: readonly (number | null)[],
  versions: readonly Named[],
): ThreadView {
  const version = at(versions, row.version - 1)
  const { person, role, messageId, received, line, text, asked } = view
  const spoken = below.filter((index) => !isEmpty(at(said, index)))
  const outcome = strongest([asked, ...spoken.map((index) => at(said, index).view.asked)])
  const asking = spoken.find((index) => outcome !== null && at(said, index).view.asked === outcome)
  const comment: ThreadCommentView = {
    person,
    messageId,
    received,
    line,
    text,
    quoted,
    place,
    asked,
    changedIn: openLabelOf(versions)(row.changed_in),
    label: version.label,
    versionKey: version.key,
    patch: row.patch === 0 ? null : patchNumber(row.patch),
    // A comment that asks for nothing is stored without the patches that it is about: they are those of the reply that asks.
    patches: readList<number>(row.patches ?? (asking === undefined ? null : at(said, asking).row.patches) ?? '[]').map(
      patchNumber,
    ),
  }
  const shown = chooseReplies(spoken, asking)
  const replies = shown.map((index, place): ThreadReplyView => {
    const one = at(said, index)
    const before = shown[place - 1] ?? root
    const isBelow = answered[index] === before && !isInside(one.quoted, at(said, before).view.text)
    return { ...one.view, quoted: isBelow ? [] : one.quoted }
  })
  return { comment, role, outcome, replies, left: spoken.length - shown.length }
}

/** Lines at the end of a text; what answers one of these answers the whole. */
const END_LINES = 3

/** Whether a reply is below a line in the middle of a text: "This." below the first of three options. <20220831200552.12169ae3.alex.williamson@redhat.com> */
function isInside(quoted: readonly string[], text: string): boolean {
  const last = quoted.findLast((line) => line.trim() !== '')
  if (last === undefined) return false
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const place = lines.findLastIndex((line) => flatten(line) === flatten(last))
  return place >= 0 && place < lines.length - END_LINES
}

/** The first and the last replies of a long thread; the one that the outcome of the thread is about is always among them. */
function chooseReplies(spoken: readonly number[], asking: number | undefined): readonly number[] {
  if (spoken.length <= MAX_REPLIES) return spoken
  const half = MAX_REPLIES / 2
  const [first, last] = [spoken.slice(0, half), spoken.slice(-half)]
  if (asking === undefined || first.includes(asking) || last.includes(asking)) return [...first, ...last]
  return [...first.slice(0, -1), asking, ...last]
}

/** What is settled counts alike, however it was. */
const MOST_SETTLED = at(COMMENT_STATUSES, COMMENT_STATUSES.length - 1)

/** What waits for somebody comes first, then what asks for most, then what was asked first. */
function strongest(all: readonly (AskedView | null)[]): AskedView | null {
  const order = ({ status, severity }: AskedView) =>
    weigh({ status: isOpenStatus(status) ? status : MOST_SETTLED, severity })
  return all.reduce((best, one) => (best === null || (one !== null && order(one) < order(best)) ? one : best), null)
}
