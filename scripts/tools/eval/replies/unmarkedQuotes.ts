import type { Db } from '../../../../db/open'
import { groupBy } from '../../../../lib/groupBy'
import { type CheckResult, type Finding, isMarked, openRawMails, wordsOf } from './finding'
import type { RawMail } from './rawText'
import { decodeRfc3676 } from './rfc3676'

/** So many words in a row that two mails share are a quotation. */
const RUN = 8
/** A sentence with so many words besides what it cites is a sentence of its own. */
const OWN_WORDS = 3
const TRAILER = /^\W*[a-z]+(?:[- ][a-z]+){0,4}[- ]by\b|^\W*(?:cc|fixes|link|closes):/i

interface Row {
  readonly message: number
  readonly id: string
  readonly position: string
  readonly quote: string
}

/**
 * Checks that no position of anybody but the author is a quotation of the mail that it answers: none has a run of eight words of that mail, and
 * none is in a line that stands, with a line beside it, in that mail too. A trailer that is repeated, a sentence that cites a part of
 * that mail among words of its own, and what the sender repeats of an own mail are listed.
 */
export function checkUnmarkedQuotes(db: Db): CheckResult {
  const rows = db
    .prepare<[], Row>(
      `SELECT DISTINCT positions.message, messages.message_id AS id, positions.position, positions.quote
       FROM positions JOIN messages ON messages.id = positions.message
       WHERE positions.position <> 'author' ORDER BY positions.message, positions.line`,
    )
    .all()
  const readMail = openRawMails(db)
  const findMail = db
    .prepare<{ id: string }, number>('SELECT id FROM messages WHERE message_id = @id ORDER BY id')
    .pluck()
  let compared = 0
  const findings = [...groupBy(rows, ({ message }) => message)].flatMap(([message, said]): Finding[] => {
    const mail = readMail(message)
    const above = parentIds(mail).flatMap((id) => findMail.get({ id }) ?? [])[0]
    if (above === undefined) return []
    compared += said.length
    const answered = readMail(above)
    const [lines, parent] = [textOf(mail).split('\n'), readParent(textOf(answered))]
    const own = addressOf(mail) === addressOf(answered)
    return said.flatMap(({ id, position, quote }) => {
      const kind = judge(quote, lines, parent)
      return kind === undefined
        ? []
        : [{ kind: own && kind === 'wrong' ? 'own words' : kind, id, text: `${position}: ${quote}` }]
    })
  })
  const counts = `${compared} of ${rows.length} positions have the mail that they answer`
  return { name: 'positions that quote the mail they answer without a mark', counts, findings }
}

function addressOf({ header }: RawMail): string {
  return /[^\s<>]+@[^\s<>]+/.exec(header('from'))?.[0].toLowerCase() ?? ''
}

/** A mail that is answered: its runs of words, and each two of its lines in a row. */
interface Parent {
  readonly runs: ReadonlySet<string>
  readonly pairs: ReadonlySet<string>
}

function readParent(text: string): Parent {
  const lines = text.split('\n').map(withoutMarks)
  const words = lines.flatMap(wordsOf)
  return {
    runs: new Set(words.slice(RUN - 1).map((_, index) => words.slice(index, index + RUN).join(' '))),
    pairs: new Set(pairsOf(lines.map(flatten).filter((line) => line !== ''))),
  }
}

const withoutMarks = (line: string): string => line.replace(/^(?:\s*[>|])+/, '')
const flatten = (line: string): string => line.replace(/\s+/g, '').toLowerCase()
const pairsOf = (lines: readonly string[]): string[] =>
  lines.slice(1).map((line, index) => `${lines[index] ?? ''}\n${line}`)

/** What kind of finding a quoted sentence is; undefined when it is nothing of the mail that it answers. */
function judge(quote: string, lines: readonly string[], parent: Parent): string | undefined {
  const words = wordsOf(quote)
  if (words.length === 0) return undefined
  const covered = new Set<number>()
  for (let start = 0; start + RUN <= words.length; start++) {
    if (!parent.runs.has(words.slice(start, start + RUN).join(' '))) continue
    for (let next = start; next < start + RUN; next++) covered.add(next)
  }
  const inLines = isInSharedLines(words, lines, parent)
  if (covered.size === 0 && !inLines) return undefined
  if (TRAILER.test(quote)) return 'repeated trailer'
  return !inLines && words.length - covered.size >= OWN_WORDS ? 'cited' : 'wrong'
}

/** Whether an unmarked line that holds the start of a sentence is, with the line above or below it, marked or not, in the parent. */
function isInSharedLines(words: readonly string[], lines: readonly string[], parent: Parent): boolean {
  const start = words.slice(0, 4).join(' ')
  const all = lines.filter((line) => line.trim() !== '')
  return all.some((line, index) => {
    const here = wordsOf(line).join(' ')
    if (isMarked(line) || !` ${here} `.includes(` ${start} `)) return false
    const above = all[index - 1] ?? ''
    // "> +1" and below it "+1": said again.
    if (isMarked(above) && flatten(withoutMarks(above)) === flatten(line)) return false
    const run = [above, line, all[index + 1] ?? '']
    return pairsOf(run.map((one) => flatten(withoutMarks(one)))).some((pair) => parent.pairs.has(pair))
  })
}

/** The text as its sender saw it: a flowed one with its lines joined. */
function textOf({ text, flowed, delSp }: RawMail): string {
  if (!flowed) return text
  return decodeRfc3676(text, delSp)
    .map((paragraph) => `${'>'.repeat(paragraph.depth)}${paragraph.text}`)
    .join('\n')
}

/** The ids that a mail answers, the nearest first. */
function parentIds({ header }: RawMail): string[] {
  const ids = (value: string): string[] => [...value.matchAll(/<([^<>\s]+)>/g)].flatMap(([, id]) => id ?? [])
  return [...ids(header('in-reply-to')), ...ids(header('references')).reverse()]
}
