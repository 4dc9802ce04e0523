import type { StoryCell, StoryTrack, StoryVersion } from './types'

/** How much of a patch changed in some steps, see `since`. */
export interface Since {
  readonly kind: 'none' | 'whitespace' | 'rebase' | 'code'
  readonly lines: number
}

const NOTHING: Since = { kind: 'none', lines: 0 }
const KINDS: readonly Since['kind'][] = ['none', 'whitespace', 'rebase', 'code']

/** Grades the change of one step: what a reviewer who gave a tag before it has to look at again. */
export function gradeStep({ facts, notes, added, removed }: Omit<StoryCell, 'version' | 'number'>): Since {
  const noted = (kind: StoryCell['notes'][number]['kind']) => notes.some((note) => note.kind === kind)
  if (!facts.includes('code')) return facts.includes('context') ? { kind: 'rebase', lines: 0 } : NOTHING
  if (noted('whitespace-only')) return { kind: 'whitespace', lines: 0 }
  if (noted('adapted-to-new-base')) return { kind: 'rebase', lines: 0 }
  return { kind: 'code', lines: Math.max(added, removed) }
}

/** Whether a tag predates the current code: its own lines changed, by more than white space or a rebase. The one rule for `stale` tags. */
export function predates({ kind }: Since): boolean {
  return kind === 'code'
}

/** The strongest kind of several steps with the lines of all. */
export function addSince(a: Since, b: Since): Since {
  const kind = KINDS.indexOf(a.kind) >= KINDS.indexOf(b.kind) ? a.kind : b.kind
  return { kind, lines: a.lines + b.lines }
}

/** The stronger of two grades; the known one if only one is. */
export function mostChanged(a: Since | null, b: Since | null): Since | null {
  if (a === null || b === null) return a ?? b
  const order = KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)
  return order > 0 || (order === 0 && a.lines >= b.lines) ? a : b
}

/** The weaker of two grades; the known one if only one is. */
export function leastChanged(a: Since | null, b: Since | null): Since | null {
  if (a === null || b === null) return a ?? b
  return mostChanged(a, b) === a ? b : a
}

/**
 * Prepares to grade tags on one patch: the function gives what changed between a version and the newest one that continues it, or null when that
 * does not have the patch. Linear in the cells of the track, whatever the number of tags.
 */
export function openSince(track: StoryTrack, versions: readonly StoryVersion[]): (version: number) => Since | null {
  const cells = new Map(track.cells.map((cell) => [cell.version, cell]))
  const sums = new Map<number, Since>()
  // A cover letter alone says nothing about patches.
  const newest = versions.findLast(({ patches }) => patches.length > 0)
  let sum: Since = NOTHING
  let version = newest
  while (version !== undefined) {
    const cell = cells.get(version.position)
    if (cell === undefined || cell.change === 'dropped') break
    sums.set(version.position, sum)
    if (cell.change === 'first' || cell.change === 'new') break
    sum = addSince(sum, gradeStep(cell))
    const { origin } = version
    version = origin === null ? undefined : versions[origin - 1]
  }
  return (position) => sums.get(position) ?? null
}
