import { at } from '../at'
import { once } from '../once'
import { wordsOf } from '../text'
import { attributionLines } from './attribution'
import { type ReplyLine, TRAILER } from './quote'
import { findListed } from './rules/apply'

/** The text of a mail that others may repeat, indexed for markRepeated. */
export interface RepeatedText {
  /** Its lines without marks and white space. */
  readonly lines: ReadonlySet<string>
  /** Each two of its lines that follow one another, empty lines left out. Like the next, made when it is first asked for. */
  readonly pairs: () => ReadonlySet<string>
  /** Each run of eight words. */
  readonly runs: () => ReadonlySet<string>
  /** Each fourth run of five words: every run of eight holds one of these. They take a quarter of the time, and most texts have none of a reply. */
  readonly hints: () => ReadonlySet<string>
}

/** The mails that a reply may repeat: those above it in its thread, and earlier answers of others to these. */
export interface Repeatable {
  readonly above: readonly RepeatedText[]
  readonly beside: readonly RepeatedText[]
  /** Who wrote these mails, its sender included: names and addresses in lower case. Whoever else is quoted wrote a mail that is not imported. */
  readonly writers?: readonly string[]
}

/** Two people may well write fewer words than this in the same order. */
const RUN = 8
const HINT = 5
const HINT_STEP = RUN - HINT + 1
/** Two lines with fewer words prove nothing: "}" and "}". */
const PAIR_WORDS = 4
/** Marks of a quotation, of any program: `> `, `: `, `% `, `| `, `Cleo> `. */
const MARKS = /^(?:\s*(?:[>|:%]|\p{L}[\w.-]{0,19}>(?=\s)))+/u

const plain = (text: string): string => text.replace(MARKS, '').toLowerCase()
const flat = (text: string): string => text.replace(/\s+/g, '')

/** Indexes the text of a mail, quotations in it included. Linear. */
export function indexRepeated(body: string): RepeatedText {
  const kept: string[] = []
  const lines: string[] = []
  for (const line of body.split('\n')) {
    const text = plain(line)
    const squeezed = flat(text)
    if (squeezed === '') continue
    kept.push(text)
    lines.push(squeezed)
  }
  const words = once(() => wordsOf(kept.join('\n')))
  return {
    lines: new Set(lines),
    pairs: once(() => new Set(runsOf(lines, 2, '\n'))),
    runs: once(() => new Set(runsOf(words(), RUN, ' '))),
    hints: once(() => new Set(runsOf(words(), HINT, ' ', HINT_STEP))),
  }
}

/** Whether a text has a line, whatever its marks and white space. */
export function repeatsLine(line: string, text: RepeatedText): boolean {
  return text.lines.has(flat(plain(line)))
}

/** Each run, or each `step`th, of `size` texts that follow one another, joined: slices of one string, which costs less than joining each. */
function runsOf(texts: readonly string[], size: number, separator: string, step = 1): string[] {
  const joined = texts.join(separator)
  const runs: string[] = []
  let [from, to] = [0, 0]
  for (const [index, text] of texts.entries()) {
    to += text.length
    if (index >= size - 1) {
      if ((index - size + 1) % step === 0) runs.push(joined.slice(from, to))
      from += at(texts, index - size + 1).length + separator.length
    }
    to += separator.length
  }
  return runs
}

/**
 * Finds quotations without a mark, by the mail that they come from. Two lines or eight words in a row that a mail above has too are
 * quoted, also when one of the lines has a mark; of an answer beside it, two lines with eight words. Lines next to a quotation belong to it when the same mail has them. The names,
 * dates and headers directly above a quotation are its attribution. A trailer that is repeated without the text above it is a
 * statement of the sender. In a `short` answer, only two lines of a mail above with eight words count. Returns the lines with their new
 * sources. Linear.
 */
