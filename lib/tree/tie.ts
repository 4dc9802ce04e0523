import { groupBy } from '../groupBy'
import { DAY_MS } from '../isoTime'
import { normaliseTitle, parseSubject } from '../mail/subject'
import type { Address } from '../mail/types'
import { countShared, likeness, MIN_SHARED_LINES, REROLL_LIKENESS, sortNumbers } from '../patch/fingerprint'
import { isBackport, isTelling, projectWords } from '../series/kind'
import { sharedWords } from '../series/titles'
import { commitTitleKey } from './commitKeys'
import { revertedTitle } from './commitText'
import { isSamePerson } from './people'
import type { Commit, TieKey } from './types'

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

/** A patch mail that a commit was made from, and what shows it. */
export interface Tie<M extends PatchMail> {
  readonly mail: M
  readonly key: TieKey
}

/** A commit was not made from a mail received later than this after it. Clocks differ, and some people post what they have committed. */
const MAX_LATER_MS = DAY_MS
/** Commits are this old, at most, when they are posted, for somebody to pull them. */
const MAX_PULL_MS = 90 * DAY_MS
/** People use a title again: the same title shows nothing after this time, and one of few words after the second. */
const [MAX_TITLE_MS, MAX_SHORT_TITLE_MS] = [730 * DAY_MS, 180 * DAY_MS]
/** The part of the words of a title that is left when a committer rewords it. */
const REWORDED = 0.5
/** The part of the changed lines that a commit and a patch with another title have in common. */
const SIMILAR = 0.7
/** The part of the lines of each of several patches that is in the commit when they were squashed, and the part of its lines that they make up. */
const [SQUASHED, SQUASHED_TOGETHER] = [0.8, 0.6]

/**
 * Chooses the patch mail that a commit was made from. With it come the same patch in other series, such as pull requests, so that these know
 * of the commit too, and patches of its version that were squashed into the commit. `candidates` are the patch mails that share a key with
 * the commit or are linked from it, and the other patches of their versions, in any order. The evidence, the strongest first:
 * - a link to the mail, to a reply, or to another mail of its version, when diff or title agree. For a link to the mail itself, half of the
 *   words of the title or a third of the changed lines are enough, because committers edit both;
 * - the same stable patch-id in a posting of its author. It outweighs a link to an older posting that has another one;
 * - the same title by the same author, unless the diffs have nothing in common;
 * - the same stable patch-id in a posting by anybody;
 * - by the same author, most of the changed lines, or a third of them and half of the words of the title.
 * Of several postings of one patch that were received no later than a day after the commit the one counts whose Date is the author date,
 * as `git am` sets it, else the one with most of the lines, else the newest. A merge has no patch.
 * False positives: a title that its author uses again within two years, when only its first use was posted here and no diff is known.
 */
export function tieCommit<M extends PatchMail>(commit: TiableCommit, candidates: readonly M[]): Tie<M>[] {
  if (commit.parents > 1) return []
  const latestMs = commit.committedMs + MAX_LATER_MS
  const sorted = [...candidates].sort(compareNewest)
  const inTime = sorted.filter((mail) => mail.receivedMs <= latestMs && !isReverted(commit, mail))
  const source = findSource(commit, inTime, findPostedLater(commit, sorted))
  if (source === undefined) return tieAll(findSquashed(commit, inTime), 'similar')
  const { mail } = source
  // A commit with the diff of one patch has no other in it.
  const others = isSamePatch(commit, mail) ? [] : findOthers(commit, mail, inTime)
  return [source, ...tieElsewhere(commit, mail, sorted), ...tieAll(others, 'similar')]
}

/** Of the mails that a commit is tied to, those that are in it together with this one, which is among them: several when patches of its version were squashed. */
export function squashedMails<M extends PatchMail>({ mail }: Tie<M>, ties: readonly Tie<M>[]): M[] {
  return ties.flatMap((other) => (other.mail.version === mail.version ? other.mail : []))
}

function tieAll<M extends PatchMail>(mails: readonly M[], key: TieKey): Tie<M>[] {
  return mails.map((mail) => ({ mail, key }))
}

