import { describeNotes } from '../../../lib/evolution/note'
import type { Db } from '../../open'
import { listRemarks } from '../review/remarkList'
import type { PatchOutline, VersionOutline } from '../series/versionList'
import type { ComparisonView, RemarkView, StepView, VersionRef } from '../views'
import { loadStep, pairNumber, pairTitle, type Step, type StepPair } from './step'

/** Every pair of patches of two versions. Undefined in the same cases as loadStep. */
export function getStep(db: Db, id: string, fromWord: string, toWord: string): StepView | undefined {
  const step = loadStep(db, id, fromWord, toWord)
  return step === undefined ? undefined : toStepView(step)
}

/** The rows of a step, without texts. */
export function toStepView(step: Step): StepView {
  return {
    ...stepHead(step),
    rows: step.pairs.map((pair) => ({
      number: pairNumber(pair),
      title: pairTitle(pair),
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

/** What changed in one patch; `number` as in StepView. Undefined as for getStep, and when no pair has that number. */
export function getComparison(
  db: Db,
  id: string,
  fromWord: string,
  toWord: string,
  number: number,
): ComparisonView | undefined {
  const step = loadStep(db, id, fromWord, toWord)
  const pair = step?.pairs.find((one) => pairNumber(one) === number)
  return step === undefined || pair === undefined ? undefined : toComparison(db, step, pair)
}

/** The comparison of one pair of a step, with the comments on the patch in either version. */
export function toComparison(db: Db, step: Step, pair: StepPair): ComparisonView {
  const { left, right } = pair
  const place = step.pairs.indexOf(pair)
  const comparison = pair.compare()
  return {
    ...stepHead(step),
    number: pairNumber(pair),
    patchTitle: pairTitle(pair),
    old: left === null ? null : { number: left.number, messageId: left.messageId },
    new: right === null ? null : { number: right.number, messageId: right.messageId },
    comparison,
    note: describeNotes(comparison.verdict.notes),
    remarks: { from: remarksOn(db, step, step.from, left), to: remarksOn(db, step, step.to, right) },
    previous: toNeighbour(step.pairs[place - 1]),
    next: toNeighbour(step.pairs[place + 1]),
  }
}

function toNeighbour(pair: StepPair | undefined): ComparisonView['next'] {
  return pair === undefined ? null : { number: pairNumber(pair), title: pairTitle(pair) }
}

function remarksOn(
  db: Db,
  { series, versions }: Step,
  version: VersionOutline,
  patch: PatchOutline | null,
): readonly RemarkView[] {
  return patch === null ? [] : listRemarks(db, series.id, versions, versions.indexOf(version) + 1, patch.number)
}

function stepHead({ series, from, to, versions }: Step) {
  const ref = ({ version, label, key }: VersionOutline): VersionRef => ({ version, label, key })
  return { seriesId: series.key, title: series.title, from: ref(from), to: ref(to), versions: versions.map(ref) }
}
