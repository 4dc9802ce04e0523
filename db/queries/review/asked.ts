import { at } from '../../../lib/at'
import { reportsRegression, severityOf } from '../../../lib/review/severity'
import type { StandingStatus } from '../../../lib/review/states'
import { wholeQuote } from '../../../lib/review/wholeQuote'
import type { Db } from '../../open'
import type { AskedView, OutcomeView, VersionView } from '../views'
import { openAnswerers } from './answerers'
import { openMessageOnly } from './messageOnly'

/** What became of a comment, as it is stored; null for one that asks for nothing. */
export interface AskedRow {
  readonly series: number
  readonly version: number
  readonly patch: number
  readonly position: AskedView['position'] | null
  readonly quote: string | null
  /** What the person wrote around the quote. */
  readonly text: string
  readonly status: StandingStatus | null
  readonly answered: number | null
  readonly addressed_in: number | null
  readonly announced_in: number | null
  readonly merged_over: number | null
  readonly live: number | null
  /** The mail, and the first line of the comment in it. */
  readonly asked_mail: number
  readonly asked_line: number
}

/** The columns of AskedRow, for SQL. */
export const ASKED_COLUMNS =
  'remarks.series, remarks.version, remarks.patch, remarks.position, remarks.quote, remarks.text, remarks.status, remarks.answered, remarks.addressed_in, remarks.announced_in, remarks.merged_over, remarks.live, remarks.message AS asked_mail, remarks.line AS asked_line'

/** Gives the label of the version at a position of a series; null for null. */
type LabelOf = (position: number | null, series: number) => string | null

/** Gives the labels of the versions of one series. Throws for a position that it does not have. */
export function openLabelOf(
  versions: readonly Pick<VersionView, 'label'>[],
): (position: number | null) => string | null {
  return (position) => (position === null ? null : at(versions, position - 1).label)
}

/** Gives the labels of the versions of any series; each is looked up when it is asked for. */
export function openLabels(db: Db): LabelOf {
  const select = db
    .prepare<{ series: number; position: number }, string>(
      'SELECT versions.label FROM versions WHERE versions.series = @series AND versions.position = @position',
    )
    .pluck()
  return (position, series) => (position === null ? null : (select.get({ series, position }) ?? null))
}

/** Prepares to read what a comment asks for and what became of it; null when it asks for nothing. */
export function openAsked(db: Db, labelOf: LabelOf): (row: AskedRow) => AskedView | null {
  const isMessageOnly = openMessageOnly(db)
  const findAnswerer = openAnswerers(db)
  return (row) => {
    const { series, position, quote, status } = row
    if (position === null || quote === null || status === null) return null
    return {
      position,
      severity: severityOf(position, quote),
      regression: reportsRegression(position, quote),
      quote: wholeQuote(quote, row.text),
      status,
      answered: row.answered === 1,
      answeredBy: status === 'open' && row.answered !== 1 ? findAnswerer(series, row.asked_mail, row.asked_line) : null,
      changedIn: labelOf(row.addressed_in, series),
      messageOnly: isMessageOnly({ ...row, changed: row.addressed_in }),
      announcedIn: labelOf(row.announced_in, series),
      mergedOver: row.merged_over === 1,
      counts: row.live === 1,
    }
  }
}

/** Only the outcome of a comment or standing. */
export function outcomeOf({
  status,
  answered,
  answeredBy,
  changedIn,
  messageOnly,
  announcedIn,
  mergedOver,
}: OutcomeView): OutcomeView {
  return { status, answered, answeredBy, changedIn, messageOnly, announcedIn, mergedOver }
}

/** The outcome of a review tag of which only the status is known. */
export function tagOutcome(status: StandingStatus): OutcomeView {
  return {
    status,
    answered: false,
    answeredBy: null,
    changedIn: null,
    messageOnly: false,
    announcedIn: null,
    mergedOver: false,
  }
}
