import { DAY_MS } from '../isoTime'
import { mailboxOf } from '../mail/address'
import { countShared, likeness, MIN_SHARED_LINES } from '../patch/fingerprint'
import { hasMostWords, type Judgement, judgePart, judgeShared, MAX_REWORDING_MS, NAMING, reverts } from './evidence'
import type { VersionFacts } from './facts'
import { isOtherTree, projectWords } from './kind'
import { compareNumber, compareTime } from './order'
import { isPart } from './part'
import { isSameSender, isVouchedFor, sameName } from './senders'
import { holdsOne, isRenamed, sharedTitles } from './titles'
import type { LinkEvidence, Version } from './types'

/** Another title and no higher version number: then at least this part of the lines is the same. */
const REPOST_LIKENESS = 0.8

/** Nothing continues what was posted so long after it, unless it names it: the number of an earlier round was used again. */
const MAX_BACKWARDS_MS = 30 * DAY_MS
/** After so long, the same title and number without common code is new work. */
const MAX_SILENCE_MS = 365 * DAY_MS
/** For so long, a title that its sender uses for all pull requests means the same one. */
const MAX_COMMON_TITLE_MS = 7 * DAY_MS
/** "Netfilter fixes for net", "updates for net-next": what a maintainer posts again and again. */
const COMMON_TITLE = /\b(?:fixes|updates|patches|changes)(?: for \S+)?$/
/** A patch that goes on alone comes back so soon. */
const MAX_PAUSE_MS = 180 * DAY_MS

/**
 * Judges the evidence that `newer`, which has a higher number or is a later posting with the same number, continues `older`. A wrong link
 * is worse than a missing one. So evidence never joins what different people sent, unless each version names the sender of the other
 * and the newer keeps the authors of the older. Without a higher version number the same title needs shared patches, and another title nearly the
 * same code. Only a title or a named version links a version to one that was posted after it.
 */
export function judgeLink(evidence: readonly LinkEvidence[], newer: VersionFacts, older: VersionFacts): Judgement {
  const has = (...kinds: LinkEvidence[]) => kinds.some((kind) => evidence.includes(kind))
  if (reverts(newer, older)) return 'none'
  const higher = compareNumber(newer.version, older.version) > 0 || newer.version.rfc !== older.version.rfc
  const inTime = compareTime(older.version, newer.version) < 0
  const known =
    has('sender') ||
    (inTime && has('author') && (has(...NAMING) || (has('title') && higher)) && isVouchedFor(newer, older))
  const otherTree = isOtherTree(newer.version.words, older.version.words)
  if (!known)
    return inTime && !otherTree && (claims(has, higher) || isCopy(has, newer, older) || hasMoved(has, newer, older))
      ? 'propose'
      : 'none'
  if (has('change-id', 'supersedes')) return 'link'
  const next = newer.version.labelled && newer.version.version === older.version.version + 1
  // Somebody who started anew with b4 goes on with the next number.
  const goesOn = next && has('title') && has('similarity')
  if (!has('changelog-link', 'in-reply-to') && !goesOn && isOtherRun(newer, older))
    return relateRuns(has, newer, older, inTime)
  if (!has('changelog-link', 'in-reply-to') && isOtherWork(has, newer, older)) return 'none'
  // A version for the mainline does not continue the backport of it that was posted later.
  if (!inTime && otherTree && !has('changelog-link')) return 'none'
  if (
    higher &&
    (has('changelog-link', 'title') ||
      (has('in-reply-to') && (isAlike(has) || has('files') || replacesOne(newer, older))))
  )
    return 'link'
  if (!inTime || otherTree) return 'none'
  const grown = next && judgePart(newer, older) === 'absorb'
  const linked = higher ? grown || isReroll(has, newer, older) : isRepost(has, newer, older)
  return linked ? 'link' : judgeShared(newer, older)
}

/**
 * Whether a version with a higher number continues an older posting by the same sender although little shows it. That is enough
 * where nothing else links either of them: for a rewritten fix, for new files that were renamed, for a patch that goes on alone or becomes one of several, and for a few
 * patches of which one kept its title.
 */
