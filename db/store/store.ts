import { uncountMail } from '../derive/activityRows'
import { forgetPlace, touchAround } from '../derive/around'
import { BY_HAND } from '../hiddenBy'
import { DamagedBytes, type PackedMail, unpackMail } from '../mail/packedMail'
import type { ReadMail } from '../mail/readMail'
import type { Db } from '../open'
import { openInsert } from '../rows'
import { isReadable } from './damage'
import { openDeliveryRows } from './deliveryRows'
import { openHiddenRows } from './hiddenRows'
import { openMessageRows } from './messageRows'
import { openHasRoom, TOO_MANY_VARIANTS } from './variantLimit'

export type PutResult = 'new' | 'duplicate' | 'variant' | { readonly refused: string }

export interface Store {
  /**
   * Stores one mail. The same id and the same content make a duplicate: the copy that was received first stays, the lists of both are
   * joined, and nothing is written when nothing changes. The same id with other content makes a variant, stored beside the first mail.
   * Of very many variants those that were stored first are kept, and later ones refused.
   * `deliverer`: who delivered it, if that is to be noted.
   */
  readonly putMail: (mail: ReadMail, deliverer?: string) => PutResult
  /**
   * Replaces what a stored mail says by what was read from it again. One that equals another stored mail now is joined with it. Returns
   * why the mail is not to be kept, and then changes nothing; else null.
   */
  readonly putAgain: (id: number, mail: ReadMail) => string | null
  /** Removes everything but the bytes of a mail that cannot be read any more, so that a change of the parser loses nothing. */
  readonly forget: (id: number) => void
  /** Notes that the mail at this place could not be kept; replaces an earlier note for the place. */
  readonly putRejection: (source: string, position: number, reason: string) => void
  /** Drops the note for a place whose mail can be kept now. */
  readonly dropRejection: (source: string, position: number) => void
  /** Mails whose series must be derived again. The caller empties it. */
  readonly touched: Set<number>
}

interface KnownRow extends PackedMail {
  readonly id: number
  readonly received_ms: number | null
  readonly lists: string
}

