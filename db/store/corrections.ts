import type { MessageId } from '../../lib/mail/types'
import type { Correction } from '../../lib/series/groups'
import { deriveTouched } from '../derive/derive'
import type { Db } from '../open'

export type CorrectionResult = 'done' | 'same-version' | { readonly unknown: MessageId }

/** The version that holds a mail. */
interface VersionRow {
  readonly id: number
  readonly headId: number
  readonly head: MessageId
}

/**
 * Stores what an operator says about two versions, each named by any mail of it, and derives the series that this changes, in one
 * transaction. A later correction of the same two replaces the earlier one. Writes nothing when a mail is unknown or belongs to no
 * version, or when both belong to the same one.
 */
export function putCorrection(db: Db, { kind, a, b }: Correction): CorrectionResult {
  const find = db.prepare<{ messageId: MessageId }, VersionRow>(
    `SELECT versions.id, head.id AS headId, head.message_id AS head
     FROM messages JOIN places ON places.message = messages.id
          JOIN versions ON versions.series = places.series AND versions.position = places.version
          JOIN messages AS head ON head.id = versions.head
     WHERE messages.message_id = @messageId ORDER BY messages.key LIMIT 1`,
  )
  const run = db.transaction((): CorrectionResult => {
    const [left, right] = [find.get({ messageId: a }), find.get({ messageId: b })]
    if (left === undefined) return { unknown: a }
    if (right === undefined) return { unknown: b }
    if (left.id === right.id) return 'same-version'
    const [first, second] = left.head < right.head ? [left, right] : [right, left]
    db.prepare(
      'INSERT INTO corrections (a, b, kind) VALUES (@a, @b, @kind) ON CONFLICT DO UPDATE SET kind = excluded.kind',
    ).run({ a: first.head, b: second.head, kind })
    deriveTouched(db, new Set([left.headId, right.headId]))
    return 'done'
  })
  return run.immediate()
}
