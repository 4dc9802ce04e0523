import type { Db } from '../../db/open'

/** Adds this many copies of the first mail, with the same words for the search. */
export function copyMail(db: Db, count: number): void {
  db.pragma('foreign_keys = OFF')
  const numbers = 'WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i <= @count)'
  const copy = (sql: string) => db.prepare(`${numbers} ${sql}`).run({ count })
  copy('INSERT INTO mails SELECT n.i, raw, received_ms, lists, body FROM n, mails WHERE id = 1')
  copy(`INSERT INTO messages (id, key, message_id, content_hash, subject, from_name, from_email, sent_ms, sent_zone, received_ms, refs, text, has_diff, keys)
        SELECT n.i, key || n.i, message_id || n.i, content_hash, subject, from_name, from_email, sent_ms, sent_zone, received_ms + n.i, refs, text, has_diff, keys
        FROM n, messages WHERE id = 1`)
  copy(
    `INSERT INTO places (message, thread, order_ms, kind, depth) SELECT n.i, 1, order_ms + n.i, kind, depth FROM n, places WHERE message = 1`,
  )
  copy("INSERT INTO mail_search (rowid, own, sender) SELECT n.i, 'pci then vfio', 'Ada Author ada@example.org' FROM n")
}
