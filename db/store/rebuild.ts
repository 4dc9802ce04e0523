import { setTimeout as sleep } from 'node:timers/promises'
import { RULES } from '../derive/derive'
import { type Db, rollBack } from '../open'
import { countRows } from '../rows'
import { deriveReadable, readStored } from './readStored'
import { openStore } from './store'

/** Mails that are read again in one transaction at most, beside what belongs together with the last of them. */
const BATCH = 100
/** Mails of the first transaction, before it is known how fast this machine is. */
const FIRST_BATCH = 20
/** How long a transaction should take, so that nobody else who writes waits for long: on a busy machine it reads fewer mails. */
const BATCH_MS = 200
/**
 * Mails of one batch at most. Only what a poisoned archive welded together reaches it: the thread or series is then read again in parts,
 * with the same result.
 */
const LARGEST_BATCH = 2_000
/** Time between two batches in which another process can write: SQLite asks for a lock that is taken every 100 ms. */
const PAUSE_MS = 110
/**
 * Whether some rows were made by other rules than those of this program, or a rebuild was interrupted. Never true for a database without
 * mail.
 */
export function isOutdated(db: Db): boolean {
  const rules = readRules(db)
  return (rules !== undefined && rules !== RULES) || isUnderWay(db)
}

interface RebuildOptions {
  readonly resume: boolean
  /** Mails that are read in one transaction at most, beside what belongs together with the last of them: BATCH unless given. */
  readonly batch?: number
  /** Mails that are read in one transaction at most, whatever belongs together: LARGEST_BATCH unless given. */
  readonly largest?: number
  /** Called after each batch with the number of mails that are done. */
  readonly onProgress?: (done: number) => void
}

/**
 * Reads all stored mails again and derives everything from them, in batches of a transaction each. Readers see the old rows of a series
 * until the new ones replace them. A rebuild that was interrupted goes on from its last batch instead of starting over; `resume`: only
 * finish such a rebuild, or what a change of the rules asks for. Several processes may do so at the same time: each batch is done by one
 * of them. Returns how many mails are kept. Throws when a batch fails, with all batches before it kept.
 */
export async function rebuild(
  db: Db,
  { resume, batch = BATCH, largest = LARGEST_BATCH, onProgress = () => {} }: RebuildOptions,
): Promise<number> {
  begin(db, resume)
  const total = countRows(db, 'mails')
  const next = openBatches(db, largest)
  let size = Math.min(batch, FIRST_BATCH)
  for (;;) {
    const tookMs = await readAgain(db, () => next(size))
    if (tookMs === undefined) break
    size = Math.min(batch, Math.ceil((size * BATCH_MS) / Math.max(tookMs, 1)))
    const left = countRows(db, 'outdated')
    onProgress(total - left)
    if (left > 0) await sleep(PAUSE_MS)
  }
  return countRows(db, 'messages')
}

function readRules(db: Db): number | undefined {
  return db.prepare<[], number>('SELECT rules FROM derivation').pluck().get()
}

function isUnderWay(db: Db): boolean {
  return db.prepare('SELECT 1 FROM outdated LIMIT 1').get() !== undefined
}

/** Notes which mails have to be read again. */
function begin(db: Db, resume: boolean): void {
  const run = db.transaction(() => {
    const rules = readRules(db)
    if (rules === RULES && (resume || isUnderWay(db))) return
    if (rules === undefined && resume) return
    // What the old rules found must not connect mails that are not read again yet. Pages do not read any of this.
    db.exec(`
      INSERT INTO outdated (message) SELECT id FROM mails WHERE true ON CONFLICT DO NOTHING;
      DELETE FROM edges;
      DELETE FROM sketches;
      DELETE FROM paragraphs;
      DELETE FROM boilerplate;
      UPDATE places SET head = NULL, above = NULL, posting = NULL
        WHERE head IS NOT NULL OR above IS NOT NULL OR posting IS NOT NULL;
    `)
    db.prepare('UPDATE derivation SET rules = @rules').run({ rules: RULES })
  })
  run.immediate()
}

interface OutdatedRow {
  readonly message: number
  /** Both null when the mail was never derived. */
  readonly series: number | null
  readonly thread: number | null
}

/**
 * Prepares finding the mails of the next batch. Mails that share a thread or a series are read together: no reader sees half a
 * series, and no thread is split, unless there are more than `largest` of them. The last of them may exceed the size of a batch.
 */
function openBatches(db: Db, largest: number): (size: number) => number[] {
  const selectNext = db.prepare<{ after: number }, OutdatedRow>(
    `SELECT outdated.message, places.series, places.thread
     FROM outdated LEFT JOIN places ON places.message = outdated.message
     WHERE outdated.message > @after ORDER BY outdated.message LIMIT 1`,
  )
  const mates = (column: 'thread' | 'series') =>
    db.prepare<OutdatedRow, OutdatedRow>(
      `SELECT places.message, places.series, places.thread
       FROM places JOIN outdated ON outdated.message = places.message WHERE places.${column} = @${column}`,
    )
  const [selectThread, selectSeries] = [mates('thread'), mates('series')]
  return (size) => {
    const batch = new Map<number, OutdatedRow>()
    const threads = new Set<number>()
    const series = new Set<number>()
    const add = (row: OutdatedRow): void => {
      // A Map also iterates over what is added while it is walked.
      if (!batch.has(row.message)) batch.set(row.message, row)
    }
    let after = 0
    while (batch.size < size) {
      const first = selectNext.get({ after })
      if (first === undefined) break
      after = first.message
      add(first)
      for (const row of batch.values()) {
        if (batch.size >= largest) break
        if (row.thread !== null && !threads.has(row.thread)) {
          threads.add(row.thread)
          for (const mate of selectThread.all(row)) add(mate)
        }
        if (row.series !== null && !series.has(row.series)) {
          series.add(row.series)
          for (const mate of selectSeries.all(row)) add(mate)
        }
      }
    }
    // In the order of arrival, as an import reads them.
    return [...batch.keys()].slice(0, largest).sort((a, b) => a - b)
  }
}

/** Reads one batch again. Returns for how many milliseconds the database was locked; undefined when no batch was left. */
async function readAgain(db: Db, next: () => readonly number[]): Promise<number | undefined> {
  const remove = db.prepare<{ id: number }>('DELETE FROM outdated WHERE message = @id')
  db.exec('BEGIN IMMEDIATE')
  const startMs = performance.now()
  try {
    const store = openStore(db)
    // Within the transaction: another process may have done the batch that came next before.
    const batch = next()
    for (const id of batch) {
      remove.run({ id })
      await readStored(db, store, id)
    }
    await deriveReadable(db, store)
    db.exec('COMMIT')
    return batch.length === 0 ? undefined : performance.now() - startMs
  } catch (error) {
    rollBack(db)
    throw error
  }
}
