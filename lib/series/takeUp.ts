import { mailboxOf } from '../mail/address'
import type { VersionFacts } from './facts'
import { isOtherTree } from './kind'
import { compareTime } from './order'
import { isSameSender, sameAuthor } from './senders'
import { holdsPatch } from './titles'

/**
 * Whether a series has a patch that somebody else posted before in reply to a posting, under its title and with its author: `[PATCH 34.5/36]` as 36/44 of
 * v2 (<Yqcv6crSNKuSWoTu@atomide.com>, <20220919101522.775353582@infradead.org>). It counts only if that reply was to the same series, see keepApart.
 */
export function mayTakeUp(newer: VersionFacts, older: VersionFacts): boolean {
  const { version, authorEmails } = older
  const author = authorEmails[0] ?? version.head.from.email
  const isAuthor = (email: string) => sameBox(email, author)
  return (
    version.repliesTo !== null &&
    version.cover === null &&
    version.patches.length === 1 &&
    version.total === 1 &&
    !newer.pull &&
    compareTime(version, newer.version) < 0 &&
    holdsPatch(newer, older) &&
    newer.authorEmails.some(isAuthor) &&
    !isSameSender(newer, older) &&
    !sameAuthor(newer, older) &&
    !isOtherTree(newer.version.words, version.words)
  )
}

function sameBox(a: string, b: string): boolean {
  return mailboxOf({ name: '', email: a }) === mailboxOf({ name: '', email: b })
}
