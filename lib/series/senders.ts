import { sameMailbox, sameSender } from '../mail/address'
import type { VersionFacts } from './facts'
import { compareTime } from './order'
import type { SeriesMail } from './types'

/** Whether both have the same sender: one mailbox, or one name when each version vouches for the other address. */
export function isSameSender(newer: VersionFacts, older: VersionFacts): boolean {
  const [a, b] = [newer.version.head.from, older.version.head.from]
  return sameSender(a, b) || (sameName(newer, older) && isVouchedFor(newer, older))
}

/**
 * Whether each of two versions names the sender of the other: the older the one of the newer as involved, as author or in a Signed-off-by,
 * and the newer that of the older likewise, or the older posting itself. One side alone proves nothing: anybody can copy somebody's
 * patch with their name in it, and either post it as theirs or wait for them to post the next version. Neither does anything
 * that was posted after the newer.
 */
export function isVouchedFor(newer: VersionFacts, older: VersionFacts): boolean {
  const names = (facts: VersionFacts, { from }: SeriesMail) =>
    facts.handEmails.some((known) => sameMailbox(known, from.email))
  const [young, old] = [newer.version, older.version]
  const points = [...newer.olderIds, ...newer.supersededIds].some((id) => older.messageIds.includes(id))
  return (
    compareTime(old, young) < 0 &&
    names(older, young.head) &&
    (points || young.repliesTo === old.head.id || names(newer, old.head))
  )
}

/** Whether all authors of the newer version are authors or the sender of the older one: somebody else continues their work. */
export function sameAuthor(newer: VersionFacts, older: VersionFacts): boolean {
  const wrote = new Set([...older.authorEmails, older.version.head.from.email])
  return newer.authorEmails.length > 0 && newer.authorEmails.every((email) => wrote.has(email))
}

/** Whether both senders write the same name, which anybody can write. */
export function sameName(a: VersionFacts, b: VersionFacts): boolean {
  const [left, right] = [a.version.head.from.name, b.version.head.from.name]
  return left !== '' && left.toLowerCase() === right.toLowerCase()
}
