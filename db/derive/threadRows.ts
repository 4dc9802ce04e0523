import { type MailHeaders, placeMails } from '../../lib/derive/place'
import { threadReferences } from '../../lib/mail/thread'
import type { MessageId } from '../../lib/mail/types'
import { hashKey, threadKey } from '../../lib/series/keys'
import { isPosting } from '../../lib/series/slot'
import type { SeriesMail } from '../../lib/series/types'
import type { Db } from '../open'
import { mailsWithId, openInsert } from '../rows'
import { openCopies } from './coverCopies'
import { HEADER_COLUMNS, PLACE_COLUMNS, type PlacedRow, type PlaceRow, toHeaders } from './mailRows'

/** How many of the mails that a mail refers to, nearest first, are loaded with their threads: the nearest may answer the mail itself. */
const ANSWERED = 2

/** What placing mails in their threads changed. */
export interface Placed {
  /** Threads in which a cover or patch came, or is elsewhere now. */
  readonly threads: ReadonlySet<number>
  /** Mails that came, or whose place is another one than before. */
  readonly moved: ReadonlySet<number>
  /** Covers and patches that lost a mail to another one. */
  readonly left: ReadonlySet<number>
}

/**
 * Places touched mails, and all mails of the threads that this changes, and writes `places`. The caller holds the transaction.
 * A mail brings at most the threads that it answers, those of mails that answer it and of a few with its text, whatever else it refers to.
 */
export function placeThreads(db: Db, touched: ReadonlySet<number>): Placed {
  const reader = openThreadReader(db, touched)
  const write = openPlaceWriter(db)
  const threads = new Set<number>()
  const moved = new Set<number>()
  const left = new Set<number>()
  const done = new Set<number>()
  for (const id of touched) {
    if (done.has(id)) continue
    const loaded = reader.load(id, done)
    for (const member of loaded.keys()) done.add(member)
    for (const mail of placeMails([...loaded.values()].map(({ headers }) => headers))) {
      const before = loaded.get(mail.id)?.place
      const posting = belongsTo(mail, before)
      if (!touched.has(mail.id) && before !== undefined && !differs(mail, posting, before)) continue
      write(mail, posting, before === undefined)
      moved.add(mail.id)
      if (isPosting(mail)) threads.add(mail.thread)
      if (before?.posting != null && before.posting !== posting) left.add(before.posting)
    }
  }
  return { threads, moved, left }
}

/** The posting that a mail belongs to by its thread. A notice that is below none keeps the patch that was found for it. */
function belongsTo(mail: SeriesMail, before: PlaceRow | undefined): number | null {
  if (isPosting(mail)) return mail.id
  return mail.above ?? (mail.kind === 'notice' ? (before?.posting ?? null) : null)
}

function differs(mail: SeriesMail, posting: number | null, before: PlaceRow): boolean {
  return (
    mail.thread !== before.thread ||
    mail.parent !== before.parent ||
    mail.ghost !== before.ghost ||
    mail.orderMs !== before.order_ms ||
    mail.depth !== before.depth ||
    mail.above !== before.above ||
    mail.kind !== before.kind ||
    posting !== before.posting
  )
}

interface Loaded {
  readonly headers: MailHeaders
  readonly place: PlaceRow | undefined
}

type MaybePlacedRow = Omit<PlacedRow, keyof PlaceRow> & (PlaceRow | { readonly thread: null })

interface ThreadReader {
  /**
   * The mails that must be placed together with this one. Mails that wait to be read again are left out unless they are touched. `done`: mails
   * that were loaded for an earlier one. A touched mail among them brought everything that its place depends on, this mail included if it
   * is part of that, so it is loaded again only where its whole thread is.
   */
  readonly load: (id: number, done: ReadonlySet<number>) => Map<number, Loaded>
}

