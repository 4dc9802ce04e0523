import type { Address, MessageId } from '../../lib/mail/types'
import { once } from '../../lib/once'
import type { MatchedMail } from '../../lib/search/match'
import { readTextStart, type StoredText } from './messageText'
import type { PackedMail } from './packedMail'

/** What a search reads first of a stored mail. */
export interface SearchedHead {
  readonly message_id: MessageId
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly sent_ms: number | null
  readonly received_ms: number
  /** The filter of `word_pairs`; null or left out if there is none. */
  readonly pairs?: Buffer | null
}

/** What a search reads only if the head of a mail does not decide. */
export interface SearchedRest extends PackedMail {
  readonly text: Buffer
  readonly lists: string
}

export type SearchedRow = SearchedHead & SearchedRest

/** What StoredText has of the headers. */
interface Headers {
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  readonly succession?: string
}

/** The columns of a SearchedHead in `messages`. */
export const HEAD_COLUMNS =
  'messages.message_id, messages.subject, messages.from_name, messages.from_email, messages.sent_ms, messages.received_ms'
/** The columns of a SearchedRest, of `messages` joined with `mails`. */
export const REST_COLUMNS = 'messages.text, mails.raw, mails.body, mails.lists'
/** The columns of a SearchedRow, likewise. */
export const SEARCHED_COLUMNS = `${HEAD_COLUMNS}, ${REST_COLUMNS}`

/** A stored mail as a search reads it. Its text is unpacked when it is first asked for: only the start of a large mail, unless `read` reads more. */
export function toSearched(row: SearchedRow, read: (row: SearchedRest) => StoredText = readTextStart): MatchedMail {
  return openSearched(row, () => row, read)
}

/** As toSearched, of a mail of which only the head was read: `load` reads the rest when it is first asked for. */
export function openSearched(
  head: SearchedHead,
  load: () => SearchedRest,
  read: (row: SearchedRest) => StoredText,
): MatchedMail {
  const rest = once(load)
  const text = once(() => read(rest()))
  const recipients = once(() => JSON.parse(text().recipients) as Headers)
  return {
    messageId: head.message_id,
    subject: head.subject,
    from: { name: head.from_name, email: head.from_email },
    sentMs: head.sent_ms ?? head.received_ms,
    receivedMs: head.received_ms,
    pairs: head.pairs ?? undefined,
    get lists() {
      return JSON.parse(rest().lists) as string[]
    },
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
