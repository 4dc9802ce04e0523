import { at } from '../at'
import type { Steps } from './budget'
import type { FileDelta } from './delta'
import { lineOf } from './files'
import { groupChanges } from './group'
import { findMovedLines } from './moved'
import type { Step } from './sequence'

/** Steps between the two places of a line; farther apart it is not looked for. */
const MAX_APART = 40

/**
 * The same delta for a reader: an added line that both versions have is not shown as removed and added when only removed lines are between its two places, nor a
 * removed line across added ones. The order of removed and added lines says nothing about the code, but the alignment has to break it somewhere: in
 * <20220901143747.32858-11-kevin.tian@intel.com>, which no longer keeps `if (ret)` below it. The verdict counts such a line as git range-diff does. Linear.
 */
export function joinReordered(delta: FileDelta, tries: Steps): FileDelta {
  const { steps } = delta
  const dropped = new Set<number>()
  const joined = new Map<number, Step>()
  for (const [index, step] of steps.entries()) {
    if (step.side === 'both' || dropped.has(index)) continue
    const other = findOther(index, delta, dropped)
    if (other === undefined) continue
    const [old, now] = step.side === 'old' ? [step, at(steps, other)] : [at(steps, other), step]
    joined.set(index, { side: 'both', left: old.left, right: now.right })
    dropped.add(other)
  }
  if (dropped.size === 0) return delta
  const kept = steps.flatMap((step, index) => (dropped.has(index) ? [] : [joined.get(index) ?? step]))
  const file = { ...delta, steps: kept }
  return { ...file, groups: groupChanges(file), moved: findMovedLines(file, tries) }
}

/** The later place of the same line on the other side, if nothing that keeps its order is in between. */
function findOther(index: number, delta: FileDelta, dropped: ReadonlySet<number>): number | undefined {
  const { steps } = delta
  const step = at(steps, index)
  const { kind, key, text } = lineOf(delta, step)
  if ((kind !== 'plus' && kind !== 'minus') || !/[\p{L}\p{N}]/u.test(text)) return undefined
  for (let other = index + 1; other < Math.min(steps.length, index + MAX_APART); other++) {
    if (dropped.has(other)) continue
    const candidate = at(steps, other)
    const line = lineOf(delta, candidate)
    if (candidate.side !== 'both' && candidate.side !== step.side && line.key === key) return other
    // What the first place has of its own side may be in between: it stays behind the line there.
    if (candidate.side === step.side) continue
    if (line.kind === kind || line.kind === 'context' || line.kind === 'heading') return undefined
  }
  return undefined
}
