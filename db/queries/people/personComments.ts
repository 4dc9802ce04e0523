import type { Position } from '../../../lib/review/positions'
import { isOpenStatus, OPEN_STATUSES } from '../../../lib/review/states'
import { isForAuthor, isToAnswer } from '../../../lib/review/toAnswer'
import type { Db } from '../../open'
import { listRows } from '../lists/seriesRows'
import { listSeriesRemarks } from '../review/remarkList'
import { listPeople } from '../review/seriesPeople'
import type { OpenCommentsView, PersonDetail, SeriesRemarkView, VersionView } from '../views'

/** Bounds the series whose open comments are listed. */
const MAX_COMMENTED = 50

/** The comments of others on a series that wait for its author; those to answer first. */
export function listForAuthor(db: Db, series: number, isPerson: (one: PersonDetail) => boolean): SeriesRemarkView[] {
  const open = listRemarks(db, series).filter((one) => isForAuthor(one) && !isPerson(one.person))
  return [...open.filter(isToAnswer), ...open.filter((one) => !isToAnswer(one))]
}

interface OpenRow {
  readonly series: number
  readonly position: Position
  readonly live: number
}

/** How many comments the author of each of these series has to answer; those without any are left out. */
export function countToAnswer(db: Db, series: readonly number[]): ReadonlyMap<number, number> {
  const rows = db
    .prepare<{ series: string }, OpenRow>(
      `SELECT remarks.series, remarks.position, remarks.live
       FROM series CROSS JOIN remarks ON remarks.series = series.id
            JOIN people ON people.series = remarks.series AND people.person = remarks.person
       WHERE series.id IN (SELECT value FROM json_each(@series)) AND remarks.status = 'open' AND remarks.answered IS NOT 1
         AND NOT EXISTS (SELECT 1 FROM json_each(people.emails) WHERE json_each.value = series.author_email)`,
    )
    .all({ series: JSON.stringify(series) })
  const counts = new Map<number, number>()
  for (const { series: id, position, live } of rows) {
    if (!isToAnswer({ position, status: 'open', answered: false, counts: live === 1 })) continue
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

/** The open comments of a person on these series, in each of which they have a number; those on the series with the newest mail first. */
export function listOpenComments(
  db: Db,
  taken: readonly { readonly id: number; readonly person: number }[],
  isPerson: (one: PersonDetail) => boolean,
): OpenCommentsView[] {
  const select = db
    .prepare<{ series: number; person: number; open: string }, 1>(
      `SELECT 1 FROM remarks
       WHERE remarks.series = @series AND remarks.person = @person AND remarks.status IN (SELECT value FROM json_each(@open)) LIMIT 1`,
    )
    .pluck()
  const open = JSON.stringify(OPEN_STATUSES)
  return taken
    .filter(({ id, person }) => select.get({ series: id, person, open }) === 1)
    .slice(0, MAX_COMMENTED)
    .flatMap(({ id }) => {
      const comments = listRemarks(db, id).filter(({ status, person }) => isOpenStatus(status) && isPerson(person))
      return comments.length === 0 ? [] : listRows(db, [id]).map((row) => ({ row, comments }))
    })
}

function listRemarks(db: Db, series: number): SeriesRemarkView[] {
  const versions = db
    .prepare<{ series: number }, Pick<VersionView, 'label' | 'key'>>(
      'SELECT versions.label, versions.key FROM versions WHERE versions.series = @series ORDER BY versions.position',
    )
    .all({ series })
  return listSeriesRemarks(db, series, versions, listPeople(db, series))
}
