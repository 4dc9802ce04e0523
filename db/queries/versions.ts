import type { Db } from '../open'
import { clockSkew, isoTime, person } from './format'
import type { PatchView, TrailerView, VersionView } from './views'

interface VersionRow {
  readonly id: number
  readonly position: number
  readonly version: number
  readonly label: string
  readonly key: string
  readonly rfc: number
  readonly resend: number
  readonly partial: number
  readonly total: number
  readonly missing: string
  readonly cover: string | null
  readonly link_to: number | null
  readonly evidence: string
  readonly sent_ms: number | null
  readonly received_ms: number
}

interface PatchRow {
  readonly id: number
  readonly version: number
  readonly number: number
  readonly title: string
  readonly message: string
  readonly author_name: string
  readonly author_email: string
  readonly added: number
  readonly removed: number
  readonly files: string
}

interface TrailerRow {
  readonly patch: number
  readonly name: string
  readonly value: string
  readonly source: TrailerView['source']
  readonly message: string
}

/** The versions of a series in their order, with patches and trailers: three queries, whatever the size. */
export function listVersions(db: Db, series: number): VersionView[] {
  const rows = db
    .prepare<[number], VersionRow>(
      `SELECT versions.id, position, version, label, versions.key, rfc, resend, partial, total, missing,
              cover.key AS cover, link_to, evidence, head.sent_ms, head.received_ms
       FROM versions JOIN messages AS head ON head.id = head LEFT JOIN messages AS cover ON cover.id = cover
       WHERE series = ? ORDER BY position`,
    )
    .all(series)
  const patches = listPatches(db, series)
  return rows.map((row) => toVersion(row, rows, patches.get(row.id) ?? []))
}

function toVersion(row: VersionRow, rows: readonly VersionRow[], patches: readonly PatchView[]): VersionView {
  const older = rows.find(({ position }) => position === row.link_to)
  const evidence = JSON.parse(row.evidence) as string[]
  return {
    version: row.version,
    label: row.label,
    key: row.key,
    rfc: row.rfc === 1,
    resend: row.resend === 1,
    date: row.sent_ms === null ? null : isoTime(row.sent_ms),
    received: isoTime(row.received_ms),
    skewMinutes: clockSkew(row.sent_ms, row.received_ms),
    cover: row.cover,
    total: row.total,
    missing: JSON.parse(row.missing) as number[],
    partial: row.partial === 1,
    link: older === undefined ? null : { to: older.version, toLabel: older.label, evidence },
    patches,
  }
}

/** By row id of the version. */
function listPatches(db: Db, series: number): Map<number, PatchView[]> {
  const trailers = listTrailers(db, series)
  const rows = db
    .prepare<[number], PatchRow>(
      `SELECT patches.id, patches.version, number, title, messages.key AS message, author_name, author_email, added,
              removed, files
       FROM versions JOIN patches ON patches.version = versions.id JOIN messages ON messages.id = patches.message
       WHERE series = ? ORDER BY versions.id, number`,
    )
    .all(series)
  const patches = new Map<number, PatchView[]>()
  for (const row of rows) {
    const list = patches.get(row.version) ?? []
    patches.set(row.version, list)
    list.push({
      number: row.number,
      title: row.title,
      messageId: row.message,
      author: person(row.author_name, row.author_email),
      added: row.added,
      removed: row.removed,
      files: JSON.parse(row.files) as string[],
      trailers: trailers.get(row.id) ?? [],
    })
  }
  return patches
}

/** By row id of the patch. */
function listTrailers(db: Db, series: number): Map<number, TrailerView[]> {
  const rows = db
    .prepare<[number], TrailerRow>(
      `SELECT patch, name, value, source, messages.key AS message
       FROM versions JOIN patches ON patches.version = versions.id JOIN trailers ON trailers.patch = patches.id
            JOIN messages ON messages.id = trailers.message
       WHERE series = ? ORDER BY patch, trailers.position`,
    )
    .all(series)
  const trailers = new Map<number, TrailerView[]>()
  for (const { patch, name, value, source, message } of rows) {
    const list = trailers.get(patch) ?? []
    trailers.set(patch, list)
    list.push({ name, value, source, messageId: message })
  }
  return trailers
}
