import { sameMailbox, sameSender } from '../mail/address'
import type { MessageId } from '../mail/types'
import { countShared } from '../patch/fingerprint'
import { isOtherTree } from './kind'
import { compareNumber, compareTime } from './order'
import { LINK_EVIDENCE, type LinkEvidence, type Version } from './types'

/** What linking needs to know about a version beyond its mails: taken from its texts. */
export interface VersionFacts {
  readonly version: Version
  /** `change-id:` of the cover or of a patch. */
  readonly changeIds: readonly string[]
  /** Ids the changelog names as older versions. */
  readonly olderIds: readonly MessageId[]
  /** Ids of versions this one says it supersedes. */
  readonly supersededIds: readonly MessageId[]
  /** Ids of versions that this one says supersede it. */
  readonly supersedingIds: readonly MessageId[]
  /** Authors of the patches, as in-body From lines name them: addresses, lower case. */
  readonly authorEmails: readonly string[]
  /** Who had a hand in it by its own words: the authors, and who signed off or developed along. Addresses, lower case. */
  readonly handEmails: readonly string[]
  /** Every Message-ID of the posting. */
  readonly messageIds: readonly MessageId[]
  /** Normalised titles of the patches. */
  readonly patchTitles: readonly string[]
  /** What the patches do: see fingerprintDiff; of all patches together, ascending. */
  readonly fingerprint: readonly number[]
}

/**
 * What the evidence allows: `link` joins the two; `split` and `absorb` tell of shared patches between series that go on
 * apart; `propose` is for a person to decide; `none` shows nothing.
 */
export type Judgement = 'link' | 'split' | 'absorb' | 'propose' | 'none'

/** Fewer shared lines happen by chance (an include, a Kconfig entry). */
const MIN_SHARED_LINES = 3
/** Of the larger of two versions' lines, what a reroll keeps at the least. */
const REROLL_LIKENESS = 0.3
/** The same for a repost without a higher version and with another title. */
const REPOST_LIKENESS = 0.8
/** Of the smaller one's lines, what must be found in the larger for a part to count as taken over. */
const PART_LIKENESS = 0.6

/** All that speaks for `newer` continuing `older`, strongest first; `repliesToOlder` tells whether it was posted in reply to it. */
export function findEvidence(newer: VersionFacts, older: VersionFacts, repliesToOlder: boolean): LinkEvidence[] {
  const names = (ids: readonly MessageId[], of: VersionFacts) => ids.some((id) => of.messageIds.includes(id))
  const holds: Readonly<Record<LinkEvidence, boolean>> = {
    'by-hand': false,
    'change-id': newer.changeIds.some((id) => older.changeIds.includes(id)),
    'changelog-link': names(newer.olderIds, older),
    supersedes: names(newer.supersededIds, older) || names(older.supersedingIds, newer),
    'in-reply-to': repliesToOlder,
    title: sameTitle(newer, older),
    sender: isSameSender(newer, older),
    author: sameAuthor(newer, older),
    'patch-titles': sharesTitles(newer, older),
    similarity: likeness(newer, older) >= REROLL_LIKENESS,
    'shared-code': judgePart(newer, older) !== 'none' && likeness(newer, older) < REROLL_LIKENESS,
  }
  return LINK_EVIDENCE.filter((kind) => holds[kind])
}

/**
 * Judges the evidence for `newer`, higher in number or a later posting of the same number, continuing `older`. Evidence
 * alone never merges what another person sent: the sender must agree, or have had a hand in the older version whose authors the newer keeps. A wrong merge is worse
 * than a missing one: without a higher version number a repeated title needs shared patches, and another title nearly the
 * same code; only title and names link a version to one that was posted after it.
 */
export function judgeLink(evidence: readonly LinkEvidence[], newer: VersionFacts, older: VersionFacts): Judgement {
  const has = (...kinds: LinkEvidence[]) => kinds.some((kind) => evidence.includes(kind))
  if (reverts(newer, older)) return 'none'
  const higher = compareNumber(newer.version, older.version) !== 0 || newer.version.rfc !== older.version.rfc
  const inTime = compareTime(older.version, newer.version) < 0
  const handedOn = inTime && has('author') && isVouchedFor(newer, older)
  const known = has('sender') || (handedOn && (has(...NAMING) || (has('title') && higher)))
  const otherTree = isOtherTree(newer.version.words, older.version.words)
  if (!known) return inTime && !otherTree && claims(has, higher) ? 'propose' : 'none'
  if (has('change-id', 'supersedes')) return 'link'
  if (higher && (has('changelog-link', 'title') || (has('in-reply-to') && (isAlike(has) || replacesOne(newer, older)))))
    return 'link'
  if (!inTime || otherTree) return 'none'
  const next = newer.version.labelled && newer.version.version === older.version.version + 1
  const grown = next && judgePart(newer, older) === 'absorb'
  const linked = higher ? grown || isReroll(has, newer, older) : isRepost(has, newer, older)
  return linked ? 'link' : judgePart(newer, older)
}

const NAMING = ['change-id', 'changelog-link', 'supersedes'] as const
type Has = (...kinds: LinkEvidence[]) => boolean

/** A version by somebody else that says or shows what it continues. */
function claims(has: Has, higher: boolean): boolean {
  const said = has(...NAMING, 'in-reply-to') || (has('title') && higher)
  return said && (has('title') || isAlike(has))
}

function isAlike(has: Has): boolean {
  return has('patch-titles', 'similarity')
}

