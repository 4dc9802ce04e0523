import type { Address, Message } from '../mail/types'
import { splitLines } from '../text'
import { type DiffField, mayHoldDiff, sortDiffLines } from './diffLines'
import type { Field } from './query'

/** The parts of a mail that are searched. */
export interface SearchedMail extends Pick<Message, 'messageId' | 'subject' | 'from' | 'to' | 'cc' | 'body'> {
  /** The lists that it came through, as `name@host` or as a List-Id. */
  readonly lists: readonly string[]
}

/** The fields of a body. */
type BodyField = 'own' | 'quoted' | DiffField
/** The fields of the headers. */
type HeaderField = Exclude<Field, BodyField>

/** The lines of a body by field. Those of a field of a diff need not follow each other in the mail. */
export interface BodyFields {
  readonly texts: Readonly<Record<BodyField, string>>
  /** The abbreviated ids of the blobs before its diff. */
  readonly before: readonly string[]
  /** The abbreviated ids of the blobs after its diff. */
  readonly after: readonly string[]
}

/** UTF-16 units of one body that are searched: a log of several megabytes would outweigh all other mail. */
const MAX_BODY = 200_000

const DIFF_FIELDS: ReadonlySet<Field> = new Set<DiffField>(['file', 'removed', 'added', 'context', 'function'])
const HEADER_FIELDS: ReadonlySet<Field> = new Set<HeaderField>(['subject', 'from', 'to', 'cc', 'list', 'id'])

/** Whether a field holds lines of diffs, so that no phrase runs over the end of a line. */
export function isDiffField(field: Field): field is DiffField {
  return DIFF_FIELDS.has(field)
}

/** Whether a field is read from the headers. */
export function isHeaderField(field: Field): field is HeaderField {
  return HEADER_FIELDS.has(field)
}

/** The text of a field of the headers. */
export function headerText(mail: Omit<SearchedMail, 'body'>, field: HeaderField): string {
  switch (field) {
    case 'subject':
      return mail.subject
    case 'from':
      return nameOf(mail.from)
    case 'to':
    case 'cc':
      return mail[field].map(nameOf).join('\n')
    case 'list':
      return mail.lists.join('\n')
    case 'id':
      return mail.messageId
  }
}

/**
 * Sorts the lines of a body into its fields. A line that begins with `>` is quoted. A block of other lines that may hold a diff is sorted
 * by sortDiffLines; everything else its sender wrote, signatures included. Linear.
 */
export function readBodyFields(body: string): BodyFields {
  const lines = new Map<BodyField, string[]>()
  const put = (field: BodyField, line: string): void => {
    const known = lines.get(field)
    if (known === undefined) lines.set(field, [line])
    else known.push(line)
  }
  const before: string[] = []
  const after: string[] = []
  const sink = {
    own: (line: string) => put('own', line),
    put,
    blobs(old: string, now: string) {
      before.push(old)
      after.push(now)
    },
  }
  for (const { quoted, block } of splitQuotes(splitLines(body.slice(0, MAX_BODY)))) {
    if (!quoted && mayHoldDiff(block.join('\n'))) sortDiffLines(block, sink)
    else for (const line of block) put(quoted ? 'quoted' : 'own', line)
  }
  const text = (field: BodyField): string => (lines.get(field) ?? []).join('\n')
  return {
    texts: {
      own: text('own'),
      quoted: text('quoted'),
      file: text('file'),
      removed: text('removed'),
      added: text('added'),
      context: text('context'),
      function: text('function'),
    },
    before,
    after,
  }
}

function nameOf({ name, email }: Address): string {
  return `${name} ${email}`.trim()
}

interface Block {
  readonly quoted: boolean
  readonly block: readonly string[]
}

/** The runs of quoted and of other lines. */
function splitQuotes(lines: readonly string[]): Block[] {
  const blocks: Block[] = []
  let start = 0
  for (let at = 1; at <= lines.length; at++) {
    const quoted = isMarked(lines[start])
    if (at < lines.length && isMarked(lines[at]) === quoted) continue
    blocks.push({ quoted, block: lines.slice(start, at) })
    start = at
  }
  return blocks
}

function isMarked(line: string | undefined): boolean {
  return line?.startsWith('>') === true
}
