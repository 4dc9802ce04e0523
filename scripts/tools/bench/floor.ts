import { createReadStream } from 'node:fs'
import { openMessageSearch, type SearchedMail } from '../../../db/derive/searchRows'
import { pack, packHeaders, unpack } from '../../../db/mail/blob'
import { searchText } from '../../../db/mail/searchText'
import { openWriter } from '../../../db/migrate'
import { type Db, openReader } from '../../../db/open'
import { readMbox } from '../../sources/mboxStream'

/** What an import takes in which nothing is read of a mail and nothing derived, in milliseconds. */
export interface Floor {
  readonly splitMs: number
  readonly packMs: number
  readonly writeMs: number
}

/**
 * Does the part of an import that no cleverness saves, as long as the same rows are kept: splits the mbox, packs the mails, writes every row of
 * the finished database, with its words, into a fresh one at `target`, in one transaction.
 */
export async function measureFloor(mbox: string, finished: string, target: string): Promise<Floor> {
  const db = openReader(finished)
  const [mails, tables, words] = [listMails(db), listTables(db), listWords(db)]
  db.close()
  const splitMs = await timed(async () => {
    for await (const _ of readMbox(mbox, createReadStream(mbox)));
  })
  const packMs = await timed(() => {
    for (const { head, body } of mails) {
      packHeaders(head)
      if (body !== null) pack(body)
    }
  })
  const fresh = openWriter(target)
  try {
    return { splitMs, packMs, writeMs: await timed(() => writeAll(fresh, tables, words)) }
  } finally {
    fresh.close()
  }
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function listMails(db: Db): { readonly head: Buffer; readonly body: Buffer | null }[] {
  return db
    .prepare<[], { raw: Buffer; body: Buffer | null }>('SELECT raw, body FROM mails')
    .all()
    .map(({ raw, body }) => ({ head: unpack(raw), body: body === null ? null : unpack(body) }))
}

type Cells = readonly unknown[]

/** The rows of all tables but those that make up an index of words. */
function listTables(db: Db): ReadonlyMap<string, readonly Cells[]> {
  const names = db
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all()
  return new Map(names.map((name) => [name, db.prepare<[], Cells>(`SELECT * FROM "${name}"`).raw().all()]))
}

function listWords(db: Db): readonly (SearchedMail & { readonly id: number })[] {
  return db
    .prepare<[], SearchedMail['row'] & { readonly id: number; readonly body: Buffer | null }>(
      `SELECT id, subject, from_name AS fromName, from_email AS fromEmail, message_id AS messageId, body
       FROM messages JOIN mails USING (id)`,
    )
    .all()
    .map(({ id, body, ...row }) => ({ id, row, words: body === null ? '' : searchText(unpack(body).toString('utf8')) }))
}

function writeAll(db: Db, tables: ReadonlyMap<string, readonly Cells[]>, words: ReturnType<typeof listWords>): void {
  // Rows that name each other come in any order.
  db.pragma('foreign_keys = OFF')
  db.exec('BEGIN IMMEDIATE')
  for (const [name, rows] of tables) {
    const width = rows[0]?.length ?? 0
    if (width === 0) continue
    const insert = db.prepare(`INSERT OR REPLACE INTO "${name}" VALUES (${Array(width).fill('?').join(', ')})`)
    for (const row of rows) insert.run(...row)
  }
  const putWords = openMessageSearch(db)
  for (const mail of words) putWords(mail.id, mail)
  db.exec('COMMIT')
}
