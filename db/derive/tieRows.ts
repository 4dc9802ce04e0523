import { DAY_MS } from '../../lib/isoTime'
import type { MessageId } from '../../lib/mail/types'
import { hashKey } from '../../lib/series/keys'
import { countChanged } from '../../lib/tree/applied'
import { linkKey, patchMailKeys } from '../../lib/tree/commitKeys'
import { type PatchMail, type TiableCommit, tieCommit } from '../../lib/tree/tie'
import type { TieKey } from '../../lib/tree/types'
import { loadPatch } from '../mail/storedPatch'
import type { Db } from '../open'
import { mailsWithId } from '../rows'
import { type CommitReader, openCommits, type StoredCommit } from '../tree/commitReader'
import { openApplied } from '../tree/commitTexts'
import { HEADER_COLUMNS, PLACE_COLUMNS, type PlacedRow, toSeriesMail } from './mailRows'
import { type SketchRow, unpackLines, unpackSketch } from './sketchRows'

/** What may have changed which patch a commit was made from. */
interface Touched {
  /** Mails that came, or have another place than before. */
  readonly moved: ReadonlySet<number>
  /** Heads of versions that are new, have other mails than before, or whose series has other versions. */
  readonly heads: ReadonlySet<number>
  /** Commits that came, or were seen elsewhere. */
  readonly commits: ReadonlySet<number>
}

/** What changed in the ties. */
export interface SettledTies {
  /** Patch mails that have other commits than before, or whose commits were seen elsewhere or reverted. */
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
    const candidates = stored.commit.parents > 1 ? [] : candidatesOf(stored, tiable.patchId)
    const now = tieCommit(tiable, candidates).map(({ mail, key }) => ({
      message: mail.id,
      key,
    }))
    const had = new Map(before.map(({ message, key }) => [message, key]))
    const has = new Map(now.map(({ message, key }) => [message, key]))
    const changed = [...had.keys(), ...has.keys()].filter((message) => had.get(message) !== has.get(message))
    for (const message of changed) mails.add(message)
    ties.replace(
      id,
      now.map((tie) => ({ ...tie, ...countOf(stored, tie.message) })),
    )
    if (touched.commits.has(id)) {
      for (const { message } of now) mails.add(message)
      for (const message of revertedMails(ties, stored, commits)) mails.add(message)
    }
    if (changed.length > 0 || touched.commits.has(id)) committers.add(stored.commit.committer.email)
  }
  return { mails, committers }
}

/**
 * The patch mails whose series may change when these commits are removed, or seen elsewhere: those that they were made from, and those of
 * the commits that they revert. Collect them before commits are deleted, and pass them to deriveTouched afterwards.
 */
