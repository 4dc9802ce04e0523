import { at } from '../../../lib/at'
import { DAY_MS } from '../../../lib/isoTime'
import { blocks, POSITIONS } from '../../../lib/review/positions'
import { LIVELY_QUEUES } from '../../../lib/review/queue'
import { OPEN_STATUSES } from '../../../lib/review/states'
import { sortTrees } from '../../../lib/series/backport'
import { findPrefixes } from '../../../lib/story/prefixes'
import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import { isoTime, person, readList } from '../format'
import { getHeadline } from '../review/headline'
import { listClaims } from '../review/seriesReview'
import { getStandingSums } from '../review/standingSums'
import { listTagLimits } from '../review/tagLimits'
import type { SeriesRowData } from '../series/seriesDocument'
import { groupOf, STATE_COLUMNS, STATE_JOINS, stateOf, turnOf } from '../series/seriesState'
import type { SeriesRow } from '../views'

export interface ListRow extends SeriesRowData {
  readonly replies: number
}

/** The columns of a ListRow. STATE_JOINS joins the mails that they name. */
export const LIST_COLUMNS = `series.key, series.title, series.lists, series.messages, series.replies, ${STATE_COLUMNS}`

/** The rows of the list for the series with these row ids, in their order; ids that no series has are left out. */
export function listRows(db: Db, ids: readonly number[]): SeriesRow[] {
  const select = db.prepare<{ id: number }, ListRow>(
    `SELECT ${LIST_COLUMNS} FROM series ${STATE_JOINS} WHERE series.id = @id`,
  )
  return ids.flatMap((id) => select.get({ id }) ?? []).map(openToRow(db, newestMailMs(db)))
}

interface VersionRow {
  readonly label: string
  readonly key: string
  readonly position: number
  readonly total: number
  readonly missing_count: number
  readonly received_ms: number
  readonly subject: string
}

/** Prepares turning database rows into rows of the list; ages count to `newestMs`. */
export function openToRow(db: Db, newestMs: number): (row: ListRow) => SeriesRow {
  const select = db.prepare<{ id: number }, VersionRow>(
    `SELECT versions.label, versions.key, versions.position, versions.total, versions.missing_count, messages.received_ms, messages.subject
     FROM versions JOIN messages ON messages.id = versions.head WHERE versions.series = @id ORDER BY versions.position`,
  )
  const stepOf = openStepOf(db)
  const treesOf = openTreesOf(db)
  const othersOf = openOthersOf(db)
  const daysSince = (ms: number) => Math.max(0, Math.floor((newestMs - ms) / DAY_MS))
  return (row) => {
    const versions = select.all({ id: row.id })
    const newest = at(versions, versions.length - 1)
    const lists = readList<string>(row.lists)
    return {
      id: row.key,
      title: row.title,
      prefixes: findPrefixes(newest.subject, lists),
      author: person(row.author_name, row.author_email),
      lists,
      versionLabels: versions.map(({ label }) => label),
      newestPosted: isoTime(newest.received_ms),
      step: stepOf(row.id, versions),
      total: newest.total,
      present: newest.total - newest.missing_count,
      single: versions.every(({ total }) => total === 1) && versions.some((one) => one.missing_count === 0),
      messages: row.messages,
      replies: row.replies,
      lastActivity: isoTime(row.last_ms),
      state: stateOf(db, row, newestMs),
      turn: turnOf(db, row),
      days: daysSince(row.turn_since_ms),
      idleDays: daysSince(row.last_ms),
      headline: getHeadline(db, row.id),
      others: LIVELY_QUEUES.includes(row.queue) ? othersOf(row.id) : NO_OTHERS,
      claimed: LIVELY_QUEUES.includes(row.queue) ? getClaimed(db, row.id) : null,
      tagLimits: row.turn === 'reviewers' && row.turn_why === 'in-review' ? listTagLimits(db, row.id) : [],
      group: groupOf(row, newestMs),
      backport: row.queue === 'backport' ? treesOf(row) : [],
      standings: getStandingSums(db, row.id, newest.total),
    }
  }
}

const NO_OTHERS: SeriesRow['others'] = { objections: 0, comments: 0, versions: [] }

/** Prepares counting the open comments that the headline does not count. */
function openOthersOf(db: Db): (series: number) => SeriesRow['others'] {
  type Counted = Omit<SeriesRow['others'], 'versions'> & { readonly versions: string }
  const select = db.prepare<{ series: number; open: string; blocking: string }, Counted>(
    `SELECT (SELECT json_group_array(versions.label ORDER BY versions.position) FROM versions
             WHERE versions.series = @series AND versions.position IN (SELECT one.version FROM remarks AS one
               WHERE one.series = @series AND one.live = 0 AND one.status IN (SELECT value FROM json_each(@open)))) AS versions,
            count(*) FILTER (WHERE remarks.position IN (SELECT value FROM json_each(@blocking))) AS objections,
            count(*) FILTER (WHERE remarks.position NOT IN (SELECT value FROM json_each(@blocking))) AS comments
     FROM remarks WHERE remarks.series = @series AND remarks.live = 0 AND remarks.status IN (SELECT value FROM json_each(@open))`,
  )
  const [open, blocking] = [JSON.stringify(OPEN_STATUSES), JSON.stringify(POSITIONS.filter(blocks))]
  return (series) => {
    const found = select.get({ series, open, blocking })
    return found === undefined ? NO_OTHERS : { ...found, versions: readList<string>(found.versions) }
  }
}

/** The newest statement that a series was applied which decides nothing. */
function getClaimed(db: Db, series: number): SeriesRow['claimed'] {
  return listClaims(db, series).findLast(({ kind }) => kind === 'applied') ?? null
}

/** Prepares finding the keys of the newest version and of the one that it was compared with; null when there is none. */
function openStepOf(db: Db) {
  const select = db
    .prepare<{ series: number; to: number }, number>(
      'SELECT from_version FROM comparisons WHERE series = @series AND to_version = @to LIMIT 1',
    )
    .pluck()
  return (series: number, versions: readonly VersionRow[]): SeriesRow['step'] => {
    const newest = at(versions, versions.length - 1)
    if (versions.length === 1) return null
    const from = select.get({ series, to: newest.position })
    const older = versions.find(({ position }) => position === from)
    return older === undefined ? null : { from: older.key, to: newest.key }
  }
}

/** Prepares finding the stable trees that a backport and its copies are for. */
function openTreesOf(db: Db) {
  const select = db
    .prepare<{ title: string; email: string }, string>(
      `SELECT DISTINCT series.backport FROM series
       WHERE series.queue = 'backport' AND series.title = @title AND series.author_email = @email`,
    )
    .pluck()
  return ({ title, author_email: email }: ListRow) =>
    sortTrees(select.all({ title, email }).flatMap((trees) => readList<string>(trees)))
}
