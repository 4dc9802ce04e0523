import { variantKey } from '../../lib/messageId'
import { openPullRows } from '../derive/pullRows'
import { packNotice, packSketch } from '../derive/sketchRows'
import type { PackedMessage } from '../mail/readMail'
import type { Db } from '../open'
import { openInsert } from '../rows'
import { openMailSearch } from './mailSearchRows'

export interface MessageRows {
  /**
   * Writes what a new mail says by itself: its row, its words, its issues, its keys, its sketch and what it mentions. `variant`: other
   * mails have the same Message-ID; deriveTouched settles which of them has the plain key.
   */
  readonly put: (id: number, mail: PackedMessage, lists: readonly string[], variant: boolean) => void
  /** Replaces what `put` wrote for this id. */
  readonly replace: (id: number, mail: PackedMessage, lists: readonly string[]) => void
  /** Writes its words again after another list was added to a stored mail. */
  readonly relist: (id: number) => void
  /** Deletes what `put` wrote for this id. */
  readonly remove: (id: number) => void
}

/** Prepares the statements on the tables that a single mail fills: messages, issues, edges, sketches, mentions, pulls, paragraphs, mail_search and word_pairs. */
export function openMessageRows(db: Db): MessageRows {
  const insert = openInsert(
    db,
    'messages',
    'id, key, message_id, content_hash, subject, from_name, from_email, sent_ms, sent_zone, received_ms, refs, text, has_diff, keys',
  )
  const update = db.prepare(
    `UPDATE messages SET subject = @subject, from_name = @from_name, from_email = @from_email, sent_ms = @sent_ms,
       sent_zone = @sent_zone, received_ms = @received_ms, refs = @refs, text = @text, has_diff = @has_diff, keys = @keys WHERE id = @id`,
  )
  const clearing = [
    'DELETE FROM issues WHERE message = @id',
    'DELETE FROM edges WHERE message = @id',
    'DELETE FROM mentions WHERE message = @id',
    'DELETE FROM sketches WHERE message = @id',
    'DELETE FROM paragraphs WHERE message = @id',
  ].map((sql) => db.prepare<{ id: number }>(sql))
  const remove = db.prepare<{ id: number }>('DELETE FROM messages WHERE id = @id')
  const insertIssue = openInsert(db, 'issues', 'message, code, text, stage')
  const insertEdge = openInsert(db, 'edges', 'key, message')
  const insertMention = openInsert(db, 'mentions', 'kind, value, message, text')
  const insertSketch = openInsert(db, 'sketches', 'message, facts, lines')
  const insertParagraph = openInsert(db, 'paragraphs', 'key, message')
  const pulls = openPullRows(db)
  const search = openMailSearch(db)
  const putParts = (message: number, mail: PackedMessage, lists: readonly string[]): void => {
    search.put(message, { ...mail.searched, lists })
    for (const { code, text } of mail.issues) insertIssue({ message, code, text, stage: 'mail' })
    const { keys, sketch, notice, references, subject, pull } = mail.connections
    for (const key of keys) insertEdge({ key, message })
    for (const { kind, value, text } of references) insertMention({ kind, value, message, text })
    const from = { name: mail.row.from_name, email: mail.row.from_email }
    if (sketch !== undefined) insertSketch({ message, ...packSketch(sketch, { ...subject, from }) })
    if (notice !== undefined) insertSketch({ message, ...packNotice(notice, mail.recipients) })
    if (pull !== undefined) pulls.put(message, from, pull)
    for (const key of mail.paragraphs) insertParagraph({ key, message })
  }
  return {
    relist: search.refresh,
    put(id, mail, lists, variant) {
      const { message_id, content_hash } = mail.row
      const key = variant ? variantKey(message_id, content_hash) : message_id
      insert({ ...mail.row, id, key, keys: mail.connections.keys.length })
      putParts(id, mail, lists)
    },
    remove(id) {
      pulls.remove(id)
      for (const statement of clearing) statement.run({ id })
      remove.run({ id })
    },
    replace(id, mail, lists) {
      update.run({ ...mail.row, id, keys: mail.connections.keys.length })
      pulls.clear(id)
      for (const statement of clearing) statement.run({ id })
      putParts(id, mail, lists)
    },
  }
}