/** Prepares the statements that store mails. The caller holds the transaction. */
export function openStore(db: Db): Store {
  const findKnown = db.prepare<{ messageId: string; contentHash: string }, KnownRow>(
    `SELECT mails.id, mails.raw, mails.body, mails.received_ms, mails.lists
     FROM messages JOIN mails ON mails.id = messages.id
     WHERE messages.message_id = @messageId AND messages.content_hash = @contentHash`,
  )
  const hasId = db
    .prepare<{ messageId: string }, 1>('SELECT 1 FROM messages WHERE message_id = @messageId LIMIT 1')
    .pluck()
  const insertMail = openInsert(db, 'mails', 'raw, body, received_ms, lists')
  const updateLists = db.prepare<{ id: number; lists: string }>('UPDATE mails SET lists = @lists WHERE id = @id')
  const updateMail = db.prepare<PackedMail & { id: number; receivedMs: number | null }>(
    'UPDATE mails SET raw = @raw, body = @body, received_ms = @receivedMs WHERE id = @id',
  )
  const insertRejection = openInsert(
    db,
    'rejections',
    'source, position, reason',
    'ON CONFLICT DO UPDATE SET reason = excluded.reason WHERE rejections.reason <> excluded.reason',
  )
  const deleteRejection = db.prepare<{ source: string; position: number }>(
    'DELETE FROM rejections WHERE source = @source AND position = @position',
  )
  const deleteMail = db.prepare<{ id: number }>('DELETE FROM mails WHERE id = @id')
  const isPlaced = db.prepare<{ id: number }, 1>('SELECT 1 FROM places WHERE message = @id').pluck()
  const touched = new Set<number>()
  const rows = openMessageRows(db)
  const hasRoom = openHasRoom(db)
  const deliveries = openDeliveryRows(db)
  const hidden = openHiddenRows(db)

  const forget = (id: number): void => {
    // A mail of this import has no place yet, and nothing was derived from it.
    if (isPlaced.get({ id }) === 1) forgetPlace(db, id, touched)
    rows.remove(id)
    touched.delete(id)
  }

  const merge = (known: KnownRow, mail: ReadMail): void => {
    const { id } = known
    const lists = joinLists(known.lists, mail.lists)
    const isListed = lists === known.lists
    const wins = isFirstCopy(mail, known) || !(isListed || isReadable(db, id))
    if (!wins && isListed) return
    uncountMail(db, id)
    updateLists.run({ id, lists })
    touched.add(id)
    if (!wins) {
      rows.relist(id)
      return
    }
    const packed = mail.pack()
    updateMail.run({ id, raw: packed.raw, body: packed.body, receivedMs: mail.receivedMs })
    touchAround(db, id, touched)
    rows.replace(id, packed, JSON.parse(lists) as string[])
  }

  /** Stores the files of a mail, but for those that the operator hid. Whether they are new says nothing about the mail that they came with. */
  const putFiles = ({ files, lists }: ReadMail): void => {
    for (const file of files) if (!hidden.list(file).includes(BY_HAND)) store.putMail({ ...file, lists })
  }

  const store: Store = {
    touched,
    putMail(mail, deliverer) {
      putFiles(mail)
      const { messageId, contentHash, receivedMs } = mail
      const known = findKnown.get({ messageId, contentHash })
      if (known !== undefined) {
        merge(known, mail)
        if (deliverer !== undefined) deliveries.put(known.id, deliverer)
        return 'duplicate'
      }
      const variant = hasId.get({ messageId }) !== undefined
      if (!hasRoom(messageId, 0)) return { refused: TOO_MANY_VARIANTS }
      const packed = mail.pack()
      const lists = JSON.stringify(mail.lists)
      const id = insertMail({ raw: packed.raw, body: packed.body, received_ms: receivedMs, lists })
      rows.put(id, packed, mail.lists, variant)
      if (deliverer !== undefined) deliveries.put(id, deliverer)
      touched.add(id)
      return variant ? 'variant' : 'new'
    },
    putAgain(id, mail) {
      putFiles(mail)
      const { messageId, contentHash } = mail
      const known = findKnown.get({ messageId, contentHash })
      if (known !== undefined && known.id !== id) {
        merge(known, mail)
        deliveries.join(id, known.id)
        forget(id)
        deleteMail.run({ id })
        return null
      }
      if (!hasRoom(messageId, id)) return TOO_MANY_VARIANTS
      const packed = mail.pack()
      uncountMail(db, id)
      updateMail.run({ id, raw: packed.raw, body: packed.body, receivedMs: mail.receivedMs })
      if (known !== undefined) rows.replace(id, packed, mail.lists)
      else {
        forget(id)
        rows.put(id, packed, mail.lists, hasId.get({ messageId }) !== undefined)
      }
      touched.add(id)
      return null
    },
    forget,
    putRejection(source, position, reason) {
      insertRejection({ source, position, reason })
    },
    dropRejection(source, position) {
      deleteRejection.run({ source, position })
    },
  }
  return store
}

function joinLists(known: string, more: readonly string[]): string {
  return JSON.stringify([...new Set([...(JSON.parse(known) as string[]), ...more])].sort())
}

/** Whether this copy was received before the known one, or is to replace a damaged one. Without a difference in time the smaller bytes win: the order of imports must not matter. */
function isFirstCopy(mail: ReadMail, known: KnownRow): boolean {
  const [mine, theirs] = [mail.receivedMs ?? Number.POSITIVE_INFINITY, known.received_ms ?? Number.POSITIVE_INFINITY]
  if (mine !== theirs) return mine < theirs
  try {
    return Buffer.compare(mail.raw, unpackMail(known)) < 0
  } catch (error) {
    if (error instanceof DamagedBytes) return true
    throw error
  }
}
