import type { ClusterMail } from '../../lib/derive/types'
import type { Address, MessageId } from '../../lib/mail/types'
import { rememberByText } from '../../lib/memo'
import type { Correction } from '../../lib/series/link'
import type { PackedMail } from '../mail/rawMail'
import { readText } from '../mail/storedText'
import type { Db } from '../open'

interface MailRow extends PackedMail {
  readonly id: number
  readonly key: string
  readonly message_id: string
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
  /** Ids of all mails that keys or a link by hand connect with this one, itself included. */
  readonly findCluster: (id: number) => number[]
  /** What people said about the versions that hold these mails. */
  readonly findCorrections: (messageIds: readonly MessageId[]) => Correction[]
  readonly loadMail: (id: number) => ClusterMail
}

export function openClusterReader(db: Db): ClusterReader {
  const keysOf = db.prepare<[number], number>('SELECT key FROM edges WHERE message = ?').pluck()
  const mailsOf = db.prepare<[number], number>('SELECT message FROM edges WHERE key = ?').pluck()
  const selectMail = db.prepare<[number], MailRow>(
    `SELECT id, key, message_id, subject, from_name, from_email, sent_ms, messages.received_ms, refs, has_diff, text, raw, body, lists
     FROM messages JOIN mails USING (id) WHERE id = ?`,
  )
  const linkedWith = db
    .prepare<[number, number], number>(
      `SELECT other.id FROM messages AS own JOIN corrections ON a = own.message_id JOIN messages AS other ON other.message_id = b
       WHERE own.id = ? AND kind = 'link'
       UNION SELECT other.id FROM messages AS own JOIN corrections ON b = own.message_id JOIN messages AS other ON other.message_id = a
       WHERE own.id = ? AND kind = 'link'`,
    )
    .pluck()
  const correctionsOf = db.prepare<[string], Correction>('SELECT a, b, kind FROM corrections WHERE a = ?')
  const corrected = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM corrections)').pluck().get() === 1
  return {
    findCluster(id) {
      const found = new Set([id])
      const keys = new Set<number>()
      for (const member of found) {
        if (corrected) for (const other of linkedWith.all(member, member)) found.add(other)
        for (const key of keysOf.all(member)) {
          if (keys.has(key)) continue
          keys.add(key)
          // A Set iterates over what is added while it runs: this is the whole breadth-first search.
          for (const other of mailsOf.all(key)) found.add(other)
        }
      }
      return [...found]
    },
    findCorrections: (messageIds) => (corrected ? messageIds.flatMap((id) => correctionsOf.all(id)) : []),
    loadMail(id) {
      const row = selectMail.get(id)
      if (row === undefined) throw new Error(`mail ${id} is named by an edge and not on record`)
      const { recipients, body } = readText(row)
      return {
        key: row.key,
        messageId: row.message_id as MessageId,
        subject: row.subject,
        from: { name: row.from_name, email: row.from_email },
        sentAtMs: row.sent_ms,
        receivedMs: row.received_ms,
        references: JSON.parse(row.refs) as MessageId[],
        hasDiff: row.has_diff === 1,
        body,
        lists: JSON.parse(row.lists) as string[],
        recipients: readRecipients(recipients),
      }
    },
  }
}

/** Three in five mails have the recipients of another of their thread. */
const readRecipients = rememberByText((json): readonly string[] => {
  const { to, cc } = JSON.parse(json) as { readonly to: readonly Address[]; readonly cc: readonly Address[] }
  return [...to, ...cc].map(({ email }) => email)
}, 300_000)
