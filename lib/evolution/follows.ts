import type { PatchDelta } from './delta'
import type { ChangeGroup } from './group'
import type { TextLine } from './patchText'

/** Lines that the earlier patches of a step take away or bring in, by path and text, with the number of the patch. */
export interface BaseChanges {
  readonly gone: ReadonlyMap<string, number>
  readonly come: ReadonlyMap<string, number>
}

export const NO_CHANGES: BaseChanges = { gone: new Map(), come: new Map() }

/** Lines with fewer letters and digits than this ("}", "return;" has six) are too common to say where they come from. */
const MIN_SIGNS = 5

function keyOf(path: string, text: string): string {
  return `${path}\0${text.trim()}`
}

/** Collects BaseChanges patch by patch; the result of `changes` grows with each `add`. */
export interface BaseChangesBuilder {
  readonly changes: BaseChanges
  /**
   * Adds what pair `number` changed: lines its newer patch leaves in the file that the older did not leave (`come`), and
   * the other way round (`gone`). A later patch replaces the entry of an earlier one.
   */
  readonly add: (delta: PatchDelta, number: number) => void
}

/** Starts with no changes. */
export function createBaseChanges(): BaseChangesBuilder {
  const gone = new Map<string, number>()
  const come = new Map<string, number>()
  const add = (delta: PatchDelta, number: number) => {
    for (const { left, right, steps } of delta.files) {
      const path = right?.path ?? left?.path ?? ''
      for (const step of steps) {
        const old = step.side === 'old' ? left?.lines[step.left] : undefined
        const now = step.side === 'new' ? right?.lines[step.right] : undefined
        if (old?.kind === 'add') gone.set(keyOf(path, old.text.slice(1)), number)
        if (now?.kind === 'del') gone.set(keyOf(path, now.text.slice(1)), number)
        if (now?.kind === 'add') come.set(keyOf(path, now.text.slice(1)), number)
        if (old?.kind === 'del') come.set(keyOf(path, old.text.slice(1)), number)
      }
    }
  }
  return { changes: { gone, come }, add }
}

/**
 * Says which earlier patches explain the changed lines of a group, and whether they explain all of it. Of a line that
 * took another's place it is enough that one of the two is explained.
 */
export function explain(
  group: ChangeGroup,
  path: string,
  earlier: BaseChanges,
): { readonly numbers: readonly number[]; readonly complete: boolean } {
  const numbers = new Set<number>()
  const find = (line: TextLine, changes: ReadonlyMap<string, number>) => {
    const text = line.kind === 'heading' ? line.key.slice(3) : line.text.slice(1)
    if (text.replace(/[^\p{L}\p{N}]/gu, '').length < MIN_SIGNS) return undefined
    return changes.get(keyOf(path, text))
  }
  const old = group.old.map((line) => find(line, earlier.gone))
  const now = group.now.map((line) => find(line, earlier.come))
  for (const number of [...old, ...now]) if (number !== undefined) numbers.add(number)
  const unexplained = (found: readonly (number | undefined)[]) => found.filter((number) => number === undefined).length
  const paired = old.length === now.length && old.every((number, at) => number !== undefined || now[at] !== undefined)
  const none = unexplained(old) + unexplained(now) === 0
  // A line that came in above pushes another out of the window of three: one explained line is enough for such a run.
  const shifted = numbers.size > 0 && (old.length === 0 || now.length === 0)
  return { numbers: [...numbers], complete: none || paired || shifted }
}
