import { type AlignedFile, lineOf } from './files'
import type { ChangeGroup } from './group'
import type { TextLine } from './patchText'

/** Lines that the earlier patches of a step take away or bring in, by path and text, each with the number of the patch. */
export interface BaseChanges {
  readonly gone: Map<string, Map<string, number>>
  readonly come: Map<string, Map<string, number>>
}

/** A line with fewer letters and digits ("}", "goto") is too common to say which patch it comes from. */
const MIN_LETTERS = 5

/**
 * Records what the newer version of patch `number` changed since the older one: the lines that it leaves in its files and the
 * older one did not (`come`), and the other way around (`gone`). A later patch replaces the entry of an earlier one.
 */
export function recordChanges({ gone, come }: BaseChanges, files: readonly AlignedFile[], number: number): void {
  for (const file of files) {
    if (file.steps.every(({ side }) => side === 'both')) continue
    const [goneHere, comeHere] = [linesOf(gone, file.path), linesOf(come, file.path)]
    for (const step of file.steps) {
      if (step.side === 'both') continue
      const { kind, text } = lineOf(file, step)
      if (kind !== 'plus' && kind !== 'minus') continue
      const changes = (step.side === 'new') === (kind === 'plus') ? comeHere : goneHere
      changes.set(text.slice(1).trim(), number)
    }
  }
}

function linesOf(changes: BaseChanges['gone'], path: string): Map<string, number> {
  const lines = changes.get(path) ?? new Map<string, number>()
  changes.set(path, lines)
  return lines
}

export interface Explanation {
  /** The patches that explain lines of the group. */
  readonly numbers: readonly number[]
  /** Whether they explain all of it. */
  readonly complete: boolean
}

/**
 * Says which earlier patches explain the changed lines of a group. When a line replaced another, it is enough that one of the two
 * is explained.
 */
export function explain({ old, now }: ChangeGroup, path: string, earlier: BaseChanges): Explanation {
  const find = (line: TextLine, changes: ReadonlyMap<string, number> | undefined) => {
    const text = line.kind === 'heading' ? line.key.slice('@@ '.length) : line.text.slice(1)
    if (text.replace(/[^\p{L}\p{N}]/gu, '').length < MIN_LETTERS) return undefined
    return changes?.get(text.trim())
  }
  const [goneHere, comeHere] = [earlier.gone.get(path), earlier.come.get(path)]
  const gone = old.map((line) => find(line, goneHere))
  const come = now.map((line) => find(line, comeHere))
  const all = [...gone, ...come]
  const numbers = new Set(all.filter((number) => number !== undefined))
  const paired = gone.length === come.length && gone.every((number, index) => (number ?? come[index]) !== undefined)
  // A line that came in above pushes another out of the three lines of context: one explained line is enough for such a run.
  const shifted = numbers.size > 0 && (gone.length === 0 || come.length === 0)
  return { numbers: [...numbers], complete: !all.includes(undefined) || paired || shifted }
}