export function mayFollow(evidence: readonly LinkEvidence[], newer: VersionFacts, older: VersionFacts): boolean {
  const has = (...kinds: LinkEvidence[]) => kinds.some((kind) => evidence.includes(kind))
  const gapMs = newer.version.head.orderMs - older.version.head.orderMs
  if (!has('sender') || gapMs <= 0 || gapMs > MAX_PAUSE_MS || isOtherWork(has, newer, older)) return false
  if (reverts(newer, older) || isOtherTree(newer.version.words, older.version.words)) return false
  if (isOtherRun(newer, older)) return false
  const next = newer.version.labelled && newer.version.version === older.version.version + 1
  return has('files') || (next && (has('new-files') || holdsOne(newer, older) || keepsOne(has, newer, older)))
}

/** Whether one of the patches of two short series kept its title and some of the code is the same: the cover was reworded. */
function keepsOne(has: Has, newer: VersionFacts, older: VersionFacts): boolean {
  return has('patch-titles') && countShared(newer.fingerprint, older.fingerprint) >= MIN_SHARED_LINES
}

/**
 * Whether a posting that neither names nor answers the older one is other work of the sender: for another project, long before or after, or
 * under a title that the sender uses for everything.
 */
function isOtherWork(has: Has, newer: VersionFacts, older: VersionFacts): boolean {
  const gapMs = newer.version.head.orderMs - older.version.head.orderMs
  // A patch of a v2 that goes on alone without a number starts over: <20211118203113.1286928-1-keescook@chromium.org>.
  const startsOver = !older.version.labelled && has('similarity')
  if (gapMs < -MAX_BACKWARDS_MS && !startsOver) return true
  const largest = Math.max(newer.patchTitles.length, older.patchTitles.length)
  const hasCommon = countShared(newer.fingerprint, older.fingerprint) > 0 || (has('patch-titles') && largest !== 1)
  const [young, old] = [projectWords(newer.version.words), projectWords(older.version.words)]
  const shareProject = young.some((word) => old.includes(word)) || young.length + old.length === 0
  if (!shareProject && !(hasCommon && has('title'))) {
    // Between two projects code alone proves nothing; a name that comes or goes is a slip when anything is common.
    if (young.length > 0 && old.length > 0) return true
    if (!hasCommon) return true
  }
  return (
    !hasCommon &&
    newer.version.total > 1 &&
    gapMs > MAX_COMMON_TITLE_MS &&
    COMMON_TITLE.test(newer.version.head.titleKey)
  )
}

/** The Change-Id of Gerrit names a commit, and not a series. */
const GERRIT_ID = /^i[0-9a-f]{40}$/i

/** Whether each of two versions has a change-id of b4, and none is the same: the later was started as another series. */
function isOtherRun(newer: VersionFacts, older: VersionFacts): boolean {
  const [young, old] = [newer, older].map(({ changeIds }) => changeIds.filter((id) => !GERRIT_ID.test(id)))
  return young?.length !== 0 && old?.length !== 0 && young?.some((id) => old?.includes(id)) === false
}

/** How two series with different change-ids are related: by patches in common, else a person has to decide. */
function relateRuns(has: Has, newer: VersionFacts, older: VersionFacts, inTime: boolean): Judgement {
  if (!inTime || isOtherTree(newer.version.words, older.version.words)) return 'none'
  const shared = judgeShared(newer, older)
  return shared === 'none' && (has('title') || isAlike(has)) ? 'propose' : shared
}

type Has = (...kinds: LinkEvidence[]) => boolean

/** Whether a version by somebody else says or shows that it continues the older one. */
function claims(has: Has, higher: boolean): boolean {
  const said = has(...NAMING, 'in-reply-to') || (has('title') && higher)
  return said && (has('title') || isAlike(has))
}

/** Whether somebody with the name of the older sender goes on with the same change-id, from another address. */
function hasMoved(has: Has, newer: VersionFacts, older: VersionFacts): boolean {
  return has('change-id') && sameName(newer, older)
}

/**
 * Whether somebody goes on from another address with the same name and change-id, and says so from the old one: nobody else can confirm it.
 * The newer posting need not name the old address, so this counts only for the first of its sender, see linkVersions.
 */