function findSource<M extends PatchMail>(
  commit: TiableCommit,
  inTime: readonly M[],
  later: M | undefined,
): Tie<M> | undefined {
  const choose = (test: (mail: M) => boolean) => chooseMail(commit, inTime.filter(test))
  const copy = choose((mail) => isSamePatch(commit, mail))
  const same = choose((mail) => isSamePatch(commit, mail) && isAuthor(commit, mail)) ?? later
  const linked = choose((mail) => mail.linked !== null && isSamePatch(commit, mail))
  if (linked !== undefined) return { mail: linked, key: 'link' }
  const edited = choose((mail) => mail.linked !== null && sameTitle(commit, mail) && !contradicts(commit, mail))
  // Whoever links to an older version has not edited it into a newer one.
  if (edited !== undefined && (same === undefined || same.receivedMs < edited.receivedMs))
    return { mail: edited, key: 'link' }
  if (same !== undefined) return { mail: same, key: 'patch-id' }
  const titled = choose((mail) => isTitled(commit, mail))
  if (titled !== undefined) return { mail: titled, key: 'title' }
  // Anybody can post the diff of a commit, so this comes after what its author posted.
  if (copy !== undefined) return { mail: copy, key: 'patch-id' }
  const reworded = choose((mail) => mail.linked === 'itself' && isReworded(commit, mail))
  if (reworded !== undefined) return { mail: reworded, key: 'link' }
  const likest = findLikest(commit, inTime)
  return likest === undefined ? undefined : { mail: likest, key: 'similar' }
}

/**
 * The first posting of a commit that its author had committed days before, and that was pulled and not applied from the mail. `sorted`: the newest
 * first.
 */
function findPostedLater<M extends PatchMail>(commit: TiableCommit, sorted: readonly M[]): M | undefined {
  if (!isSamePerson(commit.committer, commit.author)) return undefined
  const lastMs = commit.committedMs + MAX_PULL_MS
  return sorted.findLast((mail) => {
    const isOwn = isSamePerson(commit.author, mail.from) && sameTitle(commit, mail)
    return isOwn && mail.receivedMs > commit.committedMs && mail.receivedMs <= lastMs && isSamePatch(commit, mail)
  })
}

/** Whether the diff is the same, and so much of it that two people would hardly write it, or the title or author too. */
function isSamePatch(commit: TiableCommit, mail: PatchMail): boolean {
  if (commit.patchId === null || commit.patchId === '' || commit.patchId !== mail.patchId) return false
  return mail.lines.length >= MIN_SHARED_LINES || sameTitle(commit, mail) || isAuthor(commit, mail)
}

function sameTitle(commit: TiableCommit, mail: PatchMail): boolean {
  const key = commitTitleKey(commit.title)
  return key !== '' && key === commitTitleKey(mail.title)
}

function isAuthor({ author }: TiableCommit, mail: PatchMail): boolean {
  return isSamePerson(author, mail.author) || isSamePerson(author, mail.from)
}

/** Whether the commit has title and author of the mail, which was not posted too long before and does not change wholly other lines. */
function isTitled(commit: TiableCommit, mail: PatchMail): boolean {
  if (!sameTitle(commit, mail) || !isAuthor(commit, mail) || contradicts(commit, mail)) return false
  const ageMs = commit.committedMs - mail.receivedMs
  return ageMs <= (isTelling(plainTitle(mail.title)) ? MAX_TITLE_MS : MAX_SHORT_TITLE_MS)
}

/** Whether both change lines, and none of them is the same. */
function contradicts(commit: TiableCommit, mail: PatchMail): boolean {
  const known = Math.min(commit.lines.length, mail.lines.length) >= MIN_SHARED_LINES
  return known && !sharesLines(commit, mail)
}

/** Whether the lines of one of the two are unknown, so that they cannot be compared. */
function hasNoLines(commit: TiableCommit, mail: PatchMail): boolean {
  return commit.lines.length === 0 || mail.lines.length === 0
}

function sharesLines(commit: TiableCommit, mail: PatchMail): boolean {
  return countShared(commit.lines, mail.lines) > 0
}

