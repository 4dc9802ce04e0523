import { mailboxOf, sameMailbox } from '../mail/address'
import type { MessageId } from '../mail/types'
import { mailsOf, type VersionFacts } from './facts'
import {
  handovers,
  kinNamingKeys,
  namingKey,
  ownChangeKey,
  type Posting,
  type PostingKeys,
  pairsOf,
  peopleOf,
  postingKeys,
} from './keys'
import type { Sketch } from './sketch'
import type { SeriesMail } from './types'

/** All versions that are stored, as linking sees them. A version is named by the id of its head. */
export interface VersionIndex {
  /** Undefined when no version has this head. */
  readonly factsOf: (head: number) => VersionFacts | undefined
  readonly sketchOf: (mail: number) => Sketch
  /** The versions with a mail that has this key, in the order of time. */
  readonly holders: (key: string) => readonly number[]
  /** The versions that hold the mail with this id, or whose patches answer it as their unseen cover. */
  readonly named: (id: MessageId) => readonly number[]
  /** The versions of which the sender with this mailbox says in a reply that they are their own, see VersionFacts.ownedBy. */
  readonly ownedBy: (mailbox: string) => readonly number[]
  /** The versions posted in reply to a mail of this version, in no particular order. */
  readonly replies: (facts: VersionFacts) => readonly number[]
}

/**
 * How many versions with one key of the same sender are compared, before and after a version, nearest in time: a series has three
 * dozen versions at most, but a title that a bot posts every night has thousands.
 */
const MAX_NAMESAKES = 60
/** A title or change-id with more holders than this does not show that one person continued the work of another. */
const MAX_HANDED = 500
/** A line of code that occurs in more versions of one sender than this does not connect them. */
const MAX_SHARING = 20
/** More fixups of one title, or single patches for the same files with one number, by one sender are not compared. */
const MAX_PAIRED = 100
/** A key that anybody may have proposes nothing when more versions have it. */
const MAX_OPEN = 60

/**
 * The versions worth comparing with one: those that share a title, the title of a patch, a change-id or a line of code with the same
 * sender; those that one person may have continued from another; those that name one another; those posted in reply; and, for a relation
 * only, those by anybody with the same title. Nothing is compared with everything, and what strangers post never takes the place of a
 * version by the sender. Of two versions either finds the other or none does.
 */
export function findCandidates(facts: VersionFacts, index: VersionIndex): number[] {
  const head = facts.version.head.id
  const found = new Set<number>()
  const add = (heads: readonly number[]) => {
    for (const other of heads) found.add(other)
  }
  for (const { keys, handed } of lookups(facts, index)) {
    for (const key of keys.own) add(nearest(index.holders(key), head, MAX_NAMESAKES))
    for (const key of keys.lines) add(atMost(index.holders(key), MAX_SHARING))
    for (const key of keys.open) add(atMost(index.holders(key), MAX_OPEN))
    add(handed.filter(({ usable }) => usable).flatMap(({ heads }) => heads))
  }
  add(owned(facts, index).flatMap(({ heads, usable }) => (usable ? heads : [])))
  add(named(facts, index))
  if (facts.version.repliesTo !== null) add([facts.version.repliesTo])
  add(index.replies(facts))
  found.delete(head)
  return [...found]
}

/** The versions whose candidates may change when this version goes or changes; the rest is as in findCrossed. */
export function findSharers(facts: VersionFacts, index: VersionIndex, others: number, given?: Given): number[] {
  return [...new Set([...findCandidates(facts, index), ...findCrossed(facts, index, others, given)])]
}

/** Lists of holders that were returned for other versions. */
type Given = WeakSet<readonly number[]>

/**
 * The versions that are compared with others because this version came or goes, and with it `others` more at the same time: the holders of
 * each key that has more holders than may be compared, and had not, or will not have, without these. Leaves out the lists in `given`, and adds
 * what it returns: for many versions with one key they would be the same each time.
 */
export function findCrossed(
  facts: VersionFacts,
  index: VersionIndex,
  others: number,
  given: Given = new WeakSet(),
): number[] {
  const head = facts.version.head.id
  const found = new Set<number>()
  const add = (heads: readonly number[]) => {
    if (given.has(heads)) return
    given.add(heads)
    for (const other of heads) found.add(other)
  }
  const onLimit = (holders: readonly number[], limit: number) => {
    if (holders.length >= limit && holders.length <= limit + 1 + others) add(holders)
  }
  for (const { keys, handed } of lookups(facts, index)) {
    for (const key of keys.own) {
      const holders = index.holders(key)
      if (holders.length > MAX_NAMESAKES) add(nearest(holders, head, MAX_NAMESAKES + 1 + others))
    }
    for (const key of keys.lines) onLimit(index.holders(key), MAX_SHARING)
    for (const key of keys.open) onLimit(index.holders(key), MAX_OPEN)
    for (const { sides, limit } of handed) for (const side of sides) onLimit(side, limit)
  }
  for (const { sides, limit } of owned(facts, index)) for (const side of sides) onLimit(side, limit)
  for (const id of facts.messageIds) onLimit(index.holders(namingKey(id)), MAX_OPEN)
  return [...found]
}

