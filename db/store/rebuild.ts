import { deriveTouched, RULES } from '../derive/derive'
import { readMail } from '../mail/packedMessage'
import { type PackedMail, unpackMail } from '../mail/rawMail'
import { type Db, rollBack } from '../open'
import { openStore } from './store'

/** Whether the derived rows were made by other rules than these; a database without mails never is. */
export function isOutdated(db: Db): boolean {
  const rules = db.prepare<[], number>('SELECT rules FROM derivation').pluck().get()
  return rules !== undefined && rules !== RULES
}

interface MailRow extends PackedMail {
  readonly received_ms: number | null
  readonly lists: string
}

/**
 * Drops all that is derived and derives it again from the stored mails, in one transaction: the raw mail is the truth.
 * Returns how many mails are kept now. Throws, with nothing changed, when anything fails.
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
    const total = db.prepare<[], number>('SELECT count(*) FROM kept').pluck().get() ?? 0
    const select = db.prepare<[number], MailRow>('SELECT raw, body, received_ms, lists FROM kept WHERE rowid = ?')
    for (let row = 1; row <= total; row++) {
      const mail = select.get(row)
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
    const kept = db.prepare<[], number>('SELECT count(*) FROM messages').pluck().get() ?? 0
    db.exec('COMMIT')
    return kept
  } catch (error) {
    rollBack(db)
    throw error
  }
}
