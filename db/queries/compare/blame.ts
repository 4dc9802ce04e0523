import { traceLines } from '../../../lib/evolution/provenance'
import type { FileDiff, Patch } from '../../../lib/patch/types'
import { findVersion } from '../../../lib/series/label'
import type { Db } from '../../open'
import { listRemarks } from '../review/seriesReview'
import { findSeries } from '../series/find'
import { listNamedVersions, type NamedVersion } from '../series/versionList'
import type { BlameView, PlacedRemarkView, RemarkView } from '../views'
import { loadPatch } from './storedPatch'

interface ChainRow {
  readonly version: number
  readonly number: number
}

/**
 * The lines of one patch with the version each stands since. `versionWord` names a version ('4', 'v4', 'rfc1'); without one
 * it is the newest that has patches. Undefined when series, version or patch are not on record.
 */
export function getBlame(db: Db, id: string, versionWord: string | undefined, number: number): BlameView | undefined {
  const series = findSeries(db, id)
  const versions = series === undefined ? [] : listNamedVersions(db, series.id)
  const version =
    versionWord === undefined
      ? versions.findLast(({ patches }) => patches.length > 0)
      : findVersion(versions, versionWord)
  const patch = version?.patches.find((one) => one.number === number)
  if (series === undefined || version === undefined || patch === undefined) return undefined
  const all = listChain(db, series.id, versions, version, number)
  const here = all.findIndex((one) => one.version.key === version.key)
  const chain = all.slice(0, here + 1)
  const later = all[here + 1]
  const patches = chain.map(({ messageId }) => loadPatch(db, messageId))
  const diffs = byPath((patches.at(-1)?.files ?? []).map((diff) => [diff.newPath ?? diff.oldPath ?? '', diff]))
  const files = traceLines(patches).map((file) => ({ ...file, hunks: listHunks(diffs.get(file.path)) }))
  const places = byPath(files.map(({ path }, index) => [path, index]))
  const remarks = listRemarks(db, series.id, versions, versions.indexOf(version) + 1, number)
  const lines = chain.map(() => 0)
  for (const line of files.flatMap((file) => file.lines)) {
    if (line.kind !== 'context') lines[line.since] = (lines[line.since] ?? 0) + 1
  }
  const neighbour = (offset: number) => {
    const other = version.patches[version.patches.indexOf(patch) + offset]
    return other === undefined ? null : { number: other.number, title: other.title }
  }
  return {
    seriesId: series.key,
    title: series.title,
    version: { version: version.version, label: version.label, key: version.key },
    number,
    patchTitle: patch.title,
    messageId: patch.messageId,
    chain: chain.map((step, index) => ({ ...step, lines: lines[index] ?? 0 })),
    files,
    remarks: remarks.map((remark) => placeRemark(remark, patches.at(-1), places)),
    previous: neighbour(-1),
    next: neighbour(1),
    later: later === undefined ? null : { version: later.version, number: later.number },
  }
}

/** The first of those that have a path. */
function byPath<Value>(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> {
  return new Map(entries.toReversed())
}

function listHunks(diff: FileDiff | undefined): BlameView['files'][number]['hunks'] {
  let at = 0
  return (diff?.hunks ?? []).map((hunk) => {
    const start = at
    at += hunk.lines.length
    const range = (sign: string, from: number, lines: number) => `${sign}${from}${lines === 1 ? '' : `,${lines}`}`
    const ranges = `${range('-', hunk.oldStart, hunk.oldCount)} ${range('+', hunk.newStart, hunk.newCount)}`
    return { at: start, heading: `@@ ${ranges} @@${hunk.heading === '' ? '' : ` ${hunk.heading}`}` }
  })
}

/** Finds the line of the view that a remark quotes: its hunk and its place in it, counted over the hunks before. */
function placeRemark(
  remark: RemarkView,
  patch: Patch | undefined,
  files: ReadonlyMap<string, number>,
): PlacedRemarkView {
  const { place } = remark
  const nowhere = { ...remark, file: null, at: null }
  if (place.kind !== 'line' && place.kind !== 'hunk' && place.kind !== 'file') return nowhere
  const diff = patch?.files[place.file]
  const file = files.get(diff?.newPath ?? diff?.oldPath ?? '')
  if (diff === undefined || file === undefined) return nowhere
  if (place.kind === 'file') return { ...remark, file, at: null }
  const before = diff.hunks.slice(0, place.hunk).reduce((sum, { lines }) => sum + lines.length, 0)
  return { ...remark, file, at: before + (place.kind === 'line' ? place.at : 0) }
}

/** The patch in each version that has it, oldest first, followed along its row of the matrix from its number in one version. */
export function listChain(db: Db, series: number, versions: readonly NamedVersion[], at: NamedVersion, number: number) {
  const rows = db
    .prepare<[number, number, number, number], ChainRow>(
      `SELECT version, number FROM cells
       WHERE series = ? AND change <> 'dropped' AND track =
         (SELECT track FROM cells WHERE series = ? AND version = ? AND number = ? AND change <> 'dropped' LIMIT 1)
       ORDER BY version`,
    )
    .all(series, series, versions.indexOf(at) + 1, number)
  return rows.flatMap((row) => {
    const version = versions[row.version - 1]
    const patch = version?.patches.find((one) => one.number === row.number)
    if (version === undefined || patch === undefined) return []
    const { label, key } = version
    return [{ version: { version: version.version, label, key }, number: row.number, messageId: patch.messageId }]
  })
}
