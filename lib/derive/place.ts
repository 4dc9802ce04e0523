import { at } from '../at'
import { sameSender } from '../mail/address'
import { placeInThreads } from '../mail/thread'
import type { Address, MessageId } from '../mail/types'
import { SENDING_WINDOW_MS } from '../series/draft'
import { asCover, mayBeCover, type ReadSubject, readSubject } from '../series/kind'
import { isPosting } from '../series/slot'
import type { SeriesMail } from '../series/types'

/** The headers of a stored mail. */
export interface MailHeaders {
  /** The row id of the mail. */
  readonly id: number
  readonly key: string
  readonly messageId: MessageId
  readonly outerIds: readonly MessageId[]
  readonly subject: string
  readonly from: Address
  readonly receivedMs: number
  readonly references: readonly MessageId[]
  readonly hasDiff: boolean
  /** Addresses of To and Cc. */
  readonly recipients: readonly string[]
}

/** Places mails in their threads and reads their subjects. Mails of one thread must be given together. Linear but for sorting. */
export function placeMails(mails: readonly MailHeaders[]): SeriesMail[] {
  const alone = mails.map((mail) => readSubject(mail, mail.hasDiff))
  const threads = placeInThreads(
    mails.map((mail, index) => {
      const { version, total } = at(alone, index).tag
      return {
        key: mail.key,
        messageId: mail.messageId,
        outerIds: mail.outerIds,
        references: mail.references,
        receivedMs: mail.receivedMs,
        from: mail.from,
        mark: `${version ?? 1}/${total ?? ''}`,
        get recipients() {
          return mail.recipients
        },
      }
    }),
  )
  const parents = threads.map(({ parent }) => parent)
  const covers = findBareCovers(mails, alone, parents)
  const read = alone.map((one, index) => (covers.has(index) ? asCover(one) : one))
  const above = findAbove(parents, (index) => isPosting(at(read, index)))
  const idOf = (index: number | null) => (index === null ? null : at(mails, index).id)
  return mails.map(({ id, key, messageId, outerIds, from, receivedMs, references }, index) => {
    const { ghost, thread, orderMs, depth } = at(threads, index)
    return {
      id,
      key,
      messageId,
      outerIds,
      from,
      receivedMs,
      answers: references.length > 0,
      ghost,
      orderMs,
      depth,
      parent: idOf(at(parents, index)),
      thread: at(mails, thread).id,
      above: idOf(at(above, index)),
      ...at(read, index),
    }
  })
}

/** The mails, as indexes, that a numbered patch of their sender shows to be cover letters, although they have no mark of one. */
function findBareCovers(
  mails: readonly MailHeaders[],
  read: readonly ReadSubject[],
  parents: readonly (number | null)[],
): Set<number> {
  const covers = new Set<number>()
  for (const [index, parent] of parents.entries()) {
    const { kind, tag } = at(read, index)
    if (parent === null || kind !== 'patch' || tag.number === null) continue
    // A first patch whose diff was lost is answered by the second; a cover with its number by another one.
    const own = at(read, parent).tag.number
    if (own !== null && own !== tag.number) continue
    const [mail, above] = [at(mails, index), at(mails, parent)]
    const atOnce = Math.abs(mail.receivedMs - above.receivedMs) <= SENDING_WINDOW_MS
    if (atOnce && mayBeCover(at(read, parent), above.references) && sameSender(mail.from, above.from))
      covers.add(parent)
  }
  return covers
}

/** The nearest posting above each mail, as indexes. */
function findAbove(parents: readonly (number | null)[], isPosted: (index: number) => boolean): (number | null)[] {
  const above = new Array<number | null | undefined>(parents.length)
  for (const start of parents.keys()) {
    const path: number[] = []
    let next: number | null = start
    while (next !== null && above[next] === undefined) {
      path.push(next)
      next = at(parents, next)
    }
    let known = next === null ? null : (above[next] ?? null)
    if (next !== null && isPosted(next)) known = next
    for (const index of path.reverse()) {
      above[index] = known
      if (isPosted(index)) known = index
    }
  }
  return above.map((index) => index ?? null)
}
