import { annotateInterdiff, type InterdiffPlace, type LinePlace, numberRange } from '../../../lib/evolution/annotate'
import { loadPatch } from '../../mail/storedPatch'
import type { Db } from '../../open'
import { listThreads } from '../review/threads'
import type { PatchOutline, VersionOutline } from '../series/versionList'
import type { ComparisonView, PatchPageView, RemarkView, StepPageView, ThreadsView } from '../views'
import { toComparison, toStepView } from './comparison'
import { loadStep, pairNumber, type Step, type StepPair } from './step'

/** What a reader asks for. `whole` shows every line of the patch, not only what changed. */
export interface PageOptions {
  readonly whole: boolean
  /** Whether the lines of the range-diff are numbered. */
  readonly range?: boolean
}

/** Bounds the lines of a page with all patches, and the patches that are compared for it. */
const MAX_LINES = 4_000
const MAX_PATCHES = 120

/** Like getComparison, with the comments at their lines. */
export function getComparisonPage(
  db: Db,
  id: string,
  fromKey: string,
  toKey: string,
  number: number,
  options: PageOptions,
): PatchPageView | undefined {
  const step = loadStep(db, id, fromKey, toKey)
  const pair = step?.pairs.find((one) => pairNumber(one) === number)
  return step === undefined || pair === undefined ? undefined : annotate(db, step, pair, options)
}

/** Like getStep, with the comparisons of the patches, in their order, until the page is full. */
export function getStepPage(
  db: Db,
  id: string,
  fromKey: string,
  toKey: string,
  options: PageOptions,
): StepPageView | undefined {
  const step = loadStep(db, id, fromKey, toKey)
  if (step === undefined) return undefined
  const patches: PatchPageView[] = []
  const leftOut: number[] = []
  let lines = 0
  for (const pair of step.pairs) {
    if (!options.whole && !isNews(pair)) continue
    if (lines > MAX_LINES || patches.length === MAX_PATCHES) {
      leftOut.push(pairNumber(pair))
      continue
    }
    const view = annotate(db, step, pair, options)
    lines += view.comparison.files.reduce(
      (sum, { items }) => sum + items.reduce((all, one) => all + one.lines.length, 1),
      3,
    )
    patches.push(view)
  }
  return { ...toStepView(step), patches, leftOut }
}

function isNews({ left, right, verdict }: StepPair): boolean {
  return left === null || right === null || verdict.facts.includes('code') || verdict.facts.includes('message')
}

/** Adds what only a page shows. The comparison is the stored one, but for its lines: those that a comment or the reader needs are added. */
function annotate(db: Db, step: Step, pair: StepPair, { whole, range = false }: PageOptions): PatchPageView {
  const view = toComparison(db, step, pair)
  const threads = { from: threadsOn(db, step, step.from, pair.left), to: threadsOn(db, step, step.to, pair.right) }
  const said = (['from', 'to'] as const).flatMap((side) =>
    threads[side].threads.map(({ comment }, thread) => ({ side, thread, at: linePlace(comment, side) })),
  )
  const asked = said.flatMap(({ at }) => (at === undefined ? [] : [at]))
  const load = (mail: ComparisonView['old']) => (mail === null ? undefined : loadPatch(db, mail.messageId))
  const [left, right] = [load(view.old), load(view.new)]
  const { files, marks, places } = annotateInterdiff(left, right, asked, whole)
  const found = new Map<LinePlace | undefined, InterdiffPlace | undefined>(asked.map((one, at) => [one, places[at]]))
  return {
    ...view,
    comparison: { ...view.comparison, files },
    marks,
    rangeNumbers: range ? numberRange(left, right) : [],
    threads,
    discussed: said.map(({ side, thread, at }) => ({
      side,
      thread,
      place: (at === undefined ? undefined : found.get(at)) ?? null,
    })),
  }
}

function threadsOn(
  db: Db,
  { series, versions }: Step,
  version: VersionOutline,
  patch: PatchOutline | null,
): ThreadsView {
  if (patch === null) return { threads: [], left: 0 }
  return listThreads(db, series.id, versions, { version: versions.indexOf(version) + 1, patch: patch.number })
}

function linePlace({ place }: RemarkView, from: 'from' | 'to'): LinePlace | undefined {
  const side = from === 'from' ? 'old' : 'new'
  if (place.kind === 'line') return { side, file: place.file, hunk: place.hunk, at: place.at }
  if (place.kind === 'hunk') return { side, file: place.file, hunk: place.hunk, at: null }
  return place.kind === 'file' ? { side, file: place.file, hunk: null, at: null } : undefined
}
