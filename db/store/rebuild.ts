import { deriveTouched, RULES } from '../derive/derive'
import { type PackedMail, unpackMail } from '../mail/packedMail'
import { type Reading, readMail } from '../mail/readMail'
import { type Db, rollBack } from '../open'
import { countRows } from '../rows'
import { openStore, type Store } from './store'

/** Mails that are read again in one transaction, beside the rest of their series. Readers and other writers get their turn in between. */
const BATCH = 500

/**
 * Whether some rows were made by other rules than those of this program, or a rebuild was interrupted. Never true for a database without
 * mail.
 */
export function isOutdated(db: Db): boolean {
  const rules = db.prepare<[], number>('SELECT rules FROM derivation').pluck().get()
  return (rules !== undefined && rules !== RULES) || db.prepare('SELECT 1 FROM outdated LIMIT 1').get() !== undefined
}

/**
 * Reads all stored mails again and derives everything from them, series by series in batches of a transaction each. Readers see the
 * old rows of a series until the new ones replace them. A rebuild that is interrupted continues where it stopped; `resume`: only do what
 * such a rebuild, or a change of the rules, has left to do. Returns how many mails are kept. Throws when a batch fails, with all before it kept.
 */
export async function rebuild(
  db: Db,
  {
    resume,
    onProgress = () => {},
  }: { readonly resume: boolean; readonly onProgress?: (done: number, total: number) => void },
): Promise<number> {
  const total = begin(db, resume)
  const next = openBatches(db)
  while (await readAgain(db, next)) onProgress(total - countRows(db, 'outdated'), total)
  return countRows(db, 'messages')
}

/** Notes which mails have to be read again, and returns how many mails there are. */
function begin(db: Db, resume: boolean): number {
  const run = db.transaction(() => {
    const rules = db.prepare<[], number>('SELECT rules FROM derivation').pluck().get()
    const interrupted = rules === RULES && db.prepare('SELECT 1 FROM outdated LIMIT 1').get() !== undefined
    if (interrupted || (resume && (rules === undefined || rules === RULES))) return
    // What the old rules found must not connect mails that are not read again yet. Pages do not read any of this.
    db.exec(`
      INSERT INTO outdated (message) SELECT id FROM mails WHERE true ON CONFLICT DO NOTHING;
      DELETE FROM edges;
      DELETE FROM sketches;
      UPDATE places SET head = NULL, above = NULL, posting = NULL;
    `)
    db.prepare('UPDATE derivation SET rules = @rules').run({ rules: RULES })
  })
  run.immediate()
  return countRows(db, 'mails')
}

/** Prepares finding mails to read together: those of whole series, so that no reader sees half a series; then the rest by thread. */
function openBatches(db: Db): () => number[] {
  const selectFirst = db.prepare<[], { message: number; series: number | null; thread: number | null }>(
    `SELECT outdated.message, places.series, places.thread
     FROM outdated LEFT JOIN places ON places.message = outdated.message ORDER BY outdated.message LIMIT 1`,
  )
  const selectMates = db
    .prepare<{ series: number | null; thread: number | null }, number>(
      `SELECT outdated.message FROM outdated JOIN places ON places.message = outdated.message WHERE places.series = @series
       UNION
       SELECT outdated.message FROM outdated JOIN places ON places.message = outdated.message
       WHERE places.thread = @thread AND places.series IS NULL`,
    )
    .pluck()
  const selectNext = db.prepare<{ after: number }, { message: number; series: number | null; thread: number | null }>(
    `SELECT outdated.message, places.series, places.thread
     FROM outdated LEFT JOIN places ON places.message = outdated.message WHERE outdated.message > @after ORDER BY outdated.message LIMIT 1`,
  )
  return () => {
    const batch = new Set<number>()
    let first = selectFirst.get()
    while (first !== undefined && batch.size < BATCH) {
      batch.add(first.message)
      for (const mate of selectMates.all(first)) batch.add(mate)
      first = selectNext.get({ after: first.message })
    }
    return [...batch].sort((a, b) => a - b)
  }
}

interface MailRow extends PackedMail {
  readonly received_ms: number | null
  readonly lists: string
}

/** Reads one batch again. Returns whether there was one. */
async function readAgain(db: Db, next: () => readonly number[]): Promise<boolean> {
  const select = db.prepare<{ id: number }, MailRow>('SELECT raw, body, received_ms, lists FROM mails WHERE id = @id')
  const remove = db.prepare<{ id: number }>('DELETE FROM outdated WHERE message = @id')
  db.exec('BEGIN IMMEDIATE')
  try {
    const store = openStore(db)
    const batch = next()
    for (const id of batch) {
      const row = select.get({ id })
      if (row !== undefined) await readOne(store, id, row)
      remove.run({ id })
    }
    deriveTouched(db, store.touched)
    db.exec('COMMIT')
    return batch.length > 0
  } catch (error) {
    rollBack(db)
    throw error
  }
}

async function readOne(store: Store, id: number, row: MailRow): Promise<void> {
  const read = await readStored(row)
  if (read.kind === 'mail') store.putAgain(id, { ...read.mail, lists: JSON.parse(row.lists) as string[] })
  else {
    store.putRejection('rebuild', id, read.reason)
    store.forget(id)
  }
}

/** Reads a stored mail. One that is damaged is rejected like one that cannot be read, and stays stored as it is. */
async function readStored(row: MailRow): Promise<Reading> {
  let raw: Buffer
  try {
    raw = unpackMail(row)
  } catch (error) {
    return { kind: 'rejected', reason: `its stored bytes are damaged: ${(error as Error).message}` }
  }
  return readMail(raw, row.received_ms)
}
