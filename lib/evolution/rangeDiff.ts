import { at } from '../at'
import { patchNumber } from '../patchNumber'
import type { Steps } from './budget'
import { numberFile, type SideNumbers } from './lineMarks'
import type { LineNumbers } from './lineNumbers'
import type { PatchText } from './patchText'
import { alignLines, type Step } from './sequence'
import { findStretches } from './stretch'

/** A placeholder for the abbreviated hashes that git prints, which mail does not have. */
const NO_HASH = '-------'
/** git cuts the heading of a stretch at this length. */
const MAX_SECTION = 80

interface RangeDiffText {
  /** The header line, then the body indented by four; no line ends. */
  readonly lines: readonly string[]
  /** True when the two differ too much to be aligned as a whole. */
  readonly cut: boolean
}

/**
 * Prints a pair of patches as `git range-diff` does, with placeholders for the hashes. Either side may be missing. Differs from
 * git only where equally short diffs exist: git slides a change to where it looks best.
 * Source: git-range-diff(1), "Output format".
 */
export function printRangeDiff(
  left: PatchText | undefined,
  right: PatchText | undefined,
  numbers: { readonly left?: number; readonly right?: number },
  work: Steps,
): RangeDiffText {
  const number = (value: number | undefined, text: PatchText | undefined) =>
    `${text === undefined ? '-' : patchNumber(value ?? 1)}:  ${NO_HASH}`
  const header = (sign: string) =>
    `${number(numbers.left, left)} ${sign} ${number(numbers.right, right)} ${(right ?? left)?.patch.title ?? ''}`
  if (left === undefined) return { lines: [header('>')], cut: false }
  if (right === undefined) return { lines: [header('<')], cut: false }
  const [old, now] = [printPatch(left), printPatch(right)]
  if (old.length === now.length && old.every((line, index) => line === now[index])) {
    return { lines: [header('=')], cut: false }
  }
  const { steps, cut } = alignLines(old, now, work)
  return { lines: [header('!'), ...printSteps(steps, old, now).map(({ text }) => text)], cut }
}

/**
 * The numbers in the files of either patch of each line that printRangeDiff prints, without its header; null for a line that is in no file, such as one of the
 * message. Empty for patches that are equal.
 */
export function numberRangeDiff(left: PatchText, right: PatchText, work: Steps): readonly (SideNumbers | null)[] {
  const [old, now] = [printPatch(left), printPatch(right)]
  const [before, after] = [numberPatch(left), numberPatch(right)]
  const { steps } = alignLines(old, now, work)
  return printSteps(steps, old, now).map(({ step }) => {
    if (step === undefined) return null
    const [one, two] = [before[step.left] ?? null, after[step.right] ?? null]
    return one === null && two === null ? null : { left: one, right: two }
  })
}

/** The numbers of the lines of printPatch. */
function numberPatch(text: PatchText): readonly (LineNumbers | null)[] {
  const files = text.files.flatMap((file) => [null, null, ...numberFile(file)])
  return [
    ...printPatch(text)
      .slice(files.length)
      .map(() => null),
    ...files,
  ]
}

/**
 * The lines of the unified diff of two diffs, hunk headers counted and messages left out: what git range-diff takes as the cost of
 * a pair.
 */
export function rangeDiffCost(left: PatchText, right: PatchText, work: Steps): number {
  const { steps } = alignLines(printFiles(left), printFiles(right), work)
  return findChanges(steps).reduce((size, { from, to }) => size + to - from + 1, 0)
}

/** A patch as git range-diff writes it before it compares: metadata, message, then each file. */
function printPatch(text: PatchText): string[] {
  const { author } = text.patch
  return [
    ' ## Metadata ##',
    `Author: ${author.name} <${author.email}>`,
    '',
    ' ## Commit message ##',
    ...text.message.lines.map((line) => (line === '' ? '' : `    ${line}`)),
    ...printFiles(text),
  ]
}

function printFiles({ files }: PatchText): string[] {
  return files.flatMap(({ header, lines }) => ['', header, ...lines.map(({ text }) => text)])
}

function findChanges(steps: readonly Step[]) {
  return findStretches(steps.length, (index) => at(steps, index).side !== 'both')
}

/** A line of the body, and the step that it shows; a heading shows none. */
interface PrintedLine {
  readonly text: string
  readonly step: Step | undefined
}

function printSteps(steps: readonly Step[], left: readonly string[], right: readonly string[]): PrintedLine[] {
  const lines: PrintedLine[] = []
  const sections = readSections(left)
  for (const { from, to } of findChanges(steps)) {
    const stretch = steps.slice(from, to)
    const section = at(sections, stretch.find((step) => step.left >= 0)?.left ?? left.length)
    lines.push({ text: section === '' ? '    @@' : `    @@ ${section}`, step: undefined })
    for (const step of stretch) {
      const line =
        step.side === 'new' ? `+${at(right, step.right)}` : `${step.side === 'old' ? '-' : ' '}${at(left, step.left)}`
      lines.push({ text: `    ${line}`, step })
    }
  }
  return lines
}

/**
 * The heading that git gives a stretch which begins at a line of the older text, for each line and for the end: the nearest
 * section or hunk heading above it.
 */
function readSections(lines: readonly string[]): string[] {
  let section = ''
  const sections = [section]
  for (const line of lines) {
    const heads = line.startsWith(' ## ') || line.startsWith('@@ ') || line.startsWith('@@ ', 1)
    const found = heads ? (/^ ## (.*) ##$/.exec(line)?.[1] ?? /^.?@@ (.*)$/.exec(line)?.[1]) : undefined
    section = found?.slice(0, MAX_SECTION).trimEnd() ?? section
    sections.push(section)
  }
  return sections
}