export function markRepeated(lines: readonly ReplyLine[], repeatable: Repeatable, short = false): readonly ReplyLine[] {
  const { above, beside, writers } = repeatable
  // Who thanks for patches lists their titles, as the cover letter does.
  const listed = new Set(findListed(lines.map(({ text }) => text)).map(({ index }) => at(lines, index).line))
  const own = lines
    .filter(({ source, text, line }) => source === 'own' && text.trim() !== '' && !listed.has(line))
    .map((line) => toOwnText(line, lines[line.line - 1], lines[line.line + 1]))
  const words = short ? undefined : toOwnWords(own)
  const hit = new Set<number>()
  for (const text of above) markRuns(own, text, hit, words)
  if (!short) for (const text of beside) markRuns(own, text, hit)
  if (hit.size === 0) return writers === undefined ? lines : markBelowAnswer(lines, writers)
  keepTrailers(own, hit)
  const aside = findAttributions(lines, hit)
  return lines.map((line) => {
    if (hit.has(line.line)) return { ...line, source: 'quote' }
    return aside.has(line.line) ? { ...line, source: 'aside' } : line
  })
}

/**
 * Marks what is below an attribution as quoted, in a mail without marks that answers above it: phones write so. Only where it names none of the
 * `writers`, so that the mail that is quoted is missing; of a mail that is known, what it does not have is an answer.
 */
function markBelowAnswer(lines: readonly ReplyLine[], writers: readonly string[]): readonly ReplyLine[] {
  const start = lines.findIndex(({ source }) => source === 'aside')
  const speaks = ({ source, text }: ReplyLine) => source === 'own' && text.trim() !== ''
  if (start < 0 || lines.some(({ source }) => source === 'quote') || !lines.slice(0, start).some(speaks)) return lines
  const texts = lines.map(({ text }) => text)
  for (const { source, line } of lines.slice(start)) {
    const end = source === 'aside' ? line + attributionLines(texts, line, () => false) : line
    if (end === line) continue
    const attribution = texts.slice(line, end).join(' ').toLowerCase()
    if (writers.some((writer) => writer !== '' && attribution.includes(writer))) return lines
    return lines.map((other, index) => (index >= end && other.source === 'own' ? { ...other, source: 'quote' } : other))
  }
  return lines
}

/** A line of the sender, prepared for comparisons. */
interface OwnText {
  readonly line: number
  readonly text: string
  /** The line without marks and white space. */
  readonly flat: string
  readonly words: readonly string[]
  /** The marked lines of a quotation directly above and below it. */
  readonly above: MarkedLine
  readonly below: MarkedLine
}

function toOwnText({ line, text }: ReplyLine, above?: ReplyLine, below?: ReplyLine): OwnText {
  const bare = plain(text)
  return { line, text, flat: flat(bare), words: wordsOf(bare), above: toMarked(above), below: toMarked(below) }
}

/** A marked line without its marks. */
type MarkedLine = Pick<OwnText, 'flat' | 'words'>
const NO_LINE: MarkedLine = { flat: '', words: [] }

function toMarked(line: ReplyLine | undefined): MarkedLine {
  if (line?.source !== 'quote') return NO_LINE
  const bare = plain(line.text)
  return { flat: flat(bare), words: wordsOf(bare) }
}

/** All words of the sender together, each line with the marked words around it. */
interface OwnWords {
  /** The index of the line of each word; undefined for a marked word. */
  readonly indexes: readonly (number | undefined)[]
  /** Like the hints, made when they are first asked for. */
  readonly runs: () => readonly string[]
  readonly hints: () => readonly string[]
}

function toOwnWords(own: readonly OwnText[]): OwnWords {
  const words: string[] = []
  const indexes: (number | undefined)[] = []
  const put = (more: readonly string[], index?: number): void => {
    for (const word of more) {
      words.push(word)
      indexes.push(index)
    }
  }
  for (const [index, line] of own.entries()) {
    put(line.above.words.slice(1 - RUN))
    put(line.words, index)
    put(line.below.words.slice(0, RUN - 1))
  }
  const holdsOwn = (_: string, from: number) => indexes.slice(from, from + HINT).some((index) => index !== undefined)
  return {
    indexes,
    runs: once(() => runsOf(words, RUN, ' ')),
    hints: once(() => runsOf(words, HINT, ' ').filter(holdsOwn)),
  }
}

