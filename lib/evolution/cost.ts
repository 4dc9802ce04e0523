import type { PatchText } from './patchText'
import { alignLines, type Step } from './sequence'

/** Lines of context around a change, as diff(1) and git have it. */
export const CONTEXT_LINES = 3

/** A stretch of steps that is shown together: changes with their context. `to` is exclusive. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * Finds what a unified diff shows: changes with three lines of context, joined when at most six equal lines lie between
 * them. `matters` says which steps are changes to show.
 */
export function findStretches(count: number, matters: (at: number) => boolean): Stretch[] {
  const stretches: { from: number; to: number }[] = []
  for (let at = 0; at < count; at++) {
    if (!matters(at)) continue
    const from = Math.max(0, at - CONTEXT_LINES)
    const to = Math.min(count, at + 1 + CONTEXT_LINES)
    const last = stretches[stretches.length - 1]
    if (last !== undefined && from <= last.to) last.to = to
    else stretches.push({ from, to })
  }
  return stretches
}

/** Lines of the unified diff of two diffs (messages left out), hunk headers counted: the cost git range-diff gives a pair. */
export function outerSize(left: PatchText, right: PatchText): number {
  const { steps } = alignLines(diffLines(left), diffLines(right))
  return unifiedSize(steps)
}

function unifiedSize(steps: readonly Step[]): number {
  const stretches = findStretches(steps.length, (at) => steps[at]?.side !== 'both')
  return stretches.reduce((size, { from, to }) => size + to - from + 1, 0)
}

function diffLines(text: PatchText): string[] {
  return text.files.flatMap((file) => ['', file.header, ...file.lines.map((line) => line.text)])
}
