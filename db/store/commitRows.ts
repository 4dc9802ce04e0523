import { DAY_MS } from '../../lib/isoTime'
import type { Address } from '../../lib/mail/types'
import type { Commit, CommitMarks } from '../../lib/tree/types'
import { packLines } from '../derive/sketchRows'
import { pack } from '../mail/packedMail'
import type { Db } from '../open'
import { openInsert } from '../rows'

/** A commit with the keys by which it is found, see lib/tree/commitKeys.ts. */
interface KeyedCommit {
  readonly commit: Commit
  readonly keys: readonly number[]
}

/** What is known of the diff of a commit. */
export interface DiffFacts {
  /** '' when there is none, or it is too large. */
  readonly patchId: string
  /** See fingerprintDiff. */
  readonly lines: readonly number[]
  /** The keys that follow from both. */
  readonly keys: readonly number[]
}

export interface CommitRows {
  /** The id of a stored commit; undefined if it is not stored. */
  readonly find: (sha: string) => number | undefined
  /** Stores a commit unless it is stored already; returns its id. */
  readonly put: (keyed: KeyedCommit) => number
  /** Notes that a commit is on a branch. A commit that had gone from it is back. */
  readonly see: (branch: number, commit: number, atMs: number) => void
  /** Notes that a branch no longer has a commit. Keeps the date when it had gone before. Returns its id; undefined if it was never seen there. */
  readonly lose: (branch: number, sha: string, atMs: number) => number | undefined
  /** Stores what the diff of a commit gives. */
  readonly putDiff: (commit: number, diff: DiffFacts) => void
  /** Stores message and diff of a commit. */
  readonly putText: (commit: number, text: Buffer) => void
  /** Stores the first release that contains a commit. Returns false if it has one already, or is not stored. */
  readonly putRelease: (sha: string, release: string) => boolean
  /** The id of a stored commit that was tied to a mail; undefined for any other. */
  readonly findTied: (sha: string) => number | undefined
}

/** Prepares the statements that write commits and where they were seen. The caller holds the transaction. */
export function openCommitRows(db: Db): CommitRows {
  const selectId = db.prepare<{ sha: string }, number>('SELECT id FROM commits WHERE sha = @sha').pluck()
  const insert = openInsert(
    db,
    'commits',
    'sha, title, author, committer, authored_ms, committed_ms, parents, marks, patch_id',
  )
  const insertKey = db.prepare<{ key: number; id: number }>(
    'INSERT INTO commit_keys (key, "commit") VALUES (@key, @id) ON CONFLICT DO NOTHING',
  )
  const person = openPeople(db)
  const upsertSighting = db.prepare<{ branch: number; id: number; atMs: number }>(
    `INSERT INTO sightings (branch, "commit", first_ms) VALUES (@branch, @id, @atMs)
     ON CONFLICT DO UPDATE SET gone_ms = NULL WHERE gone_ms IS NOT NULL`,
  )
  const setGone = db
    .prepare<{ branch: number; sha: string; atMs: number }, number>(
      `UPDATE sightings SET gone_ms = coalesce(gone_ms, @atMs)
       WHERE branch = @branch AND "commit" = (SELECT id FROM commits WHERE sha = @sha) RETURNING "commit"`,
    )
    .pluck()
  const setDiff = db.prepare<{ id: number; patchId: string; lines: Buffer }>(
    'UPDATE commits SET patch_id = @patchId, lines = @lines WHERE id = @id',
  )
  const insertText = db.prepare<{ id: number; text: Buffer }>(
    'INSERT INTO commit_texts ("commit", text) VALUES (@id, @text) ON CONFLICT DO UPDATE SET text = excluded.text',
  )
  const setRelease = db.prepare<{ sha: string; release: string }>(
    'UPDATE commits SET release = @release WHERE sha = @sha AND release IS NULL',
  )
  const selectTied = db
    .prepare<{ sha: string }, number>(
      'SELECT commits.id FROM commits WHERE commits.sha = @sha AND EXISTS (SELECT 1 FROM ties WHERE ties."commit" = commits.id)',
    )
    .pluck()
  return {
    find: (sha) => selectId.get({ sha }),
    put({ commit, keys }) {
      const known = selectId.get({ sha: commit.sha })
      if (known !== undefined) return known
      const id = insert({
        sha: commit.sha,
        title: commit.title,
        author: person(commit.author),
        committer: person(commit.committer),
        authored_ms: commit.authoredMs,
        committed_ms: commit.committedMs,
        parents: commit.parents,
        marks: isEmpty(commit.marks) ? null : JSON.stringify(commit.marks),
        // A merge has no patch of its own.
        patch_id: commit.parents > 1 ? '' : null,
      })
      for (const key of keys) insertKey.run({ key, id })
      return id
    },
    see: (branch, id, atMs) => void upsertSighting.run({ branch, id, atMs }),
    lose: (branch, sha, atMs) => setGone.get({ branch, sha, atMs }),
    putDiff(id, { patchId, lines, keys }) {
      setDiff.run({ id, patchId, lines: packLines(lines) })
      for (const key of keys) insertKey.run({ key, id })
    },
    putText: (id, text) => void insertText.run({ id, text: pack(text) }),
    putRelease: (sha, release) => setRelease.run({ sha, release }).changes > 0,
    findTied: (sha) => selectTied.get({ sha }),
  }
}

