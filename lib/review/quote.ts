import { at } from '../at'
import { groupBy } from '../groupBy'
import { listFooterLines } from '../mail/listFooter'
import { COMMIT_LINE } from '../mail/mboxrd'
import { findDiffStart, parseDiffLines } from '../patch/diff'
import { isScissorsLine } from '../patch/scissors'
import { isQuoted } from '../quoted'
import { isSignatureStart } from '../signature'
import { attributionLines, headerBlockLines } from './attribution'

/** A line of a reply, with its place in the body. */
export interface OwnLine {
  readonly text: string
  /** Line of the body, counted from 0. */
  readonly line: number
}

/** `quote`: somebody else wrote it. `own`: the sender wrote it. `aside`: attributions, signatures, pasted diffs and marks of cuts. */
type LineSource = 'own' | 'quote' | 'aside'

/** A line of a reply with who wrote it. */
export interface ReplyLine extends OwnLine {
  readonly source: LineSource
  /** The last line of the header block that it is below, when that has no marked quotation: it is quoted unless the mail that it comes from is known and lacks it. */
  readonly below?: number
}

/** <YfTDjXh8zP3WBAtg@TonyMac-Alibaba>, <YdRFD8bY897LbUxr@TonyMac-Alibaba>, <20220201074457.GC29119@lst.de>, `[]` in <a502003f9ba31c660ddb9c9d8683b7b2a01d12f7.camel@perches.com>. */
const CUT_MARK =
  /^\s*(?:\[\s?\]|\[\s?(?:\.{2,}|…|snip|cut)[^\]]{0,20}\]|-{2,}\s*8<.*|<snip>|\.{3,}|…|---\s?end quoted text\s?---)\s*$/i
/** What a company's server puts above a mail: `[AMD Official Use Only - Approved for External Use]`, `[CAUTION: External Email]`. <DM6PR12MB438839666CD2BA3524D80E24E8FD0@DM6PR12MB4388.namprd12.prod.outlook.com>. */
const BANNER = /^\s*\[[^[\]]{0,60}(?:(?:official|internal) use only|public use|external e-?mail)[^[\]]{0,60}\]\s*$/i
const EXTERNAL =
  /^\s*(?:!! |caution: )?external e-?mail(?:: this email originated.{0,200}| ?[-:] use caution.{0,100})?\s*$/i
/** <4ace582e-8438-6e56-40d5-763309e93368@linux.ibm.com> has its tag after one. */
const ODD_BLANK = /[\ufeff\u00a0\u200b]/
const ODD_BLANKS = /[\ufeff\u00a0\u200b]/g
/** Longer lines are cut, since no rule looks further. */
const MAX_LINE = 2_000

/**
 * Splits a reply into lines and finds out who wrote each of them. Byte order marks and no-break spaces become blanks. Not written by the sender are:
 * quoted lines; everything from `-- ` on; the footer of a list; the line or header block that names the quoted mail; an unquoted diff with the mail it was pasted from.
 * Outlook's header block without quote characters begins a quote that runs to the end; see readBelow. Linear in the length of the body.
 */
export function readLines(body: string): ReplyLine[] {
  const lines = cleanLines(body)
  const pasted = findPasted(lines)
  const cited = findCited(lines)
  const isQuote = (index: number): boolean => isQuoted(lines[index] ?? '') || cited.has(index)
  const read: ReplyLine[] = []
  let below: number | undefined
  const put = (source: LineSource, end: number): void => {
    for (const text of lines.slice(read.length, end)) {
      read.push({ text: source === 'quote' ? text : text.trimEnd(), line: read.length, source })
    }
  }
  while (read.length < lines.length) {
    const next = read.length
    if (below === undefined && isSignatureStart(lines, next)) put('aside', lines.length)
    else if (next === pasted.start) put(below === undefined ? 'aside' : 'quote', pasted.end)
    else if (isQuote(next)) put('quote', next + 1)
    else if (isNoise(at(lines, next))) put('aside', next + 1)
    else if (listFooterLines(lines, next) > 0) put('aside', next + listFooterLines(lines, next))
    else {
      const header = headerBlockLines(lines, next, isQuote)
      const named = header > 0 ? header : below === undefined ? attributionLines(lines, next, isQuote) : 0
      if (named > 0) put('aside', next + named)
      else if (below === undefined) put('own', next + 1)
      else read.push({ text: at(lines, next), line: next, source: 'quote', below })
      if (named > header) put('quote', next + named + unmarkedLines(lines, next + named, isQuote))
      if (header > 0 && !quoteFollows(lines, next + header, isQuote)) below = next + header - 1
    }
  }
  return read
}

/** A `-by:` trailer, which people repeat because they mean it. */
export const TRAILER = /^\s*[a-z-]{2,30}-by\s?[:;]/i
/** More lines at the start of a quotation do not lose their marks. */
const MAX_UNMARKED = 2