interface Lookup {
  readonly keys: PostingKeys
  readonly handed: readonly Handed[]
}

/**
 * Versions that have another key than this one: those by somebody whom it names as involved and that name its sender likewise, the fixups
 * of its patches and the patches that it fixes, and patches for the same files with another number.
 */
interface Handed {
  readonly heads: readonly number[]
  /** All versions with the one key and with the other. */
  readonly sides: readonly (readonly number[])[]
  /** More holders on one side than this are not compared. */
  readonly limit: number
  readonly usable: boolean
}

/** What each mail of a version looks for. */
function lookups({ version }: VersionFacts, index: VersionIndex): Lookup[] {
  return mailsOf(version).map((mail) => {
    const posting = toPosting(mail, index)
    const handed = handovers(posting).map(({ own, theirs }) => {
      const found = index.holders(theirs)
      const sides = found.length === 0 ? [] : [index.holders(own), found]
      const usable = sides.every(({ length }) => length <= MAX_HANDED)
      const heads = usable ? found.filter((head) => names(index.factsOf(head), mail)) : []
      return { heads, sides, limit: MAX_HANDED, usable }
    })
    const paired = pairsOf(posting).map(({ mine, theirs, open }) => {
      const heads = index.holders(theirs)
      const sides = heads.length === 0 ? [] : [index.holders(mine), heads]
      const limit = open ? MAX_OPEN : MAX_PAIRED
      return { heads, sides, limit, usable: sides.every(({ length }) => length <= limit) }
    })
    return { keys: postingKeys(posting), handed: [...handed, ...paired] }
  })
}

/**
 * Versions with the same change-id by somebody whose reply says that one of the two is their own: only they can add to either side. The
 * key that anybody may have would lose such a pair in a flood.
 */
function owned({ version, changeIds, ownedBy }: VersionFacts, index: VersionIndex): Handed[] {
  const sender = mailboxOf(version.head.from)
  const pair = (owner: string, id: string, mine: boolean): Handed => {
    const [postings, owning] = [index.holders(ownChangeKey(owner, id)), index.ownedBy(owner)]
    const sides = postings.length === 0 || owning.length === 0 ? [] : [postings, owning]
    const usable = sides.every(({ length }) => length <= MAX_PAIRED)
    const heads = mine ? owning.filter((head) => index.factsOf(head)?.changeIds.includes(id)) : postings
    return { heads: usable && sides.length > 0 ? heads : [], sides, limit: MAX_PAIRED, usable }
  }
  return changeIds.flatMap((id) => [pair(sender, id, true), ...ownedBy.map((owner) => pair(owner, id, false))])
}

/** Whether a version names the sender of this mail as involved. */
function names(facts: VersionFacts | undefined, { from }: SeriesMail): boolean {
  return facts?.handEmails.some((known) => sameMailbox(known, from.email)) === true
}

/** The versions that this one names or that name it, unless so many name the same one that only versions by the people involved count. */
function named(facts: VersionFacts, index: VersionIndex): number[] {
  const people = peopleOf(facts.version.head.from, facts.handEmails)
  const naming = facts.messageIds.flatMap((id) => {
    const all = index.holders(namingKey(id))
    return all.length <= MAX_OPEN ? all : kinNamingKeys(people, id).flatMap((key) => index.holders(key))
  })
  const own = [...facts.olderIds, ...facts.supersededIds, ...facts.supersedingIds].flatMap((id) => {
    const few = index.holders(namingKey(id)).length <= MAX_OPEN
    return index.named(id).filter((other) => few || isKin(facts, index.factsOf(other), id, index))
  })
  return [...naming, ...own]
}

/** Whether the version that is named would find this one although many name it. */
function isKin(facts: VersionFacts, other: VersionFacts | undefined, id: MessageId, index: VersionIndex): boolean {
  if (other === undefined) return false
  const own = new Set(mailsOf(facts.version).flatMap((mail) => postingKeys(toPosting(mail, index)).names))
  return kinNamingKeys(peopleOf(other.version.head.from, other.handEmails), id).some((key) => own.has(key))
}

function toPosting(mail: SeriesMail, index: VersionIndex): Posting {
  return { ...mail, sketch: index.sketchOf(mail.id) }
}

function atMost(holders: readonly number[], limit: number): readonly number[] {
  return holders.length <= limit ? holders : []
}

/** The holders at most so many places away from this one, which is one of them. */
function nearest(holders: readonly number[], head: number, places: number): readonly number[] {
  if (holders.length <= places) return holders
  const place = holders.indexOf(head)
  return holders.slice(Math.max(0, place - places), place + places + 1)
}