function isEmpty({ links, fixes, reverts, origins }: CommitMarks): boolean {
  return links.length + fixes.length + reverts.length + origins.length === 0
}

/** How many people are remembered between two commits: the same few hundred commit again and again. */
const MAX_REMEMBERED = 20_000

/** Prepares finding or adding the row of a person. */
function openPeople(db: Db): (address: Address) => number {
  const select = db.prepare<Address, number>('SELECT id FROM committers WHERE email = @email AND name = @name').pluck()
  const insert = openInsert(db, 'committers', 'name, email')
  const known = new Map<string, number>()
  return ({ name, email }) => {
    const word = `${email} ${name}`
    const found = known.get(word)
    if (found !== undefined) return found
    const id = select.get({ name, email }) ?? insert({ name, email })
    if (known.size >= MAX_REMEMBERED) known.clear()
    known.set(word, id)
    return id
  }
}

/** The commits that were first seen on a branch, or first missed there, after a time; all of them for null. Reads every sighting of the branch. */
export function listSeenSince(db: Db, branch: number, sinceMs: number | null): number[] {
  const select = db.prepare<{ branch: number; sinceMs: number }, number>(
    'SELECT "commit" FROM sightings WHERE branch = @branch AND (first_ms > @sinceMs OR gone_ms > @sinceMs)',
  )
  return select.pluck().all({ branch, sinceMs: sinceMs ?? -1 })
}

/** Notes that a branch no longer has its commits but for those that `isThere` names by their ids. Returns those that it does not have, also the ones that had gone before. */
export function loseOthers(db: Db, branch: number, isThere: (commit: number) => boolean, atMs: number): number[] {
  const select = db.prepare<{ branch: number }, number>('SELECT "commit" FROM sightings WHERE branch = @branch').pluck()
  const update = db.prepare<{ branch: number; id: number; atMs: number }>(
    'UPDATE sightings SET gone_ms = @atMs WHERE branch = @branch AND "commit" = @id AND gone_ms IS NULL',
  )
  const lost = select.all({ branch }).filter((id) => !isThere(id))
  for (const id of lost) update.run({ branch, id, atMs })
  return lost
}

/** A stored commit, for asking git about it. */
export interface CommitRef {
  readonly id: number
  readonly sha: string
}

/** A commit that may have been made from an archived mail. */
export interface Candidate extends CommitRef {
  readonly committedMs: number
  readonly author: Address
}

type CandidateRow = Omit<Candidate, 'author'> & Address

interface Page {
  readonly limit: number
  /** The last commit of the page before; null for the first page. */
  readonly after: Pick<Candidate, 'id' | 'committedMs'> | null
}

/**
 * A page of the commits of a tree without a patch-id that may have been made from an archived mail: at most a day older than the oldest mail, and with an author or
 * committer who takes part in a series, a key that a mail has too, or a link to a mail. Newest first.
 */
export function listCandidates(db: Db, tree: number, { limit, after }: Page): Candidate[] {
  const select = db.prepare<Record<string, number>, CandidateRow>(
    `SELECT commits.id, commits.sha, commits.committed_ms AS committedMs, author.name, author.email
     FROM commits JOIN committers AS author ON author.id = commits.author
     WHERE commits.committed_ms >= (SELECT min(received_ms) FROM messages) - @slackMs AND commits.committed_ms <= @beforeMs
       AND (commits.committed_ms < @beforeMs OR commits.id < @beforeId) AND commits.patch_id IS NULL
       AND (EXISTS (SELECT 1 FROM commit_keys JOIN edges ON edges.key = commit_keys.key
                    WHERE commit_keys."commit" = commits.id)
            OR commits.author IN (SELECT id FROM committers JOIN addresses ON addresses.email = committers.email)
            OR commits.committer IN (SELECT id FROM committers JOIN addresses ON addresses.email = committers.email)
            OR EXISTS (SELECT 1 FROM json_each(commits.marks, '$.links') AS link
                       JOIN messages ON messages.message_id = link.value))
       AND EXISTS (SELECT 1 FROM sightings JOIN branches ON branches.id = sightings.branch
                   WHERE sightings."commit" = commits.id AND branches.tree = @tree)
     ORDER BY commits.committed_ms DESC, commits.id DESC LIMIT @limit`,
  )
  const last = Number.MAX_SAFE_INTEGER
  const found = select.all({
    tree,
    limit,
    slackMs: DAY_MS,
    beforeMs: after?.committedMs ?? last,
    beforeId: after?.id ?? last,
  })
  return found.map(({ name, email, ...ref }) => ({ ...ref, author: { name, email } }))
}

/** A page of the commits of a tree that were tied to a mail and whose text is not stored, by id. */
export function listUntexted(db: Db, tree: number, limit: number, afterId: number): CommitRef[] {
  const select = db.prepare<Record<string, number>, CommitRef>(
    `SELECT DISTINCT commits.id, commits.sha FROM ties JOIN commits ON commits.id = ties."commit"
     WHERE ties."commit" > @afterId
       AND NOT EXISTS (SELECT 1 FROM commit_texts WHERE commit_texts."commit" = commits.id)
       AND EXISTS (SELECT 1 FROM sightings JOIN branches ON branches.id = sightings.branch
                   WHERE sightings."commit" = commits.id AND branches.tree = @tree)
     ORDER BY ties."commit" LIMIT @limit`,
  )
  return select.all({ tree, limit, afterId })
}
