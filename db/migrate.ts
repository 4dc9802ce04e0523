import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { errorCode } from './disk'
import { checkSchema, DatabaseError, type Db, readSchemaVersion, SCHEMA_VERSION } from './open'
import { refuseReplica } from './replica'

const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), 'migrations')
const BUSY_MS = 10_000

/**
 * Pages of 16 kB in the log at which a commit writes them back although Litestream replicates the database. Litestream does that itself, at
 * a sixteenth of this; a log of 256 MB means that it does not run.
 */
const REPLICATED_PAGES = 16_384

/**
 * Opens a database for writing. Creates the file and its folder if they are missing, and brings the schema up to date, each
 * migration in a transaction of its own. `:memory:` gives a database without a file. Throws DatabaseError with what to do.
 */
export function openWriter(path: string): Db {
  let db: Db
  refuseReplica(path)
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
    db = new Database(path, { timeout: BUSY_MS })
    readSchemaVersion(db, path)
    // Only a new database takes this: mails of 3 kB fill larger pages better, which saves a tenth of the file.
    db.pragma('page_size = 16384')
    db.pragma('journal_mode = WAL')
  } catch (error) {
    // What a full, failing or damaged disk did is explained like the same failure later on.
    if (error instanceof DatabaseError || /^SQLITE_(?:FULL|IOERR|CORRUPT)/.test(errorCode(error))) throw error
    throw new DatabaseError(`${path}: cannot be opened for writing: ${(error as Error).message}`)
  }
  db.pragma('synchronous = NORMAL')
  // In KiB. The keys of mails land anywhere in their indices, and the default of 2 MB is little for a large archive.
  db.pragma('cache_size = -32768')
  db.pragma('foreign_keys = ON')
  if (isReplicated(path)) db.pragma(`wal_autocheckpoint = ${REPLICATED_PAGES}`)
  migrate(db)
  checkSchema(db, path)
  return db
}

/** Like openWriter, for commands that have nothing to do without mail: throws DatabaseError when there is no file. */
export function openExistingWriter(path: string): Db {
  if (!existsSync(path)) throw new DatabaseError(`${path}: there is no such database; import mail first`)
  return openWriter(path)
}

/**
 * Whether Litestream replicates a database, by the folder that it keeps beside it. It has to see every page of the log before the page is
 * overwritten, or else copies the whole database again, so it alone should write the log back.
 */
function isReplicated(path: string): boolean {
  return existsSync(join(dirname(path), `.${basename(path)}-litestream`))
}

function migrate(db: Db): void {
  const files = readdirSync(MIGRATIONS)
    .filter((name) => /^\d{4}\.sql$/.test(name))
    .sort()
  for (const file of files) {
    const number = Number(file.slice(0, 4))
    if (number > SCHEMA_VERSION) throw new Error(`db/migrations/${file} is newer than SCHEMA_VERSION ${SCHEMA_VERSION}`)
    const sql = readFileSync(join(MIGRATIONS, file), 'utf8')
    const step = db.transaction(() => {
      // Read inside the transaction: another process may have migrated while this one waited for the lock.
      if (Number(db.pragma('user_version', { simple: true })) >= number) return
      db.exec(sql)
      db.pragma(`user_version = ${number}`)
    })
    step.immediate()
  }
}
