import { at } from '../../../lib/at'
import { sameMailbox } from '../../../lib/mail/address'
import { type Basis, mailboxKey, mayComment, mayDecide } from '../../../lib/review/basis'
import { vouches } from '../../../lib/review/positions'
import { reportsRegression, severityOf } from '../../../lib/review/severity'
import { byPatch } from '../../../lib/review/standing'
import { quotedTag } from '../../../lib/review/tag'
import { wholeQuote } from '../../../lib/review/wholeQuote'
import { readAnswered } from '../../answered'
import type { Db } from '../../open'
import { isoTime, person, shownNumber } from '../format'
import type {
  ClaimView,
  PersonDetail,
  PositionView,
  RegressionView,
  ReviewView,
  SeriesRemarkView,
  StandingView,
  VersionView,
} from '../views'
import { openAnswerers } from './answerers'
import { openLabelOf } from './asked'
import { openMessageOnly } from './messageOnly'
import { openNumbers, patchesOf } from './patchRuns'
import { listSeriesRemarks } from './remarkList'
import { listPeople } from './seriesPeople'

/** The part of a version that names it. */
export type Labelled = Pick<VersionView, 'version' | 'label'>

/** What the rows of a series refer to: people by their number from 0, versions by their position from 1. */
interface Context {
  readonly people: readonly PersonDetail[]
  readonly versions: readonly Labelled[]
}

/** What was said about a series, and where its reviewers stand. `versions` are all versions of the series, in their order, and `people` its people by number. */
export function getReview(
  db: Db,
  series: number,
  versions: readonly VersionView[],
  people: readonly PersonDetail[] = listPeople(db, series),
): ReviewView & { readonly remarks: readonly SeriesRemarkView[] } {
  const context = { people, versions }
  return {
    remarks: listSeriesRemarks(db, series, versions, context.people),
    positions: listPositions(db, series, context),
    standings: listStandings(db, series, context),
    regressions: listRegressions(db, series, context),
  }
}

/** Where one person stands, given by their number within the series. */
export function listOwnStandings(
  db: Db,
  series: number,
  person: number,
  versions: readonly Labelled[],
): StandingView[] {
  return listStandings(db, series, { people: listPeople(db, series), versions }, person)
}

interface PositionRow {
  readonly person: number
  readonly version: number
  readonly patch: number | null
  readonly position: PositionView['position']
  readonly rule: string
  readonly quote: string
  readonly line: number
  readonly message: string
  readonly from_email: string
  readonly order_ms: number
  readonly scope: string | null
  readonly unclear: number
  readonly fits: number
}

function listPositions(db: Db, series: number, { people, versions }: Context): PositionView[] {
  return db
    .prepare<{ series: number }, PositionRow>(
      `SELECT positions.person, positions.version, positions.patch, positions.position, positions.rule, positions.quote,
              positions.line, messages.key AS message, messages.from_email, places.order_ms, positions.scope, positions.unclear, positions.fits
       FROM positions JOIN messages ON messages.id = positions.message JOIN places ON places.message = positions.message
       WHERE positions.series = @series ORDER BY positions.ordinal`,
    )
    .all({ series })
    .map((row) => {
      const [by, on] = [at(people, row.person), at(versions, row.version - 1)]
      return {
        person: by,
        alias: aliasOf(by.emails, row.from_email),
        version: on.version,
        label: on.label,
        patch: shownNumber(row.patch),
        position: row.position,
        severity: severityOf(row.position, row.quote),
        tag: tagOf(row),
        regression: reportsRegression(row.position, row.quote),
        messageId: row.message,
        quote: row.quote,
        line: row.line,
        rule: row.rule,
        received: isoTime(row.order_ms),
        scope: row.scope,
        scopeUnclear: row.unclear === 1,
        fits: row.fits === 1,
      }
    })
}

/** The review tag that gives a position. */
function tagOf({ position, quote }: Pick<PositionView, 'position' | 'quote'>): string | null {
  return vouches(position) === null ? null : (quotedTag(quote) ?? null)
}

interface StandingRow {
  readonly person: number
  readonly patch: number | null
  readonly last: number | null
  readonly position: StandingView['position']
  readonly since: number
  readonly status: StandingView['status']
  readonly rule: string
  readonly quote: string
  readonly message: string
  /** The mail of the comment, and its first line there; null for a tag. */
  readonly mail: number
  readonly line: number | null
  readonly from_email: string
  readonly answered: number
  readonly changed_in: number | null
  readonly announced_in: number | null
  readonly merged_over: number
}

