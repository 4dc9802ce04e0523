import { type CoverTag, joinTrailers, type StoredTrailer, toCoverTag } from '../../../lib/derive/tags'
import { groupBy } from '../../../lib/groupBy'
import { patchNumber } from '../../../lib/patchNumber'
import type { Db } from '../../open'
import { clockSkew, isoTime, person, readList } from '../format'
import type { PatchView, TrailerView, VersionView } from '../views'

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
  readonly missing_count: number
  readonly cover: string | null
  readonly link_to: number | null
  readonly evidence: string
  readonly sent_ms: number | null
  readonly received_ms: number
}

/** A patch without its trailers. */
export type PatchOutline = Omit<PatchView, 'trailers'>

/** A version whose patches have no trailers. */
export interface VersionOutline extends Omit<VersionView, 'patches'> {
  readonly patches: readonly PatchOutline[]
}

/** The versions of a series in their order, with patches and trailers: five statements, whatever the size of the series. */
export function listVersions(db: Db, series: number): VersionView[] {
  const rows = listPatchRows(db, series)
  const trailersOf = readTrailers(db, series, rows)
  return readVersions(db, series, rows, (row) => ({ ...toOutline(row), trailers: trailersOf(row) }))
}

/** Like listVersions, without the trailers, which take half of its time and which no comparison shows. */
export function outlineVersions(db: Db, series: number): VersionOutline[] {
  return readVersions(db, series, listPatchRows(db, series), toOutline)
}

function readVersions<Patch>(
  db: Db,
  series: number,
  patches: readonly PatchRow[],
  toPatch: (row: PatchRow) => Patch,
): (Omit<VersionView, 'patches'> & { readonly patches: readonly Patch[] })[] {
  const byVersion = groupBy(patches, ({ version }) => version)
  const origins = readOrigins(db, series)
  return db
    .prepare<{ series: number }, VersionRow>(
      `SELECT versions.id, versions.position, versions.version, versions.label, versions.key, versions.rfc, versions.resend,
              versions.partial, versions.total, versions.missing, versions.missing_count, cover.key AS cover,
              versions.link_to, versions.evidence, head.sent_ms, head.received_ms
       FROM versions JOIN messages AS head ON head.id = versions.head LEFT JOIN messages AS cover ON cover.id = versions.cover
       WHERE versions.series = @series ORDER BY versions.position`,
    )
    .all({ series })
    .map((row, _, rows) => ({ ...toVersion(row, rows, origins), patches: (byVersion.get(row.id) ?? []).map(toPatch) }))
}

/** Positions of the versions that others were compared with, by those of the others. */
function readOrigins(db: Db, series: number): ReadonlyMap<number, number> {
  const rows = db.prepare<{ series: number }, [number, number]>(
    'SELECT DISTINCT to_version, from_version FROM comparisons WHERE series = @series',
  )
  return new Map(rows.raw().all({ series }))
}

function toVersion(
  row: VersionRow,
  rows: readonly VersionRow[],
  origins: ReadonlyMap<number, number>,
): Omit<VersionView, 'patches'> {
  const origin = origins.get(row.position)
  const older = rows.find(({ position }) => position === row.link_to)
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
    missing: readList(row.missing),
    missingCount: row.missing_count,
    partial: row.partial === 1,
    link: older === undefined ? null : { to: older.version, toLabel: older.label, evidence: readList(row.evidence) },
    comparedWith: rows.find(({ position }) => position === origin)?.key ?? null,
  }
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

function listPatchRows(db: Db, series: number): PatchRow[] {
  return db
    .prepare<{ series: number }, PatchRow>(
      `SELECT patches.id, patches.version, patches.number, patches.title, messages.key AS message, patches.author_name,
              patches.author_email, patches.added, patches.removed, patches.files
       FROM versions JOIN patches ON patches.version = versions.id JOIN messages ON messages.id = patches.message
       WHERE versions.series = @series ORDER BY versions.id, patches.id`,
    )
    .all({ series })
}

function toOutline(row: PatchRow): PatchOutline {
  return {
    number: patchNumber(row.number),
    title: row.title,
    messageId: row.message,
    author: person(row.author_name, row.author_email),
    added: row.added,
    removed: row.removed,
    files: readList(row.files),
  }
}

/**
 * The trailers of each patch. A partial reroll takes patches over from an earlier version: these keep the tags that all patches of that version
 * got, and have those that all patches of the partial reroll got.
 */
function readTrailers(db: Db, series: number, rows: readonly PatchRow[]): (row: PatchRow) => readonly TrailerView[] {
  const trailers = listTrailers(db, series)
  const coverTags = listCoverTags(db, series)
  const postedIn = new Map<string, number>()
  for (const { message, version } of rows) if (!postedIn.has(message)) postedIn.set(message, version)
  return ({ id, message, version }) => {
    const posted = postedIn.get(message) ?? version
    const onAll =
      posted === version ? coverTags.get(version) : [posted, version].flatMap((of) => coverTags.get(of) ?? [])
    return joinTrailers(trailers.get(id) ?? [], onAll ?? [])
  }
}

interface TrailerRow extends TrailerView {
  /** The patch or version that has it. */
  readonly owner: number
  readonly order_ms: number
}

/** By row id of the patch. */
function listTrailers(db: Db, series: number): ReadonlyMap<number, readonly StoredTrailer<TrailerView>[]> {
  const rows = db.prepare<{ series: number }, TrailerRow>(
    `SELECT trailers.patch AS owner, trailers.name, trailers.value, trailers.source, messages.key AS messageId, places.order_ms
     FROM versions JOIN patches ON patches.version = versions.id JOIN trailers ON trailers.patch = patches.id
          JOIN messages ON messages.id = trailers.message JOIN places ON places.message = trailers.message
     WHERE versions.series = @series ORDER BY trailers.patch, trailers.position`,
  )
  return byOwner(rows.all({ series }), toStored)
}

/** By row id of the version. */
function listCoverTags(db: Db, series: number): ReadonlyMap<number, readonly CoverTag<TrailerView>[]> {
  const rows = db.prepare<{ series: number }, TrailerRow>(
    `SELECT cover_tags.version AS owner, cover_tags.name, cover_tags.value, 'cover-reply' AS source, messages.key AS messageId,
            places.order_ms
     FROM versions JOIN cover_tags ON cover_tags.version = versions.id
          JOIN messages ON messages.id = cover_tags.message JOIN places ON places.message = cover_tags.message
     WHERE versions.series = @series ORDER BY cover_tags.version, cover_tags.position`,
  )
  return byOwner(rows.all({ series }), (row) => toCoverTag(toStored(row)))
}

function toStored({ owner: _, order_ms, ...trailer }: TrailerRow): StoredTrailer<TrailerView> {
  return { trailer, key: trailer.messageId, orderMs: order_ms }
}

function byOwner<Read>(
  rows: readonly TrailerRow[],
  read: (row: TrailerRow) => Read,
): ReadonlyMap<number, readonly Read[]> {
  const groups = groupBy(rows, ({ owner }) => owner)
  return new Map([...groups].map(([owner, group]) => [owner, group.map(read)]))
}
