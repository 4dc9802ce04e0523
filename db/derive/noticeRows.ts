import { findTaken } from '../../lib/derive/notices'
import { normaliseTitle } from '../../lib/mail/subject'
import type { MessageId } from '../../lib/mail/types'
import { hashKey, noticeLinkKey, noticeTitleKey, patchTitleKey } from '../../lib/series/keys'
import type { Db } from '../open'
import { unpackNotice } from './sketchRows'

interface NoticeRow {
  readonly facts: string
  readonly posting: number | null
  readonly above: number | null
  readonly order_ms: number
}

interface PatchRow {
  readonly id: number
  readonly key: string
  readonly order_ms: number
  readonly from_name: string
  readonly from_email: string
  readonly series: number
}

interface Reply {
  readonly id: number
  readonly posting: number | null
}

/**
 * Finds, for notices that are below no posting, the patch that was taken, and writes `places.posting` of them and of the replies to them.
 * Returns the mails that belong elsewhere now and the postings they belonged to before. The caller holds the transaction.
 */
export function seatNotices(db: Db, notices: ReadonlySet<number>): { moved: Set<number>; left: Set<number> } {
  const select = db.prepare<{ id: number }, NoticeRow>(
    `SELECT sketches.facts, places.posting, places.above, places.order_ms
     FROM places JOIN sketches ON sketches.message = places.message WHERE places.message = @id AND places.kind = 'notice'`,
  )
  const selectLinked = db
    .prepare<{ id: MessageId }, number>(
      `SELECT places.posting FROM messages JOIN places ON places.message = messages.id
       WHERE messages.message_id = @id AND places.posting IS NOT NULL ORDER BY messages.key LIMIT 1`,
    )
    .pluck()
  const selectTitled = db.prepare<{ key: number }, PatchRow>(
    `SELECT messages.id, messages.key, places.order_ms, messages.from_name, messages.from_email, places.series
     FROM edges JOIN places ON places.message = edges.message JOIN messages ON messages.id = edges.message
     WHERE edges.key = @key AND places.kind = 'patch' AND places.series IS NOT NULL`,
  )
  const selectReplies = db.prepare<{ id: number }, Reply>(
    `SELECT reply.message AS id, reply.posting FROM places AS own JOIN places AS reply ON reply.thread = own.thread
       WHERE own.message = @id AND reply.parent = @id AND reply.above IS NULL AND reply.kind NOT IN ('cover', 'patch')`,
  )
  const setPosting = db.prepare<{ id: number; posting: number | null }>(
    'UPDATE places SET posting = @posting WHERE message = @id',
  )
  const moved = new Set<number>()
  const left = new Set<number>()
  for (const id of notices) {
    const row = select.get({ id })
    if (row === undefined || row.above !== null) continue
    const { title, links, recipients } = unpackNotice(row)
    const linked = links.map((link) => selectLinked.get({ id: link })).find((posting) => posting !== undefined)
    const titleKey = normaliseTitle(title)
    const key = patchTitleKey(titleKey)
    const titled =
      linked !== undefined || key === undefined
        ? []
        : selectTitled.all({ key: hashKey(key) }).map(({ order_ms, from_name, from_email, ...patch }) => ({
            ...patch,
            orderMs: order_ms,
            from: { name: from_name, email: from_email },
          }))
    const posting = linked ?? findTaken({ orderMs: row.order_ms, recipients }, titled) ?? null
    const below: Reply[] = [{ id, posting: row.posting }]
    for (const mail of below) {
      below.push(...selectReplies.all({ id: mail.id }))
      if (mail.posting === posting) continue
      if (mail.posting !== null) left.add(mail.posting)
      setPosting.run({ id: mail.id, posting })
      moved.add(mail.id)
    }
  }
  return { moved, left }
}

/** The notices among these mails, and those in the threads of mails that belong to no posting: such a mail may answer one. */
export function noticesNear(db: Db, mails: ReadonlySet<number>): Set<number> {
  const selectThread = db
    .prepare<{ id: number }, number>(
      `SELECT places.thread FROM places
       WHERE places.message = @id AND places.above IS NULL AND (places.kind = 'notice' OR places.posting IS NULL)`,
    )
    .pluck()
  const selectNotices = db
    .prepare<{ thread: number }, number>(
      "SELECT places.message FROM places WHERE places.thread = @thread AND places.kind = 'notice' AND places.above IS NULL",
    )
    .pluck()
  const threads = new Set([...mails].map((id) => selectThread.get({ id })))
  return new Set([...threads].flatMap((thread) => (thread === undefined ? [] : selectNotices.all({ thread }))))
}

/** The notices that may be about one of these patches, by their Message-IDs and titles. */
export function findNotices(
  db: Db,
  postings: readonly { readonly messageId: MessageId; readonly titleKey: string }[],
): Set<number> {
  const select = db
    .prepare<{ key: number }, number>(
      `SELECT edges.message FROM edges JOIN places ON places.message = edges.message
       WHERE edges.key = @key AND places.kind = 'notice'`,
    )
    .pluck()
  const keys = new Set(
    postings.flatMap(({ messageId, titleKey }) => [noticeLinkKey(messageId), noticeTitleKey(titleKey)]),
  )
  return new Set([...keys].flatMap((key) => select.all({ key: hashKey(key) })))
}
