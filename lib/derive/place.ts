import { at } from '../at'
import { placeInThreads } from '../mail/thread'
import type { Address, MessageId } from '../mail/types'
import { readSubject } from '../series/kind'
import { isPosting } from '../series/slot'
import type { SeriesMail } from '../series/types'

/** The headers of a stored mail. */
export interface MailHeaders {
  /** The row id of the mail. */
  readonly id: number
  readonly key: string
  readonly messageId: MessageId
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
  const read = mails.map((mail) => readSubject(mail, mail.hasDiff))
  const threads = placeInThreads(
    mails.map((mail, index) => {
      const { version, total } = at(read, index).tag
      return {
        key: mail.key,
        messageId: mail.messageId,
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
  const above = findAbove(parents, (index) => isPosting(at(read, index)))
  const idOf = (index: number | null) => (index === null ? null : at(mails, index).id)
  return mails.map(({ id, key, messageId, from, receivedMs, references }, index) => {
    const { ghost, thread, orderMs, depth } = at(threads, index)
    return {
      id,
      key,
      messageId,
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