/** The standings of everybody, or of one person, by patch: a row about several patches gives each of them one. */
function listStandings(db: Db, series: number, context: Context, person?: number): StandingView[] {
  const numbers = openNumbers(db, series).newest
  const isMessageOnly = openMessageOnly(db)
  const findAnswerer = openAnswerers(db)
  const labelOf = openLabelOf(context.versions)
  return db
    .prepare<{ series: number; person: number | null }, StandingRow>(
      `SELECT standings.person, standings.patch, standings."last", standings.position, standings.since, standings.status, standings.rule,
              standings.quote, messages.key AS message, standings.message AS mail, messages.from_email, standings.answered,
              (SELECT remarks.line FROM remarks WHERE remarks.series = standings.series AND remarks.message = standings.message
                 AND remarks.quote = standings.quote LIMIT 1) AS line,
              standings.changed_in,
              standings.announced_in, standings.merged_over
       FROM standings JOIN messages ON messages.id = standings.message
       WHERE standings.series = @series AND (@person IS NULL OR standings.person = @person) ORDER BY standings.ordinal`,
    )
    .all({ series, person: person ?? null })
    .flatMap((row) => {
      const [by, since] = [at(context.people, row.person), at(context.versions, row.since - 1)]
      const { answered, resumed } = readAnswered(row.answered)
      const view = {
        person: by,
        alias: aliasOf(by.emails, row.from_email),
        position: row.position,
        severity: severityOf(row.position, row.quote),
        tag: tagOf(row),
        regression: reportsRegression(row.position, row.quote),
        since: since.version,
        sinceLabel: since.label,
        status: row.status,
        messageId: row.message,
        quote: row.quote,
        rule: row.rule,
        answered,
        resumed,
        answeredBy:
          row.status === 'open' && !answered && row.line !== null ? findAnswerer(series, row.mail, row.line) : null,
        changedIn: labelOf(row.changed_in),
        announcedIn: labelOf(row.announced_in),
        mergedOver: row.merged_over === 1,
      }
      return patchesOf(row, numbers).map((patch) => {
        const messageOnly = isMessageOnly({ series, version: null, patch, changed: row.changed_in })
        return { row: row.person, view: { ...view, messageOnly, patch: shownNumber(patch) } }
      })
    })
    .sort((a, b) => byPatch({ ...a.view, person: a.row }, { ...b.view, person: b.row }))
    .map(({ view }) => view)
}

/** Addresses of one person that are compared by host; of more, only equal ones are found. Bounds the work for a person with thousands. */
const MAX_MAILBOXES = 50

/**
 * The address that a mail came from, when only the name connects it with another address of the person; '' when the person has one
 * mailbox. Anybody can use a name, so readers are shown this address.
 */
function aliasOf(emails: readonly string[], from: string): string {
  const own =
    emails.includes(from) ||
    emails.includes(mailboxKey(from)) ||
    emails.slice(0, MAX_MAILBOXES).some((email) => sameMailbox(email, from))
  const others = emails.some((email) => email !== from && !sameMailbox(email, from))
  return own && others ? from : ''
}

interface RegressionRow extends Omit<RegressionView, 'person'> {
  readonly person: number
  readonly text: string | null
}

function listRegressions(db: Db, series: number, { people }: Context): RegressionView[] {
  return db
    .prepare<{ series: number }, RegressionRow>(
      `SELECT regressions.person, messages.key AS messageId, regressions.patch, regressions.quote, regressions.fix,
              (SELECT remarks.text FROM remarks WHERE remarks.series = regressions.series AND remarks.message = regressions.message
                 AND instr(remarks.text, regressions.quote) > 0 LIMIT 1) AS text
       FROM regressions JOIN messages ON messages.id = regressions.message
       WHERE regressions.series = @series ORDER BY messages.received_ms, messages.key`,
    )
    .all({ series })
    .map(({ person: by, patch, quote, text, ...row }) => ({
      ...row,
      person: at(people, by),
      patch: shownNumber(patch),
      quote: wholeQuote(quote, text ?? ''),
    }))
}

interface ClaimRow {
  readonly kind: ClaimView['kind']
  readonly basis: Basis
  readonly own: 0 | 1
  readonly key: string
  readonly from_name: string
  readonly from_email: string
  readonly order_ms: number
  readonly quote: string
  readonly version: number | null
  readonly number: number | null
}

/** A NAK by whoever may comment is an objection, and authors may replace what they posted. */
function decidesNothing({ kind, basis, own }: ClaimRow): boolean {
  return !mayDecide(basis) && own === 0 && !(kind === 'nak' && mayComment(basis))
}

/** What people who do not decide about a series say has become of it, in the order of receipt. */
export function listClaims(db: Db, series: number): ClaimView[] {
  return db
    .prepare<{ series: number }, ClaimRow>(
      `SELECT claims.kind, claims.basis, claims.own, messages.key, messages.from_name, messages.from_email, places.order_ms, claims.quote, places.version, places.number
       FROM claims JOIN messages ON messages.id = claims.message JOIN places ON places.message = messages.id
       WHERE claims.series = @series
       ORDER BY places.order_ms, messages.key, claims.kind`,
    )
    .all({ series })
    .filter(decidesNothing)
    .map((row) => ({
      kind: row.kind,
      person: person(row.from_name, row.from_email),
      messageId: row.key,
      received: isoTime(row.order_ms),
      quote: row.quote,
      position: row.version,
      patch: row.number === 0 ? null : shownNumber(row.number),
    }))
}
