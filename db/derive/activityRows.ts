import { mailboxKey } from '../../lib/review/basis'
import { readText } from '../mail/messageText'
import type { PackedMail } from '../mail/packedMail'
import type { Db } from '../open'
import { parseRecipients } from './mailRows'
import { toRecheck } from './recheck'

/** Months in which a regular of a list has written to it. */
export const REGULAR_MONTHS = 3

/** What `activity` counts of a mail; see the column `places.counted`. */
type Counted = 0 | 1 | 2 | 3

interface CountedRow {
  readonly counted: Counted
  readonly email: string
  readonly received_ms: number
  readonly lists: string
}

interface SentRow extends CountedRow, PackedMail {
  readonly text: Buffer
  readonly kind: string
  readonly posting: number | null
}

const COUNTED_COLUMNS = 'places.counted, messages.from_email AS email, messages.received_ms, mails.lists'
const COUNTED_TABLES =
  'places JOIN messages ON messages.id = places.message JOIN mails ON mails.id = places.message WHERE places.message = @id'

/**
 * Counts in `activity` the mails that came or moved to another place. Only what was posted, or answers a posting, counts; each once however often it
 * is derived. The caller holds the transaction.
 */
export function countMails(db: Db, moved: Iterable<number>): void {
  const select = db.prepare<{ id: number }, SentRow>(
    `SELECT ${COUNTED_COLUMNS}, messages.text, mails.raw, mails.body, places.kind, places.posting FROM ${COUNTED_TABLES}`,
  )
  const add = openAdd(db)
  for (const id of moved) {
    const row = select.get({ id })
    if (row === undefined) continue
    const now = countedAs(row)
    if (now === row.counted) continue
    add(id, row, row.counted, -1)
    add(id, row, now, 1)
  }
}

/**
 * Takes a mail out of `activity`. Call it before anything that is counted changes: the sender, the time of receipt or the lists. It is counted again once it
 * has a place.
 */
export function uncountMail(db: Db, id: number): void {
  const row = db.prepare<{ id: number }, CountedRow>(`SELECT ${COUNTED_COLUMNS} FROM ${COUNTED_TABLES}`).get({ id })
  if (row === undefined || row.counted === 0) return
  const add = openAdd(db)
  add(id, row, row.counted, -1)
  add(id, row, 0, 1)
}

function countedAs(row: SentRow): Counted {
  if (row.posting === null || row.kind === 'notice') return 0
  if (row.kind !== 'cover' && row.kind !== 'patch') return 1
  const lists = listsOf(row.lists).map(mailboxKey)
  const sender = mailboxKey(row.email)
  const sentTo = new Set(parseRecipients(readText(row).recipients).map(mailboxKey))
  const others = [...sentTo].filter((one) => one !== '' && one !== sender && !lists.includes(one))
  // Where mail has no header of a list, the only recipient is taken to be the list.
  const isList = lists[0] === '' && others.length === 1
  return others.length > 0 && !isList ? 3 : 2
}

/** The lists of a mail, from the JSON that is stored; '' stands for the list of mail that came from none. */
export function listsOf(json: string): readonly string[] {
  const lists = JSON.parse(json) as string[]
  return lists.length === 0 ? [''] : lists
}

/** Months since 1970, UTC. */
export function monthOf(ms: number): number {
  const date = new Date(ms)
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
}

/** Prepares counting a mail up or down. */
function openAdd(db: Db): (id: number, row: CountedRow, counted: Counted, by: 1 | -1) => void {
  const add = db.prepare(
    `INSERT INTO activity (email, list, month, mails, postings, addressing) VALUES (@email, @list, @month, @by, @postings, @addressing)
     ON CONFLICT DO UPDATE SET mails = mails + excluded.mails, postings = postings + excluded.postings,
       addressing = addressing + excluded.addressing`,
  )
  const drop = db.prepare(
    'DELETE FROM activity WHERE email = @email AND list = @list AND month = @month AND mails <= 0',
  )
  const mark = db.prepare('UPDATE places SET counted = @counted WHERE message = @id')
  return (id, row, counted, by) => {
    if (by === 1) mark.run({ id, counted })
    if (counted === 0) return
    const email = mailboxKey(row.email)
    toRecheck(db).add(email)
    for (const list of new Set(listsOf(row.lists))) {
      const key = { email, list, month: monthOf(row.received_ms) }
      add.run({ ...key, by, postings: counted > 1 ? by : 0, addressing: counted === 3 ? by : 0 })
      if (by === -1) drop.run(key)
    }
  }
}
