import type { PackedMessage } from '../mail/readMail'
import type { Db } from '../open'
import { openInsert } from '../rows'

export interface MessageRows {
  /**
   * Writes what a new mail says by itself: its row, its words, its issues, its keys and what it mentions. `variant`: other mails have
   * the same Message-ID, and nameVariants must follow.
   */
  readonly put: (id: number, mail: PackedMessage, variant: boolean) => void
  /** Replaces what `put` wrote for this id. */
  readonly replace: (id: number, mail: PackedMessage) => void
  /** Gives the mails that share a Message-ID their keys: the one received first has the plain id. Returns all of them. */
  readonly nameVariants: (messageId: string) => number[]
  /** The mails that share a key with this one. */
  readonly neighbours: (id: number) => number[]
}

/** Prepares the statements on the tables that a single mail fills: messages, issues, edges, mentions and message_search. */
export function openMessageRows(db: Db): MessageRows {
  const insert = openInsert(
    db,
    'messages',
    'id, key, message_id, content_hash, subject, from_name, from_email, sent_ms, sent_zone, received_ms, refs, text, has_diff',
  )
  const update = db.prepare(
    `UPDATE messages SET subject = @subject, from_name = @from_name, from_email = @from_email, sent_ms = @sent_ms,
       sent_zone = @sent_zone, received_ms = @received_ms, refs = @refs, text = @text, has_diff = @has_diff WHERE id = @id`,
  )
  const clearing = [
    "DELETE FROM issues WHERE message = @id AND stage = 'mail'",
    'DELETE FROM edges WHERE message = @id',
    'DELETE FROM mentions WHERE message = @id',
  ].map((sql) => db.prepare<{ id: number }>(sql))
  const insertIssue = openInsert(db, 'issues', 'message, code, text, stage')
  const insertEdge = openInsert(db, 'edges', 'key, message')
  const insertMention = openInsert(db, 'mentions', 'kind, value, message, text')
  const putWords = openMessageSearch(db)
  const selectVariants = db.prepare<{ messageId: string }, { id: number; content_hash: string }>(
    'SELECT id, content_hash FROM messages WHERE message_id = @messageId ORDER BY received_ms, content_hash',
  )
  const setKey = db.prepare<{ id: number; key: string }>('UPDATE messages SET key = @key WHERE id = @id')
  const selectNeighbours = db
    .prepare<{ id: number }, number>(
      `SELECT DISTINCT other.message FROM edges AS own JOIN edges AS other ON other.key = own.key
       WHERE own.message = @id`,
    )
    .pluck()
  const putParts = (message: number, mail: PackedMessage): void => {
    putWords(message, mail)
    for (const { code, text } of mail.issues) insertIssue({ message, code, text, stage: 'mail' })
    for (const key of mail.keys) insertEdge({ key, message })
    for (const { kind, value, text } of mail.mentions) insertMention({ kind, value, message, text })
  }
  return {
    put(id, mail, variant) {
      const { message_id, content_hash } = mail.row
      insert({ ...mail.row, id, key: variant ? variantKey(message_id, content_hash) : message_id })
      putParts(id, mail)
    },
    replace(id, mail) {
      update.run({ ...mail.row, id })
      for (const statement of clearing) statement.run({ id })
      putParts(id, mail)
    },
    nameVariants(messageId) {
      const variants = selectVariants.all({ messageId })
      // In two steps, since two variants may swap their keys and keys are unique.
      for (const { id, content_hash } of variants) setKey.run({ id, key: variantKey(messageId, content_hash) })
      const first = variants[0]
      if (first !== undefined) setKey.run({ id: first.id, key: messageId })
      return variants.map(({ id }) => id)
    },
    neighbours: (id) => selectNeighbours.all({ id }),
  }
}

/** The key of a mail whose Message-ID was used by a mail received before. */
function variantKey(messageId: string, contentHash: string): string {
  return `${messageId}~${contentHash.slice(0, 10)}`
}

/** The part of a mail that is searched. */
interface SearchedMail extends Pick<PackedMessage, 'words'> {
  readonly row: Pick<PackedMessage['row'], 'subject' | 'from_name' | 'from_email' | 'message_id'>
}

/** Prepares writing the words of a mail, replacing those stored before. A trigger deletes them together with the mail. */
function openMessageSearch(db: Db): (id: number, mail: SearchedMail) => void {
  const replace = db.prepare(
    'INSERT OR REPLACE INTO message_search (rowid, subject, sender, id, text) VALUES (@rowid, @subject, @sender, @id, @text)',
  )
  return (rowid, { row, words }) => {
    const sender = `${row.from_name} ${row.from_email}`
    replace.run({ rowid, subject: row.subject, sender, id: row.message_id, text: words })
  }
}
