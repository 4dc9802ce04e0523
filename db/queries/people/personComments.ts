import { blocks } from '../../../lib/review/positions'
import { isOpenStatus, OPEN_STATUSES } from '../../../lib/review/states'
import type { Db } from '../../open'
import { listRows } from '../lists/seriesRows'
import { listSeriesRemarks } from '../review/remarkList'
import { listPeople } from '../review/seriesPeople'
import type { OpenCommentsView, PersonDetail, SeriesRemarkView, VersionView } from '../views'

/** Bounds the series whose open comments are listed. */
const MAX_COMMENTED = 50

/** The comments of others on a series that are open and on which its state depends, and every open objection, which its page shows as well; those without an answer first. */
export function listToAnswer(db: Db, series: number, isPerson: (one: PersonDetail) => boolean): SeriesRemarkView[] {
  const open = listRemarks(db, series).filter(
    ({ counts, position, status, person }) =>
      (counts || (blocks(position) && isOpenStatus(status))) && !isPerson(person),
  )
  const isUnanswered = ({ status, answered }: SeriesRemarkView) => status === 'open' && !answered
  return [...open.filter(isUnanswered), ...open.filter((one) => !isUnanswered(one))]
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
