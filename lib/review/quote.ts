import { COMMIT_LINE } from '../mail/mboxrd'
import { rememberByText } from '../memo'
import { findDiffStart, parseDiffLines } from '../patch/diff'
import { isSignatureStart } from '../signature'
import { attributionLines, headerBlockLines } from './attribution'

/** A line of a reply that its sender wrote, with where it stands. */
export interface OwnLine {
  readonly text: string
  /** Line in the body, counted from 0. */
  readonly line: number
}

/** `quote` is what another wrote, `own` what the sender wrote, `aside` neither: attributions, signature, pasted diffs, marks of cuts. */
export type LineSource = 'own' | 'quote' | 'aside'

export interface ReplyLine extends OwnLine {
  readonly source: LineSource
}

/** Up to three blanks stand before a mark; mailers that drop the blank behind it (<20220112071134.GA47613@linux.alibaba.com>) are read too. */
const QUOTE = /^\s{0,3}[>|]/
/** <YfTDjXh8zP3WBAtg@TonyMac-Alibaba>, <YdRFD8bY897LbUxr@TonyMac-Alibaba>, <20220201074457.GC29119@lst.de>. */
const CUT_MARK =
  /^\s*(?:\[\s?(?:\.{2,}|…|snip|cut)[^\]]{0,20}\]|-{2,}\s*8<.*|<snip>|\.{3,}|…|---\s?end quoted text\s?---)\s*$/i
/** <7f919a0f11d4381bb14ab7d0204db43a32a96517.camel@linux.ibm.com>. */
const SCISSORS = /^\s*-{1,12}\s*>?\s*(?:8<|>8)\s*-{1,12}/
/** <4ace582e-8438-6e56-40d5-763309e93368@linux.ibm.com> has its tag behind one. */
const ODD_BLANK = /[\ufeff\u00a0\u200b]/
const ODD_BLANKS = /[\ufeff\u00a0\u200b]/g
/** Longer lines are cut: no rule looks further. */
const MAX_LINE = 2_000

/**
 * Tells for each line of a reply whether its sender wrote it. Byte order marks and no-break spaces become blanks. Not the sender's: quoted lines,
 * what stands from `-- ` on, the line or header block that names the quoted mail, an unquoted diff with the mail it was pasted from.
 * Outlook's header block without marks begins a quote that goes on to the end. Linear in the length of the body.
 */
export function readReply(body: string): readonly ReplyLine[] {
  return remembered(body).lines
}

/**
 * The lines of a reply that its sender wrote, see readReply. Empty lines are kept, so that the distance between lines stays true.
 */
export function ownLines(body: string): readonly OwnLine[] {
  return remembered(body).own
}

/** Every rule reads the replies anew: this much text is taken apart once, which holds the replies of all but the longest threads. */
const REMEMBERED_CHARACTERS = 2_000_000

const remembered = rememberByText((body) => {
  const lines = takeApart(body)
  return { lines, own: pickOwn(lines) }
}, REMEMBERED_CHARACTERS)

/** What ownLines gives, without remembering it: for whoever reads each mail once. */
export function readOwnLines(body: string): readonly OwnLine[] {
  return pickOwn(takeApart(body))
}

function pickOwn(lines: readonly ReplyLine[]): OwnLine[] {
  const own: OwnLine[] = []
  for (const { text, line, source } of lines) if (source === 'own') own.push({ text, line })
  return own
}

function takeApart(body: string): ReplyLine[] {
  const lines = cleanLines(body)
  const pasted = findPasted(lines)
  const isQuote = (at: number): boolean => QUOTE.test(lines[at] ?? '')
  const read: ReplyLine[] = []
  const put = (source: LineSource, upTo: number): void => {
    for (let at = read.length; at < upTo && at < lines.length; at++) {
      const text = lines[at] ?? ''
      read.push({ text: source === 'quote' ? text : text.trimEnd(), line: at, source })
    }
  }
  while (read.length < lines.length) {
    const at = read.length
    const text = lines[at] ?? ''
    if (isSignatureStart(lines, at)) put('aside', lines.length)
    else if (at === pasted.start) put('aside', pasted.end)
    else if (isQuote(at)) put('quote', at + 1)
    else if (CUT_MARK.test(text)) put('aside', at + 1)
    else {
      const header = headerBlockLines(lines, at, isQuote)
      const named = header > 0 ? header : attributionLines(lines, at, isQuote)
      put(named > 0 ? 'aside' : 'own', at + Math.max(named, 1))
      if (header > 0 && !quoteFollows(lines, at + header, isQuote)) put('quote', lines.length)
    }
  }
  return read
}

function cleanLines(body: string): string[] {
  const plain = ODD_BLANK.test(body) ? body.replace(ODD_BLANKS, ' ') : body
  return plain.split('\n').map((line) => (line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line))
}

/** A diff that stands unquoted in the reply, from the scissors or the `From <commit>` line (<20220315064826.GA1508@lst.de>) above it to the blank line below it. */
function findPasted(lines: readonly string[]): { readonly start: number; readonly end: number } {
  const diffStart = findDiffStart(lines, 0)
  if (diffStart < 0) return { start: -1, end: -1 }
  const { end } = parseDiffLines(lines, diffStart)
  let to = Math.max(end, diffStart + 1)
  while (to < lines.length && (lines[to] ?? '').trim() !== '') to++
  const above = lines.findIndex((line, at) => at < diffStart && (SCISSORS.test(line) || COMMIT_LINE.test(line)))
  return { start: above < 0 ? diffStart : above, end: to }
}

function quoteFollows(lines: readonly string[], from: number, isQuote: (at: number) => boolean): boolean {
  let at = from
  while (at < lines.length && (lines[at] ?? '').trim() === '') at++
  return isQuote(at)
}
