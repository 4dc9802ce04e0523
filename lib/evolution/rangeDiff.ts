import { findStretches } from './cost'
import type { PatchText } from './patchText'
import { alignLines, type Step } from './sequence'

/** Stands where git prints abbreviated hashes: mail has none. */
const NO_HASH = '-------'

export interface RangeDiffText {
  /** The header line, then the body with an indentation of four; no line ends. */
  readonly lines: readonly string[]
  /** True when the two were too different to be aligned as a whole. */
  readonly cut: boolean
}

/**
 * A pair of patches as `git range-diff` prints it, with placeholders for the hashes it cannot know. Either side may be
 * missing. Differs from git only where equally short diffs exist: git slides a change to where it looks best.
 * Source: git-range-diff(1), "Output format".
 */
export function rangeDiffOf(
  left: PatchText | undefined,
  right: PatchText | undefined,
  numbers: { readonly left?: number; readonly right?: number },
): RangeDiffText {
  const title = (right ?? left)?.patch.title ?? ''
  const number = (value: number | undefined, text: PatchText | undefined) =>
    text === undefined ? `-:  ${NO_HASH}` : `${value ?? 1}:  ${NO_HASH}`
  const header = (sign: string) => `${number(numbers.left, left)} ${sign} ${number(numbers.right, right)} ${title}`
  if (left === undefined) return { lines: [header('>')], cut: false }
  if (right === undefined) return { lines: [header('<')], cut: false }
  const [old, now] = [rangeText(left), rangeText(right)]
  if (old.length === now.length && old.every((line, at) => line === now[at]))
    return { lines: [header('=')], cut: false }
  const { steps, cut } = alignLines(old, now)
  return { lines: [header('!'), ...printSteps(steps, old, now)], cut }
}

/** A patch as git range-diff writes it before it compares: metadata, message, then each file. */
export function rangeText(text: PatchText): string[] {
  const { author } = text.patch
  const lines = [' ## Metadata ##', `Author: ${author.name} <${author.email}>`, '', ' ## Commit message ##']
  for (const line of text.message.lines) lines.push(line.text)
  for (const file of text.files) {
    lines.push('', file.header)
    for (const line of file.lines) lines.push(line.text)
  }
  return lines
}

function printSteps(steps: readonly Step[], left: readonly string[], right: readonly string[]): string[] {
  const lines: string[] = []
  const sections = readSections(left)
  for (const { from, to } of findStretches(steps.length, (at) => steps[at]?.side !== 'both')) {
    const first = steps.slice(from, to).find((step) => step.left >= 0)?.left ?? left.length
    const section = sections[first] ?? ''
    lines.push(section === '' ? '    @@' : `    @@ ${section}`)
    for (const step of steps.slice(from, to)) {
      const sign = step.side === 'both' ? ' ' : step.side === 'old' ? '-' : '+'
      lines.push(`    ${sign}${step.side === 'new' ? (right[step.right] ?? '') : (left[step.left] ?? '')}`)
    }
  }
  return lines
}

/** The heading git gives a stretch that begins at each line of the older text, and at its end: the nearest section or hunk heading above. */
function readSections(lines: readonly string[]): string[] {
  const sections = ['']
  for (const line of lines) {
    const heads = line.startsWith(' ## ') || line.startsWith('@@ ') || line.startsWith('@@ ', 1)
    const section = heads ? (/^ ## (.*) ##$/.exec(line)?.[1] ?? /^.?@@ (.*)$/.exec(line)?.[1]) : undefined
    sections.push(section?.slice(0, 80).trimEnd() ?? sections[sections.length - 1] ?? '')
  }
  return sections
}
