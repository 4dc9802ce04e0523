import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { openWriter } from '../../../db/migrate'
import { type Db, openReader } from '../../../db/open'
import { putCorrection } from '../../../db/store/corrections'
import { hideMessage } from '../../../db/store/hide'
import type { MessageId } from '../../../lib/mail/types'
import { ROOT } from '../../support/cli'
import { type Dump, dump } from '../../support/dump'
import { ingestMails } from '../../support/ingest'
import { DAMAGED, HIDDEN, LINKED, RELEASED_MAILS, UNLINKED } from './releasedMails'

/**
 * Unpacks what the last release wrote (commit 0f9594d, schema 10): it imported RELEASED_MAILS, and its `hide`, `link` and `unlink` were
 * run with the mails that are named there. Then a tracked source with its cursor, a rejected mail and an origin were added, and the
 * bytes of one mail were overwritten.
 */
export function unpackReleased(path: string): string {
  writeFileSync(path, gunzipSync(readFileSync(join(ROOT, 'test/db/upgrade/released.sqlite.gz'))))
  return path
}

const id = (name: string) => name as MessageId

/** A fresh import of what can be read in that database, and of `more`, with the same corrections. */
export async function importFresh(more: readonly Buffer[] = []): Promise<Db> {
  const db = openWriter(':memory:')
  const damaged = `Message-ID: <${DAMAGED}>`
  await ingestMails(db, [...RELEASED_MAILS.filter((one) => !one.includes(damaged)), ...more])
  hideMessage(db, id(HIDDEN))
  putCorrection(db, { kind: 'link', a: id(LINKED[0]), b: id(LINKED[1]) })
  putCorrection(db, { kind: 'unlink', a: id(UNLINKED[0]), b: id(UNLINKED[1]) })
  return db
}

/** Entered by an operator, or about sources: no mail brings it back. */
export const ENTERED = ['corrections', 'hidden', 'sources', 'cursors', 'origins', 'deliverers', 'lookups'] as const

/** The tables that derive from mail, without the bytes of a mail that nothing is derived from. */
export function derivedTables(db: Db): Dump {
  const { sources: _, cursors: __, origins: ___, rejections: ____, mails = [], ...tables } = dump(db)
  return { ...tables, mails: mails.filter((row) => !row.startsWith('[["id",""]')) }
}

/** Opens a database for reading, and checks that it is sound. */
export function openSound(path: string): Db {
  const db = openReader(path)
  const problems = [db.pragma('integrity_check', { simple: true }), ...(db.pragma('foreign_key_check') as unknown[])]
  if (problems.length > 1 || problems[0] !== 'ok') throw new Error(`${path} is damaged: ${JSON.stringify(problems)}`)
  return db
}