function openThreadReader(db: Db, touched: ReadonlySet<number>): ThreadReader {
  const from = 'FROM messages LEFT JOIN places ON places.message = messages.id'
  const selectMail = db.prepare<{ id: number }, MaybePlacedRow>(
    `SELECT ${HEADER_COLUMNS}, ${PLACE_COLUMNS} ${from} WHERE messages.id = @id`,
  )
  const selectThread = db.prepare<{ thread: number }, MaybePlacedRow>(
    `SELECT ${HEADER_COLUMNS}, ${PLACE_COLUMNS} FROM places JOIN messages ON messages.id = places.message WHERE places.thread = @thread`,
  )
  const selectById = db
    .prepare<{ messageId: MessageId }, number>(
      `SELECT messages.id FROM messages WHERE messages.id IN ${mailsWithId('@messageId')}`,
    )
    .pluck()
  const selectAnswers = db
    .prepare<{ key: number }, number>('SELECT edges.message FROM edges WHERE edges.key = @key')
    .pluck()
  const selectAnchored = db
    .prepare<{ key: number; farthest: MessageId }, number>(
      `SELECT edges.message FROM edges JOIN messages ON messages.id = edges.message
       WHERE edges.key = @key AND json_extract(messages.refs, '$[#-1]') = @farthest`,
    )
    .pluck()
  const selectIds = db
    .prepare<{ id: number }, MessageId>(
      `SELECT message_id FROM messages WHERE id = @id UNION ALL SELECT value FROM mentions WHERE message = @id AND kind = 'outer'`,
    )
    .pluck()
  const isOutdated = db.prepare<{ id: number }, 1>('SELECT 1 FROM outdated WHERE message = @id').pluck()
  const copiesOf = openCopies(db, touched.size)
  const answersTo = (id: MessageId) => selectAnswers.all({ key: hashKey(threadKey(id)) })
  return {
    load(start, done) {
      const loaded = new Map<number, Loaded>()
      const threads = new Set<number>()
      const anchors = new Set<MessageId>()
      const waiting: MailHeaders[] = []
      const isThere = (id: number) => touched.has(id) || isOutdated.get({ id }) === undefined
      const isDone = (id: number) => touched.has(id) && done.has(id)
      const isSettled = (id: number) => loaded.has(id) || isDone(id)
      const keep = (row: MaybePlacedRow): void => {
        if (loaded.has(row.id) || !isThere(row.id)) return
        const mail = toHeaders(db, row)
        const { text, mails: copies } = copiesOf(mail)
        const headers = Object.assign(mail, { text })
        loaded.set(row.id, { headers, place: row.thread === null ? undefined : row })
        if (!isDone(row.id)) waiting.push(headers)
        // The first of them to be loaded brings the others.
        if (!copies.some((copy) => copy !== row.id && loaded.has(copy))) for (const copy of copies) bring(copy)
        if (row.thread === null || threads.has(row.thread)) return
        threads.add(row.thread)
        for (const mate of selectThread.all({ thread: row.thread })) keep(mate)
      }
      const bring = (id: number): void => {
        const row = loaded.has(id) ? undefined : selectMail.get({ id })
        if (row !== undefined) keep(row)
      }
      /** The mails that may have this one as their parent: those not placed yet, and those that found none nearer. */
      const bringAnswers = (messageId: MessageId): void => {
        for (const id of answersTo(messageId)) {
          const row = isSettled(id) ? undefined : selectMail.get({ id })
          if (row !== undefined && (touched.has(id) || mayAnswer(row, messageId))) keep(row)
        }
      }
      const mayAnswer = ({ refs, ...row }: MaybePlacedRow, messageId: MessageId): boolean => {
        if (row.thread === null || row.parent === null) return true
        const references = JSON.parse(refs) as MessageId[]
        const ids = selectIds.all({ id: row.parent })
        const nearest = references.findIndex((id) => ids.includes(id))
        return nearest < 0 || references.indexOf(messageId) <= nearest
      }
      bring(start)
      for (const { id, messageId, outerIds, references } of waiting) {
        const ids = [messageId, ...outerIds]
        if (!touched.has(id)) {
          // The other mails that came to this thread, so that it is loaded once for all of them.
          if (touched.size > 1)
            for (const answer of ids.flatMap(answersTo)) if (touched.has(answer) && !isSettled(answer)) bring(answer)
          continue
        }
        for (const one of ids) bringAnswers(one)
        let answered = 0
        for (const reference of threadReferences(references)) {
          const known = selectById.all({ messageId: reference }).filter(isThere)
          for (const one of known) bring(one)
          if (known.length > 0 && ++answered === ANSWERED) break
        }
        const farthest = references[references.length - 1]
        if (answered > 0 || farthest === undefined || anchors.has(farthest)) continue
        anchors.add(farthest)
        for (const other of selectAnchored.all({ key: hashKey(threadKey(farthest)), farthest }))
          if (!isSettled(other)) bring(other)
      }
      return loaded
    },
  }
}

function openPlaceWriter(db: Db): (mail: SeriesMail, posting: number | null, isNew: boolean) => void {
  const insert = openInsert(db, 'places', 'message, thread, parent, ghost, order_ms, depth, kind, above, posting')
  const update = db.prepare<Record<string, string | number | null>>(
    `UPDATE places SET thread = @thread, parent = @parent, ghost = @ghost, order_ms = @order_ms, depth = @depth, kind = @kind,
       above = @above, posting = @posting, head = CASE WHEN @kind IN ('cover', 'patch') THEN head END WHERE message = @message`,
  )
  return ({ id, thread, parent, ghost, orderMs, depth, kind, above }, posting, isNew) => {
    const row = { message: id, thread, parent, ghost, order_ms: orderMs, depth, kind, above, posting }
    if (isNew) insert(row)
    else update.run(row)
  }
}
