import { isNamed } from '../../../lib/tree/commitKeys'
import { branchKey, isReverting, openBackportReverts } from '../../../lib/tree/reverts'
import type { SeenCommit } from '../../../lib/tree/types'
import type { Db } from '../../open'
import { type CommitReader, findNamers, openCommits, type StoredCommit } from '../../tree/commitReader'
import { isoTime } from '../format'
import type {
  CommitDocument,
  CommitHeadView,
  DigView,
  NamerView,
  PatchMailView,
  PulledView,
  ShortDugView,
  ShortNamerView,
} from '../views'
import { type CommitViews, openCommitViews } from './commitHead'
import { listCommitMails, listPatchMails } from './commitMails'
import { getPulled } from './pulledMail'

/** A hash as people write it: in full or shortened, to at least as many digits as git prints. */
const COMMIT_HASH = /^[0-9a-f]{7,64}$/

/** Commits that one reverts that are listed. */
const MAX_REVERTED = 20

/** The commits whose hash starts so, at most 20. Empty for a text that cannot be a hash. */
export function findCommits(db: Db, hash: string): CommitHeadView[] {
  const wanted = hash.toLowerCase()
  if (!COMMIT_HASH.test(wanted)) return []
  const { head } = openCommitViews(db)
  return openCommits(db)
    .byHash(wanted)
    .map(({ commit }) => head(commit))
}

/** The commit with this whole hash, with the mails that it was made from; undefined when it is not stored. */
export function getCommit(db: Db, sha: string): CommitDocument | undefined {
  const commits = openCommits(db)
  const stored = commits.byHash(sha).find(({ commit }) => commit.sha === sha)
  if (stored === undefined) return undefined
  const { commit } = stored
  const views = openCommitViews(db)
  const mails = listCommitMails(db, stored)
  return {
    ...views.head(commit),
    authored: isoTime(commit.authoredMs),
    merge: commit.parents > 1,
    sightings: views.sightings(commit),
    namers: listNamers(stored, commits, views),
    names: listNamed(stored, commits, views),
    reverts: listReverts(stored, commits).map(({ reverted, revertedBy }) => ({
      ...views.head(reverted.commit),
      revertedBy,
      mails: listPatchMails(db, reverted),
    })),
    mails,
    pulled: mails.length > 0 ? null : (getPulled(db, stored) ?? null),
  }
}

/** From a commit to its review, in short. Undefined when no mail is known that it, or what it reverts, was made from. */
export function digCommit(found: CommitDocument): DigView | undefined {
  const { sha, title, tree, branch, role, committer, committed, release, gone, names, namers, reverts } = found
  const [first, ...otherMails] = [
    ...found.mails.map((mail) => shortMail(mail, sha)),
    ...(found.pulled === null ? [] : [shortPulled(found.pulled, sha)]),
    ...reverts.flatMap(({ sha: reverted, mails }) => mails.map((mail) => shortMail(mail, reverted))),
  ]
  if (first === undefined) return undefined
  return {
    ...{ sha, title, tree, branch, role, committer, committed, release, gone },
    ...first,
    names: names.map(toShort),
    namers: namers.map(toShort),
    reverts: reverts.map(({ sha, title, revertedBy }) => ({ sha, title, revertedBy })),
    otherMails,
  }
}

function shortMail(mail: PatchMailView, mailOf: string): ShortDugView {
  const { messageId, seriesId: series, seriesTitle, version, label, patch, patchTitle, by } = mail
  const { changed, compared, squashedWith, trailersAdded, tags, open } = mail
  return {
    ...{ mailOf, messageId, series, seriesTitle, version, label, patch, patchTitle, pull: null, by },
    ...{ changed, compared, squashedWith, trailersAdded, tags },
    open: open.map(({ person, label, quote, messageId }) => ({ person, label, quote, messageId })),
  }
}

function shortPulled({ author, pull, ...own }: PulledView, mailOf: string): ShortDugView {
  const none = { series: null, seriesTitle: null, version: null, label: null, squashedWith: [], tags: [], open: [] }
  return { mailOf, ...none, ...own, pull: pull?.id ?? null }
}

function toShort({ kind, sha, title, tree, branch, release, reverted }: NamerView): ShortNamerView {
  return { kind, sha, title, tree, branch, release, reverted }
}

/** The commits that name one: as fixed, reverted, or their origin. */
function listNamers({ commit: named }: StoredCommit, commits: CommitReader, { head }: CommitViews): NamerView[] {
  const findRevert = openBackportReverts(findNamers([named], commits).map(({ commit }) => commit))
  return commits.namersOf(named).map(({ commit }): NamerView => {
    if (isReverting(commit, named)) return { ...head(commit), kind: 'reverts', reverted: null }
    const isOrigin = commit.marks.origins.some((hash) => isNamed(named.sha, hash))
    if (!isOrigin) return { ...head(commit), kind: 'fixes', reverted: null }
    const [revert] = commit.sightings.flatMap((on) => findRevert(commit, named, on) ?? [])
    return { ...head(commit), kind: 'backport', reverted: revert?.sha ?? null }
  })
}

/** The commits that one names: what it fixes, reverts, or was backported from. */
function listNamed({ commit }: StoredCommit, commits: CommitReader, views: CommitViews): NamerView[] {
  const kinds = [
    ['fixes', findNamed(commit.marks.fixes, commits)],
    ['reverts', findReverted(commit, commits)],
    ['backport', findNamed(commit.marks.origins, commits)],
  ] as const
  return kinds.flatMap(([kind, found]) => found.map((one) => ({ ...views.head(one.commit), kind, reverted: null })))
}

/** The commits with these hashes. A shortened hash that several commits have names none of them. */
function findNamed(hashes: readonly string[], { byHash }: CommitReader): StoredCommit[] {
  return hashes.flatMap((hash) => {
    const found = byHash(hash)
    return found.length === 1 ? found : []
  })
}

/** The commits that one reverts, by their hashes or, when it names none, by their title: those on a branch of its own if there are any. */
function findReverted(commit: SeenCommit, commits: CommitReader): readonly StoredCommit[] {
  const { reverts } = commit.marks
  if (reverts.length > 0) return findNamed(reverts, commits)
  const all = commits.revertedBy(commit)
  const branches = new Set(commit.sightings.map(branchKey))
  const near = all.filter((one) => one.commit.sightings.some((on) => branches.has(branchKey(on))))
  return near.length > 0 ? near : all
}

interface Reverted {
  readonly reverted: StoredCommit
  /** Hash of the commit that reverts it. */
  readonly revertedBy: string
}

/** The commits that one reverts, then those that these revert, and so on. */
function listReverts({ commit: start }: StoredCommit, commits: CommitReader): Reverted[] {
  const all: Reverted[] = []
  const seen = new Set([start.sha])
  let next: readonly SeenCommit[] = [start]
  while (next.length > 0 && all.length < MAX_REVERTED) {
    const step = next.flatMap((commit) =>
      findReverted(commit, commits).flatMap((reverted): Reverted[] => {
        if (seen.has(reverted.commit.sha)) return []
        seen.add(reverted.commit.sha)
        return [{ reverted, revertedBy: commit.sha }]
      }),
    )
    all.push(...step)
    next = step.map(({ reverted }) => reverted.commit)
  }
  return all.slice(0, MAX_REVERTED)
}
