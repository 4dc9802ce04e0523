import { groupBy } from '../../../lib/groupBy'
import { patchNumber } from '../../../lib/patchNumber'
import { byPlaceAndKind } from '../../../lib/review/audit'
import type { Db } from '../../open'
import { person, readList, shownNumber } from '../format'
import { openNumbers, patchesOf } from '../review/patchRuns'
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

/** A changelog item, without the patches that it names and that did not change. */
export type StoredChange = Omit<ChangeView, 'unchanged'>

/** The changelog of a series, by version; versions have their numbers as posted. What is said of several patches in the same words is one item. */
export function listChangelog(db: Db, series: number): StoredChange[] {
  const items = db
    .prepare<{ series: number }, ChangeRow>(
      `SELECT versions.version, changelog.label, changelog.text, changelog.credits, changelog.patches, changelog.dropped,
              changelog.tied_by, changelog.line, mail.key AS message, asked.key AS remark
       FROM changelog JOIN messages AS mail ON mail.id = changelog.message
            LEFT JOIN messages AS asked ON asked.id = changelog.remark
            LEFT JOIN versions ON versions.series = changelog.series AND versions.position = changelog.version
       WHERE changelog.series = @series ORDER BY changelog.position`,
    )
    .all({ series })
    .map(
      (row): StoredChange => ({
        version: row.version,
        label: row.label,
        text: row.text,
        credits: readList(row.credits),
        remark: row.remark,
        patches: readList<number>(row.patches).map(patchNumber),
        dropped: readList<number>(row.dropped).map(patchNumber),
        tiedBy: row.tied_by,
        messageId: row.message,
        line: row.line,
      }),
    )
  return [...groupBy(items, ({ label, text }) => `${label}\n${text.toLowerCase()}`).values()].map(joinItems)
}

function joinItems(group: readonly [StoredChange, ...StoredChange[]]): StoredChange {
  const [first] = group
  if (group.length === 1) return first
  const join = (numbersOf: (item: StoredChange) => readonly number[]) =>
    [...new Set(group.flatMap(numbersOf))].sort((a, b) => a - b)
  return { ...first, patches: join(({ patches }) => patches), dropped: join(({ dropped }) => dropped) }
}

/** A finding, without whether it is about the newest version. */
export type StoredFinding = Omit<FindingView, 'newest'>

interface FindingRow extends Omit<StoredFinding, 'person'> {
  /** Position of the version. */
  readonly position: number
  readonly last: number | null
  readonly name: string | null
  readonly email: string | null
}

/** What a reader of the series should look at, by version and patch. */
export function listFindings(db: Db, series: number): StoredFinding[] {
  const numbers = openNumbers(db, series)
  return db
    .prepare<{ series: number }, FindingRow>(
      `SELECT audit.kind, versions.position, versions.version, versions.label, audit.patch, audit."last", audit.name, audit.email,
              messages.key AS messageId, audit.text
       FROM audit JOIN versions ON versions.series = audit.series AND versions.position = audit.version
            LEFT JOIN messages ON messages.id = audit.message
       WHERE audit.series = @series ORDER BY audit.position`,
    )
    .all({ series })
    .flatMap((row) => patchesOf(row, () => numbers.of(row.position)).map((patch) => ({ ...row, patch })))
    .sort((a, b) => byPlaceAndKind({ ...a, version: a.position }, { ...b, version: b.position }))
    .map(({ kind, version, label, patch, name, email, messageId, text }) => ({
      kind,
      version,
      label,
      patch: shownNumber(patch),
      person: name === null || email === null ? null : person(name, email),
      messageId,
      text,
    }))
}
