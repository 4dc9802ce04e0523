import { DUTIES, type Duty } from '../../../lib/review/duty'
import { isToAnswer } from '../../../lib/review/toAnswer'
import type { Db } from '../../open'
import { listRows } from '../lists/seriesRows'
import type { DutyView, PersonDetail, PersonPageView, PersonSeriesView, SeriesRow } from '../views'
import { countToAnswer, listForAuthor, listOpenComments } from './personComments'
import { hasMailbox, mailboxesOf } from './persons'
import { listOwnUnderWay, listUnnamed } from './underWay'
import { findWaitReason } from './waitReason'
import { listWaits, type Wait } from './waits'

/** Bounds the series under way that are looked at. */
const MAX_SERIES = 1_000
/** Series of one duty on a page; further ones are counted. */
const MAX_SHOWN = 50

/** Duties of an author, who needs the comments in place. */
const ANSWERED: readonly Duty[] = ['answer', 'respin']

interface Asked {
  readonly person: PersonDetail
  readonly newestMs: number
  readonly toSeries: (taken: { readonly id: number; readonly person?: number }) => readonly PersonSeriesView[]
}

type Duties = Pick<PersonPageView, 'duties' | 'own' | 'ownTotal' | 'ownComments' | 'toAnswer' | 'comments' | 'cut'>

/** What series under way are waiting on a person for, which of their own wait on others, and their open comments. */
export function listDuties(db: Db, { person, newestMs, toSeries }: Asked): Duties {
  const taken = listOwnUnderWay(db, newestMs, person.emails, MAX_SERIES + 1)
  // Whoever applies patches may have to apply one in whose discussion they never wrote, and anybody may be the one to whom a patch was sent.
  const unnamed = listUnnamed(db, newestMs, MAX_SERIES + 1)
  const numbers = new Map(taken.slice(0, MAX_SERIES).map(({ id, person: number }) => [id, number]))
  const pool = [...taken.slice(0, MAX_SERIES), ...unnamed.slice(0, MAX_SERIES).filter(({ id }) => !numbers.has(id))]
  const mailboxes = mailboxesOf(person.emails)
  const isPerson = (one: PersonDetail) => hasMailbox(one, mailboxes)
  const waits = listWaits(db, pool).sort((a, b) => a.sinceMs - b.sinceMs || a.series - b.series)
  const toTaken = ({ series }: Wait) => {
    const number = numbers.get(series)
    return toSeries({ id: series, ...(number !== undefined && { person: number }) })
  }
  const duties = DUTIES.flatMap((duty): DutyView[] => {
    const own = waits.filter((wait) => wait.duties.some((one) => one.duty === duty && one.people.some(isPerson)))
    if (own.length === 0) return []
    const series = own.slice(0, MAX_SHOWN).flatMap((wait) =>
      toTaken(wait).map((view) => ({
        ...view,
        row: putFirst(view.row, isPerson),
        reason: findWaitReason(db, wait.underWay, duty, mailboxes),
        comments: ANSWERED.includes(duty) || isPerson(wait.author) ? listForAuthor(db, wait.series, isPerson) : [],
      })),
    )
    return [{ duty, series, total: own.length }]
  })
  const onOthers = waits.filter(({ author, onOthers: others }) => others && isPerson(author))
  const shown = onOthers.slice(0, MAX_SHOWN)
  const open = countToAnswer(
    db,
    onOthers.map(({ series }) => series),
  )
  return {
    duties,
    own: listRows(
      db,
      shown.map(({ series }) => series),
    ),
    ownTotal: onOthers.length,
    ownComments: shown
      .filter(({ series }) => open.has(series))
      .map(({ series, underWay }) => ({
        id: underWay.key,
        comments: listForAuthor(db, series, isPerson).filter(isToAnswer),
      })),
    toAnswer: [...open.values()].reduce((sum, count) => sum + count, 0),
    comments: listOpenComments(db, taken.slice(0, MAX_SERIES), isPerson),
    cut: taken.length > MAX_SERIES || unnamed.length > MAX_SERIES,
  }
}

/** The row with a person before others whom the series is waiting on. */
function putFirst(row: SeriesRow, isPerson: (one: PersonDetail) => boolean): SeriesRow {
  const { people } = row.turn
  return {
    ...row,
    turn: { ...row.turn, people: [...people.filter(isPerson), ...people.filter((one) => !isPerson(one))] },
  }
}
