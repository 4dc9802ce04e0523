import { at } from '../../../lib/at'
import { patchNumber } from '../../../lib/patchNumber'
import type { BotFinding } from '../../../lib/review/botReport'
import type { Db } from '../../open'
import { isoTime, person, readList, shownNumber } from '../format'
import type { ClosedReportView, ReportView, VersionView } from '../views'

interface ReportRow {
  readonly message: string
  readonly from_name: string
  readonly from_email: string
  readonly order_ms: number
  readonly version: number
  readonly patch: number | null
  readonly findings: string
  readonly place: string | null
  readonly changed_in: number | null
  readonly credited_in: number | null
}

/** What bots reported on a series, in the order of receipt. `versions` are all versions of the series, in their order. */
export function listReports(db: Db, series: number, versions: readonly VersionView[]): ReportView[] {
  const labelAt = (position: number) => at(versions, position - 1).label
  return db
    .prepare<{ series: number }, ReportRow>(
      `SELECT messages.key AS message, messages.from_name, messages.from_email, places.order_ms, reports.version, reports.patch,
              reports.findings, reports.place, reports.changed_in, reports.credited_in
       FROM reports JOIN messages ON messages.id = reports.message JOIN places ON places.message = reports.message
       WHERE reports.series = @series ORDER BY places.order_ms, messages.key`,
    )
    .all({ series })
    .map((row) => ({
      messageId: row.message,
      from: person(row.from_name, row.from_email),
      received: isoTime(row.order_ms),
      version: labelAt(row.version),
      patch: shownNumber(row.patch),
      findings: readList<BotFinding>(row.findings),
      place: row.place,
      changedIn: row.changed_in === null ? null : labelAt(row.changed_in),
      creditedIn: row.credited_in === null ? null : labelAt(row.credited_in),
    }))
}

interface ClosedRow {
  readonly version: string
  readonly number: number
  readonly text: string
  readonly message: string
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly received_ms: number
}

const MAX_CLOSED = 100

/** Reports outside the series that its patches answer, each once, with the newest version that names it. */
export function listClosedReports(db: Db, series: number): ClosedReportView[] {
  const columns = `versions.position, versions.label AS version, places.number, mentions.text, report.key AS message, report.subject,
                   report.from_name, report.from_email, report.received_ms`
  // SQLite would begin with all mentions of one kind.
  const from = `FROM places CROSS JOIN mentions INDEXED BY mentions_by_message ON mentions.message = places.message
                     JOIN versions ON versions.series = places.series AND versions.position = places.version`
  const rows = db
    .prepare<{ series: number; limit: number }, ClosedRow>(
      `SELECT ${columns} ${from} JOIN messages AS report ON report.message_id = mentions.value
              LEFT JOIN places AS home ON home.message = report.id
       WHERE places.series = @series AND mentions.kind = 'closes' AND home.series IS NOT places.series
       UNION ALL
       SELECT ${columns} ${from} JOIN messages AS report
              ON report.from_email = mentions.value AND report.from_email LIKE 'syzbot+%'
       WHERE places.series = @series AND mentions.kind = 'reported-by'
       ORDER BY versions.position, places.number, report.received_ms, report.key LIMIT @limit`,
    )
    .all({ series, limit: MAX_CLOSED })
  const last = new Map(rows.map((row) => [row.message, row]))
  return [...last.values()].map((row) => ({
    version: row.version,
    patch: patchNumber(row.number),
    text: row.text,
    messageId: row.message,
    subject: row.subject,
    from: person(row.from_name, row.from_email),
    received: isoTime(row.received_ms),
  }))
}
