import type { ClusterMail } from '../../lib/derive/types'
import type { Address, MessageId } from '../../lib/mail/types'
import type { Correction } from '../../lib/series/link'
import { readText } from '../mail/messageText'
import type { PackedMail } from '../mail/packedMail'
import type { Db } from '../open'

interface MailRow extends PackedMail {
  readonly key: string
  readonly message_id: MessageId
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly sent_ms: number | null
  readonly received_ms: number
  readonly refs: string
  readonly has_diff: number
  readonly text: Buffer
  readonly lists: string
}

export interface ClusterReader {
  /** The ids of all mails that keys or a link by hand connect with this one, itself included. */
  readonly findCluster: (id: number) => number[]
  /** What an operator said about the versions that these mails belong to. */
  readonly findCorrections: (messageIds: readonly MessageId[]) => Correction[]
  /** Throws when there is no such mail. */
  readonly loadMail: (id: number) => ClusterMail
}

/** Prepares the statements that load what is derived together. */
export function openClusterReader(db: Db): ClusterReader {
  const keysOf = db.prepare<{ id: number }, number>('SELECT edges.key FROM edges WHERE edges.message = @id').pluck()
  const mailsOf = db.prepare<{ key: number }, number>('SELECT edges.message FROM edges WHERE edges.key = @key').pluck()
  const selectMail = db.prepare<{ id: number }, MailRow>(
    `SELECT messages.key, messages.message_id, messages.subject, messages.from_name, messages.from_email, messages.sent_ms,
            messages.received_ms, messages.refs, messages.has_diff, messages.text, mails.raw, mails.body, mails.lists
     FROM messages JOIN mails ON mails.id = messages.id WHERE messages.id = @id`,
  )
  const linkedWith = db
    .prepare<{ id: number }, number>(
      `SELECT other.id
       FROM messages AS own JOIN corrections ON corrections.a = own.message_id
            JOIN messages AS other ON other.message_id = corrections.b
       WHERE own.id = @id AND corrections.kind = 'link'
       UNION
       SELECT other.id
       FROM messages AS own JOIN corrections ON corrections.b = own.message_id
            JOIN messages AS other ON other.message_id = corrections.a
       WHERE own.id = @id AND corrections.kind = 'link'`,
    )
    .pluck()
  const correctionsOf = db.prepare<{ a: MessageId }, Correction>('SELECT a, b, kind FROM corrections WHERE a = @a')
  const corrected = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM corrections)').pluck().get() === 1
  return {
    findCluster(id) {
      const found = new Set([id])
      const keys = new Set<number>()
      // A breadth-first search: a Set also iterates over what is added while it is walked.
      for (const member of found) {
        if (corrected) for (const other of linkedWith.all({ id: member })) found.add(other)
        for (const key of keysOf.all({ id: member })) {
          if (keys.has(key)) continue
          keys.add(key)
          for (const other of mailsOf.all({ key })) found.add(other)
        }
      }
      return [...found]
    },
    findCorrections: (messageIds) => (corrected ? messageIds.flatMap((a) => correctionsOf.all({ a })) : []),
    loadMail(id) {
      const row = selectMail.get({ id })
      if (row === undefined) throw new Error(`an edge names mail ${id}, which is not in the database`)
      const { recipients, body } = readText(row)
      const { to, cc } = JSON.parse(recipients) as { readonly to: readonly Address[]; readonly cc: readonly Address[] }
      return {
        key: row.key,
        messageId: row.message_id,
        subject: row.subject,
        from: { name: row.from_name, email: row.from_email },
        sentAtMs: row.sent_ms,
        receivedMs: row.received_ms,
        references: JSON.parse(row.refs) as MessageId[],
        hasDiff: row.has_diff === 1,
        body,
        lists: JSON.parse(row.lists) as string[],
        recipients: [...to, ...cc].map(({ email }) => email),
      }
    },
  }
}
