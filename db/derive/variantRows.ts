import type { MessageId } from '../../lib/mail/types'
import { variantKey } from '../../lib/messageId'
import type { Db } from '../open'
import { openInsert } from '../rows'

interface VariantRow {
  readonly id: number
  readonly key: string
  readonly content_hash: string
}

/**
 * Gives mails that share a Message-ID their keys: the one received first has the plain id. Says so on each of them, and adds to `touched`
 * those that get another key. Looks at each Message-ID of the touched mails once, and writes only what differs.
 */
export function nameVariants(db: Db, touched: Set<number>): void {
  const idOf = db
    .prepare<{ id: number }, MessageId>('SELECT messages.message_id FROM messages WHERE messages.id = @id')
    .pluck()
  const selectVariants = db.prepare<{ messageId: MessageId }, VariantRow>(
    `SELECT messages.id, messages.key, messages.content_hash FROM messages
     WHERE messages.message_id = @messageId ORDER BY messages.received_ms, messages.content_hash`,
  )
  const setKey = db.prepare<{ id: number; key: string }>('UPDATE messages SET key = @key WHERE id = @id')
  const clearIssue = db.prepare<{ id: number }>("DELETE FROM issues WHERE message = @id AND code = 'reused-message-id'")
  const insertIssue = openInsert(db, 'issues', 'message, code, text, stage')
  const done = new Set<MessageId>()
  for (const touchedId of [...touched]) {
    const messageId = idOf.get({ id: touchedId })
    if (messageId === undefined || done.has(messageId)) continue
    done.add(messageId)
    const variants = selectVariants.all({ messageId })
    const wanted = variants.map(({ content_hash }, index) =>
      index === 0 ? messageId : variantKey(messageId, content_hash),
    )
    const renamed = variants.filter(({ key }, index) => key !== wanted[index])
    // In two steps, since two variants may swap their keys and keys are unique.
    for (const { id, content_hash } of renamed) setKey.run({ id, key: variantKey(messageId, content_hash) })
    const [first] = renamed
    if (first !== undefined && first === variants[0]) setKey.run({ id: first.id, key: messageId })
    for (const { id } of renamed) touched.add(id)
    if (variants.length === 1 && renamed.length === 0) continue
    const text = `${variants.length} mails with different content have this Message-ID; each is kept.`
    for (const { id } of variants) {
      clearIssue.run({ id })
      if (variants.length > 1) insertIssue({ message: id, code: 'reused-message-id', text, stage: 'mail' })
    }
  }
}
