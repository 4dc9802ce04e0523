import { createHash } from 'node:crypto'
import { unpack } from '../../db/mail/packedMail'
import type { Db } from '../../db/open'

/** Columns that name rows without a foreign key. */
const UNBOUND: Readonly<Record<string, Readonly<Record<string, string>>>> = { series: { state_commit: 'commits' } }

/** The rows of every table as sorted JSON lines. */
export type Dump = Readonly<Record<string, readonly string[]>>

type Row = Readonly<Record<string, unknown>>

/** Natural keys, by which rows are named instead of by row ids, which depend on the order of arrival. */
const NATURAL_KEYS: Readonly<Record<string, string>> = {
  mails: 'SELECT mails.id, key FROM mails LEFT JOIN messages USING (id)',
  messages: 'SELECT id, key FROM messages',
  commits: 'SELECT id, sha AS key FROM commits',
  committers: "SELECT id, name || ' ' || email AS key FROM committers",
  trees: 'SELECT id, name AS key FROM trees',
  branches:
    "SELECT branches.id, trees.name || '/' || branches.name AS key FROM branches JOIN trees ON trees.id = branches.tree",
  pulls: 'SELECT messages.id, messages.key FROM pulls JOIN messages ON messages.id = pulls.message',
  series: 'SELECT id, key FROM series',
  versions:
    "SELECT versions.id, series.key || '/' || position AS key FROM versions JOIN series ON series.id = versions.series",
  patches: `SELECT patches.id, series.key || '/' || position || '/' || number AS key
            FROM patches JOIN versions ON versions.id = patches.version JOIN series ON series.id = versions.series`,
}

/** Who delivered each mail depends on what the sources were called; see dumpDeliveries. */
const ABOUT_DELIVERIES = new Set(['deliverers', 'deliveries'])

/** Who delivered which mail, as sorted lines. */
export function dumpDeliveries(db: Db): string[] {
  return db
    .prepare<[], string>(
      `SELECT coalesce(messages.key, '') || ' ' || deliverers.name FROM deliveries
       JOIN deliverers ON deliverers.id = deliveries.deliverer LEFT JOIN messages ON messages.id = deliveries.mail`,
    )
    .pluck()
    .all()
    .sort()
}

/**
 * Dumps a database so that two databases with the same content give the same dump: row ids are replaced by natural keys (found
 * through the foreign keys, so that a new column is not forgotten), when a mail was hidden is left out, packed columns are unpacked and hashed, rows are sorted.
 */
export function dump(db: Db): Dump {
  const names = new Map(Object.entries(NATURAL_KEYS).map(([table, sql]) => [table, readNames(db, sql)]))
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all()
  // A read-only handle cannot even create the temporary tables that list the words.
  const readOnly = db.pragma('query_only', { simple: true })
  db.pragma('query_only = 0')
  const words = Object.entries(WORDS).map(([table, of]) => [table, dumpWords(db, table, names.get(of))] as const)
  db.pragma(`query_only = ${readOnly}`)
  return {
    ...Object.fromEntries(
      tables.filter((table) => !ABOUT_DELIVERIES.has(table)).map((table) => [table, dumpTable(db, table, names)]),
    ),
    ...Object.fromEntries(words),
  }
}

/** The full-text tables, with the tables whose row ids they use. */
const WORDS: Readonly<Record<string, string>> = { mail_search: 'messages', series_search: 'series' }

/** The content of a full-text table: for each row a hash of every word with its column and, where that is stored, its position. */
function dumpWords(db: Db, table: string, names: ReadonlyMap<number, string> | undefined): string[] {
  db.exec(`CREATE VIRTUAL TABLE temp.${table}_words USING fts5vocab (main, ${table}, instance)`)
  const rows = db
    .prepare<[], { doc: number; words: string }>(
      `SELECT doc, group_concat(term || ' ' || col || ' ' || coalesce("offset", '')) AS words FROM temp.${table}_words GROUP BY doc`,
    )
    .all()
  db.exec(`DROP TABLE temp.${table}_words`)
  return rows.map(({ doc, words }) => `${names?.get(doc) ?? `no row ${doc}`}: ${hash(words)}`).sort()
}

/** A dump that is short enough to print if two differ. */
export function fingerprint(db: Db): Record<string, string> {
  return Object.fromEntries(
    Object.entries(dump(db)).map(([table, rows]) => [table, `${rows.length} rows, ${hash(rows.join('\n'))}`]),
  )
}

function dumpTable(db: Db, table: string, names: ReadonlyMap<string, ReadonlyMap<number, string>>): string[] {
  const references = new Map(
    (db.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[]).map((key) => [key.from, key.table]),
  )
  for (const [column, target] of Object.entries(UNBOUND[table] ?? {})) references.set(column, target)
  const plain = (column: string, value: unknown): unknown => {
    if (column === 'hidden_ms') return null
    if (Buffer.isBuffer(value)) return hash(column === 'lines' || column === 'filter' ? value : unpackIfSound(value))
    const target = references.get(column) ?? (column === 'id' ? table : undefined)
    if (target === undefined || typeof value !== 'number') return value
    return names.get(target)?.get(value) ?? (column === 'id' ? '' : `no row ${value} in ${target}`)
  }
  return db
    .prepare<[], Row>(`SELECT * FROM ${table}`)
    .all()
    .map((row) => JSON.stringify(Object.entries(row).map(([column, value]) => [column, plain(column, value)])))
    .sort()
}

/** A damaged blob is compared as it is stored. */
function unpackIfSound(blob: Buffer): Buffer {
  try {
    return unpack(blob)
  } catch {
    return blob
  }
}

function readNames(db: Db, sql: string): Map<number, string> {
  const rows = db.prepare<[], { id: number; key: string | null }>(sql).all()
  return new Map(rows.map(({ id, key }) => [id, key ?? '']))
}

function hash(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
