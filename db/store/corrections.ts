import type { MessageId } from '../../lib/mail/types'
import type { Correction } from '../../lib/series/link'
import { deriveTouched } from '../derive/derive'
import type { Db } from '../open'

export type CorrectionResult = 'done' | 'same-version' | { readonly unknown: MessageId }

interface HolderRow {
  readonly id: number
  /** Row id of the version. */
  readonly version: number
  readonly head: MessageId
}

/**
 * Keeps a person's word on two versions, each named by any mail of it, and derives the series it changes, in one
 * transaction. A later word on the same two replaces the earlier. Nothing is written when a mail belongs to no version
 * on record, or both belong to one.
 */
export function putCorrection(db: Db, { kind, a, b }: Correction): CorrectionResult {
  const find = db.prepare<[string], HolderRow>(
    `SELECT head.id, versions.id AS version, head.message_id AS head
     FROM messages JOIN places ON places.message = messages.id
          JOIN versions ON versions.series = places.series AND position = places.version
          JOIN messages AS head ON head.id = versions.head
     WHERE messages.message_id = ? ORDER BY messages.key LIMIT 1`,
  )
  const run = db.transaction((): CorrectionResult => {
    const [left, right] = [find.get(a), find.get(b)]
    if (left === undefined) return { unknown: a }
    if (right === undefined) return { unknown: b }
    if (left.version === right.version) return 'same-version'
    const [first, second] = left.head < right.head ? [left.head, right.head] : [right.head, left.head]
    db.prepare(
      'INSERT INTO corrections (a, b, kind) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET kind = excluded.kind',
    ).run(first, second, kind)
    deriveTouched(db, new Set([left.id, right.id]))
    return 'done'
  })
  return run.immediate()
}
