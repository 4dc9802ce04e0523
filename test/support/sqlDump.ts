import Database from 'better-sqlite3'

/**
 * All that `.dump` of SQLite's shell prints of a file: the statements of the schema and every row of every table, also those in which
 * full-text tables keep their words, in the order of the file.
 */
export function sqlDump(path: string): string {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    db.defaultSafeIntegers(true)
    const schema = db
      .prepare<[], { type: string; name: string; sql: string | null }>(
        'SELECT type, name, sql FROM sqlite_schema ORDER BY rowid',
      )
      .all()
    const tables = schema.filter(({ type, sql }) => type === 'table' && !/^CREATE VIRTUAL/i.test(sql ?? ''))
    return [
      String(db.pragma('user_version', { simple: true })),
      ...schema.map(({ sql }) => sql ?? ''),
      ...tables.flatMap(({ name }) => [name, ...rows(db, name)]),
    ].join('\n')
  } finally {
    db.close()
  }
}

function rows(db: Database.Database, table: string): string[] {
  const values = db.prepare(`SELECT * FROM "${table}"`).raw().all() as unknown[][]
  return values.map((row) => row.map(literal).join())
}

function literal(value: unknown): string {
  if (Buffer.isBuffer(value)) return `X'${value.toString('hex')}'`
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
