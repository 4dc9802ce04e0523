import { deriveTouched } from '../derive/derive'
import { DamagedBytes, type PackedMail, unpackMail } from '../mail/packedMail'
import { type Reading, readMail } from '../mail/readMail'
import type { Db } from '../open'
import { findDamaged } from './damage'
import type { Store } from './store'

/** The source of rejections that have no other place: their position is the row id of the mail. */
const REBUILD = 'rebuild'

interface MailRow extends PackedMail {
  readonly received_ms: number | null
  readonly lists: string
}

/**
 * Reads a stored mail again. One that is damaged, or that the rules do not keep any more, is noted like a mail that an import rejects.
 * Its bytes stay as they are, for the next rebuild.
 */
export async function readStored(db: Db, store: Store, id: number): Promise<void> {
  const row = db
    .prepare<{ id: number }, MailRow>('SELECT raw, body, received_ms, lists FROM mails WHERE id = @id')
    .get({ id })
  if (row === undefined) return
  const read = await readBytes(row)
  const refused =
    read.kind === 'mail' ? store.putAgain(id, { ...read.mail, lists: JSON.parse(row.lists) as string[] }) : read.reason
  if (refused === null) {
    store.dropRejection(REBUILD, id)
    return
  }
  const key = db.prepare<{ id: number }, string>('SELECT key FROM messages WHERE id = @id').pluck().get({ id })
  // Without a key, an earlier rebuild has noted and forgotten it.
  if (key === undefined) return
  store.putRejection(REBUILD, id, `${key}: ${refused}`)
  store.forget(id)
}

/** Reads the bytes of a stored mail, which may be damaged. */
async function readBytes(row: MailRow): Promise<Reading> {
  let raw: Buffer
  try {
    raw = unpackMail(row)
  } catch (error) {
    return { kind: 'rejected', reason: `its stored bytes are damaged (${(error as Error).message}); import it again` }
  }
  return readMail(raw, row.received_ms)
}

/**
 * deriveTouched, in spite of stored mails that turn out to be damaged: all of those are read again, or noted and left out, before it starts over. The
 * caller holds the transaction.
 */
export async function deriveReadable(db: Db, store: Store, onProgress?: (done: number) => void): Promise<void> {
  const touched = [...store.touched]
  db.exec('SAVEPOINT derive')
  try {
    deriveTouched(db, store.touched, onProgress)
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error
    db.exec('ROLLBACK TO derive')
    const damaged = findDamaged(db)
    if (damaged.length === 0) throw error
    for (const id of touched) store.touched.add(id)
    for (const id of damaged) await readStored(db, store, id)
    deriveTouched(db, store.touched, onProgress)
  }
  db.exec('RELEASE derive')
}
