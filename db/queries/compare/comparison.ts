import { describeNotes } from '../../../lib/evolution/note'
import type { Db } from '../../open'
import { listRemarks } from '../review/seriesReview'
import type { NamedVersion } from '../series/versionList'
import type { ComparisonView, StepView, VersionRef } from '../views'
import { loadStep, pairNumber, type Step, type StepPair } from './step'

/** Every pair of patches of two versions, named by number or key ('3', 'v3', 'rfc1'); undefined when the series or a version is not on record, or both are the same. */
export function getStep(db: Db, id: string, fromKey: string, toKey: string): StepView | undefined {
  const step = loadStep(db, id, fromKey, toKey)
  return step === undefined ? undefined : toStepView(step)
}

/** The rows of a step without their texts. */
export function toStepView(step: Step): StepView {
  return {
    ...stepHead(step),
    rows: step.pairs.map((pair) => ({
      number: pairNumber(pair),
      title: (pair.right ?? pair.left)?.title ?? '',
      oldNumber: pair.left?.number ?? null,
      newNumber: pair.right?.number ?? null,
      change: pair.verdict.change,
      facts: pair.verdict.facts,
      added: pair.verdict.added,
      removed: pair.verdict.removed,
      note: describeNotes(pair.verdict.notes),
      trailersAdded: pair.verdict.trailersAdded.map(({ name, value }) => `${name}: ${value}`),
      trailersRemoved: pair.verdict.trailersRemoved.map(({ name, value }) => `${name}: ${value}`),
    })),
  }
}

/** What changed in one patch; `number` as in StepView. Undefined as for getStep, and when no pair goes by that number. */
export function getComparison(
  db: Db,
  id: string,
  fromKey: string,
  toKey: string,
  number: number,
): ComparisonView | undefined {
  const step = loadStep(db, id, fromKey, toKey)
  const pair = step?.pairs.find((one) => pairNumber(one) === number)
  return step === undefined || pair === undefined ? undefined : toComparison(db, step, pair)
}

/** The comparison of one pair of a step, with what was said about the patch in either version. */
export function toComparison(db: Db, step: Step, pair: StepPair): ComparisonView {
  const place = step.pairs.indexOf(pair)
  const comparison = pair.compare()
  const neighbour = (at: number) => {
    const other = step.pairs[at]
    return other === undefined ? null : { number: pairNumber(other), title: (other.right ?? other.left)?.title ?? '' }
  }
  return {
    ...stepHead(step),
    number: pairNumber(pair),
    patchTitle: (pair.right ?? pair.left)?.title ?? '',
    old: pair.left === null ? null : { number: pair.left.number, messageId: pair.left.messageId },
    new: pair.right === null ? null : { number: pair.right.number, messageId: pair.right.messageId },
    comparison,
    note: describeNotes(comparison.verdict.notes),
    remarks: {
      from: pair.left === null ? [] : remarksOn(db, step, step.from, pair.left.number),
      to: pair.right === null ? [] : remarksOn(db, step, step.to, pair.right.number),
    },
    previous: neighbour(place - 1),
    next: neighbour(place + 1),
  }
}

function remarksOn(db: Db, { series, versions }: Step, version: NamedVersion, number: number) {
  return listRemarks(db, series.id, versions, versions.indexOf(version) + 1, number)
}

function stepHead({ series, from, to, versions }: Step) {
  const ref = ({ version, label, key }: NamedVersion): VersionRef => ({ version, label, key })
  return { seriesId: series.key, title: series.title, from: ref(from), to: ref(to), versions: versions.map(ref) }
}
