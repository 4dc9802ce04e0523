import { at } from '../../../lib/at'
import { traceLines } from '../../../lib/evolution/provenance'
import { filePath } from '../../../lib/patch/diffPath'
import type { FileDiff, Patch } from '../../../lib/patch/types'
import { patchNumber, toSlot } from '../../../lib/patchNumber'
import { findVersion } from '../../../lib/series/label'
import { loadPatch } from '../../mail/storedPatch'
import type { Db } from '../../open'
import { listRemarks } from '../review/remarkList'
import { listThreads } from '../review/threads'
import { findSeries } from '../series/find'
import { outlineVersions, type PatchOutline, type VersionOutline } from '../series/versionList'
import type { BlamePageView, BlameView, PlacedRemarkView, RemarkView, VersionRef } from '../views'

/**
 * The lines of one patch, each with the version that it last changed in. `versionWord` names a version ('4', 'v4', 'rfc1'); without it,
 * the newest version that has patches is meant. Undefined when the series, the version or the patch is unknown.
 */
export function getBlame(db: Db, id: string, versionWord: string | undefined, number: number): BlameView | undefined {
  const series = findSeries(db, id)
  const versions = series === undefined ? [] : outlineVersions(db, series.id)
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
  const newest = patches.at(-1)
  const diffs = byPath((newest?.files ?? []).map((diff) => [filePath(diff), diff]))
  const files = traceLines(patches).map((file) => ({ ...file, hunks: listHunks(diffs.get(file.path)) }))
  const places = byPath(files.map(({ path }, index) => [path, index]))
  const remarks = listRemarks(db, series.id, versions, versions.indexOf(version) + 1, number)
  const changed = files.flatMap((file) => file.lines).filter(({ kind }) => kind !== 'context')
  return {
    seriesId: series.key,
    title: series.title,
    version: toRef(version),
    number,
    patchTitle: patch.title,
    messageId: patch.messageId,
    chain: chain.map((link, index) => ({ ...link, lines: changed.filter(({ since }) => since === index).length })),
    files,
    remarks: remarks.map((remark) => ({ ...remark, ...findPlace(remark, newest, places) })),
    ...neighboursOf(version, patch),
    later: later === undefined ? null : { version: later.version, number: later.number },
  }
}

/** Like getBlame, with the threads about the patch in that version, for its page. */
export function getBlamePage(
  db: Db,
  id: string,
  versionWord: string | undefined,
  number: number,
): BlamePageView | undefined {
  const view = getBlame(db, id, versionWord, number)
  const series = findSeries(db, id)
  if (view === undefined || series === undefined) return undefined
  const versions = outlineVersions(db, series.id)
  const version = versions.findIndex(({ key }) => key === view.version.key) + 1
  const threads = listThreads(db, series.id, versions, { version, patch: number })
  const patch = loadPatch(db, view.messageId)
  const places = byPath(view.files.map(({ path }, index) => [path, index]))
  return { ...view, threads, discussed: threads.threads.map(({ comment }) => findPlace(comment, patch, places)) }
}

function toRef({ version, label, key }: VersionOutline): VersionRef {
  return { version, label, key }
}

/** The patches before and after a patch of a version; null where there is none. */
export function neighboursOf({ patches }: VersionOutline, patch: PatchOutline): Pick<BlameView, 'previous' | 'next'> {
  const toNeighbour = (one: PatchOutline | undefined) =>
    one === undefined ? null : { number: one.number, title: one.title }
  const place = patches.indexOf(patch)
  return { previous: toNeighbour(patches[place - 1]), next: toNeighbour(patches[place + 1]) }
}

/** Of several values for one path, keeps the first. */
function byPath<Value>(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> {
  return new Map(entries.toReversed())
}

function listHunks(diff: FileDiff | undefined): BlameView['files'][number]['hunks'] {
  let next = 0
  return (diff?.hunks ?? []).map((hunk) => {
    const start = next
    next += hunk.lines.length
    const range = (sign: string, from: number, lines: number) => `${sign}${from}${lines === 1 ? '' : `,${lines}`}`
    const ranges = `${range('-', hunk.oldStart, hunk.oldCount)} ${range('+', hunk.newStart, hunk.newCount)}`
    return { at: start, heading: `@@ ${ranges} @@${hunk.heading === '' ? '' : ` ${hunk.heading}`}` }
  })
}

/** Finds the line of the view that a comment quotes: its file, and its index among the lines of all hunks. */
function findPlace(
  { place }: Pick<RemarkView, 'place'>,
  patch: Patch | undefined,
  files: ReadonlyMap<string, number>,
): Pick<PlacedRemarkView, 'file' | 'at'> {
  const nowhere = { file: null, at: null }
  if (place.kind !== 'line' && place.kind !== 'hunk' && place.kind !== 'file') return nowhere
  const diff = patch?.files[place.file]
  const file = diff === undefined ? undefined : files.get(filePath(diff))
  if (diff === undefined || file === undefined) return nowhere
  if (place.kind === 'file') return { file, at: null }
  const before = diff.hunks.slice(0, place.hunk).reduce((sum, { lines }) => sum + lines.length, 0)
  return { file, at: before + (place.kind === 'line' ? place.at : 0) }
}

/** A patch in one of the versions that have it. */
interface ChainLink {
  readonly version: VersionRef
  readonly number: number
  readonly messageId: string
}

/** The patch in every version that has it, oldest first: its row of the matrix, found by its number in one version. */
export function listChain(
  db: Db,
  series: number,
  versions: readonly VersionOutline[],
  version: VersionOutline,
  number: number,
): ChainLink[] {
  const rows = db
    .prepare<{ series: number; version: number; number: number }, { version: number; number: number }>(
      `SELECT cells.version, cells.number
       FROM cells AS own JOIN cells ON cells.series = own.series AND cells.track = own.track
       WHERE own.series = @series AND own.version = @version AND own.number = @number AND own.change <> 'dropped'
         AND cells.change <> 'dropped'
       ORDER BY cells.version`,
    )
    .all({ series, version: versions.indexOf(version) + 1, number: toSlot(number) })
  return rows.flatMap((row) => {
    const holder = at(versions, row.version - 1)
    const patch = holder.patches.find((one) => one.number === patchNumber(row.number))
    return patch === undefined ? [] : [{ version: toRef(holder), number: patch.number, messageId: patch.messageId }]
  })
}
