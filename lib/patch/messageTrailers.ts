import { at } from '../at'
import { isAddressLine, joinContinuation, parseTrailerLine, type TrailerLine } from './trailer'
import type { Trailer } from './types'

/** The prose of a commit message and its trailers. */
export interface MessageParts {
  /** Lines of prose, without blank lines at the ends and without doubled ones where trailers were. */
  readonly prose: readonly string[]
  readonly trailers: readonly Trailer[]
}

interface Entry {
  readonly from: number
  readonly to: number
  readonly kind: 'trailer' | 'note' | 'prose'
  readonly read: TrailerLine | undefined
  readonly value: string
}

/**
 * Finds the trailers of a commit message, given its lines without the title and up to `---`.
 *
 * The last paragraph is read as by git-interpret-trailers(1): all of its lines are trailers, or at least one has a well-known name
 * and a quarter of the lines are trailers. The rule is wider than git's where real patches are:
 * - notes such as `[jane: fixed the typo]` and `# comment` lines may be between or after trailers;
 * - a paragraph of nothing but well-known trailers counts anywhere, so that several blocks are read, and a block before a
 *   changelog or a paragraph;
 * - well-known trailers at the end of the last paragraph count, however long the prose above them is.
 * It is narrower than git's in that `Note: text` in a last paragraph of prose is prose, and that `Fixes:` needs a hash.
 * False positives: a paragraph of quoted trailers that is not indented.
 */
export function findMessageTrailers(lines: readonly string[]): MessageParts {
  const paragraphs = splitParagraphs(lines)
  const trailers: Trailer[] = []
  const taken = new Set<number>()
  paragraphs.forEach(({ from, to }, index) => {
    const last = paragraphs.slice(index + 1, index + 6).every((after) => isNoteParagraph(lines, after))
    const entries = readEntries(lines, from, to)
    for (const entry of takeTrailers(entries, last && index + 6 > paragraphs.length)) {
      trailers.push({ name: entry.read?.name ?? '', value: entry.value, line: entry.from })
      for (let index = entry.from; index < entry.to; index++) taken.add(index)
    }
  })
  return { prose: withoutTaken(lines, taken), trailers }
}

interface Paragraph {
  readonly from: number
  readonly to: number
}

function splitParagraphs(lines: readonly string[]): Paragraph[] {
  const paragraphs: Paragraph[] = []
  let from = -1
  lines.forEach((line, index) => {
    const blank = line.trim() === ''
    if (!blank && from < 0) from = index
    if (blank && from >= 0) {
      paragraphs.push({ from, to: index })
      from = -1
    }
  })
  if (from >= 0) paragraphs.push({ from, to: lines.length })
  return paragraphs
}

/** Whether a paragraph is in brackets or consists of comments: it may follow the trailer block without ending it. */
function isNoteParagraph(lines: readonly string[], { from, to }: Paragraph): boolean {
  return isNoteLine(at(lines, from)) && readEntries(lines, from, to).every((entry) => entry.kind === 'note')
}

function isNoteLine(line: string): boolean {
  return /^\s*(?:\[[^\]]*(?::|$)|#|\(cherry picked from commit )/.test(line.slice(0, 200))
}

/** Reads a paragraph as logical lines: a trailer with its continuation lines, a note up to its closing bracket, or one line of prose. */
function readEntries(lines: readonly string[], from: number, to: number): Entry[] {
  const entries: Entry[] = []
  let index = from
  while (index < to) {
    const line = at(lines, index)
    const read = parseTrailerLine(line)
    if (read !== undefined && (read.value !== '' || isAddressLine(lines[index + 1] ?? ''))) {
      const joined = joinContinuation(lines, index, read, true)
      entries.push({ from: index, to: joined.next, kind: 'trailer', read, value: joined.value })
      index = joined.next
    } else if (isNoteLine(line)) {
      const end = noteEnd(lines, index, to)
      entries.push({ from: index, to: end, kind: 'note', read: undefined, value: '' })
      index = end
    } else {
      entries.push({ from: index, to: index + 1, kind: 'prose', read: undefined, value: '' })
      index++
    }
  }
  return entries
}

function noteEnd(lines: readonly string[], from: number, to: number): number {
  if (!at(lines, from).trimStart().startsWith('[')) return from + 1
  for (let index = from; index < Math.min(to, from + 8); index++)
    if (at(lines, index).trimEnd().endsWith(']')) return index + 1
  return from + 1
}

/** Selects the trailers of a paragraph; `last` is true when only notes follow it. */
function takeTrailers(entries: readonly Entry[], last: boolean): Entry[] {
  const trailers = entries.filter((entry) => entry.kind === 'trailer')
  const strong = trailers.filter((entry) => entry.read?.strong === true)
  if (strong.length === 0 && !(last && isPureBlock(entries))) return []
  const prose = entries.filter((entry) => entry.kind === 'prose').length
  // Trailers that are all indented in the middle of a message quote another commit.
  const indented = strong.every((entry) => (entry.read?.indent ?? 0) > 0)
  if (prose === 0 && strong.length === trailers.length) return last || !indented ? strong : []
  if (!last) return []
  if (prose === 0 || trailers.length * 3 >= prose) {
    const quarter = trailers.length > strong.length ? trailers.filter((entry) => isBlockName(entry)) : trailers
    return prose === 0 ? quarter : quarter.filter((entry) => entry.read?.strong === true || isHyphenated(entry))
  }
  return endingRun(entries)
}

/** Whether all lines are `Name: value` with a hyphenated name, which does not occur in prose. */
function isPureBlock(entries: readonly Entry[]): boolean {
  return entries.every((entry) => entry.kind === 'note' || (entry.kind === 'trailer' && isHyphenated(entry)))
}

function isBlockName(entry: Entry): boolean {
  return entry.read?.strong === true || isHyphenated(entry) || /^[A-Z]/.test(entry.read?.name ?? '')
}

function isHyphenated(entry: Entry): boolean {
  return (entry.read?.name ?? '').includes('-') && (entry.read?.indent ?? 0) === 0
}

/** The well-known trailers at the end of a paragraph of prose. */
function endingRun(entries: readonly Entry[]): Entry[] {
  const run: Entry[] = []
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = at(entries, index)
    if (entry.kind === 'prose') break
    if (entry.kind === 'note') continue
    if (entry.read?.strong !== true) break
    run.push(entry)
  }
  return run.reverse()
}

function withoutTaken(lines: readonly string[], taken: ReadonlySet<number>): string[] {
  const prose: string[] = []
  lines.forEach((line, index) => {
    if (taken.has(index)) return
    const blank = line.trim() === ''
    const afterBlank = prose.length === 0 || at(prose, prose.length - 1).trim() === ''
    const besideTrailer = taken.has(index - 1) || taken.has(index + 1)
    if (blank && afterBlank && (prose.length === 0 || besideTrailer)) return
    prose.push(line)
  })
  while (prose.length > 0 && at(prose, prose.length - 1).trim() === '') prose.pop()
  return prose
}
