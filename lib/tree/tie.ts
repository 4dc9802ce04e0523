import { groupBy } from '../groupBy'
import { DAY_MS } from '../isoTime'
import { countShared, likeness, MIN_SHARED_LINES, sortNumbers } from '../patch/fingerprint'
import { isBackport, projectWords } from '../series/kind'
import { isSamePerson } from './people'
import {
  chooseMail,
  compareNewest,
  contradicts,
  hasNoLines,
  isAuthor,
  isReverted,
  isReworded,
  isSamePatch,
  isSimilar,
  isTitled,
  type PatchMail,
  sameTitle,
  sharesLines,
  type TiableCommit,
} from './tieEvidence'
import type { TieKey } from './types'

/** A patch mail that a commit was made from, and what shows it. */
export interface Tie<M extends PatchMail> {
  readonly mail: M
  readonly key: TieKey
}

/** A commit was not made from a mail received later than this after it. Clocks differ, and some people post what they have committed. */
const MAX_LATER_MS = DAY_MS
/** Commits are this old, at most, when they are posted, for somebody to pull them. */
const MAX_PULL_MS = 90 * DAY_MS
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
 * - by the same author, most of the changed lines, or a third of them and half of the words of the title; by somebody else, the same title and
 *   nine tenths of the lines.
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

/**
 * Chooses the patch below a pull request (`[PULL 1/2]`) that has a commit: for one whose patch was posted nowhere else. It has the same diff, or the
 * same title and author, and may be posted long after the commit. Empty or one.
 */
export function tiePulled<M extends PatchMail>(commit: TiableCommit, candidates: readonly M[]): Tie<M>[] {
  const latestMs = commit.committedMs + MAX_PULL_MS
  const inTime = candidates.filter((mail) => mail.receivedMs <= latestMs && !isReverted(commit, mail))
  const choose = (test: (mail: M) => boolean) => chooseMail(commit, inTime.filter(test))
  const same = choose((mail) => isSamePatch(commit, mail))
  if (same !== undefined) return [{ mail: same, key: 'patch-id' }]
  const titled = choose((mail) => isTitled(commit, mail))
  return titled === undefined ? [] : [{ mail: titled, key: 'title' }]
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

/** The patch that has most of its lines in common with the commit, and enough of them, see isSimilar. */
function findLikest<M extends PatchMail>(commit: TiableCommit, inTime: readonly M[]): M | undefined {
  const rated = inTime
    .filter((mail) => isSimilar(commit, mail))
    .map((mail) => ({ mail, value: likeness(commit.lines, mail.lines) }))
  return rated.sort((a, b) => b.value - a.value || compareNewest(a.mail, b.mail))[0]?.mail
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
