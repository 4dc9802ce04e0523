import { memo } from '../../../lib/memo'
import type { Db } from '../../open'
import { toComparison } from '../compare/comparison'
import { loadStep, pairNumber, type Step } from '../compare/step'
import type { ComparisonView, SincePageView, SinceReviewView } from '../views'
import { getSinceReview } from './sinceReview'

/** A change that adds and removes more lines is only linked. */
const MAX_CHANGED = 30
/** The same for one with more lines when those around it are counted. */
const MAX_LINES = 120
/** Lines of all the changes that are shown. */
const MAX_PAGE_LINES = 600
/** Changes that are shown. */
const MAX_CHANGES = 25
/** Patches that are compared to find them. */
const MAX_COMPARED = 100

/** Like getSinceReview, with the changes of the patches in which they are small enough to be read at once. */
export function getSincePage(db: Db, messageId: string, address: string): SincePageView | undefined {
  const view = getSinceReview(db, messageId, address)
  return view === undefined ? undefined : { ...view, changes: view.isAuthor ? [] : listChanges(db, view) }
}

function listChanges(db: Db, { seriesId, patches, toVersion }: SinceReviewView): ComparisonView[] {
  const changes: ComparisonView[] = []
  const steps = new Map<string, Step | undefined>()
  let [lines, compared] = [0, 0]
  for (const { number, from, change, added, removed } of patches) {
    if ((change !== 'code' && change !== 'message') || added + removed > MAX_CHANGED) continue
    if (changes.length === MAX_CHANGES || compared === MAX_COMPARED) break
    const step = memo(steps, from.key, () => loadStep(db, seriesId, from.key, toVersion.key))
    const pair = step?.pairs.find((one) => pairNumber(one) === number)
    if (step === undefined || pair === undefined) continue
    compared++
    const comparison = toComparison(db, step, pair)
    const size = sizeOf(comparison)
    if (size > MAX_LINES || lines + size > MAX_PAGE_LINES) continue
    lines += size
    changes.push(comparison)
  }
  return changes
}

function sizeOf({ comparison: { files, message } }: ComparisonView): number {
  return files.reduce((sum, { items }) => sum + items.reduce((all, one) => all + one.lines.length, 1), message.length)
}
