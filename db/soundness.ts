import { errorCode } from './disk'
import { DatabaseError, type Db } from './open'

/** Before an import into a large database, no further table is checked after this time. */
const BOUND_MS = 300
/** The table with the bytes of the mails. It is most of a large database, so that checking it could take seconds. */
const LARGEST = 'mails'
/** Up to this size, everything is checked within about 200 ms. */
const SMALL_BYTES = 200 * 1024 * 1024

interface Check {
  /** Whether all of a large database is checked: 1.7 s of CPU for 250,000 mails, and as long as the disk takes to read the file. */
  readonly whole: boolean
  /** Up to this size, a database is small: SMALL_BYTES unless given. */
  readonly smallBytes?: number
}

/**
 * Throws DatabaseError when SQLite finds a table or one of its indexes damaged. Of a large database only a part is checked, a different one each
 * time, unless `whole` is set.
 */
export function checkSound(db: Db, { whole, smallBytes = SMALL_BYTES }: Check): void {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY random()")
    .pluck()
    .all()
  const bytes = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
  const isBounded = !whole && bytes > smallBytes
  const startMs = performance.now()
  // Also what belongs to no table, such as the list of free pages.
  const anywhere = isBounded ? undefined : findDamage(db, 'quick_check')
  if (!isBounded && anywhere === undefined) return
  for (const table of tables) {
    if (isBounded && table === LARGEST) continue
    if (isBounded && performance.now() - startMs > BOUND_MS) return
    const damage = findDamage(db, `quick_check('${table}')`)
    if (damage !== undefined) throw new DatabaseError(damageText(db.name, `${table}: ${damage}`))
  }
  if (anywhere !== undefined) throw new DatabaseError(damageText(db.name, anywhere))
}

/** One line of what a check of SQLite finds damaged, by which some damage is returned and some thrown; undefined if the database is sound. */
export function findDamage(db: Db, check: string): string | undefined {
  try {
    const found = String(db.pragma(check, { simple: true }))
    return found === 'ok' ? undefined : found.split('\n').at(-1)
  } catch (error) {
    if (!errorCode(error).startsWith('SQLITE_CORRUPT')) throw error
    return (error as Error).message
  }
}

/** What to say, and to do, about a database that is damaged. */
export function damageText(path: string, what: string): string {
  return `${path}: the database or its disk is damaged (${what}); check the disk, then restore a backup, or move the file away and import again`
}
