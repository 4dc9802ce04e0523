import type { Address, MessageId } from '../../lib/mail/types'
import { once } from '../../lib/once'
import type { MatchedMail } from '../../lib/search/match'
import { readTextStart, type StoredText } from './messageText'
import type { PackedMail } from './packedMail'

/** What a search reads of a stored mail. */
export interface SearchedRow extends PackedMail {
  readonly message_id: MessageId
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly sent_ms: number | null
  readonly received_ms: number
  readonly text: Buffer
  readonly lists: string
}

/** What StoredText has of the headers. */
interface Headers {
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  readonly succession?: string
}

/** The columns of a SearchedRow, of `messages` joined with `mails`. */
export const SEARCHED_COLUMNS = `messages.message_id, messages.subject, messages.from_name, messages.from_email, messages.sent_ms,
  messages.received_ms, messages.text, mails.raw, mails.body, mails.lists`

/** A stored mail as a search reads it. Its text is unpacked when it is first asked for: only the start of a large mail, unless `read` reads more. */
export function toSearched(row: SearchedRow, read: (row: SearchedRow) => StoredText = readTextStart): MatchedMail {
  const text = once(() => read(row))
  const recipients = once(() => JSON.parse(text().recipients) as Headers)
  return {
    messageId: row.message_id,
    subject: row.subject,
    from: { name: row.from_name, email: row.from_email },
    lists: JSON.parse(row.lists) as string[],
    sentMs: row.sent_ms ?? row.received_ms,
    receivedMs: row.received_ms,
    get to() {
      return recipients().to
    },
    get cc() {
      return recipients().cc
    },
    get succession() {
      return recipients().succession ?? ''
    },
    get body() {
      return text().body
    },
  }
}
