import type { MailHeaders } from '../../lib/derive/place'
import type { Address, MessageId } from '../../lib/mail/types'
import { asCover, type MailKind, mayBeCover, readSubject } from '../../lib/series/kind'
import type { SeriesMail } from '../../lib/series/types'
import { readText } from '../mail/messageText'
import type { PackedMail } from '../mail/packedMail'
import type { Db } from '../open'

export interface HeaderRow {
  readonly id: number
  readonly key: string
  readonly message_id: MessageId
  readonly outer_ids: string
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly received_ms: number
  readonly refs: string
  readonly has_diff: number
}

/** The columns of `messages` that a HeaderRow is read from. */
export const HEADER_COLUMNS = `messages.id, messages.key, messages.message_id, messages.subject, messages.from_name, messages.from_email,
  messages.received_ms, messages.refs, messages.has_diff,
  (SELECT json_group_array(outers.value) FROM mentions AS outers
   WHERE outers.message = messages.id AND outers.kind = 'outer') AS outer_ids`

/** The place of a mail, as the threads and versions give it. */
export interface PlaceRow {
  readonly thread: number
  readonly parent: number | null
  readonly ghost: MessageId | null
  readonly order_ms: number
  readonly depth: number
  readonly above: number | null
  readonly head: number | null
  readonly posting: number | null
  readonly kind: MailKind
  readonly series: number | null
}

export const PLACE_COLUMNS = `places.thread, places.parent, places.ghost, places.order_ms, places.depth, places.above, places.head,
  places.posting, places.series, places.kind`

export type PlacedRow = HeaderRow & PlaceRow

/** The headers of a mail. Its recipients, which only a Message-ID that was used twice needs, are read from its text when asked for. */
export function toHeaders(db: Db, row: HeaderRow): Omit<MailHeaders, 'text'> {
  return {
    id: row.id,
    key: row.key,
    messageId: row.message_id,
    outerIds: JSON.parse(row.outer_ids) as MessageId[],
    subject: row.subject,
    from: { name: row.from_name, email: row.from_email },
    receivedMs: row.received_ms,
    references: JSON.parse(row.refs) as MessageId[],
    hasDiff: row.has_diff === 1,
    get recipients() {
      return readRecipients(db, row.id)
    },
  }
}

/** A mail whose place is stored. */
export function toSeriesMail(row: PlacedRow): SeriesMail {
  const references = JSON.parse(row.refs) as MessageId[]
  const read = readSubject({ subject: row.subject, references }, row.has_diff === 1)
  return {
    id: row.id,
    key: row.key,
    messageId: row.message_id,
    outerIds: JSON.parse(row.outer_ids) as MessageId[],
    from: { name: row.from_name, email: row.from_email },
    receivedMs: row.received_ms,
    answers: references.length > 0,
    parent: row.parent,
    ghost: row.ghost,
    thread: row.thread,
    above: row.above,
    depth: row.depth,
    orderMs: row.order_ms,
    ...(row.kind === 'cover' && mayBeCover(read, references) ? asCover(read) : read),
  }
}

interface TextRow extends PackedMail {
  readonly text: Buffer
}

function readRecipients(db: Db, id: number): string[] {
  const row = db
    .prepare<{ id: number }, TextRow>(
      'SELECT messages.text, mails.raw, mails.body FROM messages JOIN mails ON mails.id = messages.id WHERE messages.id = @id',
    )
    .get({ id })
  return row === undefined ? [] : parseRecipients(readText(row).recipients)
}

/** The addresses of To and Cc, from the JSON that is stored. */
export function parseRecipients(json: string): string[] {
  const { to, cc } = JSON.parse(json) as { readonly to: readonly Address[]; readonly cc: readonly Address[] }
  return [...to, ...cc].map(({ email }) => email)
}

/** What else the same JSON says of a mail. */
export function parseMarks(json: string): { readonly automatic: boolean; readonly succession: string } {
  const { automatic, succession } = JSON.parse(json) as { readonly automatic?: boolean; readonly succession?: string }
  return { automatic: automatic === true, succession: succession ?? '' }
}
