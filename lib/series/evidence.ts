import { DAY_MS } from '../isoTime'
import type { MessageId } from '../mail/types'
import { countShared, createdLikeness, likeness, MIN_SHARED_LINES, REROLL_LIKENESS } from '../patch/fingerprint'
import type { VersionFacts } from './facts'
import { isOtherTree } from './kind'
import { isSameSender, sameAuthor } from './senders'
import { holdsOne, holdsPatch, sameTitle, sharedTitles, sharedWords, sharesTelling, sharesTitles } from './titles'
import { LINK_EVIDENCE, type LinkEvidence } from './types'

/**
 * What the evidence is enough for: `link` joins the two versions; `split` and `absorb` record patches shared by series that stay apart;
 * `propose` leaves the decision to a person; `none` shows nothing.
 */
export type Judgement = 'link' | 'split' | 'absorb' | 'propose' | 'none'

/** At least this part of new files that were renamed is the same; their fingerprint is a sample. */
const CREATED_LIKENESS = 0.6
/** For one version to be part of another, at least this part of its lines must be found there. */
const PART_LIKENESS = 0.6
/** A fix under other words comes back so soon. */
export const MAX_REWORDING_MS = 60 * DAY_MS
/** Parts of the words of a title. */
const [FEW_WORDS, HALF_OF_WORDS, MOST_WORDS] = [0.25, 0.4, 0.7]

/** Lists the evidence that `newer` continues `older`, strongest first. `repliesToOlder`: it was posted in reply to it. */
export function findEvidence(newer: VersionFacts, older: VersionFacts, repliesToOlder: boolean): LinkEvidence[] {
  const names = (ids: readonly MessageId[], of: VersionFacts) => ids.some((id) => of.messageIds.includes(id))
  const isSimilar = likeness(newer.fingerprint, older.fingerprint) >= REROLL_LIKENESS
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
    similarity: isSimilar,
    'shared-code': !isSimilar && judgePart(newer, older) !== 'none',
    'patch-title': !sharesTitles(newer, older) && holdsOne(newer, older),
    'new-files': !isSimilar && createdLikeness(newer.created, older.created) >= CREATED_LIKENESS,
    files: isReworded(newer, older),
  }
  return LINK_EVIDENCE.filter((kind) => holds[kind])
}

export const NAMING = ['change-id', 'changelog-link', 'supersedes'] as const

/** Whether the newer version names the older one, by link or change-id. */
export function isNaming(kind: LinkEvidence): boolean {
  return NAMING.some((naming) => naming === kind)
}

/**
 * Whether the later of two postings by one person is part of the earlier (`split`), or contains it and more (`absorb`). `later` need not have
 * the higher number.
 */
export function judgePart(later: VersionFacts, earlier: VersionFacts): Judgement {
  const shared = countShared(later.fingerprint, earlier.fingerprint)
  const [young, old] = [later.fingerprint.length, earlier.fingerprint.length]
  if (shared < MIN_SHARED_LINES || shared < PART_LIKENESS * Math.min(young, old)) return 'none'
  // Backports and reverts do not belong to the series: <20220503003736.711789-1-namhyung@kernel.org>, <20220523153110.474996-1-liuyacan@corp.netease.com>.
  if (isOtherTree(later.version.words, earlier.version.words) || reverts(later, earlier)) return 'none'
  return young < old ? 'split' : 'absorb'
}

/**
 * As judgePart; also `split` or `absorb` when one of the two is a single patch with the title of a patch of the other, and `split` when a
 * patch of one series goes on with its title and code as a patch of another: 7/10 as 2/2.
 */
export function judgeShared(later: VersionFacts, earlier: VersionFacts): Judgement {
  const part = judgePart(later, earlier)
  if (part !== 'none' || isOtherTree(later.version.words, earlier.version.words) || reverts(later, earlier)) return part
  if (holdsPatch(earlier, later)) return 'split'
  if (holdsPatch(later, earlier)) return 'absorb'
  const goesOn =
    sharesTelling(later, earlier) && countShared(later.fingerprint, earlier.fingerprint) >= MIN_SHARED_LINES
  return goesOn ? 'split' : 'none'
}

/** Whether the later version is `Revert "x"` and the earlier is x. */
export function reverts(later: VersionFacts, earlier: VersionFacts): boolean {
  return later.version.head.titleKey === `revert "${earlier.version.head.titleKey}"`
}

/** Whether two versions have no patch in common: then they are parts of a series that was split. */
export function areDisjoint(a: VersionFacts, b: VersionFacts): boolean {
  if (a.fingerprint.length === 0 || b.fingerprint.length === 0) return false
  return sharedTitles(a, b) === 0 && countShared(a.fingerprint, b.fingerprint) < MIN_SHARED_LINES
}

/**
 * Whether two single patches touch the same files, the newer has the next number within weeks, and some words of its title are those of
 * the older: a one-line fix that was rewritten has no line in common. With most words, a number may be skipped.
 */
function isReworded(newer: VersionFacts, older: VersionFacts): boolean {
  if (newer.files === null || newer.files !== older.files || !newer.version.labelled) return false
  const gapMs = newer.version.head.orderMs - older.version.head.orderMs
  if (gapMs <= 0 || gapMs > MAX_REWORDING_MS) return false
  const step = newer.version.version - older.version.version
  if (step < 1) return false
  const alike = sharedWords(newer.version.head.titleKey, older.version.head.titleKey)
  if (step === 1) return alike >= (countShared(newer.fingerprint, older.fingerprint) > 0 ? FEW_WORDS : HALF_OF_WORDS)
  return alike >= MOST_WORDS
}

/** Whether most words of the titles of two versions are the same, as of two lookalike fixes those of one and its next version. */
export function hasMostWords(a: VersionFacts, b: VersionFacts): boolean {
  return sharedWords(a.version.head.titleKey, b.version.head.titleKey) >= MOST_WORDS
}
