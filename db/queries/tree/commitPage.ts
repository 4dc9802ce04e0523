import { isNamed } from '../../../lib/tree/commitKeys'
import { isReverting, openBackportReverts } from '../../../lib/tree/reverts'
import type { SeenCommit } from '../../../lib/tree/types'
import type { Db } from '../../open'
import { type CommitReader, findNamers, openCommits, type StoredCommit } from '../../tree/commitReader'
import { isoTime } from '../format'
import type { CommitDocument, CommitHeadView, DigView, NamerView, ShortDugView, ShortNamerView } from '../views'
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
  const mail = shortMail(found)
  if (mail === undefined) return undefined
  const { sha, title, tree, branch, role, committer, committed, release, gone, names, namers } = found
  return {
    ...{ sha, title, tree, branch, role, committer, committed, release, gone },
    ...mail,
    names: names.map(toShort),
    namers: namers.map(toShort),
  }
}

function shortMail(found: CommitDocument): ShortDugView | undefined {
  const made = [found, ...found.reverts].find(({ mails }) => mails.length > 0)
  const mail = made?.mails[0]
  if (made !== undefined && mail !== undefined) {
    const {
      messageId,
      seriesId: series,
      version,
      patch,
      by,
      changed,
      compared,
      squashedWith,
      trailersAdded,
      tags,
    } = mail
    const open = mail.open.map(({ person, label, quote, messageId }) => ({ person, label, quote, messageId }))
    const own = { messageId, patch, by, changed, compared, squashedWith, trailersAdded, tags, open }
    return { mailOf: made.sha, series, version, pull: null, ...own }
  }
  if (found.pulled === null) return undefined
  const { patchTitle, author, pull, ...own } = found.pulled
  const none = { squashedWith: [], tags: [], open: [] }
  return { mailOf: found.sha, series: null, version: null, pull: pull?.id ?? null, ...own, ...none }
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

/** The commits that one reverts, by their hashes or, when it names none, by their title. */
function findReverted(commit: SeenCommit, commits: CommitReader): readonly StoredCommit[] {
  const { reverts } = commit.marks
  return reverts.length > 0 ? findNamed(reverts, commits) : commits.revertedBy(commit)
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
