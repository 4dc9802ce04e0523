import { groupBy } from '../../../lib/groupBy'
import { type Duty, dutyOf } from '../../../lib/review/duty'
import type { Db } from '../../open'
import type { PersonDetail } from '../views'
import { listLookers } from './lookers'
import { type UnderWay, whomOf } from './underWay'

/** What one series under way is waiting for. */
export interface Wait {
  readonly series: number
  readonly underWay: UnderWay
  readonly author: PersonDetail
  /** What it is waiting for, and of whom: nobody where that is not known. There are two where others than these have to look again. */
  readonly duties: readonly { readonly duty: Duty; readonly people: readonly PersonDetail[] }[]
  /** Whether it is waiting on others than its author, who may be the one to apply it. */
  readonly onOthers: boolean
  readonly sinceMs: number
}

/** What each of these series under way is waiting for, and of whom. Nobody is named twice for one duty. */
export function listWaits(db: Db, series: readonly UnderWay[]): Wait[] {
  const lookers = groupBy(
    listLookers(
      db,
      series.map(({ id }) => id),
    ),
    ({ series: id }) => id,
  )
  return series.map((row) => {
    const duty = dutyOf({ whose: row.turn, why: row.turn_why })
    const named = duty === null ? [] : whomOf(db, row)
    const again = (lookers.get(row.id) ?? [])
      .map(({ person }) => person)
      .filter((person) => duty !== 'look-again' || !named.some((one) => overlap(one, person)))
    const author = { name: row.author_name, emails: [row.author_email] }
    const onSelf = named.length > 0 && named.every((one) => overlap(one, author))
    return {
      series: row.id,
      underWay: row,
      author,
      duties: [
        ...(duty === null ? [] : [{ duty, people: named }]),
        ...(again.length === 0 ? [] : [{ duty: 'look-again' as const, people: again }]),
      ],
      onOthers: (row.turn === 'reviewers' || row.turn === 'maintainer') && !onSelf,
      sinceMs: row.turn_since_ms,
    }
  })
}

function overlap(a: PersonDetail, b: PersonDetail): boolean {
  return a.emails.some((email) => b.emails.includes(email))
}
