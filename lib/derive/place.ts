import { at } from '../at'
import { sameSender } from '../mail/address'
import { isAttachedFile, isAttachedTo } from '../mail/attachedFiles'
import { placeInThreads } from '../mail/thread'
import type { Address, MessageId } from '../mail/types'
import { memo } from '../memo'
import { COPY_WINDOW_MS, SENDING_WINDOW_MS } from '../series/draft'
import { copyKey, MAX_COPIES } from '../series/keys'
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
  /** A number for the text of a mail that may be a cover letter, see Sketch; null for another, or where more than MAX_COPIES share it. */
  readonly text: number | null
  /** Addresses of To and Cc. */
  readonly recipients: readonly string[]
}

/**
 * Places mails in their threads and reads their subjects. Mails of one thread must be given together, and so must those with one key of
 * copyKey. Linear but for sorting.
 */
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
  const covers = withCopies(findBareCovers(mails, alone, parents), mails, alone)
  const read = alone.map((one, index) => (covers.has(index) ? asCover(one) : one))
  const isPosted = (index: number) => isPosting(at(read, index))
  const above = findAbove(belowFiles(mails, parents, isPosted), isPosted)
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

/**
 * These cover letters and their copies: unmarked mails by the sender with the subject and text of one, received shortly before or after it
 * (<20220628051315.695254-1-hch@lst.de>).
 */
function withCopies(
  covers: ReadonlySet<number>,
  mails: readonly MailHeaders[],
  read: readonly ReadSubject[],
): Set<number> {
  const all = new Set(covers)
  if (covers.size === 0) return all
  const alike = new Map<string, number[]>()
  for (const [index, { from, text, references }] of mails.entries())
    if (mayBeCover(at(read, index), references) && text !== null) memo(alike, copyKey(from, text), () => []).push(index)
  for (const same of alike.values()) {
    if (same.length > MAX_COPIES) continue
    for (const cover of same.filter((index) => covers.has(index)))
      for (const index of same) if (isCopy(cover, index)) all.add(index)
  }
  return all

  function isCopy(cover: number, index: number): boolean {
    const gapMs = Math.abs(at(mails, index).receivedMs - at(mails, cover).receivedMs)
    return at(mails, index).subject === at(mails, cover).subject && gapMs <= COPY_WINDOW_MS
  }
}

/**
 * The parents of mails, with the first attached patch as that of the replies to the mail it was attached to, which are about the patches
 * (<fbaa1f1d0510d51045120d896ac8b4aa01dd333f.camel@linux.ibm.com>). If that mail is itself a cover letter or patch, they are about it.
 */
function belowFiles(
  mails: readonly MailHeaders[],
  parents: readonly (number | null)[],
  isPosted: (index: number) => boolean,
): readonly (number | null)[] {
  const files = new Map<number, number>()
  for (const [index, parent] of parents.entries()) {
    if (parent === null || isPosted(parent) || !isPosted(index)) continue
    const [file, mail] = [at(mails, index), at(mails, parent)]
    // Anybody can send a mail with such an id; the file of a mail has its sender and time.
    if (!isAttachedTo(file.messageId, mail.messageId)) continue
    if (file.from.email !== mail.from.email || file.receivedMs !== mail.receivedMs) continue
    const first = files.get(parent)
    if (first === undefined || at(mails, index).messageId < at(mails, first).messageId) files.set(parent, index)
  }
  if (files.size === 0) return parents
  return parents.map((parent, index) => {
    if (parent === null || isAttachedFile(at(mails, index).messageId)) return parent
    return files.get(parent) ?? parent
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
