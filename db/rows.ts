import type { Db } from './open'

/** The names in a list such as 'key, title, lists'. */
type Names<List extends string> = List extends `${infer First}, ${infer Rest}` ? First | Names<Rest> : List

type Row<Columns extends string> = Readonly<Record<Names<Columns>, string | number | null | Buffer>>

/**
 * Prepares the insertion of rows into a table: the result takes a row as an object with a field for each of the columns, and
 * returns its row id. `columns` is written as in SQL; `conflict` is an ON CONFLICT clause for a table that may hold the row already.
 */
export function openInsert<Columns extends string>(
  db: Db,
  table: string,
  columns: Columns,
  conflict = '',
): (row: Row<Columns>) => number {
  const statement = db.prepare<[Row<Columns>]>(
    `INSERT INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, '@$&')}) ${conflict}`,
  )
  return (row) => Number(statement.run(row).lastInsertRowid)
}

/** How many rows a table has. */
export function countRows(db: Db, table: string): number {
  return Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
}

/** SQL for the row ids of the mails that the id in a parameter stands for: their own, or that of a mail in which a list wrapped them. */
export function mailsWithId(parameter: string): string {
  return `(SELECT id FROM messages WHERE message_id = ${parameter}
           UNION SELECT message FROM mentions WHERE kind = 'outer' AND value = ${parameter})`
}
