import type { CommentPlace } from '../../../lib/review/comment'
import type { Db } from '../../open'
import { isoTime } from '../format'
import type {
  PersonDetail,
  PositionView,
  RegressionView,
  RemarkView,
  ReviewView,
  StandingView,
  VersionView,
} from '../views'
import { aliasOf } from './alias'

/** What was said about a series and what it comes to. `versions` in their order. */
export function getReview(db: Db, series: number, versions: readonly VersionView[]): ReviewView {
  const people = listPeople(db, series)
  const context = { people, versions }
  return {
    positions: listPositions(db, series, context),
    standings: listStandings(db, series, context),
    regressions: listRegressions(db, series, context),
  }
}

/** What one person (by number within the series) holds. */
export function listOwnStandings(
  db: Db,
  series: number,
  person: number,
  versions: readonly Labelled[],
): StandingView[] {
  const people = listPeople(db, series)
  const own = people[person]
  return listStandings(db, series, { people, versions }).filter((standing) => standing.person === own)
}

/** As much of a version as names it. */
export type Labelled = Pick<VersionView, 'version' | 'label'>

interface Context {
  readonly people: readonly PersonDetail[]
  readonly versions: readonly Labelled[]
}

const NOBODY: PersonDetail = { name: '', emails: [] }

/** By the number of the person within the series. */
function listPeople(db: Db, series: number): PersonDetail[] {
  return db
    .prepare<[number], { name: string; emails: string }>(
      'SELECT name, emails FROM people WHERE series = ? ORDER BY person',
    )
    .all(series)
    .map(({ name, emails }) => ({ name, emails: JSON.parse(emails) as string[] }))
}

type PositionRow = [
  person: number,
  version: number,
  patch: number | null,
  position: PositionView['position'],
  rule: string,
  quote: string,
  line: number,
  message: string,
  fromEmail: string,
  orderMs: number,
  scope: string | null,
  fits: number,
]

function listPositions(db: Db, series: number, { people, versions }: Context): PositionView[] {
  return db
    .prepare<[number], PositionRow>(
      `SELECT person, positions.version, patch, position, rule, quote, line, messages.key AS message, from_email, order_ms, scope, fits
       FROM positions JOIN messages ON messages.id = positions.message JOIN places ON places.message = positions.message
       WHERE positions.series = ? ORDER BY ordinal`,
    )
    .raw()
    .all(series)
    .map(([by, on, patch, position, rule, quote, line, messageId, fromEmail, orderMs, scope, fits]) => ({
      person: people[by] ?? NOBODY,
      alias: aliasOf(people[by]?.emails ?? [], fromEmail),
      version: versions[on - 1]?.version ?? 0,
      label: versions[on - 1]?.label ?? '',
      patch,
      position,
      messageId,
      quote,
      line,
      rule,
      received: isoTime(orderMs),
      scope,
      fits: fits === 1,
    }))
}

type StandingRow = [
  person: number,
  patch: number | null,
  position: StandingView['position'],
  since: number,
  status: StandingView['status'],
  rule: string,
  quote: string,
  message: string,
  fromEmail: string,
  answered: number,
  changedIn: number | null,
  mergedOver: number,
]

function listStandings(db: Db, series: number, { people, versions }: Context): StandingView[] {
  return db
    .prepare<[number], StandingRow>(
      `SELECT person, patch, position, since, status, rule, quote, messages.key AS message, from_email, answered, changed_in, merged_over
       FROM standings JOIN messages ON messages.id = message WHERE series = ? ORDER BY ordinal`,
    )
    .raw()
    .all(series)
    .map(
      ([by, patch, position, since, status, rule, quote, messageId, fromEmail, answered, changedIn, mergedOver]) => ({
        person: people[by] ?? NOBODY,
        alias: aliasOf(people[by]?.emails ?? [], fromEmail),
        patch,
        position,
        since: versions[since - 1]?.version ?? 0,
        sinceLabel: versions[since - 1]?.label ?? '',
        status,
        messageId,
        quote,
        rule,
        answered: answered === 1,
        changedIn: changedIn === null ? null : (versions[changedIn - 1]?.label ?? null),
        mergedOver: mergedOver === 1,
      }),
    )
}

interface RegressionRow {
  readonly person: number
  readonly message: string
  readonly patch: number | null
  readonly quote: string
  readonly fix: string | null
}

function listRegressions(db: Db, series: number, { people }: Context): RegressionView[] {
  return db
    .prepare<[number], RegressionRow>(
      `SELECT person, messages.key AS message, patch, quote, fix
       FROM regressions JOIN messages ON messages.id = message WHERE series = ? ORDER BY received_ms, key`,
    )
    .all(series)
    .map(({ person, message, patch, quote, fix }) => ({
      person: people[person] ?? NOBODY,
      messageId: message,
      patch,
      quote,
      fix,
    }))
}

interface RemarkRow {
  readonly person: number
  readonly label: string
  readonly key: string
  readonly patch: number
  readonly message: string
  readonly order_ms: number
  readonly line: number
  readonly text: string
  readonly quoted: string
  readonly place: string
  readonly changed_in: number | null
}

/** The remarks made on one patch in one version (by its position), in the order of receipt, with what became of each. */
export function listRemarks(
  db: Db,
  series: number,
  versions: readonly Labelled[],
  version: number,
  patch: number,
): RemarkView[] {
  const people = listPeople(db, series)
  const statuses = db.prepare<[number, number], { status: StandingView['status']; position: StandingView['position'] }>(
    'SELECT status, position FROM standings WHERE message = ? AND series = ?',
  )
  return db
    .prepare<[number, number, number], RemarkRow & { id: number }>(
      `SELECT person, remarks.patch, messages.id, messages.key AS message, order_ms, line, remarks.text, quoted, place, changed_in
       FROM remarks JOIN messages ON messages.id = remarks.message JOIN places ON places.message = remarks.message
       WHERE remarks.series = ? AND remarks.version = ? AND remarks.patch = ? ORDER BY ordinal`,
    )
    .all(series, version, patch)
    .map((row) => ({
      person: people[row.person] ?? NOBODY,
      messageId: row.message,
      received: isoTime(row.order_ms),
      line: row.line,
      text: row.text,
      quoted: JSON.parse(row.quoted) as string[],
      place: JSON.parse(row.place) as CommentPlace,
      changedIn: row.changed_in === null ? null : (versions[row.changed_in - 1]?.label ?? null),
      standings: statuses.all(row.id, series),
    }))
}