/**
 * How many lines between an attribution and the marked lines below it lost their marks: <YrVHYwb3z0Wv+vZx@infradead.org> quotes a diff like
 * that. Without a blank line in between, they are part of the quotation.
 */
function unmarkedLines(lines: readonly string[], from: number, isQuote: (index: number) => boolean): number {
  for (let count = 0; count <= MAX_UNMARKED; count++) {
    const line = lines[from + count] ?? ''
    if (isQuote(from + count)) return count
    if (line.trim() === '' || TRAILER.test(line) || isNoise(line)) return 0
  }
  return 0
}

/** Whether a line is a mark of a cut or the banner of a server. */
function isNoise(line: string): boolean {
  return CUT_MARK.test(line) || BANNER.test(line) || EXTERNAL.test(line)
}

/** Supercite and similar programs put a name or initials before the mark: `Cleo> `. Others write `: ` or `% `: <Y4ooVrDTkscy68vg@google.com>. */
const CITED = /^(?:\s{0,3}(\p{L}[\w.-]{0,19})>| {0,3}([:%]))(?:\s|$)/u
const ODD_MARK = /^ {0,3}[:%]/

/** The lines with a name before the quote mark, or with an odd mark, when it is on two of them or more: "a> b" alone is prose. */
function findCited(lines: readonly string[]): ReadonlySet<number> {
  const marked: number[] = []
  lines.forEach((line, index) => {
    if (line.includes('>') || ODD_MARK.test(line)) marked.push(index)
  })
  const byName = groupBy(marked, (index) => {
    const [, name, mark] = CITED.exec(at(lines, index)) ?? []
    return name ?? mark ?? ''
  })
  byName.delete('')
  return new Set([...byName.values()].flatMap((indexes) => (indexes.length > 1 ? indexes : [])))
}

/** The lines that the sender wrote. Empty lines are kept, so that the distance between lines stays true. */
export function ownLines(lines: readonly ReplyLine[]): OwnLine[] {
  return lines.filter(({ source }) => source === 'own')
}

function cleanLines(body: string): string[] {
  const plain = ODD_BLANK.test(body) ? body.replace(ODD_BLANKS, ' ') : body
  return plain.split('\n').map((line) => (line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line))
}

/** An unquoted diff, from the scissors (<7f919a0f11d4381bb14ab7d0204db43a32a96517.camel@linux.ibm.com>) or the `From <commit>` line (<20220315064826.GA1508@lst.de>) above it to the blank line below it; `start` is -1 when there is none. */
function findPasted(lines: readonly string[]): { readonly start: number; readonly end: number } {
  const diffStart = findDiffStart(lines, 0)
  if (diffStart < 0) return { start: -1, end: -1 }
  const { end } = parseDiffLines(lines, diffStart)
  let to = Math.max(end, diffStart + 1)
  while (to < lines.length && at(lines, to).trim() !== '') to++
  const above = lines
    .slice(0, diffStart)
    .findIndex((line) => COMMIT_LINE.test(line) || (!isQuoted(line) && isScissorsLine(line)))
  return { start: above < 0 ? diffStart : above, end: to }
}

function quoteFollows(lines: readonly string[], from: number, isQuote: (index: number) => boolean): boolean {
  let next = from
  while (next < lines.length && at(lines, next).trim() === '') next++
  return isQuote(next)
}

/**
 * A quoted line of code: a hunk header, an added or removed line, a line indented by a tab, a preprocessor directive, or a line that ends like
 * a statement. Bounded, so linear. In <cd27ea20-73c1-443a-b6ad-6d22b8b1145f@csgroup.eu> the text below such a line is about the line.
 */
const QUOTED_CODE =
  /^(?:\s{0,3}[>|])+ ?(?:@@ |[+-](?:\t|\S|\s*$| {2,}| \*)|\s{0,8}\t|\s{0,16}#\s?(?:if|else|endif|define|include)|.*[;{}]\s{0,8}(?:\\|\*\/)?\s{0,8}$)/
/** Something other than quote characters. */
const WORDS = /[^>|\s]/
/** Own lines further below a quote than this are about more than the quote. */
const MAX_BELOW = 6

/** Lines of the body (from 0) that are close below a quoted line of code, with no other quote in between. Linear. */
export function linesBelowCode(lines: readonly ReplyLine[]): ReadonlySet<number> {
  const below = new Set<number>()
  let quote: ReplyLine | undefined
  let isCode = false
  for (const line of lines) {
    if (line.source === 'quote' && WORDS.test(line.text)) {
      quote = line
      isCode = false
    } else if (quote !== undefined && line.line - quote.line <= MAX_BELOW) {
      // Only the last line of a quote matters.
      if (line.line === quote.line + 1) isCode = QUOTED_CODE.test(quote.text)
      if (isCode) below.add(line.line)
    }
  }
  return below
}