export function tiedMails(db: Db, ids: Iterable<number>): Set<number> {
  const commits = openCommits(db)
  const ties = openTies(db)
  const mails = new Set<number>()
  for (const id of ids) {
    const stored = commits.byId(id)
    if (stored === undefined) continue
    for (const { message } of ties.of(id)) mails.add(message)
    for (const message of revertedMails(ties, stored, commits)) mails.add(message)
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
  for (const one of findNear(db, { moved: new Set([id]), heads: new Set() })) {
    const stored = commits.byId(one)
    if (stored === undefined) continue
    for (const { id: other } of candidatesOf(stored, null)) if (other !== id) touched.add(other)
  }
  db.prepare<{ id: number }>('DELETE FROM ties WHERE message = @id').run({ id })
}

function hasCommits(db: Db): boolean {
  return db.prepare('SELECT 1 FROM commits LIMIT 1').get() !== undefined
}

/** The mails of the commits that a commit reverts, directly or by reverting a revert of them. */
function revertedMails(ties: Ties, { commit }: StoredCommit, commits: CommitReader): number[] {
  const found = new Map<number, StoredCommit>()
  const add = (reverting: StoredCommit['commit']): void => {
    for (const one of commits.revertedBy(reverting)) found.set(one.id, one)
  }
  add(commit)
  // A Map also iterates over what is added while it is walked.
  for (const one of found.values()) add(one.commit)
  return [...found.keys()].flatMap((id) => ties.of(id).map(({ message }) => message))
}

/** The commits that may have to be tied to other mails because of these mails: those tied to one of them or of its version, those with a key of one, and those that link to one. */
function findNear(db: Db, { moved, heads }: Pick<Touched, 'moved' | 'heads'>): Set<number> {
  const selectTied = db
    .prepare<{ id: number }, number>('SELECT ties."commit" FROM ties WHERE ties.message = @id')
    .pluck()
  const selectKeyed = db
    .prepare<{ id: number }, number>(
      `SELECT commit_keys."commit" FROM edges JOIN commit_keys ON commit_keys.key = edges.key WHERE edges.message = @id`,
    )
    .pluck()
  const selectByKey = db
    .prepare<{ key: number }, number>('SELECT commit_keys."commit" FROM commit_keys WHERE commit_keys.key = @key')
    .pluck()
  const selectIds = db
    .prepare<{ id: number }, MessageId>(
      `SELECT messages.message_id FROM messages WHERE messages.id = @id
       UNION SELECT mentions.value FROM mentions WHERE mentions.message = @id AND mentions.kind = 'outer'`,
    )
    .pluck()
  const selectMembers = db
    .prepare<{ head: number }, number>(
      `SELECT member.message FROM places AS posting JOIN places AS member ON member.posting = posting.message
       WHERE posting.head = @head`,
    )
    .pluck()
  const near = new Set<number>()
  const add = (commits: readonly number[]): void => {
    for (const commit of commits) near.add(commit)
  }
  const mails = new Set(moved)
  for (const head of heads) for (const member of selectMembers.all({ head })) mails.add(member)
  for (const id of mails) {
    add(selectTied.all({ id }))
    add(selectKeyed.all({ id }))
    for (const one of selectIds.all({ id })) add(selectByKey.all({ key: hashKey(linkKey(one)) }))
  }
  return near
}

/** Prepares reading what tieCommit compares of a commit. */
function openTiable(db: Db): (stored: StoredCommit) => TiableCommit {
  const select = db.prepare<{ id: number }, { readonly patch_id: string | null; readonly lines: Buffer | null }>(
    'SELECT patch_id, lines FROM commits WHERE id = @id',
  )
  return ({ id, commit }) => {
    const row = select.get({ id })
    return { ...commit, patchId: row?.patch_id ?? null, lines: row?.lines == null ? [] : unpackLines(row.lines) }
  }
}

interface Candidate extends PatchMail {
  /** The row id of the mail. */
  readonly id: number
}

interface CandidateRow extends PlacedRow, SketchRow {
  readonly sent_ms: number | null
  readonly head_key: string
  readonly series_key: string
  readonly pull: number
}

/**
 * Of the patch mails that share a key with a commit, this many by one sender are looked at, and so many in all: those from the author first,
 * then those that were posted last before it or soon after. A flood of mails under a common title must neither slow every import down nor
 * hide the mail of the author.
 */
const [MAX_OF_SENDER, MAX_KEYED] = [50, 500]
/** A maintainer may post what was committed so long ago. */
const MAX_LATER_MS = 90 * DAY_MS

/** Prepares finding the patch mails that a commit may have been made from: those that share a key with it or that it links to, and the other patches of their versions. */
function openCandidates(db: Db): (commit: StoredCommit, patchId: string | null) => Candidate[] {
  const selectKeyed = db.prepare<
    { id: number; latest: number; name: string; email: string },
    { readonly message: number; readonly sender: string }
  >(
    `SELECT DISTINCT edges.message, messages.from_email AS sender,
            messages.from_email = @email OR messages.from_name = @name AS own
     FROM commit_keys JOIN edges ON edges.key = commit_keys.key JOIN messages ON messages.id = edges.message
     WHERE commit_keys."commit" = @id AND messages.received_ms <= @latest
     ORDER BY own DESC, messages.received_ms DESC, messages.key`,
  )
  const selectLinked = db
    .prepare<{ link: string }, number>(
      `SELECT places.message FROM places WHERE places.message IN ${mailsWithId('@link')}`,
    )
    .pluck()
  const selectHead = db
    .prepare<{ id: number }, number | null>(
      `SELECT posting.head FROM places JOIN places AS posting ON posting.message = places.posting WHERE places.message = @id`,
    )
    .pluck()
  const selectVersion = db.prepare<{ head: number }, CandidateRow>(
    `SELECT ${HEADER_COLUMNS}, ${PLACE_COLUMNS}, sketches.facts, sketches.lines, messages.sent_ms, first.key AS head_key,
            coalesce(series.key, first.key) AS series_key,
            EXISTS (SELECT 1 FROM pulls WHERE pulls.message = places.head) AS pull
     FROM places JOIN messages ON messages.id = places.message JOIN sketches ON sketches.message = places.message
          JOIN messages AS first ON first.id = places.head LEFT JOIN series ON series.id = places.series
     WHERE places.head = @head AND places.kind = 'patch'`,
  )
  const hasKey = db
    .prepare<{ id: number; key: number }, 1>('SELECT 1 FROM edges WHERE edges.key = @key AND edges.message = @id')
    .pluck()
  const toCandidate = (row: CandidateRow, linked: PatchMail['linked'], patchId: string | null): Candidate => {
    const mail = toSeriesMail(row)
    const { title, author, lines } = unpackSketch(row, mail)
    const [key] = patchMailKeys([], patchId).map(hashKey)
    return {
      id: mail.id,
      key: mail.key,
      series: row.series_key,
      version: row.head_key,
      title: title ?? mail.tag.title,
      // Only the mail has the name of an author who did not send it.
      author: author === mail.from.email ? mail.from : loadPatch(db, mail.key).author,
      from: mail.from,
      sentMs: row.sent_ms,
      receivedMs: mail.receivedMs,
      patchId: key !== undefined && hasKey.get({ id: mail.id, key }) === 1 ? patchId : null,
      lines,
      pull: row.pull === 1,
      words: mail.tag.words,
      linked,
    }
  }
  return ({ id, commit }, patchId) => {
    const linked = new Set<number>()
    const linkedHeads = new Set<number>()
    const heads = new Set<number>()
    const keyed: number[] = []
    for (const link of commit.marks.links) {
      for (const mail of selectLinked.all({ link })) {
        linked.add(mail)
        const head = selectHead.get({ id: mail })
        if (head != null) linkedHeads.add(head)
      }
    }
    const bySender = new Map<string, number>()
    for (const { message, sender } of selectKeyed.iterate({
      id,
      latest: commit.committedMs + MAX_LATER_MS,
      ...commit.author,
    })) {
      const count = bySender.get(sender) ?? 0
      bySender.set(sender, count + 1)
      if (count >= MAX_OF_SENDER) continue
      keyed.push(message)
      if (keyed.length === MAX_KEYED) break
    }
    for (const message of keyed) {
      const head = selectHead.get({ id: message })
      if (head != null) heads.add(head)
    }
    return [...new Set([...linkedHeads, ...heads])].flatMap((head) =>
      selectVersion
        .all({ head })
        .map((row) =>
          toCandidate(row, linked.has(row.id) ? 'itself' : linkedHeads.has(head) ? 'version' : null, patchId),
        ),
    )
  }
}

/** Prepares counting the lines by which a commit differs from a mail; null for both while its text is not stored. */
function openCount(db: Db): (commit: StoredCommit, message: number) => Pick<CountedTie, 'added' | 'removed'> {
  const appliedOf = openApplied(db)
  const keyOf = db.prepare<{ id: number }, string>('SELECT key FROM messages WHERE id = @id').pluck()
  return (commit, message) => {
    const applied = appliedOf(commit)
    const key = keyOf.get({ id: message })
    if (applied === undefined || key === undefined) return { added: null, removed: null }
    return countChanged(loadPatch(db, key), applied)
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
