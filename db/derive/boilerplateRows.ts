import { BOILERPLATE_THREADS } from '../../lib/review/boilerplate'
import type { Db } from '../open'

/**
 * Brings `boilerplate` up to date for the paragraphs of mails that came or moved to another thread. Returns the mails that have a paragraph which
 * has become boilerplate, or is none any more. The caller holds the transaction.
 */
export function settleBoilerplate(db: Db, moved: Iterable<number>): Set<number> {
  const selectKeys = db
    .prepare<{ mail: number }, number>('SELECT paragraphs.key FROM paragraphs WHERE paragraphs.message = @mail')
    .pluck()
  const isKnown = db.prepare<{ key: number }, 1>('SELECT 1 FROM boilerplate WHERE boilerplate.key = @key').pluck()
  const setThread = db.prepare<{ mail: number }>(
    `UPDATE paragraphs SET thread = (SELECT places.thread FROM places WHERE places.message = @mail)
     WHERE paragraphs.message = @mail`,
  )
  const countThreads = openThreadCount(db)
  const insert = db.prepare<{ key: number }>('INSERT INTO boilerplate (key) VALUES (@key)')
  const remove = db.prepare<{ key: number }>('DELETE FROM boilerplate WHERE key = @key')
  const selectMails = db
    .prepare<{ key: number }, number>('SELECT paragraphs.message FROM paragraphs WHERE paragraphs.key = @key')
    .pluck()
  const keys = new Set<number>()
  for (const mail of moved) {
    const own = selectKeys.all({ mail })
    if (own.length > 0) setThread.run({ mail })
    for (const key of own) keys.add(key)
  }
  const changed = new Set<number>()
  for (const key of keys) {
    const is = countThreads(key) === BOILERPLATE_THREADS
    if (is === (isKnown.get({ key }) === 1)) continue
    if (is) insert.run({ key })
    else remove.run({ key })
    for (const mail of selectMails.all({ key })) changed.add(mail)
  }
  return changed
}

/**
 * Prepares counting the threads of a paragraph, up to the fifth. Goes from one thread to the next in the index, so that it costs the same however many
 * mails of a thread have the paragraph.
 */
export function openThreadCount(db: Db): (key: number) => number {
  const select = db
    .prepare<{ key: number; after: number }, number | null>(
      'SELECT min(paragraphs.thread) FROM paragraphs WHERE paragraphs.key = @key AND paragraphs.thread > @after',
    )
    .pluck()
  return (key) => {
    let count = 0
    for (let thread = select.get({ key, after: 0 }); thread != null && count < BOILERPLATE_THREADS; count++)
      thread = select.get({ key, after: thread })
    return count
  }
}

/**
 * Adds to `touched` another mail for each boilerplate paragraph of a mail that is about to lose its text, so that the paragraph is counted again. Forgets the
 * paragraphs that no other mail has.
 */
export function touchRepeaters(db: Db, id: number, touched: Set<number>): void {
  const select = db.prepare<{ id: number }, { readonly key: number; readonly other: number | null }>(
    `SELECT own.key, (SELECT other.message FROM paragraphs AS other
                      WHERE other.key = own.key AND other.message <> own.message LIMIT 1) AS other
     FROM paragraphs AS own JOIN boilerplate ON boilerplate.key = own.key WHERE own.message = @id`,
  )
  const remove = db.prepare<{ key: number }>('DELETE FROM boilerplate WHERE key = @key')
  for (const { key, other } of select.all({ id })) {
    if (other === null) remove.run({ key })
    else touched.add(other)
  }
}

/** Prepares finding which paragraphs of some mails are boilerplate. */
export function openBoilerplate(db: Db): (mails: readonly number[]) => ReadonlySet<number> {
  const some = db.prepare<[], 1>('SELECT 1 FROM boilerplate LIMIT 1').pluck()
  const select = db
    .prepare<{ mail: number }, number>(
      `SELECT paragraphs.key FROM paragraphs JOIN boilerplate ON boilerplate.key = paragraphs.key
       WHERE paragraphs.message = @mail`,
    )
    .pluck()
  return (mails) => (some.get() === undefined ? new Set() : new Set(mails.flatMap((mail) => select.all({ mail }))))
}
