import type { ReadMail } from '../mail/packedMessage'
import { type PackedMail, packMail, unpackMail } from '../mail/rawMail'
import type { Db } from '../open'
import { openMessageRows } from './messageRows'

export type PutResult = 'new' | 'duplicate' | 'variant'

export interface Store {
  /**
   * Keeps one mail. Same id and same content is a duplicate: the copy that was received first stays, its lists are
   * joined, and when nothing changes nothing is written. Same id with other content is a variant, kept beside the first.
   */
  readonly putMail: (mail: ReadMail) => PutResult
  /** Keeps the bytes of a mail that could be read once and cannot be now: nothing is lost by a change of the parser. */
  readonly keepUnread: (raw: Buffer, receivedMs: number | null, lists: readonly string[]) => void
  /** Notes a mail that could not be kept, in the place of what was noted for this place before. */
  readonly putRejection: (source: string, position: number, reason: string) => void
  /** What stands at this place of the source can be kept now. */
  readonly dropRejection: (source: string, position: number) => void
  /** Mails whose series must be derived again; emptied by the caller. */
  readonly touched: Set<number>
}

interface KnownRow extends PackedMail {
  readonly id: number
  readonly received_ms: number | null
  readonly lists: string
}

/** The write side for mails, with its statements prepared once. The caller holds the transaction. */
export function openStore(db: Db): Store {
  const findKnown = db.prepare<[string, string], KnownRow>(
    'SELECT mails.id, raw, mails.body, mails.received_ms, lists FROM messages JOIN mails USING (id) WHERE message_id = ? AND content_hash = ?',
  )
  const hasId = db.prepare<[string], { found: 1 }>('SELECT 1 AS found FROM messages WHERE message_id = ? LIMIT 1')
  const insertMail = db.prepare<[Buffer, Buffer | null, number | null, string]>(
    'INSERT INTO mails (raw, body, received_ms, lists) VALUES (?, ?, ?, ?)',
  )
  const updateLists = db.prepare<[string, number]>('UPDATE mails SET lists = ? WHERE id = ?')
  const updateMail = db.prepare<[Buffer, Buffer | null, number | null, number]>(
    'UPDATE mails SET raw = ?, body = ?, received_ms = ? WHERE id = ?',
  )
  const insertRejection = db.prepare<[string, number, string]>(
    `INSERT INTO rejections (source, position, reason) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET reason = excluded.reason WHERE reason <> excluded.reason`,
  )
  const deleteRejection = db.prepare<[string, number]>('DELETE FROM rejections WHERE source = ? AND position = ?')
  const touched = new Set<number>()
  const rows = openMessageRows(db)

  const merge = (known: KnownRow, mail: ReadMail): void => {
    const lists = joinLists(known.lists, mail.lists)
    const wins = isFirstCopy(mail, known)
    if (!wins && lists === known.lists) return
    updateLists.run(lists, known.id)
    touched.add(known.id)
    if (!wins) return
    const packed = mail.pack()
    updateMail.run(packed.raw, packed.body, mail.receivedMs, known.id)
    // Keys depend on the time of receipt: what was connected before must be looked at again.
    for (const neighbour of rows.neighbours(known.id)) touched.add(neighbour)
    rows.replace(known.id, packed)
    for (const id of rows.nameVariants(mail.messageId)) touched.add(id)
  }

  return {
    touched,
    putMail(mail) {
      const known = findKnown.get(mail.messageId, mail.contentHash)
      if (known !== undefined) {
        merge(known, mail)
        return 'duplicate'
      }
      const variant = hasId.get(mail.messageId) !== undefined
      const lists = JSON.stringify(mail.lists)
      const packed = mail.pack()
      const id = Number(insertMail.run(packed.raw, packed.body, mail.receivedMs, lists).lastInsertRowid)
      rows.put(id, packed, variant)
      touched.add(id)
      if (!variant) return 'new'
      for (const other of rows.nameVariants(mail.messageId)) touched.add(other)
      return 'variant'
    },
    keepUnread(raw, receivedMs, lists) {
      const packed = packMail(raw)
      insertMail.run(packed.raw, packed.body, receivedMs, JSON.stringify(lists))
    },
    putRejection(source, position, reason) {
      insertRejection.run(source, position, reason)
    },
    dropRejection(source, position) {
      deleteRejection.run(source, position)
    },
  }
}

function joinLists(known: string, more: readonly string[]): string {
  return JSON.stringify([...new Set([...(JSON.parse(known) as string[]), ...more])].sort())
}

/** Of two copies the one received first is kept; at the same time, or without any, the one with the smaller bytes: the order of arrival must not matter. */
function isFirstCopy(mail: ReadMail, known: KnownRow): boolean {
  const [mine, theirs] = [mail.receivedMs ?? Number.POSITIVE_INFINITY, known.received_ms ?? Number.POSITIVE_INFINITY]
  return mine === theirs ? Buffer.compare(mail.raw, unpackMail(known)) < 0 : mine < theirs
}
