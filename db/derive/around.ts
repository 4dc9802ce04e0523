import { findSharers } from '../../lib/series/candidates'
import type { Db } from '../open'
import { uncountMail } from './activityRows'
import { touchRepeaters } from './boilerplateRows'
import { openCopies } from './coverCopies'
import { HEADER_COLUMNS, type HeaderRow, toHeaders } from './mailRows'
import { openClear } from './seriesRows'
import { dropTies } from './tieRows'
import { openVersionIndex } from './versionIndex'

/**
 * Adds to `touched` the mails whose threads, versions or series may change when this mail is replaced or removed: those of its thread, of its
 * version and series, those that may be copies of the same cover, the heads of the versions that were compared with its version, others
 * with the same boilerplate, and the patches of a pull request. Call it before the change.
 */
export function touchAround(db: Db, id: number, touched: Set<number>): void {
  for (const sql of [
    `SELECT other.message FROM places AS own JOIN places AS other ON other.thread = own.thread WHERE own.message = @id`,
    `SELECT other.message FROM places AS own JOIN places AS other ON other.head = own.head WHERE own.message = @id`,
    `SELECT places.message FROM places WHERE places.posting = @id`,
    `SELECT pulled.message FROM pulled WHERE pulled.pull = @id
     UNION SELECT pulled.message FROM pulls JOIN pulled ON pulled.pull = pulls.message WHERE pulls.proof = @id`,
    `SELECT versions.head FROM places JOIN versions ON versions.series = places.series WHERE places.message = @id`,
    `SELECT other.id FROM messages AS own JOIN messages AS other ON other.message_id = own.message_id WHERE own.id = @id`,
  ]) {
    for (const other of db.prepare<{ id: number }, number>(sql).pluck().all({ id })) touched.add(other)
  }
  const row = db
    .prepare<{ id: number }, HeaderRow>(`SELECT ${HEADER_COLUMNS} FROM messages WHERE messages.id = @id`)
    .get({ id })
  if (row !== undefined) for (const copy of openCopies(db, 1)(toHeaders(db, row)).mails) touched.add(copy)
  const head = db
    .prepare<{ id: number }, number | null>('SELECT head FROM places WHERE message = @id')
    .pluck()
    .get({ id })
  const index = openVersionIndex(db)
  const facts = head == null ? undefined : index.factsOf(head)
  if (facts !== undefined) for (const other of findSharers(facts, index, touched.size)) touched.add(other)
  touchRepeaters(db, id, touched)
}

/**
 * Removes everything that is derived from this mail, and adds to `touched` what has to be derived again. Foreign keys are checked at the end
 * of the transaction, after that derivation.
 */
export function forgetPlace(db: Db, id: number, touched: Set<number>): void {
  db.pragma('defer_foreign_keys = ON')
  touchAround(db, id, touched)
  uncountMail(db, id)
  openClear(db)([id])
  dropTies(db, id, touched)
  for (const sql of [
    'UPDATE places SET posting = NULL WHERE posting = @id',
    'UPDATE places SET head = NULL WHERE head = @id',
    'DELETE FROM relations WHERE other = @id',
    'DELETE FROM places WHERE message = @id',
  ]) {
    db.prepare<{ id: number }>(sql).run({ id })
  }
}
