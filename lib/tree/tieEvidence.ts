import { DAY_MS } from '../isoTime'
import { normaliseTitle, parseSubject } from '../mail/subject'
import type { Address } from '../mail/types'
import { countShared, likeness, MIN_SHARED_LINES, REROLL_LIKENESS } from '../patch/fingerprint'
import { isBackport, isTelling } from '../series/kind'
import { sharedWords } from '../series/titles'
import { commitTitleKey } from './commitKeys'
import { revertedTitle } from './commitText'
import { isSamePerson } from './people'
import type { Commit } from './types'

/** A commit as it is compared with patch mails. */
export interface TiableCommit
  extends Pick<Commit, 'title' | 'author' | 'committer' | 'authoredMs' | 'committedMs' | 'parents' | 'marks'> {
  /** '' for a commit without a diff; null when it was not computed. */
  readonly patchId: string | null
  /** The fingerprint of its diff, see fingerprintDiff; empty when it is not known. */
  readonly lines: readonly number[]
}

/** A patch mail that a commit may have been made from. */
export interface PatchMail {
  /** Its Message-ID, or what variantKey makes of one that was used before. */
  readonly key: string
  /** The same text for all patches of one series, and of one version. */
  readonly series: string
  readonly version: string
  /** Of the patch, which a `Subject:` line in the body may have changed. */
  readonly title: string
  readonly author: Address
  readonly from: Address
  /** The Date header; null when it cannot be true. */
  readonly sentMs: number | null
  readonly receivedMs: number
  readonly patchId: string | null
  /** The fingerprint of its diff. */
  readonly lines: readonly number[]
  /** Whether it is part of a pull request. */
  readonly pull: boolean
  /** The prefix words of its subject: names of trees and projects. */
  readonly words: readonly string[]
  /** How links of the commit lead to it: they name this mail, or another of its version or a reply to one; null when they do neither. */
  readonly linked: 'itself' | 'version' | null
}

/** People use a title again: the same title shows nothing after this time, and one of few words after the second. */
const [MAX_TITLE_MS, MAX_SHORT_TITLE_MS] = [730 * DAY_MS, 180 * DAY_MS]
/** The part of the words of a title that is left when a committer rewords it. */
const REWORDED = 0.5
/** The part of the changed lines that a commit and a patch with another title have in common. */
const SIMILAR = 0.7
/** The part of the lines that a commit has in common with a patch of its title by somebody else. */
const NEARLY_ALL = 0.9

/** Whether the diff is the same, and so much of it that two people would hardly write it, or the title or author too. */
export function isSamePatch(commit: TiableCommit, mail: PatchMail): boolean {
  if (commit.patchId === null || commit.patchId === '' || commit.patchId !== mail.patchId) return false
  return mail.lines.length >= MIN_SHARED_LINES || sameTitle(commit, mail) || isAuthor(commit, mail)
}

export function sameTitle(commit: TiableCommit, mail: PatchMail): boolean {
  const key = commitTitleKey(commit.title)
  return key !== '' && key === commitTitleKey(mail.title)
}

export function isAuthor({ author }: TiableCommit, mail: PatchMail): boolean {
  return isSamePerson(author, mail.author) || isSamePerson(author, mail.from)
}

/** Whether the commit has title and author of the mail, which was not posted too long before and does not change wholly other lines. */
export function isTitled(commit: TiableCommit, mail: PatchMail): boolean {
  if (!sameTitle(commit, mail) || !isAuthor(commit, mail) || contradicts(commit, mail)) return false
  const ageMs = commit.committedMs - mail.receivedMs
  return ageMs <= (isTelling(plainTitle(mail.title)) ? MAX_TITLE_MS : MAX_SHORT_TITLE_MS)
}

/** Whether both change lines, and none of them is the same. */
export function contradicts(commit: TiableCommit, mail: PatchMail): boolean {
  const known = Math.min(commit.lines.length, mail.lines.length) >= MIN_SHARED_LINES
  return known && !sharesLines(commit, mail)
}

/** Whether the lines of one of the two are unknown, so that they cannot be compared. */
export function hasNoLines(commit: TiableCommit, mail: PatchMail): boolean {
  return commit.lines.length === 0 || mail.lines.length === 0
}

export function sharesLines(commit: TiableCommit, mail: PatchMail): boolean {
  return countShared(commit.lines, mail.lines) > 0
}

/** Whether a commit that links to a mail with another title and diff was made from it, rather than mentions it. */
export function isReworded(commit: TiableCommit, mail: PatchMail): boolean {
  if (contradicts(commit, mail)) return false
  if (likeness(commit.lines, mail.lines) >= REROLL_LIKENESS) return true
  return hasWords(commit, mail)
}

function hasWords(commit: TiableCommit, mail: PatchMail): boolean {
  return sharedWords(plainTitle(commit.title), plainTitle(mail.title)) >= REWORDED
}

function plainTitle(title: string): string {
  return normaliseTitle(parseSubject(title).title)
}

/**
 * Whether commit and patch have most of the changed lines in common: by the same author, and fewer with half of the words of the title; by somebody
 * else, nearly all of them under the same title, as when a maintainer puts in another address.
 */
export function isSimilar(commit: TiableCommit, mail: PatchMail): boolean {
  if (commit.committedMs - mail.receivedMs > MAX_TITLE_MS) return false
  const value = likeness(commit.lines, mail.lines)
  if (isAuthor(commit, mail)) return value >= (hasWords(commit, mail) ? REROLL_LIKENESS : SIMILAR)
  return value >= NEARLY_ALL && sameTitle(commit, mail) && isTelling(plainTitle(mail.title))
}

/**
 * Of postings of one patch, the one that was committed. Those in the name of its author come first, pull requests and backports last; then the
 * one that was applied by its date, the one with most of the lines, and the newest.
 */
export function chooseMail<M extends PatchMail>(commit: TiableCommit, mails: readonly M[]): M | undefined {
  const isOfStable = commit.marks.origins.length > 0
  const rank = (mail: M) =>
    (isAuthor(commit, mail) ? 16 : 0) +
    (sameTitle(commit, mail) ? 8 : 0) +
    (isBackport(mail.words) === isOfStable ? 4 : 0) +
    (mail.pull ? 0 : 2) +
    (mail.sentMs === commit.authoredMs ? 1 : 0)
  const rated = mails.map((mail) => ({ mail, rank: rank(mail), shared: sharedPart(commit, mail) }))
  rated.sort((a, b) => b.rank - a.rank || b.shared - a.shared || compareNewest(a.mail, b.mail))
  return rated[0]?.mail
}

/** Like likeness, but also for the few lines of a small patch. */
function sharedPart(commit: TiableCommit, mail: PatchMail): number {
  return countShared(commit.lines, mail.lines) / Math.max(commit.lines.length, mail.lines.length, 1)
}

export function compareNewest(a: PatchMail, b: PatchMail): number {
  return b.receivedMs - a.receivedMs || (a.key < b.key ? -1 : 1)
}

/** Whether the commit reverts the patch: where lines were moved, both change the same ones. */
export function isReverted({ title }: TiableCommit, mail: PatchMail): boolean {
  const target = revertedTitle(title)?.title
  return target !== undefined && commitTitleKey(target) === commitTitleKey(mail.title)
}
