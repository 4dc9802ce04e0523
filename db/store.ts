import type { Message } from '../lib/mail/types'
import { pack, unpack } from './blob'
import { openMessageRows } from './messageRows'
import type { Db } from './open'

export type PutResult = 'new' | 'duplicate' | 'variant'

export interface Store {
  /**
   * Keeps one mail. Same id and same content is a duplicate: the copy that was received first stays, its lists are
   * joined, and when nothing changes nothing is written. Same id with other content is a variant, kept beside the first.
   * `archivedMs` is the archive's own time, for mails without a Received header.
   */
  readonly putMessage: (raw: Buffer, message: Message, archivedMs: number | null) => PutResult
  /** Keeps the bytes of a mail that could be read once and cannot be now: nothing is lost by a change of the parser. */
  readonly keepUnread: (raw: Buffer, receivedMs: number | null, lists: readonly string[]) => void
  /** Notes a mail that could not be kept. */
  readonly putRejection: (source: string, position: number, reason: string) => void
  /** Mails whose series must be derived again; emptied by the caller. */
  readonly touched: Set<number>
}

interface KnownRow {
  readonly id: number
  readonly raw: Buffer
  readonly received_ms: number | null
  readonly lists: string
}

/** The write side for mails, with its statements prepared once. The caller holds the transaction. */
export function openStore(db: Db): Store {
  const findKnown = db.prepare<[string, string], KnownRow>(
    'SELECT mails.id, raw, mails.received_ms, lists FROM messages JOIN mails USING (id) WHERE message_id = ? AND content_hash = ?',
  )
  const hasId = db.prepare<[string], { found: 1 }>('SELECT 1 AS found FROM messages WHERE message_id = ? LIMIT 1')
  const insertMail = db.prepare<[Buffer, number | null, string]>(
    'INSERT INTO mails (raw, received_ms, lists) VALUES (?, ?, ?)',
  )
  const updateMail = db.prepare<[Buffer, number | null, string, number]>(
    'UPDATE mails SET raw = ?, received_ms = ?, lists = ? WHERE id = ?',
  )
  const insertRejection = db.prepare<[string, number, string]>(
    'INSERT INTO rejections (source, position, reason) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const touched = new Set<number>()
  const rows = openMessageRows(db)

  const merge = (known: KnownRow, raw: Buffer, message: Message, receivedMs: number | null): void => {
    const packed = pack(raw)
    const lists = joinLists(known.lists, message.lists)
    const wins = !packed.equals(known.raw) && isFirstCopy(raw, receivedMs, known)
    if (!wins && lists === known.lists) return
    updateMail.run(wins ? packed : known.raw, wins ? receivedMs : known.received_ms, lists, known.id)
    touched.add(known.id)
    if (!wins) return
    // Keys depend on the time of receipt: what was connected before must be looked at again.
    for (const neighbour of rows.neighbours(known.id)) touched.add(neighbour)
    rows.put(known.id, message, receivedMs)
    for (const id of rows.nameVariants(message.messageId)) touched.add(id)
  }

  return {
    touched,
    putMessage(raw, message, archivedMs) {
      const receivedMs = message.receivedAtMs ?? archivedMs
      const known = findKnown.get(message.messageId, message.contentHash)
      if (known !== undefined) {
        merge(known, raw, message, receivedMs)
        return 'duplicate'
      }
      const variant = hasId.get(message.messageId) !== undefined
      const id = Number(insertMail.run(pack(raw), receivedMs, JSON.stringify(message.lists)).lastInsertRowid)
      rows.put(id, message, receivedMs)
      touched.add(id)
      for (const other of rows.nameVariants(message.messageId)) touched.add(other)
      return variant ? 'variant' : 'new'
    },
    keepUnread(raw, receivedMs, lists) {
      insertMail.run(pack(raw), receivedMs, JSON.stringify(lists))
    },
    putRejection(source, position, reason) {
      insertRejection.run(source, position, reason)
    },
  }
}

function joinLists(known: string, more: readonly string[]): string {
  return JSON.stringify([...new Set([...(JSON.parse(known) as string[]), ...more])].sort())
}

/** Of two copies the one received first is kept; at the same time, or without any, the one with the smaller bytes: the order of arrival must not matter. */
function isFirstCopy(raw: Buffer, receivedMs: number | null, known: KnownRow): boolean {
  const [mine, theirs] = [receivedMs ?? Number.POSITIVE_INFINITY, known.received_ms ?? Number.POSITIVE_INFINITY]
  return mine === theirs ? Buffer.compare(raw, unpack(known.raw)) < 0 : mine < theirs
}
