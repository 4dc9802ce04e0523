import { openMessageSearch } from '../derive/searchRows'
import type { PackedMessage } from '../mail/packedMessage'
import type { Db } from '../open'

export interface MessageRows {
  /**
   * Writes what a new mail says by itself: its row, its words, its issues, its keys and what it mentions. `variant`: others have its
   * Message-ID; nameVariants must follow.
   */
  readonly put: (id: number, mail: PackedMessage, variant: boolean) => void
  /** Writes the same in the place of what stood there for this id. */
  readonly replace: (id: number, mail: PackedMessage) => void
  /** Gives the mails that share a Message-ID their keys: the plain id to the one received first. Returns them. */
  readonly nameVariants: (messageId: string) => number[]
  /** Mails that share a key with this one. */
  readonly neighbours: (id: number) => number[]
}

/** Statements over the tables that one mail fills: messages, issues, edges, mentions, message_search. */
export function openMessageRows(db: Db): MessageRows {
  const insert = db.prepare(
    `INSERT INTO messages (id, key, message_id, content_hash, subject, from_name, from_email, sent_ms, sent_zone,
                           received_ms, refs, text, has_diff)
     VALUES (@id, @key, @messageId, @contentHash, @subject, @fromName, @fromEmail, @sentMs, @sentZone,
             @orderMs, @refs, @text, @hasDiff)`,
  )
  const update = db.prepare(
    `UPDATE messages SET subject = @subject, from_name = @fromName, from_email = @fromEmail, sent_ms = @sentMs,
       sent_zone = @sentZone, received_ms = @orderMs, refs = @refs, text = @text, has_diff = @hasDiff WHERE id = @id`,
  )
  const clearIssues = db.prepare<[number]>("DELETE FROM issues WHERE message = ? AND stage = 'mail'")
  const insertIssue = db.prepare<[number, string, string, number | null]>(
    "INSERT INTO issues (message, code, text, line, stage) VALUES (?, ?, ?, ?, 'mail')",
  )
  const clearEdges = db.prepare<[number]>('DELETE FROM edges WHERE message = ?')
  const insertEdge = db.prepare<[number, number]>('INSERT INTO edges (key, message) VALUES (?, ?)')
  const clearMentions = db.prepare<[number]>('DELETE FROM mentions WHERE message = ?')
  const insertMention = db.prepare<[string, string, number, string]>(
    'INSERT INTO mentions (kind, value, message, text) VALUES (?, ?, ?, ?)',
  )
  const selectVariants = db.prepare<[string], { id: number; content_hash: string }>(
    'SELECT id, content_hash FROM messages WHERE message_id = ? ORDER BY received_ms, content_hash',
  )
  const setKey = db.prepare<[string, number]>('UPDATE messages SET key = ? WHERE id = ?')
  const selectNeighbours = db.prepare<[number], { message: number }>(
    'SELECT DISTINCT other.message FROM edges AS own JOIN edges AS other ON other.key = own.key WHERE own.message = ?',
  )
  const putWords = openMessageSearch(db)
  const putParts = (id: number, mail: PackedMessage): void => {
    putWords(id, mail)
    for (const { code, text, line } of mail.issues) insertIssue.run(id, code, text, line ?? null)
    for (const key of mail.keys) insertEdge.run(key, id)
    for (const { kind, value, text } of mail.mentions) insertMention.run(kind, value, id, text)
  }
  return {
    put(id, mail, variant) {
      const key = variant ? variantKey(mail.row.messageId, mail.row.contentHash) : mail.row.messageId
      insert.run({ id, key, ...mail.row })
      putParts(id, mail)
    },
    replace(id, mail) {
      const { messageId: _, contentHash: __, ...row } = mail.row
      update.run({ id, ...row })
      for (const clear of [clearIssues, clearEdges, clearMentions]) clear.run(id)
      putParts(id, mail)
    },
    nameVariants(messageId) {
      const variants = selectVariants.all(messageId)
      // Two steps, for two variants may swap and keys are unique.
      for (const { id, content_hash } of variants) setKey.run(variantKey(messageId, content_hash), id)
      const first = variants[0]
      if (first !== undefined) setKey.run(messageId, first.id)
      return variants.map(({ id }) => id)
    },
    neighbours: (id) => selectNeighbours.all(id).map(({ message }) => message),
  }
}

/** The key of a mail whose id another mail, received earlier, has too. */
function variantKey(messageId: string, contentHash: string): string {
  return `${messageId}~${contentHash.slice(0, 10)}`
}
