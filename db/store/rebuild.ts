import { deriveTouched, RULES } from '../derive/derive'
import { type PackedMail, unpackMail } from '../mail/packedMail'
import { readMail } from '../mail/readMail'
import { type Db, rollBack } from '../open'
import { countRows } from '../rows'
import { openStore } from './store'

/** Whether the derived rows were made by other rules than those of this program. Never true for a database without mail. */
export function isOutdated(db: Db): boolean {
  const rules = db.prepare<[], number>('SELECT rules FROM derivation').pluck().get()
  return rules !== undefined && rules !== RULES
}

interface MailRow extends PackedMail {
  readonly received_ms: number | null
  readonly lists: string
}

/**
 * Drops everything that is derived and derives it again from the stored mails, in one transaction.
 * Returns how many mails are kept. Throws, and changes nothing, when anything fails.
 */
export async function rebuild(db: Db, onProgress: (done: number, total: number) => void = () => {}): Promise<number> {
  db.exec('BEGIN IMMEDIATE')
  try {
    db.exec(`
      INSERT INTO message_search (message_search) VALUES ('delete-all');
      INSERT INTO series_search (series_search) VALUES ('delete-all');
      DELETE FROM places; DELETE FROM series; DELETE FROM edges; DELETE FROM mentions; DELETE FROM issues; DELETE FROM messages;
      DELETE FROM derivation;
      CREATE TEMP TABLE kept AS SELECT * FROM mails;
      DELETE FROM mails;
    `)
    const store = openStore(db)
    const total = countRows(db, 'kept')
    const select = db.prepare<{ row: number }, MailRow>(
      'SELECT raw, body, received_ms, lists FROM kept WHERE rowid = @row',
    )
    for (let row = 1; row <= total; row++) {
      const mail = select.get({ row })
      if (mail === undefined) throw new Error(`row ${row} of ${total} mails is gone`)
      const raw = unpackMail(mail)
      const read = await readMail(raw, mail.received_ms)
      const lists = JSON.parse(mail.lists) as string[]
      if (read.kind === 'rejected') {
        store.keepUnread(raw, mail.received_ms, lists)
        store.putRejection('rebuild', row, read.reason)
      } else store.putMail({ ...read.mail, lists })
      onProgress(row, total)
    }
    deriveTouched(db, store.touched)
    db.exec('DROP TABLE kept')
    const kept = countRows(db, 'messages')
    db.exec('COMMIT')
    return kept
  } catch (error) {
    rollBack(db)
    throw error
  }
}
