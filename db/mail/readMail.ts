import { type Connections, readConnections } from '../../lib/derive/mailKeys'
import { formKeys } from '../../lib/derive/repeatedForms'
import type { Issue } from '../../lib/issue'
import { parseMessage } from '../../lib/mail/message'
import type { Message, MessageId } from '../../lib/mail/types'
import { postedSubject } from '../../lib/patch/patchStart'
import { ownLines, readLines } from '../../lib/review/quote'
import type { SearchedMail } from '../../lib/search/mailFields'
import { holdsPatch } from '../../lib/series/kind'
import { packText } from './messageText'
import { type PackedMail, packMail } from './packedMail'

/** A mail that was read, before it is known whether it is new. */
export interface ReadMail {
  readonly raw: Buffer
  readonly messageId: MessageId
  readonly contentHash: string
  /** From its Received headers, else from the archive. */
  readonly receivedMs: number | null
  readonly lists: readonly string[]
  /** The patches attached to it as files, when there are several: mails of their own, stored with this one. */
  readonly files: readonly ReadMail[]
  /** Computes the rest, which takes longer than reading did: called only for a mail that is kept. */
  readonly pack: () => PackedMessage
}

export type Reading =
  | { readonly kind: 'mail'; readonly mail: ReadMail }
  | { readonly kind: 'rejected'; readonly reason: string }

/** What a mail says by itself, as it goes into the tables. */
export interface PackedMessage extends PackedMail {
  readonly row: MessageRow
  readonly issues: readonly Issue[]
  /** Its keys, its sketch and its references to others. */
  readonly connections: Connections
  /** Addresses of To and Cc. */
  readonly recipients: readonly string[]
  /** What a search finds of it, beside the lists that it came through. */
  readonly searched: Omit<SearchedMail, 'lists'>
  /** Keys of its paragraphs that may turn out to be boilerplate. */
  readonly paragraphs: readonly number[]
}

/** The columns of `messages`, but for the row id and the key. */
interface MessageRow {
  readonly message_id: MessageId
  readonly content_hash: string
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly sent_ms: number | null
  readonly sent_zone: number
  readonly received_ms: number
  readonly refs: string
  readonly text: Buffer
  readonly has_diff: 0 | 1
}

/** Reads one raw mail. `archivedMs` is the archive's own time, for a mail without a Received header. Never throws on a bad mail. */
export async function readMail(raw: Buffer, archivedMs: number | null): Promise<Reading> {
  const parsed = await parseMessage(raw)
  if (parsed.kind === 'rejected') return parsed
  const { messageId, contentHash, receivedAtMs, lists } = parsed.message
  const receivedMs = receivedAtMs ?? archivedMs
  const pack = () => packMessage(raw, { ...parsed.message, subject: postedSubject(parsed.message) }, receivedMs)
  const files: ReadMail[] = []
  for (const file of parsed.files) {
    const read = await readMail(file, receivedMs)
    if (read.kind === 'mail') files.push(read.mail)
  }
  return { kind: 'mail', mail: { raw, messageId, contentHash, receivedMs, lists, files, pack } }
}

function packMessage(raw: Buffer, message: Message, receivedMs: number | null): PackedMessage {
  const orderMs = receivedMs ?? message.sentAtMs ?? 0
  const diff = holdsPatch(message)
  const connections = readConnections(message, orderMs, diff)
  const own = ownLines(readLines(message.body))
  return {
    ...packMail(raw),
    row: {
      message_id: message.messageId,
      content_hash: message.contentHash,
      subject: message.subject,
      from_name: message.from.name,
      from_email: message.from.email,
      sent_ms: message.sentAtMs,
      sent_zone: message.sentZoneMinutes,
      received_ms: orderMs,
      refs: JSON.stringify(message.references),
      text: packText(raw, message),
      has_diff: diff ? 1 : 0,
    },
    issues: message.issues,
    connections,
    recipients: [...message.to, ...message.cc].map(({ email }) => email),
    searched: message,
    paragraphs: formKeys(message, connections.subject.kind, own),
  }
}
