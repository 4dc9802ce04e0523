import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { checkSchema, DatabaseError, type Db, readSchemaVersion, SCHEMA_VERSION } from './open'

const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), 'migrations')
const BUSY_MS = 10_000

/**
 * Opens a database for writing. Creates the file and its folder if they are missing, and brings the schema up to date, each
 * migration in a transaction of its own. `:memory:` gives a database without a file. Throws DatabaseError with what to do.
 */
export function openWriter(path: string): Db {
  let db: Db
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
    db = new Database(path, { timeout: BUSY_MS })
    readSchemaVersion(db, path)
    // Only a new database takes this: mails of 3 kB fill larger pages better, which saves a tenth of the file.
    db.pragma('page_size = 16384')
    db.pragma('journal_mode = WAL')
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    throw new DatabaseError(`${path}: cannot be opened for writing: ${(error as Error).message}`)
  }
  db.pragma('synchronous = NORMAL')
  // In KiB. The keys of mails land anywhere in their indices, and the default of 2 MB is little for a large archive.
  db.pragma('cache_size = -32768')
  db.pragma('foreign_keys = ON')
  migrate(db)
  checkSchema(db, path)
  return db
}

/** Like openWriter, for commands that have nothing to do without mail: throws DatabaseError when there is no file. */
export function openExistingWriter(path: string): Db {
  if (!existsSync(path)) throw new DatabaseError(`${path}: there is no such database; import mail first`)
  return openWriter(path)
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
