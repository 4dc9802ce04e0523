import { at } from '../at'
import type { FileDelta } from './delta'
import { findFunction, pickNamingLine } from './functionName'
import { type LineNumbers, numberLines } from './lineNumbers'
import type { FileText } from './patchText'
import type { Step } from './sequence'
import type { CodeLine, InterdiffFile } from './types'

/** The number of a line in each version of the patch; null in one that does not have the line. */
export interface SideNumbers {
  readonly left: LineNumbers | null
  readonly right: LineNumbers | null
}

/** What is known of the lines of a file besides their text. */
export interface FileMarks {
  /** For each line of each item. */
  readonly numbers: readonly (readonly SideNumbers[])[]
  /** For each item the function that its first changed line is in; '' for none. */
  readonly functions: readonly string[]
}

/**
 * Numbers the lines of an interdiff, and names the functions of its items: of a `whole` patch by the first line that the patch changes.
 * `lines` has the line that was written for each step.
 */
export function markLines(
  delta: FileDelta,
  file: InterdiffFile,
  lines: ReadonlyMap<number, CodeLine>,
  whole: boolean,
): FileMarks {
  const steps = new Map([...lines].map(([step, line]) => [line, at(delta.steps, step)]))
  const [left, right] = [numberFile(delta.left), numberFile(delta.right)]
  const namesOf = { left: openFunctions(delta.left), right: openFunctions(delta.right) }
  const nameAt = (step: Step) => (step.side === 'old' ? namesOf.left(step.left) : namesOf.right(step.right))
  return {
    numbers: file.items.map((item) =>
      item.lines.map((line) => {
        const step = steps.get(line)
        return { left: (step && left[step.left]) ?? null, right: (step && right[step.right]) ?? null }
      }),
    ),
    functions: file.items.map(({ lines }) => {
      const changed = whole ? -1 : pickNamingLine(lines, ({ side }) => side !== 'both')
      const named = changed === -1 ? pickNamingLine(lines, ({ kind }) => kind !== 'context') : changed
      const line = lines[Math.max(0, named)]
      const step = line && steps.get(line)
      return step === undefined ? '' : nameAt(step)
    }),
  }
}

/** The numbers of the lines of a file; null for headings and binary files. */
export function numberFile(text: FileText | undefined): readonly (LineNumbers | null)[] {
  return text === undefined ? [] : text.file.hunks.flatMap((hunk) => [null, ...numberLines(hunk, hunk.lines)])
}

/** The function that a line of a file is in, by its index there. */
function openFunctions(text: FileText | undefined): (line: number) => string {
  if (text === undefined) return () => ''
  const starts: number[] = []
  for (const [index, { hunk }] of text.lines.entries()) starts[hunk] ??= index
  return (line) => {
    const hunk = text.lines[line]?.hunk ?? -1
    const lines = text.file.hunks[hunk]
    return lines === undefined ? '' : findFunction(lines, line - (starts[hunk] ?? 0) - 1, text.path)
  }
}
