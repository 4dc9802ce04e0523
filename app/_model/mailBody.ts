import { at } from '../../lib/at'
import { isSignatureStart } from '../../lib/signature'
import { dropTrailing } from '../../lib/text'

/** The kind of a line of a mail. `head` is a line of a diff before its hunks, `signature` everything from the signature line on. */
type BodyKind = 'text' | 'head' | 'hunk' | 'plus' | 'minus' | 'context' | 'signature'

/** Consecutive lines of one kind at one quote depth, with their quote marks, joined by line feeds. */
export interface BodyRun {
  readonly kind: BodyKind
  readonly depth: number
  readonly text: string
  /** The line number, from 0, of a line that the page links to; such a line is a run of its own. Null for all other runs. */
  readonly mark: number | null
}

/** A part of a mail: prose that may wrap, a long quote that is folded, or an unquoted diff, which must not wrap. */
interface BodyBlock {
  readonly kind: 'prose' | 'quote' | 'diff'
  readonly runs: readonly BodyRun[]
}

export interface MailBody {
  readonly blocks: readonly BodyBlock[]
  /** How many lines the page leaves out, because the mail is too long. */
  readonly cutLines: number
}

/** Lines of a mail that one page shows: the 99.9th percentile of five kernel lists is about 4,000. */
export const MAX_BODY_LINES = 6_000
/** Characters of a mail that one page shows: the same percentile is 169,000 bytes. */
export const MAX_BODY_LENGTH = 500_000

/** Whether the scan is in a diff, and how many lines of the current hunk are left. */
interface DiffState {
  inDiff: boolean
  oldLeft: number
  newLeft: number
}

const HUNK = /^@@ -\d{1,9}(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@/

/**
 * Splits a mail into runs for display: by quote depth, and by kind of diff line, which the line counts of hunks determine, also in quotes.
 * This is only for display; lib decides what is a patch. Linear in the length of the body.
 */
export function splitBody(body: string, marks: ReadonlySet<number> = new Set(), maxLines = MAX_BODY_LINES): MailBody {
  const lines = dropTrailing(body, '\n').split('\n')
  const states = new Map<number, DiffState>()
  const blocks: { kind: BodyBlock['kind']; runs: OpenRun[] }[] = []
  let signature = false
  const shown = countShown(lines, maxLines)
  for (const [at, line] of lines.slice(0, shown).entries()) {
    const { depth, inner } = splitQuote(line)
    const state = states.get(depth) ?? { inDiff: false, oldLeft: 0, newLeft: 0 }
    states.set(depth, state)
    if (depth === 0 && state.oldLeft + state.newLeft === 0 && isSignatureStart(lines, at)) signature = true
    const kind = signature ? 'signature' : readKind(inner, state)
    const blockKind = depth === 0 && kind !== 'text' && kind !== 'signature' ? 'diff' : 'prose'
    let block = blocks.at(-1)
    if (block?.kind !== blockKind) {
      block = { kind: blockKind, runs: [] }
      blocks.push(block)
    }
    const run = block.runs.at(-1)
    const mark = marks.has(at) ? at : null
    if (run !== undefined && run.kind === kind && run.depth === depth && run.mark === null && mark === null)
      run.lines.push(line)
    else block.runs.push({ kind, depth, lines: [line], mark })
  }
  return {
    blocks: blocks.flatMap(({ kind, runs }) => foldQuotes(kind, runs)),
    cutLines: lines.length - shown,
  }
}

function countShown(lines: readonly string[], maxLines: number): number {
  let [shown, left] = [0, MAX_BODY_LENGTH]
  for (; shown < Math.min(lines.length, maxLines); shown++) {
    left -= at(lines, shown).length + 1
    if (left < 0) break
  }
  return shown
}

interface OpenRun extends Omit<BodyRun, 'text'> {
  readonly lines: string[]
}

/** Quotes longer than this are folded, except for the last lines, which show what the reply below answers. */
const FOLD_LINES = 18
const KEPT_LINES = 6

function foldQuotes(kind: BodyBlock['kind'], runs: readonly OpenRun[]): BodyBlock[] {
  if (kind !== 'prose') return [{ kind, runs: runs.map(closeRun) }]
  const blocks: { kind: BodyBlock['kind']; runs: BodyRun[] }[] = []
  const put = (into: BodyBlock['kind'], run: OpenRun) => {
    if (run.lines.length === 0) return
    const block = blocks.at(-1)
    if (block?.kind === into) block.runs.push(closeRun(run))
    else blocks.push({ kind: into, runs: [closeRun(run)] })
  }
  let at = 0
  while (at < runs.length) {
    let end = at
    while (end < runs.length && runs[end]?.depth !== 0) end++
    const quote = runs.slice(at, end)
    const size = quote.reduce((sum, { lines }) => sum + lines.length, 0)
    let folded = size > FOLD_LINES ? size - KEPT_LINES : 0
    for (const run of quote) {
      const here = Math.min(folded, run.lines.length)
      put('quote', { ...run, lines: run.lines.slice(0, here) })
      put('prose', { ...run, lines: run.lines.slice(here) })
      folded -= here
    }
    const own = runs[end]
    if (own !== undefined) put('prose', own)
    at = end + 1
  }
  return blocks
}

function closeRun({ kind, depth, mark, lines }: OpenRun): BodyRun {
  return { kind, depth, mark, text: lines.join('\n') }
}

/** Counts the quote marks at the start of a line: `> > text`, `>> text`. A `|` is not one. */
export function splitQuote(line: string): { readonly depth: number; readonly inner: string } {
  let depth = 0
  let at = 0
  while (at < line.length) {
    if (line[at] === '>') {
      depth++
      at++
    } else if (line[at] === ' ' && line[at + 1] === '>' && depth > 0) {
      at++
    } else break
  }
  if (depth > 0 && line[at] === ' ') at++
  return { depth, inner: depth === 0 ? line : line.slice(at) }
}

function readKind(line: string, state: DiffState): BodyKind {
  const inHunk = state.oldLeft > 0 || state.newLeft > 0
  if (inHunk) {
    const sign = line[0]
    if (sign === '+' && state.newLeft > 0) {
      state.newLeft--
      return 'plus'
    }
    if (sign === '-' && state.oldLeft > 0) {
      state.oldLeft--
      return 'minus'
    }
    if (sign === ' ' || sign === undefined || sign === '\t') {
      state.oldLeft--
      state.newLeft--
      return 'context'
    }
    if (sign === '\\') return 'context'
    state.oldLeft = 0
    state.newLeft = 0
  }
  const hunk = HUNK.exec(line)
  if (hunk !== null) {
    state.inDiff = true
    state.oldLeft = Number(hunk[1] ?? 1)
    state.newLeft = Number(hunk[2] ?? 1)
    return 'hunk'
  }
  if (/^(?:diff --git |Index: |GIT binary patch|Binary files )/.test(line)) {
    state.inDiff = true
    return 'head'
  }
  if (/^(?:--- (?:a\/|\/dev\/null)|\+\+\+ (?:b\/|\/dev\/null))/.test(line)) {
    state.inDiff = true
    return 'head'
  }
  if (
    state.inDiff &&
    /^(?:index |(?:new|deleted|old) (?:file )?mode |similarity |rename |copy |\\ No newline)/.test(line)
  )
    return 'head'
  state.inDiff = false
  return 'text'
}
