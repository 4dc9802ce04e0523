import { openClusterReader } from '../derive/clusterRows'
import type { Db } from '../open'
import { openMessageRows } from './messageRows'

export interface MailKey {
  readonly messageId: string
  readonly contentHash: string
}

/** How far a source was read; null when never. */
export function getCursor(db: Db, source: string): string | null {
  return db.prepare<[string], string>('SELECT cursor FROM cursors WHERE source = ?').pluck().get(source) ?? null
}

/** Moves the cursor of a source; writes nothing when it stands there. The caller holds the transaction of the mail. */
export function putCursor(db: Db, source: string, cursor: string): void {
  if (getCursor(db, source) === cursor) return
  db.prepare<[string, string]>(
    'INSERT INTO cursors (source, cursor) VALUES (?, ?) ON CONFLICT DO UPDATE SET cursor = excluded.cursor',
  ).run(source, cursor)
}

export interface ArchiveRows {
  /** Notes that an archive holds a mail; it is no longer hidden by that archive. */
  readonly putOrigin: (part: string, oid: string, mail: MailKey) => void
  /** The mail a blob of the archive brought, when one did. */
  readonly findOrigin: (part: string, oid: string) => MailKey | undefined
  /**
   * Mails brought by this part whose blobs are not among these, with the blobs forgotten. When most are gone it is another
   * archive that stands in the place of the first: then none is taken back.
   */
  readonly takeGone: (part: string, oids: ReadonlySet<string>) => MailKey[]
  /** Hides a mail for this archive and removes it from what is kept. `touched` gets what must be derived again. */
  readonly hide: (mail: MailKey, touched: Set<number>) => void
  /** Hides whatever comes under this id. */
  readonly hideAll: (messageId: string) => void
  /** Whether this mail was taken back, by any archive or by hand. */
  readonly isHidden: (mail: MailKey) => boolean
}

/** In the place of a content hash: every mail of the id. */
const ANY_CONTENT = ''
/** Below this many mails a single one in common makes two states of an archive the same archive; above, half of them. */
const FEW_MAILS = 10

interface OriginRow {
  readonly oid: string
  readonly message_id: string
  readonly content_hash: string
}

/** The statements by which an archive adds mails and takes them back. The caller holds the transaction. */
export function openArchiveRows(db: Db, source: string): ArchiveRows {
  const insertOrigin = db.prepare<[string, string, string, string, string]>(
    'INSERT INTO origins (source, part, oid, message_id, content_hash) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const selectOrigin = db.prepare<[string, string, string], OriginRow>(
    'SELECT oid, message_id, content_hash FROM origins WHERE source = ? AND part = ? AND oid = ?',
  )
  const selectOrigins = db.prepare<[string, string], OriginRow>(
    'SELECT oid, message_id, content_hash FROM origins WHERE source = ? AND part = ?',
  )
  const deleteOrigin = db.prepare<[string, string, string]>(
    'DELETE FROM origins WHERE source = ? AND part = ? AND oid = ?',
  )
  const insertHidden = db.prepare<[string, string, string]>(
    'INSERT INTO hidden (message_id, content_hash, source) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const deleteHidden = db.prepare<[string, string, string]>(
    'DELETE FROM hidden WHERE message_id = ? AND content_hash = ? AND source = ?',
  )
  const selectHidden = db
    .prepare<[string, string, string], 1>(
      'SELECT 1 FROM hidden WHERE message_id = ? AND content_hash IN (?, ?) LIMIT 1',
    )
    .pluck()
  return {
    putOrigin(part, oid, { messageId, contentHash }) {
      insertOrigin.run(source, part, oid, messageId, contentHash)
      deleteHidden.run(messageId, contentHash, source)
    },
    findOrigin(part, oid) {
      const row = selectOrigin.get(source, part, oid)
      return row === undefined ? undefined : toKey(row)
    },
    takeGone(part, oids) {
      const known = selectOrigins.all(source, part)
      const gone = known.filter(({ oid }) => !oids.has(oid))
      for (const { oid } of gone) deleteOrigin.run(source, part, oid)
      const still = known.length - gone.length
      const same = known.length < FEW_MAILS ? still > 0 : still * 2 >= known.length
      return same ? gone.map(toKey) : []
    },
    hide(mail, touched) {
      insertHidden.run(mail.messageId, mail.contentHash, source)
      removeMail(db, mail, touched)
    },
    hideAll(messageId) {
      insertHidden.run(messageId, ANY_CONTENT, source)
    },
    isHidden: ({ messageId, contentHash }) => selectHidden.get(messageId, contentHash, ANY_CONTENT) === 1,
  }
}

function toKey({ message_id, content_hash }: OriginRow): MailKey {
  return { messageId: message_id, contentHash: content_hash }
}

/**
 * Removes a mail and all that was derived from it; what was derived together with it is added to `touched`. Does nothing when
 * it is not on record. Foreign keys are checked when the transaction ends, after the derivation.
 */
function removeMail(db: Db, { messageId, contentHash }: MailKey, touched: Set<number>): void {
  const id = db
    .prepare<[string, string], number>('SELECT id FROM messages WHERE message_id = ? AND content_hash = ?')
    .pluck()
    .get(messageId, contentHash)
  if (id === undefined) return
  db.pragma('defer_foreign_keys = ON')
  const cluster = openClusterReader(db).findCluster(id)
  const clearSeries = db.prepare<[number]>(
    'DELETE FROM series WHERE id = (SELECT series FROM places WHERE message = ?)',
  )
  const clearPlace = db.prepare<[number]>('DELETE FROM places WHERE message = ?')
  for (const member of cluster) clearSeries.run(member)
  for (const member of cluster) {
    clearPlace.run(member)
    if (member !== id) touched.add(member)
  }
  for (const statement of [
    'DELETE FROM issues WHERE message = ?',
    'DELETE FROM edges WHERE message = ?',
    'DELETE FROM mentions WHERE message = ?',
    'DELETE FROM messages WHERE id = ?',
    'DELETE FROM mails WHERE id = ?',
  ]) {
    db.prepare<[number]>(statement).run(id)
  }
  touched.delete(id)
  for (const variant of openMessageRows(db).nameVariants(messageId)) touched.add(variant)
}