/** Marks the lines that repeat a text. Without `words`, a run counts only when it has two lines and eight words. */
function markRuns(own: readonly OwnText[], text: RepeatedText, hit: Set<number>, words?: OwnWords): void {
  const paired = new Set<number>()
  for (let index = 1; index < own.length; index++) {
    const [before, line] = [at(own, index - 1), at(own, index)]
    if (!text.lines.has(before.flat) || !text.pairs().has(`${before.flat}\n${line.flat}`)) continue
    if (before.words.length + line.words.length < (words === undefined ? RUN : PAIR_WORDS)) continue
    paired.add(index - 1).add(index)
  }
  if (words !== undefined) {
    for (const index of repeatedWords(own, words, text)) paired.add(index)
    for (const [index, line] of own.entries()) if (lostItsMark(line, text)) paired.add(index)
  }
  // Lines beside a quotation that are in the same text belong to it.
  for (const step of [1, -1]) {
    for (let index = step > 0 ? 1 : own.length - 2; index >= 0 && index < own.length; index += step) {
      if (paired.has(index - step) && text.lines.has(at(own, index).flat)) paired.add(index)
    }
  }
  for (const index of paired) hit.add(at(own, index).line)
}

/** Whether a line follows, or is followed by, a marked line of the quotation as it does in the text: <DM6PR12MB4388D95FCC7AD13E3E6AE26FE8CC0@DM6PR12MB4388.namprd12.prod.outlook.com>. */
function lostItsMark({ flat: own, words, above, below }: OwnText, text: RepeatedText): boolean {
  if (words.length < PAIR_WORDS || (above.flat === '' && below.flat === '') || !text.lines.has(own)) return false
  return text.pairs().has(`${above.flat}\n${own}`) || text.pairs().has(`${own}\n${below.flat}`)
}

/** Indexes of the lines nearly all of whose words are in runs of the text, which may begin or end in a marked line. */
function repeatedWords(own: readonly OwnText[], { indexes, runs, hints }: OwnWords, text: RepeatedText): number[] {
  const hinted = text.hints()
  if (hinted.size === 0 || !hints().some((hint) => hinted.has(hint))) return []
  const known = text.runs()
  const covered = new Map<number, number>()
  let until = 0
  for (const [place, run] of runs().entries()) {
    if (!known.has(run)) continue
    for (let next = Math.max(place, until); next < place + RUN; next++) {
      const index = indexes[next]
      if (index !== undefined) covered.set(index, (covered.get(index) ?? 0) + 1)
    }
    until = place + RUN
  }
  return [...covered].flatMap(([index, count]) => (count >= 0.8 * at(own, index).words.length ? [index] : []))
}

/** Removes the marks of trailers that are repeated without the text above them. */
function keepTrailers(own: readonly OwnText[], hit: Set<number>): void {
  let quoted = false
  for (const { text, line } of own) {
    if (!TRAILER.test(text)) quoted = hit.has(line)
    else if (!quoted) hit.delete(line)
  }
}

/** "Van: Cleo <cleo@example.net>", "件名: RE: ...", "To", a date alone: what programs write above a quotation. */
const HEADER =
  /^\s{0,4}\*?[^\s:：][^:：]{0,30}[:：]|^\s*\p{L}{2,12}\s*$|@|\d{1,2}:\d{2}|^\s*[-_*]{3,}|^\s*(?:re|aw|fwd?|sv|vs|答复|回复):/iu
/** Lines above a quotation that its attribution may have. */
const MAX_HEADERS = 20

/** The lines of the attributions directly above quotations: at least one names an address or a time. */
function findAttributions(lines: readonly ReplyLine[], hit: ReadonlySet<number>): Set<number> {
  const aside = new Set<number>()
  for (const [index, { line }] of lines.entries()) {
    if (!hit.has(line) || hit.has(lines[index - 1]?.line ?? -1)) continue
    const block: ReplyLine[] = []
    for (let up = index - 1; up >= 0 && up >= index - MAX_HEADERS; up--) {
      const above = at(lines, up)
      const blank = above.text.trim() === ''
      if (blank && lines[up + 1]?.text.trim() === '' && block.length > 0) break
      if (!blank && (above.source !== 'own' || hit.has(above.line) || TRAILER.test(above.text))) break
      if (!blank && !HEADER.test(above.text)) break
      if (!blank) block.push(above)
    }
    if (block.some(({ text }) => /@|\d{1,2}:\d{2}/.test(text))) for (const above of block) aside.add(above.line)
  }
  return aside
}