/** Single patches of one title and sender may be two: one for arch/, one for drivers/. */
function hasOtherCode(a: VersionFacts, b: VersionFacts): boolean {
  if (a.fingerprint.length === 0 || b.fingerprint.length === 0) return false
  return a.version.total === 1 && b.version.total === 1 && countShared(a.fingerprint, b.fingerprint) === 0
}

/** A few patches of a series, without a cover, of which the older version has one by title: a partial reroll. */
function replacesOne(newer: VersionFacts, older: VersionFacts): boolean {
  const { cover, patches, total } = newer.version
  if (cover !== null || patches.length >= total) return false
  const sameSlots = total === older.version.total && patches.every(({ number, mail }) => mail.tag.number === number)
  return sameSlots || sharedTitles(newer, older) > 0
}

/** A higher number under another title. */
function isReroll(has: Has, newer: VersionFacts, older: VersionFacts): boolean {
  return has('similarity') || (has('patch-titles') && sharedTitles(newer, older) > 1)
}

/** The same number again. */
function isRepost(has: Has, newer: VersionFacts, older: VersionFacts): boolean {
  if (has('title', 'in-reply-to') && has('patch-titles') && (has('in-reply-to') || !hasOtherCode(newer, older)))
    return true
  return newer.version.total === older.version.total && likeness(newer, older) >= REPOST_LIKENESS
}

/**
 * Whether the later of two postings by one person is a part of the earlier, or holds it and more besides.
 * `later` need not have the higher number.
 */
export function judgePart(later: VersionFacts, earlier: VersionFacts): Judgement {
  const shared = countShared(later.fingerprint, earlier.fingerprint)
  const [young, old] = [later.fingerprint.length, earlier.fingerprint.length]
  if (shared < MIN_SHARED_LINES || shared < PART_LIKENESS * Math.min(young, old)) return 'none'
  // A backport and a revert take no part in the series: <20220503003736.711789-1-namhyung@kernel.org>, <20220523153110.474996-1-liuyacan@corp.netease.com>.
  if (isOtherTree(later.version.words, earlier.version.words) || reverts(later, earlier)) return 'none'
  return young < old ? 'split' : 'absorb'
}

/** `Revert "x"` after x. */
function reverts(later: VersionFacts, earlier: VersionFacts): boolean {
  return later.version.head.titleKey === `revert "${earlier.version.head.titleKey}"`
}

/** Two versions with patches of their own that have none in common: halves of what was one. */
export function areDisjoint(a: VersionFacts, b: VersionFacts): boolean {
  if (a.fingerprint.length === 0 || b.fingerprint.length === 0) return false
  return sharedTitles(a, b) === 0 && countShared(a.fingerprint, b.fingerprint) < MIN_SHARED_LINES
}

/** Shared lines as a part of the larger of two versions, 0 to 1. */
function likeness(a: VersionFacts, b: VersionFacts): number {
  const shared = countShared(a.fingerprint, b.fingerprint)
  const larger = Math.max(a.fingerprint.length, b.fingerprint.length)
  return shared < Math.min(MIN_SHARED_LINES, larger) || larger === 0 ? 0 : shared / larger
}

/** Whether the titles are equal, or differ only in their area while no imported patch shows different code. */
function sameTitle(newer: VersionFacts, older: VersionFacts): boolean {
  const [a, b] = [newer.version.head, older.version.head]
  if (a.titleKey === b.titleKey) return true
  if (a.bareTitleKey !== b.bareTitleKey) return false
  const bare = newer.fingerprint.length === 0 || older.fingerprint.length === 0
  return bare || countShared(newer.fingerprint, older.fingerprint) > 0
}

/** Half of the smaller one's titles, and a third of the larger one's. */
function sharesTitles(a: VersionFacts, b: VersionFacts): boolean {
  // If only the cover letters were imported, nothing contradicts them.
  if (a.patchTitles.length === 0 || b.patchTitles.length === 0) return true
  const shared = sharedTitles(a, b)
  const [small, large] = [a.patchTitles.length, b.patchTitles.length].sort((x, y) => x - y)
  return shared * 2 >= (small ?? 0) && shared * 3 >= (large ?? 0)
}

function sharedTitles(a: VersionFacts, b: VersionFacts): number {
  const titles = new Set(b.patchTitles)
  return a.patchTitles.filter((title) => titles.has(title)).length
}

/** The same mailbox; or the same name, when what was posted first names the address of the later posting as a hand in it. */
function isSameSender(newer: VersionFacts, older: VersionFacts): boolean {
  const [a, b] = [newer.version.head.from, older.version.head.from]
  return sameSender(a, b) || (a.name.toLowerCase() === b.name.toLowerCase() && isVouchedFor(newer, older))
}

/**
 * Whether the sender of the newer version had a hand in the older one by its own words: wrote or signed off a patch. What the newer says
 * itself, in a copied From or Signed-off-by, proves nothing, nor does what was posted after it.
 */
function isVouchedFor(newer: VersionFacts, older: VersionFacts): boolean {
  const { email } = newer.version.head.from
  return compareTime(older.version, newer.version) < 0 && older.handEmails.some((known) => sameMailbox(known, email))
}

/** Somebody else posts on: the patches still name the sender of the older version, or the same people, as authors. */
function sameAuthor(newer: VersionFacts, older: VersionFacts): boolean {
  const wrote = new Set([...older.authorEmails, older.version.head.from.email])
  return newer.authorEmails.length > 0 && newer.authorEmails.every((email) => wrote.has(email))
}
