import { countChanged } from '../../lib/tree/applied'
import { squashedMails, tieCommit, tiePulled } from '../../lib/tree/tie'
import type { TieKey } from '../../lib/tree/types'
import { loadPatch } from '../mail/storedPatch'
import type { Db } from '../open'
import { type CommitReader, openCommits, type StoredCommit } from '../tree/commitReader'
import { openApplied } from '../tree/commitTexts'
import { openPulledPatches } from './pulledPatches'
import { findNear, openCandidates, openTiable, type TouchedMails } from './tieCandidates'

/** What may have changed which patch a commit was made from. */
interface Touched extends TouchedMails {
  /** Commits that came, or were seen elsewhere. */
  readonly commits: ReadonlySet<number>
}

/** What changed in the ties. */
export interface SettledTies {
  /** Patch mails that have other commits than before, or whose commits were seen elsewhere, fixed or reverted. */
  readonly mails: ReadonlySet<number>
  /** Addresses of the committers of these commits. */
  readonly committers: ReadonlySet<string>
}

const NONE: SettledTies = { mails: new Set(), committers: new Set() }

/** Ties the commits that are touched, directly or by a mail, to the patch mails that they were made from. The caller holds the transaction. */
export function settleTies(db: Db, touched: Touched): SettledTies {
  if (!hasCommits(db)) return NONE
  const commits = openCommits(db)
  const tiableOf = openTiable(db)
  const candidatesOf = openCandidates(db)
  const pulledOf = openPulledPatches(db)
  const ties = openTies(db)
  const countOf = openCount(db)
  const mails = new Set<number>()
  const committers = new Set<string>()
  for (const id of new Set([...touched.commits, ...findNear(db, touched)])) {
    const stored = commits.byId(id)
    if (stored === undefined) continue
    const before = ties.of(id)
    const tiable = tiableOf(stored)
    // A merge has no patch, and many have the same title.
    const isMerge = stored.commit.parents > 1
    const posted = isMerge ? [] : tieCommit(tiable, candidatesOf(stored, tiable.patchId))
    const found = isMerge || posted.length > 0 ? posted : tiePulled(tiable, pulledOf(stored, tiable.patchId))
    const now = found.map((tie) => ({
      message: tie.mail.id,
      key: tie.key,
      ...countOf(stored, squashedMails(tie, found)),
    }))
    const had = new Map(before.map(({ message, key }) => [message, key]))
    const has = new Map(now.map(({ message, key }) => [message, key]))
    const changed = [...had.keys(), ...has.keys()].filter((message) => had.get(message) !== has.get(message))
    for (const message of changed) mails.add(message)
    ties.replace(id, now)
    if (touched.commits.has(id)) {
      for (const { message } of now) mails.add(message)
      for (const message of changedMails(ties, stored, commits)) mails.add(message)
    }
    if (changed.length > 0 || touched.commits.has(id)) committers.add(stored.commit.committer.email)
  }
  return { mails, committers }
}

/**
 * The patch mails whose series may change when these commits are removed, or seen elsewhere: those that they were made from, and those of
 * the commits that they revert or fix. Collect them before commits are deleted, and pass them to deriveTouched afterwards.
 */
export function tiedMails(db: Db, ids: Iterable<number>): Set<number> {
  const commits = openCommits(db)
  const ties = openTies(db)
  const mails = new Set<number>()
  for (const id of ids) {
    const stored = commits.byId(id)
    if (stored === undefined) continue
    for (const { message } of ties.of(id)) mails.add(message)
    for (const message of changedMails(ties, stored, commits)) mails.add(message)
  }
  return mails
}

/**
 * Deletes the ties of a mail that is about to be removed, and adds to `touched` other mails by which their commits, and those that might have been tied to
 * it, are found again.
 */
export function dropTies(db: Db, id: number, touched: Set<number>): void {
  if (!hasCommits(db)) return
  const commits = openCommits(db)
  const candidatesOf = openCandidates(db)
  const pulledOf = openPulledPatches(db)
  for (const one of findNear(db, { moved: new Set([id]), heads: new Set() })) {
    const stored = commits.byId(one)
    if (stored === undefined) continue
    for (const { id: other } of [...candidatesOf(stored, null), ...pulledOf(stored, null)])
      if (other !== id) touched.add(other)
  }
  db.prepare<{ id: number }>('DELETE FROM ties WHERE message = @id').run({ id })
}

function hasCommits(db: Db): boolean {
  return db.prepare('SELECT 1 FROM commits LIMIT 1').get() !== undefined
}

/** The mails of the commits that a commit reverts or fixes. What it reverts may be a revert or a fix itself, so the commits that this one names count too. */
function changedMails(ties: Ties, stored: StoredCommit, commits: CommitReader): number[] {
  const reverted = new Map([[stored.id, stored]])
  // A Map also iterates over what is added during the loop.
  for (const { commit } of reverted.values()) for (const one of commits.revertedBy(commit)) reverted.set(one.id, one)
  const fixed = [...reverted.values()].flatMap(({ commit }) => commit.marks.fixes.flatMap(commits.byHash))
  reverted.delete(stored.id)
  const ids = new Set([...reverted.keys(), ...fixed.map(({ id }) => id)])
  return [...ids].flatMap((id) => ties.of(id).map(({ message }) => message))
}

/** Prepares counting the lines by which a commit differs from a mail, or from those that were squashed into it; null for both while its text is not stored. */
function openCount(
  db: Db,
): (commit: StoredCommit, mails: readonly { readonly key: string }[]) => Pick<CountedTie, 'added' | 'removed'> {
  const appliedOf = openApplied(db)
  return (commit, mails) => {
    const applied = appliedOf(commit)
    if (applied === undefined) return { added: null, removed: null }
    const posted = mails.map(({ key }) => loadPatch(db, key))
    return countChanged(posted, applied)
  }
}

interface Tie {
  readonly message: number
  readonly key: TieKey
}

interface CountedTie extends Tie {
  readonly added: number | null
  readonly removed: number | null
}

interface Ties {
  readonly of: (commit: number) => readonly Tie[]
  readonly replace: (commit: number, ties: readonly CountedTie[]) => void
}

function openTies(db: Db): Ties {
  const select = db.prepare<{ id: number }, Tie>('SELECT ties.message, ties.key FROM ties WHERE ties."commit" = @id')
  const clear = db.prepare<{ id: number }>('DELETE FROM ties WHERE "commit" = @id')
  const insert = db.prepare<CountedTie & { readonly id: number; readonly position: number }>(
    `INSERT INTO ties ("commit", message, position, key, added, removed)
     VALUES (@id, @message, @position, @key, @added, @removed)`,
  )
  return {
    of: (id) => select.all({ id }),
    replace(id, ties) {
      clear.run({ id })
      for (const [index, tie] of ties.entries()) insert.run({ id, position: index + 1, ...tie })
    },
  }
}
