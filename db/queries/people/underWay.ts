import { LIVELY_QUEUES } from '../../../lib/review/queue'
import { QUIET_MS } from '../../../lib/review/states'
import type { Db } from '../../open'
import { readList } from '../format'
import { NO_REPOSTS, type Parameters } from '../lists/filter'
import { findAppliers } from '../review/appliers'
import { findMaintainers, nameOf } from '../review/maintainers'
import type { PersonDetail, TurnView } from '../views'

/** A series under way: whom it is waiting on, and since when. */
export interface UnderWay {
  readonly id: number
  readonly key: string
  readonly author_name: string
  readonly author_email: string
  readonly turn: TurnView['whose']
  readonly turn_why: TurnView['why']
  readonly turn_people: string
  readonly turn_since_ms: number
}

const COLUMNS =
  'series.id, series.key, series.author_name, series.author_email, series.turn, series.turn_why, series.turn_people, series.turn_since_ms'

/** The condition on `series` that it is under way: in a queue of which quiet series are not. `underWayParameters` are its parameters. */
const UNDER_WAY = `series.queue IN (SELECT value FROM json_each(@lively)) AND series.last_ms >= @since AND series.id ${NO_REPOSTS}`

function underWayParameters(newestMs: number): Parameters {
  return { lively: JSON.stringify(LIVELY_QUEUES), since: newestMs - QUIET_MS }
}

/** The series under way with the newest mail, at most `limit`. `newestMs` is the time of the newest mail of the archive. */
export function listUnderWay(db: Db, newestMs: number, limit: number): UnderWay[] {
  return db
    .prepare<Parameters, UnderWay>(
      `SELECT ${COLUMNS} FROM series WHERE ${UNDER_WAY} ORDER BY series.last_ms DESC, series.key LIMIT @limit`,
    )
    .all({ ...underWayParameters(newestMs), limit })
}

/** A series in which a person has a number. */
export interface OwnUnderWay extends UnderWay {
  readonly person: number
}

/** Those of them in which people with one of these addresses take part. */
export function listOwnUnderWay(db: Db, newestMs: number, emails: readonly string[], limit: number): OwnUnderWay[] {
  return db
    .prepare<Parameters, OwnUnderWay>(
      `SELECT ${COLUMNS}, min(addresses.person) AS person FROM addresses CROSS JOIN series ON series.id = addresses.series
       WHERE addresses.email IN (SELECT value FROM json_each(@emails)) AND ${UNDER_WAY}
       GROUP BY series.id ORDER BY series.last_ms DESC, series.key LIMIT @limit`,
    )
    .all({ ...underWayParameters(newestMs), emails: JSON.stringify(emails), limit })
}

/** Those of them that are in a pull request, and those that no mail says who has to act on, so that it depends on who applies patches and to whom it was sent. */
export function listUnnamed(db: Db, newestMs: number, limit: number): UnderWay[] {
  return db
    .prepare<Parameters, UnderWay>(
      `SELECT ${COLUMNS} FROM series
       WHERE ${UNDER_WAY} AND (series.queue = 'in-pull-request' OR series.turn_people = '[]')
       ORDER BY series.last_ms DESC, series.key LIMIT @limit`,
    )
    .all({ ...underWayParameters(newestMs), limit })
}

/** Whom a series is waiting on: the people whom mail names, else those who may apply it. Nobody is named for a series that nobody has to act on. */
export function whomOf(db: Db, { id, author_email, turn, turn_people }: UnderWay): readonly PersonDetail[] {
  const people = readList<PersonDetail>(turn_people)
  if (people.length > 0 || turn === 'nobody' || turn === 'author')
    return people.map(({ name, emails }) => ({ name: name || nameOf(db, emails[0] ?? ''), emails }))
  if (turn === 'reviewers') return findMaintainers(db, id, author_email, 'review')
  return findAppliers(db, id, author_email).people
}
