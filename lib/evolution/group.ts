import type { FileDelta } from './delta'
import type { TextLine } from './patchText'
import { similarity, tokenCounts, words } from './similarity'

/** A line that only one of the two patches has. */
export interface ChangedLine {
  readonly side: 'old' | 'new'
  readonly line: TextLine
}

/** A run of neighbouring changed lines of one file; `from` and `to` are indexes into the steps of the file. */
export interface ChangeGroup {
  readonly from: number
  readonly to: number
  readonly old: readonly TextLine[]
  readonly now: readonly TextLine[]
  /**
   * What the run is about: `code` when the patch itself changed, `base` when the patch does the same to other lines
   * (its context, a heading, or the text of a line it removes).
   */
  readonly cause: 'code' | 'base'
}

/** Two lines of which one became the other share at least this part of their words. */
const SAME_LINE = 0.5

/** Collects the runs of changed lines of a file and says for each whether the patch or its base changed. */
export function groupChanges(delta: FileDelta): ChangeGroup[] {
  const groups: ChangeGroup[] = []
  const { steps } = delta
  let from = -1
  for (let at = 0; at <= steps.length; at++) {
    const changed = at < steps.length && steps[at]?.side !== 'both'
    if (changed && from < 0) from = at
    if (changed || from < 0) continue
    const old: TextLine[] = []
    const now: TextLine[] = []
    for (const step of steps.slice(from, at)) {
      const left = delta.left?.lines[step.left]
      const right = delta.right?.lines[step.right]
      if (step.side === 'old' && left !== undefined) old.push(left)
      if (step.side === 'new' && right !== undefined) now.push(right)
    }
    groups.push({ from, to: at, old, now, cause: isBase(delta, from, at, old, now) ? 'base' : 'code' })
    from = -1
  }
  return groups
}

/**
 * Rule (comparing-versions.md, 4): an added line that differs is code. A removed line that differs is the base's doing
 * when it stands for one of the other version (same words, one for one) or lies inside a run of removed lines that both
 * remove; a removed line that is context in the other version is code ("no longer removed").
 */
function isBase(
  delta: FileDelta,
  from: number,
  to: number,
  old: readonly TextLine[],
  now: readonly TextLine[],
): boolean {
  if (delta.left === undefined || delta.right === undefined) return false
  const all = [...old, ...now]
  if (all.some((line) => line.kind === 'add')) return false
  const oldDel = old.filter((line) => line.kind === 'del')
  const newDel = now.filter((line) => line.kind === 'del')
  if (oldDel.length === 0 && newDel.length === 0) return true
  const context = new Set(all.filter((line) => line.kind === 'ctx').map((line) => line.text.slice(1)))
  if ([...oldDel, ...newDel].some((line) => context.has(line.text.slice(1)))) return false
  if (oldDel.length === newDel.length) {
    return oldDel.every((line, at) => isSameLine(line, newDel[at]))
  }
  return all.every((line) => line.kind === 'del') && insideRemovedRun(delta, from, to)
}

/** Whether two lines that differ are one line that was edited. */
export function isSameLine(left: TextLine, right: TextLine | undefined): boolean {
  if (right === undefined) return false
  const rating = similarity(tokenCounts(words(left.text.slice(1))), tokenCounts(words(right.text.slice(1))))
  return rating >= SAME_LINE
}

function insideRemovedRun(delta: FileDelta, from: number, to: number): boolean {
  const isRemoved = (at: number) => {
    const step = delta.steps[at]
    return step?.side === 'both' && delta.right?.lines[step.right]?.kind === 'del'
  }
  return isRemoved(from - 1) && isRemoved(to)
}
