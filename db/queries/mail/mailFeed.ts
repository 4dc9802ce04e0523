import { readTextStart } from '../../mail/messageText'
import type { PackedMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { findMessage } from '../series/find'
import type { MailEntryView } from '../views'
import { findMails } from './findMails'
import { type MailHeadRow, toMailHead } from './mailHead'
import { listThreadIds, MAX_THREAD } from './threadIds'

/** Entries of a feed of the newest mails. */
const MAX_NEWEST = 50
/** Characters of each mail. */
const MAX_TEXT = 2_000

interface EntryRow extends MailHeadRow, PackedMail {
  readonly text: Buffer
}

/** The newest mails of the archive, or of lists; newest first. */
export function listNewestMails(db: Db, lists?: readonly string[]): readonly MailEntryView[] {
  if (lists !== undefined) return readEntries(db, onLists(db, lists))
  const newest = db
    .prepare<{ limit: number }, number>(
      'SELECT messages.id FROM messages ORDER BY messages.received_ms DESC LIMIT @limit',
    )
    .pluck()
  return readEntries(db, newest.all({ limit: MAX_NEWEST }))
}

function onLists(db: Db, lists: readonly string[]): Iterable<number> {
  const parts = lists.map((list) => ({ kind: 'value', name: 'lid', value: list }) as const)
  const found = findMails(db, { kind: 'any', parts }, { limit: MAX_NEWEST })
  return 'ids' in found ? found.ids : []
}

/** The mails in the thread of a mail, newest first; undefined if the mail is unknown. */
export function listThreadMails(db: Db, messageId: string): readonly MailEntryView[] | undefined {
  const id = findMessage(db, messageId)
  if (id === undefined) return undefined
  return readEntries(db, listThreadIds(db, id, MAX_THREAD, 'newest first'))
}

function readEntries(db: Db, ids: Iterable<number>): readonly MailEntryView[] {
  const select = db.prepare<{ id: number }, EntryRow>(
    `SELECT messages.key, messages.subject, messages.from_name, messages.from_email, messages.received_ms, messages.text,
            mails.raw, mails.body
     FROM messages JOIN mails ON mails.id = messages.id WHERE messages.id = @id`,
  )
  const entries: MailEntryView[] = []
  for (const id of ids) {
    const row = select.get({ id })
    if (row !== undefined) entries.push(toEntry(row))
  }
  return entries
}

function toEntry(row: EntryRow): MailEntryView {
  return {
    ...toMailHead(row),
    text: readTextStart(row).body.slice(0, MAX_TEXT),
  }
}
