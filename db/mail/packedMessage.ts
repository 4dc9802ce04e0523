import { readConnections } from '../../lib/derive/clusterKeys'
import type { Issue } from '../../lib/issue'
import { parseMessage } from '../../lib/mail/message'
import type { Message, MessageId } from '../../lib/mail/types'
import { hasDiff } from '../../lib/patch/diff'
import type { Reference } from '../../lib/series/references'
import { type PackedMail, packMail } from './rawMail'
import { searchText } from './searchText'
import { packText } from './storedText'

/** A mail that was read, before anybody knows whether it is new. */
export interface ReadMail {
  readonly raw: Buffer
  readonly messageId: MessageId
  readonly contentHash: string
  /** By its Received headers, else by the archive. */
  readonly receivedMs: number | null
  readonly lists: readonly string[]
  /** Costs more than reading it did, unless another thread has packed it already. */
  readonly pack: () => PackedMessage
}

export type Reading =
  | { readonly kind: 'mail'; readonly mail: ReadMail }
  | { readonly kind: 'rejected'; readonly reason: string }

/** What one mail says by itself, as it goes into the tables: made without the database, so that any thread can make it. */
export interface PackedMessage extends PackedMail {
  readonly row: MessageRow
  readonly issues: readonly Issue[]
  /** See lib/derive/clusterKeys.ts. */
  readonly keys: readonly number[]
  readonly mentions: readonly Reference[]
  /** What a search finds of its text. */
  readonly words: string
}

/** Columns of messages. */
export interface MessageRow {
  readonly messageId: MessageId
  readonly contentHash: string
  readonly subject: string
  readonly fromName: string
  readonly fromEmail: string
  readonly sentMs: number | null
  readonly sentZone: number
  /** What it is ordered by: received, else sent. */
  readonly orderMs: number
  readonly refs: string
  readonly text: Buffer
  readonly hasDiff: 0 | 1
}

/** Reads one raw mail. `archivedMs` is the archive's own time, for mails without a Received header. Never throws on bad mail. */
export async function readMail(raw: Buffer, archivedMs: number | null): Promise<Reading> {
  const parsed = await parseMessage(raw)
  if (parsed.kind === 'rejected') return parsed
  const { messageId, contentHash, receivedAtMs, lists } = parsed.message
  const receivedMs = receivedAtMs ?? archivedMs
  const pack = () => packMessage(raw, parsed.message, receivedMs)
  return { kind: 'mail', mail: { raw, messageId, contentHash, receivedMs, lists, pack } }
}

function packMessage(raw: Buffer, message: Message, receivedMs: number | null): PackedMessage {
  const { messageId, contentHash, subject, from, sentAtMs, sentZoneMinutes, references, issues, body } = message
  const orderMs = receivedMs ?? sentAtMs ?? 0
  const diff = hasDiff(body)
  const { keys, references: mentions } = readConnections(message, orderMs, diff)
  return {
    ...packMail(raw),
    row: {
      messageId,
      contentHash,
      subject,
      fromName: from.name,
      fromEmail: from.email,
      sentMs: sentAtMs,
      sentZone: sentZoneMinutes,
      orderMs,
      refs: JSON.stringify(references),
      text: packText(raw, message),
      hasDiff: diff ? 1 : 0,
    },
    issues,
    keys,
    mentions,
    words: searchText(body),
  }
}
