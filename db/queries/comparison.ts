import { comparePatches, compareVersions } from '../../lib/evolution/compare'
import { describeNotes } from '../../lib/evolution/describe'
import type { PatchComparison, PatchPair, Verdict } from '../../lib/evolution/types'
import { parseSubject } from '../../lib/mail/subject'
import type { MessageId } from '../../lib/mail/types'
import { parsePatch } from '../../lib/patch/patch'
import type { Patch } from '../../lib/patch/types'
import { findVersion } from '../../lib/series/label'
import { unpack } from '../blob'
import { readText } from '../clusterRows'
import type { Db } from '../open'
import { findSeries, type SeriesHead } from './find'
import { listVersions } from './versions'
import type { ComparisonView, PatchView, StepView, VersionRef, VersionView } from './views'

/** Two versions of one series, the older on the left, and the pairs of their patches. */
interface Step {
  readonly series: SeriesHead
  readonly versions: readonly VersionView[]
  readonly from: VersionView
  readonly to: VersionView
  readonly pairs: readonly StepPair[]
}

interface StepPair {
  readonly left: PatchView | null
  readonly right: PatchView | null
  readonly verdict: Verdict
  readonly patches: readonly [Patch | undefined, Patch | undefined]
}

/** Every pair of patches of two versions, named by number or key ('3', 'v3', 'rfc1'); undefined when the series or a version is not on record, or both are the same. */
export function getStep(db: Db, id: string, fromKey: string, toKey: string): StepView | undefined {
  const step = loadStep(db, id, fromKey, toKey)
  if (step === undefined) return undefined
  return {
    ...stepHead(step),
    rows: step.pairs.map(({ left, right, verdict }) => ({
      number: right?.number ?? -(left?.number ?? 0),
      title: (right ?? left)?.title ?? '',
      oldNumber: left?.number ?? null,
      newNumber: right?.number ?? null,
      change: verdict.change,
      facts: verdict.facts,
      added: verdict.added,
      removed: verdict.removed,
      note: describeNotes(verdict.notes),
      trailersAdded: verdict.trailersAdded.map(({ name, value }) => `${name}: ${value}`),
      trailersRemoved: verdict.trailersRemoved.map(({ name, value }) => `${name}: ${value}`),
    })),
  }
}

/**
 * What changed in one patch. `number` counts in the newer version; a dropped patch goes by the negative of its old number.
 * Neighbouring versions were compared at import; any other pair is compared now.
 */
export function getComparison(
  db: Db,
  id: string,
  fromKey: string,
  toKey: string,
  number: number,
): ComparisonView | undefined {
  const step = loadStep(db, id, fromKey, toKey)
  if (step === undefined) return undefined
  const place = step.pairs.findIndex((pair) => pairNumber(pair) === number)
  const pair = step.pairs[place]
  if (pair === undefined) return undefined
  const comparison =
    storedComparison(db, step, number) ?? comparePatches(pair.patches[0], pair.patches[1], pair.verdict)
  const neighbour = (at: number) => {
    const other = step.pairs[at]
    return other === undefined ? null : { number: pairNumber(other), title: (other.right ?? other.left)?.title ?? '' }
  }
  return {
    ...stepHead(step),
    number,
    patchTitle: (pair.right ?? pair.left)?.title ?? '',
    old: pair.left === null ? null : { number: pair.left.number, messageId: pair.left.messageId },
    new: pair.right === null ? null : { number: pair.right.number, messageId: pair.right.messageId },
    comparison,
    note: describeNotes(comparison.verdict.notes),
    previous: neighbour(place - 1),
    next: neighbour(place + 1),
  }
}

function pairNumber({ left, right }: StepPair): number {
  return right?.number ?? -(left?.number ?? 0)
}

function stepHead({ series, from, to, versions }: Step) {
  const ref = ({ version, label, key }: VersionView): VersionRef => ({ version, label, key })
  return { seriesId: series.key, title: series.title, from: ref(from), to: ref(to), versions: versions.map(ref) }
}

function loadStep(db: Db, id: string, fromKey: string, toKey: string): Step | undefined {
  const series = findSeries(db, id)
  if (series === undefined) return undefined
  const versions = listVersions(db, series.id)
  const from = findVersion(versions, fromKey)
  const to = findVersion(versions, toKey)
  if (from === undefined || to === undefined || from === to) return undefined
  return { series, versions, from, to, pairs: matchVersions(db, from, to) }
}

function matchVersions(db: Db, from: VersionView, to: VersionView): StepPair[] {
  const left = from.patches.map((patch) => loadPatch(db, patch))
  const right = to.patches.map((patch) => loadPatch(db, patch))
  const { pairs } = compareVersions(left, right)
  return pairs.flatMap(({ pair, verdict }: { pair: PatchPair; verdict: Verdict }) => {
    const old = pair.kind === 'new' ? null : (from.patches[pair.left - 1] ?? null)
    const young = pair.kind === 'dropped' ? null : (to.patches[pair.right - 1] ?? null)
    if (old === null && to.patches.length > 0 && from.missing.length > 0 && pair.kind === 'new') return []
    if (young === null && to.missing.length > 0) return []
    const patches = [
      pair.kind === 'new' ? undefined : left[pair.left - 1],
      pair.kind === 'dropped' ? undefined : right[pair.right - 1],
    ] as const
    return [{ left: old, right: young, verdict, patches }]
  })
}

interface PatchRow {
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly text: Buffer
}

function loadPatch(db: Db, { messageId }: PatchView): Patch {
  const row = db
    .prepare<[string], PatchRow>('SELECT subject, from_name, from_email, text FROM messages WHERE key = ?')
    .get(messageId as MessageId)
  if (row === undefined) throw new Error(`patch mail ${messageId} is not on record`)
  const from = { name: row.from_name, email: row.from_email }
  return parsePatch({ title: parseSubject(row.subject).title, from, body: readText(row.text).body })
}

function storedComparison(db: Db, { series, from, to, versions }: Step, number: number): PatchComparison | undefined {
  const body = db
    .prepare<[number, number, number, number], Buffer>(
      'SELECT body FROM comparisons WHERE series = ? AND from_version = ? AND to_version = ? AND number = ?',
    )
    .pluck()
    .get(series.id, versions.indexOf(from) + 1, versions.indexOf(to) + 1, number)
  return body === undefined ? undefined : (JSON.parse(unpack(body).toString('utf8')) as PatchComparison)
}
