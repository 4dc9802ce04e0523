import { at as lineAt } from '../at'
import type { Issue } from '../issue'
import { SIGNATURE_LINE } from '../signature'
import type { Hunk, HunkLine } from './types'

const HEADER = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(.*)$/

interface HunkHeader {
  readonly oldStart: number
  readonly oldCount: number
  readonly newStart: number
  readonly newCount: number
  readonly heading: string
}

/** Reads `@@ -1,2 +3,4 @@ heading`; undefined for any other line. An omitted count is 1. */
export function parseHunkHeader(line: string): HunkHeader | undefined {
  const match = line.startsWith('@@ -') ? HEADER.exec(line.trimEnd()) : null
  if (match === null) return undefined
  const [, oldStart = '0', oldCount = '1', newStart = '0', newCount = '1', heading = ''] = match
  return {
    oldStart: Number(oldStart),
    oldCount: Number(oldCount),
    newStart: Number(newStart),
    newCount: Number(newCount),
    heading: heading.trim(),
  }
}

/** How to treat a line that starts with none of blank, -, + and backslash while the counts ask for more lines. */
type StrayRule = 'stop' | 'lost-blank' | 'wrapped'

interface HunkBody {
  readonly lines: readonly HunkLine[]
  readonly next: number
  readonly fits: boolean
  /** The first line that could not be read. */
  readonly strayAt: number | undefined
}

/** Whether a line cannot be inside a hunk, whatever its counts say. */
function isDiffBoundary(line: string): boolean {
  return line.startsWith('@@ -') || line.startsWith('diff --git ') || line.startsWith('Index: ')
}

/**
 * Reads the hunk whose header is at `lines[at]`. The counts of the header decide where it ends, so that the signature of the mail
 * ("-- ") is not treated as a removed line. When the counts are wrong, the lines that are there are kept, the result has the counts
 * of these lines, and an issue says so. Lines in issues are counted from 1.
 */
export function parseHunk(
  lines: readonly string[],
  at: number,
): { readonly hunk: Hunk; readonly next: number; readonly issues: readonly Issue[] } | undefined {
  const header = parseHunkHeader(lines[at] ?? '')
  if (header === undefined) return undefined
  const strict = readLines(lines, at + 1, header, 'stop')
  const body = strict.fits || strict.strayAt === undefined ? strict : salvage(lines, at + 1, header, strict)
  const cut = body.fits ? readSurplus(lines, body) : cutSignature(body)
  const { oldCount, newCount } = countSides(cut.lines)
  const issues: Issue[] = []
  if (strict.strayAt !== undefined && body.fits) {
    issues.push({
      code: 'diff-line',
      text: 'A line inside a hunk does not start with a blank, - or +: the mail was re-wrapped or a blank was lost.',
      line: strict.strayAt + 1,
    })
  }
  if (oldCount !== header.oldCount || newCount !== header.newCount) {
    issues.push({
      code: 'hunk-count',
      text: `The hunk header counts ${header.oldCount} old and ${header.newCount} new lines; there are ${oldCount} and ${newCount}.`,
      line: at + 1,
    })
  }
  return { hunk: { ...header, oldCount, newCount, lines: cut.lines }, next: cut.next, issues }
}

function countSides(lines: readonly HunkLine[]): Pick<Hunk, 'oldCount' | 'newCount'> {
  let [oldCount, newCount] = [0, 0]
  for (const { kind } of lines) {
    if (kind !== 'plus') oldCount++
    if (kind !== 'minus') newCount++
  }
  return { oldCount, newCount }
}

function readLines(lines: readonly string[], from: number, header: HunkHeader, rule: StrayRule): HunkBody {
  const result: HunkLine[] = []
  let oldLeft = header.oldCount
  let newLeft = header.newCount
  let strayAt: number | undefined
  let at = from
  for (; at < lines.length && (oldLeft > 0 || newLeft > 0); at++) {
    const line = lineAt(lines, at)
    const parsed = readLine(line)
    if (parsed === undefined) {
      const last = result[result.length - 1]
      if (line.startsWith('\\ ')) {
        if (last !== undefined) result[result.length - 1] = { ...last, noNewline: true }
        continue
      }
      strayAt ??= at
      if (rule === 'stop' || isDiffBoundary(line)) break
      if (rule === 'wrapped') {
        if (last !== undefined) result[result.length - 1] = { ...last, text: `${last.text} ${line}` }
        continue
      }
    }
    const entry = parsed ?? { kind: 'context', text: line }
    // A kind whose count is used up cannot follow; stopping here keeps a hunk from swallowing the header of the next file.
    if ((entry.kind !== 'plus' && oldLeft === 0) || (entry.kind !== 'minus' && newLeft === 0)) break
    if (entry.kind !== 'plus') oldLeft--
    if (entry.kind !== 'minus') newLeft--
    result.push(entry)
  }
  const fits = oldLeft === 0 && newLeft === 0
  if (fits && (lines[at] ?? '').startsWith('\\ ')) {
    const last = result.pop()
    if (last !== undefined) result.push({ ...last, noNewline: true })
    at++
  }
  return { lines: result, next: at, fits, strayAt }
}

function readLine(line: string): HunkLine | undefined {
  switch (line[0]) {
    // Some mailers strip the blank of an empty context line.
    case undefined:
    case ' ':
      return { kind: 'context', text: line.slice(1) }
    case '-':
      return { kind: 'minus', text: line.slice(1) }
    case '+':
      return { kind: 'plus', text: line.slice(1) }
    default:
      return undefined
  }
}

/** A stray line is a context line without its blank, or the end of a wrapped line: the reading that matches the counts wins. */
function salvage(lines: readonly string[], from: number, header: HunkHeader, strict: HunkBody): HunkBody {
  const lost = readLines(lines, from, header, 'lost-blank')
  // When lines are left over, the end of a wrapped line was counted as a line of its own.
  const leftOver = /^(?:[ +]|-(?!-))/.test(lines[lost.next] ?? '')
  if (lost.fits && !leftOver) return lost
  const wrapped = readLines(lines, from, header, 'wrapped')
  if (wrapped.fits) return wrapped
  return lost.fits ? lost : strict
}

/** In a hunk that is shorter than its counts, "-- " starts the signature of the mail; blank lines before it are not part of the hunk either. */
function cutSignature(body: HunkBody): HunkBody {
  const tail = Math.max(0, body.lines.length - 6)
  const sign = body.lines.findIndex((line, index) => index >= tail && line.kind === 'minus' && /^- ?$/.test(line.text))
  let end = sign < 0 ? body.lines.length : sign
  while (end > 0 && body.lines[end - 1]?.kind === 'context' && body.lines[end - 1]?.text === '') end--
  return { ...body, lines: body.lines.slice(0, end), next: body.next - (body.lines.length - end) }
}

/** Adds changed lines right after a hunk that is complete by its counts: the counts are too small, and the lines belong to it. */
function readSurplus(lines: readonly string[], body: HunkBody): HunkBody {
  const extra: HunkLine[] = []
  let at = body.next
  let keep = 0
  for (; at < lines.length; at++) {
    const line = lineAt(lines, at)
    if (
      line === '' ||
      line === '--' ||
      line.startsWith(SIGNATURE_LINE) ||
      line.startsWith('---') ||
      line.startsWith('+++')
    )
      break
    const entry = readLine(line)
    if (entry === undefined) break
    extra.push(entry)
    if (entry.kind !== 'context') keep = extra.length
  }
  if (keep === 0) return body
  return { ...body, lines: [...body.lines, ...extra.slice(0, keep)], next: body.next + keep }
}