/** Whether a commit that links to a mail with another title and diff was made from it, rather than mentions it. */
function isReworded(commit: TiableCommit, mail: PatchMail): boolean {
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
 * Of postings of one patch, the one that was committed. Those in the name of its author come first, pull requests and backports last; then the
 * one that was applied by its date, the one with most of the lines, and the newest.
 */
function chooseMail<M extends PatchMail>(commit: TiableCommit, mails: readonly M[]): M | undefined {
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

function compareNewest(a: PatchMail, b: PatchMail): number {
  return b.receivedMs - a.receivedMs || (a.key < b.key ? -1 : 1)
}

/** The patch by the same author that has most of its lines in common with the commit; with half of the words of the title, fewer lines are enough. */
function findLikest<M extends PatchMail>(commit: TiableCommit, inTime: readonly M[]): M | undefined {
  const rated = inTime
    .map((mail) => ({ mail, value: likeness(commit.lines, mail.lines) }))
    .filter(({ mail, value }) => value >= (hasWords(commit, mail) ? REROLL_LIKENESS : SIMILAR))
    .filter(({ mail }) => isAuthor(commit, mail) && commit.committedMs - mail.receivedMs <= MAX_TITLE_MS)
  return rated.sort((a, b) => b.value - a.value || compareNewest(a.mail, b.mail))[0]?.mail
}

/** Whether the commit reverts the patch: where lines were moved, both change the same ones. */
function isReverted({ title }: TiableCommit, mail: PatchMail): boolean {
  const target = revertedTitle(title)?.title
  return target !== undefined && commitTitleKey(target) === commitTitleKey(mail.title)
}

/**
 * The same patch in other series: by its diff, or by its title, author and some of its lines. Of each series one posting is tied, as for the
 * series that the commit was made from. A pull request may be posted long after the commit. Backports are for other trees, and so are patches
 * for another project: one change of the build system goes to all of them (<20211114140058.752394-7-jeremy@azazel.net>).
 */
function tieElsewhere<M extends PatchMail>(commit: TiableCommit, source: M, candidates: readonly M[]): Tie<M>[] {
  const others = candidates.filter(
    (mail) =>
      mail.series !== source.series &&
      !isBackport(mail.words) &&
      !isOtherProject(source, mail) &&
      mail.receivedMs <= commit.committedMs + (mail.pull ? MAX_PULL_MS : MAX_LATER_MS) &&
      (isSamePatch(commit, mail) ||
        (isTitled(commit, mail) && (hasNoLines(commit, mail) || sharesLines(commit, mail)))),
  )
  return [...groupBy(others, ({ series }) => series).values()].flatMap((mails) => {
    const same = chooseMail(
      commit,
      mails.filter((mail) => isSamePatch(commit, mail)),
    )
    const mail = same ?? chooseMail(commit, mails)
    return mail === undefined ? [] : [{ mail, key: same === undefined ? 'title' : 'patch-id' } as const]
  })
}

/** Whether the subjects name projects, and not one in common. */
function isOtherProject(a: PatchMail, b: PatchMail): boolean {
  const [left, right] = [projectWords(a.words), projectWords(b.words)]
  return left.length > 0 && right.length > 0 && !left.some((word) => right.includes(word))
}

/** The other patches of the version that were squashed into the commit. */
function findOthers<M extends PatchMail>(commit: TiableCommit, source: M, inTime: readonly M[]): M[] {
  return inTime.filter((mail) => mail !== source && mail.version === source.version && isInside(commit, mail))
}

/** The patches of one version, by the same author, that together make up most of the commit. */
function findSquashed<M extends PatchMail>(commit: TiableCommit, inTime: readonly M[]): M[] {
  const inside = inTime.filter((mail) => isInside(commit, mail) && isAuthor(commit, mail))
  for (const version of new Set(inside.map((mail) => mail.version))) {
    const together = inside.filter((mail) => mail.version === version)
    const lines = sortNumbers(new Set(together.flatMap((mail) => mail.lines)))
    if (countShared(lines, commit.lines) >= SQUASHED_TOGETHER * commit.lines.length) return together
  }
  return []
}

/** Whether nearly all lines of a patch are among those of the commit. */
function isInside(commit: TiableCommit, { lines }: PatchMail): boolean {
  return lines.length >= MIN_SHARED_LINES && countShared(lines, commit.lines) >= SQUASHED * lines.length
}
