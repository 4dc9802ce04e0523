import { at } from '../at'
import { firstIndex } from '../firstIndex'
import { memo } from '../memo'
import { filePath } from '../patch/diffPath'
import type { FileDiff, Patch } from '../patch/types'
import { splitLines } from '../text'
import type { CommentPlace } from './comment'

/** One problem that a bot found. */
export interface BotFinding {
  /** One line of the report, without its mark and path. */
  readonly text: string
  /** The file that it names, as the tools print it; null when it names none. */
  readonly path: string | null
  /** From 1; null when it names none. */
  readonly line: number | null
}

const MAX_LINE = 600
const MAX_FINDINGS = 20
/** `path/to/file.c:12:3: error: words`, as compilers, sparse and sphinx print it. */
const AT_FILE = /^([A-Za-z0-9_+./-]{1,200}\.[A-Za-z]{1,5}):(?:(\d{1,7}):)?(?:\d{1,5}:)? ?(\S.*)$/
/** How a finding begins in a mail that marks none: an oops, a sanitizer, a compiler. */
const UNMARKED =
  /^(?:BUG: |WARNING: |KASAN: |UBSAN: |KCSAN: |INFO: task |general protection fault)|^[\w+./-]{1,200}:\d{1,7}:(?:\d{1,5}:)? (?:fatal )?(?:error|warning):/
/** `fn+0x96/0xa0 net/smc/af_smc.c:664` */
const IN_TRACE = /\s([A-Za-z0-9_+./-]{1,200}\.[chS]):(\d{1,7})(?:\s|$)/

/**
 * Reads the problems that a bot's mail lists: the lines that the kernel test robot marks with `>>`, or, when there are none, the lines that look
 * like an oops or a compiler's message. Empty for a mail that reports no problem, such as a note that a patch was applied. At most 20, each
 * line once. Source: 61 reports of the s390 list of 2022. Linear.
 */
export function readBotReport(body: string): BotFinding[] {
  const lines = splitLines(body)
    .filter((line) => line.length <= MAX_LINE)
    .map((line) => line.replace(/^\| ?/, ''))
  const marked = lines.filter((line) => line.startsWith('>> ')).map((line) => line.slice(3).trim())
  const found = marked.length > 0 ? marked : lines.filter((line) => UNMARKED.test(line))
  return [...new Set(found)].slice(0, MAX_FINDINGS).map(readFinding)
}

function readFinding(line: string): BotFinding {
  const located = AT_FILE.exec(line)
  if (located !== null)
    return { text: cleanText(at(located, 3)), path: cleanPath(at(located, 1)), line: toNumber(located[2]) }
  const trace = IN_TRACE.exec(line)
  if (trace === null) return { text: line, path: null, line: null }
  return { text: line.slice(0, trace.index).trim(), path: cleanPath(at(trace, 1)), line: toNumber(trace[2]) }
}

function cleanText(text: string): string {
  return text.replace(/^sparse: sparse: /, 'sparse: ')
}

function cleanPath(path: string): string {
  return path.replace(/^\.\//, '')
}

function toNumber(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits)
}

/** Finds the places in one patch that findings name. */
type FindPlace = (finding: BotFinding) => CommentPlace | undefined

/**
 * Prepares finding the place that a finding names: the hunk that covers its line, or the file; undefined when the patch does not touch the
 * file. Thousands of findings may be about thousands of files and hunks, so both are indexed.
 */
export function openFindPlace(patch: Patch): FindPlace {
  const files = new Map<string, number>()
  for (const [file, diff] of patch.files.entries()) {
    const path = filePath(diff)
    if (!files.has(path)) files.set(path, file)
  }
  const hunks = new Map<number, readonly Span[]>()
  return ({ path, line }) => {
    const file = path === null ? undefined : files.get(path)
    if (path === null || file === undefined) return undefined
    if (line === null) return { kind: 'file', path, file }
    const spans = memo(hunks, file, () => spansOf(at(patch.files, file)))
    const span = spans[firstIndex(spans, ({ end }) => line < end)]
    return span === undefined || line < span.start
      ? { kind: 'file', path, file }
      : { kind: 'hunk', path, file, hunk: span.hunk }
  }
}

/** The lines of the new file that a hunk covers; `end` is exclusive. */
interface Span {
  readonly start: number
  readonly end: number
  readonly hunk: number
}

/** The hunks of a file that cover lines, in the order of these; of several that cover one line the first counts. */
function spansOf({ hunks }: FileDiff): Span[] {
  const spans: Span[] = []
  let covered = 0
  for (const [hunk, { newStart, newCount }] of hunks.entries()) {
    const [start, end] = [Math.max(newStart, covered), newStart + newCount]
    if (start >= end) continue
    spans.push({ start, end, hunk })
    covered = end
  }
  return spans
}
