import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { DatabaseError, type Db, openReader } from '../../db/open'
import { dump } from '../support/dump'

/** Columns that say when something happened, or count the last run only: they differ between two runs. */
const OF_THE_RUN: Readonly<Record<string, readonly string[]>> = {
  sources: ['added_ms', 'last_run_ms', 'last_success_ms', 'last_new'],
  lookups: ['tried_ms'],
  trees: ['updated_ms'],
  sightings: ['first_ms', 'gone_ms'],
}

/** A hash of each table at one moment, equal for equal content; see dump. Throws what openReader throws. */
export function readState(path: string): Readonly<Record<string, string>> {
  const db = openReader(path)
  try {
    const rowsOf = db.transaction(() => dump(db))
    return Object.fromEntries(
      Object.entries(rowsOf()).map(([table, rows]) => {
        const text = rows.map((row) => withoutTimes(table, row)).join('\n')
        return [table, `${rows.length} rows ${createHash('sha256').update(text).digest('hex').slice(0, 16)}`]
      }),
    )
  } finally {
    db.close()
  }
}

function withoutTimes(table: string, row: string): string {
  const dropped = OF_THE_RUN[table]
  if (dropped === undefined) return row
  const columns = JSON.parse(row) as [string, unknown][]
  return JSON.stringify(columns.filter(([name]) => !dropped.includes(name)))
}

/** The tables in which two states differ, with both hashes; empty if they are equal. */
export function differences(
  wanted: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): string[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(found)])]
    .filter((table) => wanted[table] !== found[table])
    .map((table) => `${table}: ${found[table] ?? 'absent'} instead of ${wanted[table] ?? 'absent'}`)
}

/** What SQLite finds wrong in a file: pages, indexes, foreign keys; empty if it is sound, or if there is no file. It may have the schema of another version. */
export function findDamage(path: string): string[] {
  if (!existsSync(path)) return []
  const db = openAny(path)
  try {
    const pages = db.pragma('integrity_check') as { integrity_check: string }[]
    const keys = db.pragma('foreign_key_check') as { table: string }[]
    return [
      ...pages.map(({ integrity_check: text }) => text).filter((text) => text !== 'ok'),
      ...keys.map(({ table }) => `a foreign key of ${table} is broken`),
    ]
  } finally {
    db.close()
  }
}

function openAny(path: string): Db {
  try {
    return openReader(path)
  } catch (error) {
    if (error instanceof DatabaseError) return new Database(path, { readonly: true })
    throw error
  }
}
