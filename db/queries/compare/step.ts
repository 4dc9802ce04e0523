import { comparePatches, compareVersions } from '../../../lib/evolution/compare'
import type { PatchChanges, PatchComparison, Verdict } from '../../../lib/evolution/types'
import { findVersion } from '../../../lib/series/label'
import { unpack } from '../../mail/blob'
import type { Db } from '../../open'
import { findSeries, type SeriesHead } from '../series/find'
import { listNamedVersions, type NamedVersion, type PatchName } from '../series/versionList'
import { loadPatch } from './storedPatch'

/** Two versions of one series, the older on the left, and the pairs of their patches. */
export interface Step {
  readonly series: SeriesHead
  readonly versions: readonly NamedVersion[]
  readonly from: NamedVersion
  readonly to: NamedVersion
  readonly pairs: readonly StepPair[]
}

export interface StepPair {
  readonly left: PatchName | null
  readonly right: PatchName | null
  readonly verdict: Verdict
  /** The texts, loaded or computed when asked for. */
  readonly compare: () => PatchComparison
}

/** Comparisons of versions that are no neighbours are kept for this many steps; a series' row id is never used twice. */
const KEPT_STEPS = 32
const kept = new Map<string, StepPair[]>()

/** Number by which a pair goes: in the newer version, or the negative of the number in the older one for a dropped patch. */
export function pairNumber({ left, right }: Pick<StepPair, 'left' | 'right'>): number {
  return right?.number ?? -(left?.number ?? 0)
}

/**
 * Loads a step by the words for its versions; undefined when the series or a version is not on record, or both are one.
 * Neighbouring versions were compared at import; any other pair is compared now and kept in memory.
 */
export function loadStep(db: Db, id: string, fromWord: string, toWord: string): Step | undefined {
  const series = findSeries(db, id)
  if (series === undefined) return undefined
  const versions = listNamedVersions(db, series.id)
  const from = findVersion(versions, fromWord)
  const to = findVersion(versions, toWord)
  if (from === undefined || to === undefined || from === to) return undefined
  const positions = [versions.indexOf(from) + 1, versions.indexOf(to) + 1] as const
  const pairs = storedPairs(db, series.id, positions, from, to) ?? keptPairs(db, series.id, positions, from, to)
  return { series, versions, from, to, pairs }
}

type Positions = readonly [from: number, to: number]

interface PairRow {
  readonly position: number
  readonly left_number: number | null
  readonly right_number: number | null
  readonly verdict: string
}

function storedPairs(
  db: Db,
  series: number,
  [fromPosition, toPosition]: Positions,
  from: NamedVersion,
  to: NamedVersion,
): StepPair[] | undefined {
  const rows = db
    .prepare<[number, number, number], PairRow>(
      `SELECT position, left_number, right_number, verdict FROM comparisons
       WHERE series = ? AND from_version = ? AND to_version = ? ORDER BY position`,
    )
    .all(series, fromPosition, toPosition)
  if (rows.length === 0) return undefined
  const body = db
    .prepare<[number, number, number, number], Buffer>(
      'SELECT body FROM comparisons WHERE series = ? AND from_version = ? AND to_version = ? AND position = ?',
    )
    .pluck()
  return rows.map((row) => {
    const verdict = JSON.parse(row.verdict) as Verdict
    return {
      left: findPatch(from, row.left_number),
      right: findPatch(to, row.right_number),
      verdict,
      compare() {
        const packed = body.get(series, fromPosition, toPosition, row.position)
        if (packed === undefined) throw new Error(`comparison ${row.position} of series ${series} is gone`)
        return { ...(JSON.parse(unpack(packed).toString('utf8')) as PatchChanges), verdict }
      },
    }
  })
}

function findPatch(version: NamedVersion, number: number | null): PatchName | null {
  return version.patches.find((patch) => patch.number === number) ?? null
}

function keptPairs(db: Db, series: number, positions: Positions, from: NamedVersion, to: NamedVersion): StepPair[] {
  const name = `${db.name} ${series} ${positions.join(' ')}`
  const known = kept.get(name)
  if (known !== undefined) return known
  const pairs = matchVersions(db, from, to)
  kept.set(name, pairs)
  const oldest = kept.keys().next()
  if (kept.size > KEPT_STEPS && oldest.done !== true) kept.delete(oldest.value)
  return pairs
}

/** A patch missing from an incomplete version is unknown there, neither dropped nor new. */
function matchVersions(db: Db, from: NamedVersion, to: NamedVersion): StepPair[] {
  const lefts = from.patches.map((patch) => loadPatch(db, patch.messageId))
  const rights = to.patches.map((patch) => loadPatch(db, patch.messageId))
  return compareVersions(lefts, rights).pairs.flatMap(({ pair, verdict }) => {
    if (pair.kind === 'new' && from.missing.length > 0) return []
    if (pair.kind === 'dropped' && to.missing.length > 0) return []
    const [oldAt, newAt] = [pair.kind === 'new' ? -1 : pair.left - 1, pair.kind === 'dropped' ? -1 : pair.right - 1]
    const [left, right] = [from.patches[oldAt] ?? null, to.patches[newAt] ?? null]
    const numbers = { ...(left && { left: left.number }), ...(right && { right: right.number }) }
    const compare = () => ({ ...comparePatches(lefts[oldAt], rights[newAt], numbers), verdict })
    return [{ left, right, verdict, compare }]
  })
}
