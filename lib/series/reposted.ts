import { mailboxOf, sameSender } from '../mail/address'
import type { VersionIndex } from './candidates'
import type { VersionFacts } from './facts'
import { ownTitleKey } from './keys'
import { compareTime } from './order'
import type { SeriesMail } from './types'

/** Of the versions with a title by one sender, so many are looked at, the oldest first: a bot posts one title every night. */
const MAX_HOLDERS = 20

/**
 * Whether a pull request with its patches is no series of its own, because most of them were posted before: under the same title, by their
 * author or by the sender of the request, and not in an earlier try of it. A few may be unknown, since they went to another list: 60 of the
 * 340 patches in the requests of netfilter-devel. Only these two people have the keys, so nobody else can hide a posting.
 */
export function isReposted(facts: VersionFacts, index: VersionIndex): boolean {
  const { version, pull } = facts
  if (!pull) return false
  const known = version.patches.filter(({ mail }) => isKnown(mail, facts, index))
  return known.length * 2 > version.patches.length
}

function isKnown(mail: SeriesMail, { version }: VersionFacts, index: VersionIndex): boolean {
  return earlierKeys(mail, index).some((key) =>
    index
      .holders(key)
      .slice(0, MAX_HOLDERS)
      .some((head) => {
        const other = index.factsOf(head)
        if (other === undefined || compareTime(other.version, version) >= 0) return false
        return !other.pull || !sameSender(other.version.head.from, version.head.from)
      }),
  )
}

/** The keys under which earlier postings of the patches of a version are found. */
export function repostKeys({ version }: VersionFacts, index: VersionIndex): string[] {
  return [...new Set(version.patches.flatMap(({ mail }) => earlierKeys(mail, index)))]
}

function earlierKeys({ id, from, titleKey }: SeriesMail, index: VersionIndex): string[] {
  const { author, title } = index.sketchOf(id)
  const people = author === null ? [from] : [from, { name: '', email: author }]
  const senders = new Map(people.map((person) => [mailboxOf(person), person]))
  return [...senders.values()].flatMap((person) =>
    [...new Set([titleKey, title ?? titleKey])].map((one) => ownTitleKey(person, one)),
  )
}
