import { LRUCache } from 'lru-cache'
import { at } from '../../../lib/at'
import { comparePatches, compareVersions, type PairNumbers } from '../../../lib/evolution/compare'
import { renumberNotes } from '../../../lib/evolution/note'
import type { PatchChanges, PatchComparison, Verdict } from '../../../lib/evolution/types'
import type { Patch } from '../../../lib/patch/types'
import { toSlot } from '../../../lib/patchNumber'
import { findVersion } from '../../../lib/series/label'
import { unpack } from '../../mail/packedMail'
import { loadPatch } from '../../mail/storedPatch'
import type { Db } from '../../open'
import { shownNumber } from '../format'
import { findSeries, type SeriesHead } from '../series/find'
import { outlineVersions, type PatchOutline, type VersionOutline } from '../series/versionList'

/** Two versions of one series, the older on the left, and the pairs of their patches. */
export interface Step {
  readonly series: SeriesHead
  readonly versions: readonly VersionOutline[]
  readonly from: VersionOutline
  readonly to: VersionOutline
  readonly pairs: readonly StepPair[]
}

export interface StepPair {
  /** Null for a new patch. */
  readonly left: PatchOutline | null
  /** Null for a dropped patch. */
  readonly right: PatchOutline | null
  readonly verdict: Verdict
  /** Loads or computes the comparison with its texts. */
  readonly compare: () => PatchComparison
}

/** The number by which a pair is addressed: that in the newer version, and for a dropped patch the negative of that in the older one. */
export function pairNumber({ left, right }: Pick<StepPair, 'left' | 'right'>): number {
  return right === null ? -newerOf({ left, right }).number : right.number
}

/** The title of a pair: that of the newer patch. */
export function pairTitle(pair: Pick<StepPair, 'left' | 'right'>): string {
  return newerOf(pair).title
}

/** The newer patch of a pair, or the older one when that was dropped. */
function newerOf({ left, right }: Pick<StepPair, 'left' | 'right'>): PatchOutline {
  const patch = right ?? left
  if (patch === null) throw new Error('a pair without patches')
  return patch
}

/**
 * Loads the step between two versions, named by words such as '3', 'v3' or 'rfc1'. Undefined when the series or a version is unknown, or
 * both words name the same version. A version and the one that it continues were compared at import, and what is not stored of that is
 * compared now; any others are compared now and kept in memory.
 */
export function loadStep(db: Db, id: string, fromWord: string, toWord: string): Step | undefined {
  const series = findSeries(db, id)
  if (series === undefined) return undefined
  const versions = outlineVersions(db, series.id)
  const from = findVersion(versions, fromWord)
  const to = findVersion(versions, toWord)
  if (from === undefined || to === undefined || from === to) return undefined
  const step = { series: series.id, from: versions.indexOf(from) + 1, to: versions.indexOf(to) + 1 }
  return { series, versions, from, to, pairs: storedPairs(db, step, from, to) ?? farPairs(db, step, from, to) }
}

/** The row id of a series and the positions of two of its versions. */
interface StepKey {
  readonly series: number
  readonly from: number
  readonly to: number
}

interface PairRow {
  readonly position: number
  readonly left_number: number | null
  readonly right_number: number | null
  readonly change: Verdict['change']
  readonly verdict: string
}

function storedPairs(db: Db, step: StepKey, from: VersionOutline, to: VersionOutline): StepPair[] | undefined {
  const rows = db
    .prepare<StepKey, PairRow>(
      `SELECT comparisons.position, comparisons.left_number, comparisons.right_number, cells.change, cells.verdict
       FROM comparisons JOIN cells ON cells.series = comparisons.series AND cells.version = comparisons.to_version
            AND cells.number = coalesce(comparisons.right_number, comparisons.left_number)
            AND (cells.change = 'dropped') = (comparisons.right_number IS NULL)
       WHERE comparisons.series = @series AND comparisons.from_version = @from AND comparisons.to_version = @to
       ORDER BY comparisons.position`,
    )
    .all(step)
  if (rows.length === 0) return undefined
  const body = db
    .prepare<StepKey & { position: number }, Buffer>(
      `SELECT body FROM comparisons
       WHERE series = @series AND from_version = @from AND to_version = @to AND position = @position`,
    )
    .pluck()
  return rows.map(({ position, left_number, right_number, change, verdict: rest }) => {
    const verdict = { change, ...(JSON.parse(rest) as Omit<Verdict, 'change'>) }
    const [left, right] = [findPatch(from, shownNumber(left_number)), findPatch(to, shownNumber(right_number))]
    return {
      left,
      right,
      verdict,
      compare() {
        const packed = body.get({ ...step, position })
        if (packed === undefined) throw new Error(`comparison ${position} of series ${step.series} is gone`)
        const changes =
          (JSON.parse(unpack(packed).toString('utf8')) as PatchChanges | null) ??
          comparePatches(loadOutlined(db, left), loadOutlined(db, right), numbersOf(left, right))
        return { ...changes, verdict }
      },
    }
  })
}

function findPatch(version: VersionOutline, number: number | null): PatchOutline | null {
  return version.patches.find((patch) => patch.number === number) ?? null
}

function loadOutlined(db: Db, patch: PatchOutline | null): Patch | undefined {
  return patch === null ? undefined : loadPatch(db, patch.messageId)
}

function numbersOf(left: PatchOutline | null, right: PatchOutline | null): PairNumbers {
  return { ...(left && { left: left.number }), ...(right && { right: right.number }) }
}

/** A step takes a few hundred bytes for each of its patches. */
const MAX_FAR_STEPS = 200

/**
 * Steps between versions that were not compared at import, which take seconds to compare. Each open database has its own, because a file
 * that replaces it under the same name has other row ids. Within one database the row id of a series is never reused. Texts are not kept.
 */
const farSteps = new WeakMap<Db, LRUCache<string, StepPair[]>>()

function farPairs(db: Db, step: StepKey, from: VersionOutline, to: VersionOutline): StepPair[] {
  const known = farSteps.get(db) ?? new LRUCache({ max: MAX_FAR_STEPS })
  farSteps.set(db, known)
  const name = `${step.series} ${step.from} ${step.to}`
  const pairs = known.get(name) ?? matchVersions(db, from, to)
  known.set(name, pairs)
  return pairs
}

/** A patch that is missing from an incomplete version is neither dropped nor new: nobody knows. */
function matchVersions(db: Db, from: VersionOutline, to: VersionOutline): StepPair[] {
  const load = ({ patches }: VersionOutline) => patches.map(({ messageId }) => loadPatch(db, messageId))
  const slotsOf = ({ patches }: VersionOutline) => patches.map(({ number }) => toSlot(number))
  const [leftSlots, rightSlots] = [slotsOf(from), slotsOf(to)]
  return compareVersions(load(from), load(to)).pairs.flatMap(({ pair, verdict: placed }) => {
    // A copy: parts of a string would keep all of it.
    const verdict = structuredClone({ ...placed, notes: renumberNotes(placed.notes, leftSlots, rightSlots) })
    if (pair.kind === 'new' && from.missing.length > 0) return []
    if (pair.kind === 'dropped' && to.missing.length > 0) return []
    const left = pair.kind === 'new' ? null : at(from.patches, pair.left - 1)
    const right = pair.kind === 'dropped' ? null : at(to.patches, pair.right - 1)
    const compare = () => ({
      ...comparePatches(loadOutlined(db, left), loadOutlined(db, right), numbersOf(left, right)),
      verdict,
    })
    return [{ left, right, verdict, compare }]
  })
}