export function isConfirmed(evidence: readonly LinkEvidence[], newer: VersionFacts, older: VersionFacts): boolean {
  const has = (kind: LinkEvidence) => evidence.includes(kind)
  const { from } = older.version.head
  return !has('sender') && hasMoved(has, newer, older) && from.email !== '' && newer.ownedBy.includes(mailboxOf(from))
}

/**
 * Whether the author of a single patch posts it again that somebody posted with the author's name in the `From:` line of its body: all
 * changed lines and most words of the title are the same (<20220421094027.683992-1-liuyacan@corp.netease.com>). Anybody can write such a line, so
 * this links nothing.
 */
export function isPostedFor(newer: VersionFacts, older: VersionFacts): boolean {
  const gapMs = newer.version.head.orderMs - older.version.head.orderMs
  const author = mailboxOf(newer.version.head.from)
  const wroteAll = ({ authorEmails }: VersionFacts) =>
    authorEmails.length > 0 && authorEmails.every((email) => mailboxOf({ name: '', email }) === author)
  return (
    [newer, older].every(({ version, files, pull }) => version.total === 1 && files !== null && !pull) &&
    !isSameSender(newer, older) &&
    wroteAll(newer) &&
    wroteAll(older) &&
    gapMs > 0 &&
    gapMs <= MAX_REWORDING_MS &&
    likeness(newer.fingerprint, older.fingerprint) === 1 &&
    hasMostWords(newer, older) &&
    !isOtherTree(newer.version.words, older.version.words) &&
    !reverts(newer, older)
  )
}

/** Whether a posting under another address has the title and nearly all of the code of the older one: <20231031015301.355147-1-wangxuewen@kylinos.cn>. */
function isCopy(has: Has, newer: VersionFacts, older: VersionFacts): boolean {
  return (
    has('title') &&
    newer.version.total === older.version.total &&
    likeness(newer.fingerprint, older.fingerprint) >= REPOST_LIKENESS
  )
}

function isAlike(has: Has): boolean {
  return has('patch-titles', 'similarity')
}

/** Whether two single patches have different code: one sender may post two with the same title, one for arch/ and one for drivers/. */
function hasOtherCode(a: VersionFacts, b: VersionFacts): boolean {
  if (a.fingerprint.length === 0 || b.fingerprint.length === 0) return false
  return a.version.total === 1 && b.version.total === 1 && countShared(a.fingerprint, b.fingerprint) === 0
}

/** Whether the newer version is a partial reroll: some patches of a series, without a cover, that have the total or a title of the older one. */
function replacesOne(newer: VersionFacts, older: VersionFacts): boolean {
  const sameTotal = newer.version.total === older.version.total
  return isPart(newer.version) && (sameTotal || sharedTitles(newer, older) > 0)
}

/** Whether a version with a higher number and another title continues the older one. */
function isReroll(has: Has, newer: VersionFacts, older: VersionFacts): boolean {
  return (
    has('similarity') || (has('patch-titles') && sharedTitles(newer, older) > 1) || repeatsPlaces(newer.version, older)
  )
}

/** Whether all patches of a part have the number, total and title of a patch of the older version. */
function repeatsPlaces(part: Version, { version: older }: VersionFacts): boolean {
  const titles = new Map(older.patches.map(({ number, mail }) => [number, mail.titleKey]))
  return (
    isPart(part) &&
    part.total === older.total &&
    part.patches.length > 0 &&
    part.patches.every(({ number, mail }) => titles.get(number) === mail.titleKey)
  )
}

/** Whether a version with the same number is a repost of the older one. */
function isRepost(has: Has, newer: VersionFacts, older: VersionFacts): boolean {
  const gapMs = newer.version.head.orderMs - older.version.head.orderMs
  const silent = gapMs > MAX_SILENCE_MS && !has('in-reply-to', 'similarity')
  if (!silent && (isRenamed(newer, older) || repeatsPlaces(newer.version, older))) return true
  if (
    !silent &&
    has('title', 'in-reply-to') &&
    has('patch-titles') &&
    (has('in-reply-to') || !hasOtherCode(newer, older))
  )
    return true
  return (
    newer.version.total === older.version.total && likeness(newer.fingerprint, older.fingerprint) >= REPOST_LIKENESS
  )
}
