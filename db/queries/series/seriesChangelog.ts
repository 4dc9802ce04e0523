import type { Db } from '../../open'
import { person } from '../format'
import type { ChangeView, FindingView } from '../views'

interface ChangeRow {
  readonly version: number | null
  readonly label: string
  readonly text: string
  readonly credits: string
  readonly patches: string
  readonly dropped: string
  readonly tied_by: string | null
  readonly message: string
  readonly line: number
  readonly remark: string | null
}

/** The changelog of a series, by version; the versions' own numbers, as posted. */
export function listChangelog(db: Db, series: number): ChangeView[] {
  return db
    .prepare<[number], ChangeRow>(
      `SELECT versions.version, changelog.label, changelog.text, credits, patches, dropped, tied_by, line, mail.key AS message,
              asked.key AS remark
       FROM changelog JOIN messages AS mail ON mail.id = message LEFT JOIN messages AS asked ON asked.id = remark
            LEFT JOIN versions ON versions.series = changelog.series AND versions.position = changelog.version
       WHERE changelog.series = ? ORDER BY changelog.position`,
    )
    .all(series)
    .map((row) => ({
      version: row.version,
      label: row.label,
      text: row.text,
      credits: JSON.parse(row.credits) as string[],
      remark: row.remark,
      patches: JSON.parse(row.patches) as number[],
      dropped: JSON.parse(row.dropped) as number[],
      tiedBy: row.tied_by,
      messageId: row.message,
      line: row.line,
    }))
}

type FindingRow = [
  kind: FindingView['kind'],
  version: number,
  label: string,
  patch: number | null,
  name: string | null,
  email: string | null,
  message: string | null,
  text: string,
]

/** What a reader of the series should look at, by version and patch. */
export function listFindings(db: Db, series: number): FindingView[] {
  return db
    .prepare<[number], FindingRow>(
      `SELECT kind, versions.version, versions.label, patch, name, email, messages.key AS message, audit.text
       FROM audit JOIN versions ON versions.series = audit.series AND versions.position = audit.version
            LEFT JOIN messages ON messages.id = message
       WHERE audit.series = ? ORDER BY audit.position`,
    )
    .raw()
    .all(series)
    .map(([kind, version, label, patch, name, email, messageId, text]) => ({
      kind,
      version,
      label,
      patch,
      person: email === null ? null : person(name ?? '', email),
      messageId,
      text,
    }))
}
