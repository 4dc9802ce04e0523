import { DatabaseError, type Db } from './open'

/** How long the check before an import may take on a large database. */
const BOUND_MS = 300
/** The table with the bytes of the mails. It is most of a large database, so that checking it could take seconds. */
const LARGEST = 'mails'
/** Up to this size, everything is checked within about 200 ms. */
const SMALL_BYTES = 200 * 1024 * 1024

/**
 * Throws DatabaseError when SQLite finds a table or one of its indices damaged. Of a large database only a part is checked, another one each
 * time, unless the `whole` of it is asked for: 1.7 s of CPU for 250,000 mails, and as long as the disk takes to read the file.
 */
export function checkSound(db: Db, { whole }: { readonly whole: boolean }): void {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY random()")
    .pluck()
    .all()
  const bytes = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
  const isBounded = !whole && bytes > SMALL_BYTES
  const startMs = performance.now()
  for (const table of tables) {
    if (isBounded && table === LARGEST) continue
    if (isBounded && performance.now() - startMs > BOUND_MS) return
    const found = String(db.pragma(`quick_check('${table}')`, { simple: true }))
    if (found !== 'ok') throw new DatabaseError(damageText(db.name, `${table}: ${found.split('\n').at(-1)}`))
  }
}

/** What to say, and to do, about a database that is damaged. */
export function damageText(path: string, what: string): string {
  return `${path}: the database or its disk is damaged (${what}); check the disk, then restore a backup, or move the file away and import again`
}
