import { byTimeThenKey } from '../../lib/byTime'
import { memo } from '../../lib/memo'
import { hashKey } from '../../lib/series/keys'
import { isNamed, namedCommitKey, titleKeys } from '../../lib/tree/commitKeys'
import { isReverting, revertedTitleOf, revertingTitles } from '../../lib/tree/reverts'
import type { BranchRole, CommitMarks, Landed, SeenCommit, Sighting, TiedCommit, TieKey } from '../../lib/tree/types'
import type { Db } from '../open'

/** A commit with its row id. */
export interface StoredCommit {
  readonly id: number
  readonly commit: SeenCommit
}

export interface CommitReader {
  /** Undefined when there is no such row. */
  readonly byId: (id: number) => StoredCommit | undefined
  /** The commits with this hash, which may be shortened: several when it is ambiguous, at most 20. */
  readonly byHash: (hash: string) => readonly StoredCommit[]
  /** The commits whose message names this one as fixed, reverted or their origin, oldest first. */
  readonly namersOf: (commit: SeenCommit) => readonly StoredCommit[]
  /** The commits that this one reverts. */
  readonly revertedBy: (commit: SeenCommit) => readonly StoredCommit[]
}

interface CommitRow {
  readonly id: number
  readonly sha: string
  readonly title: string
  readonly author_name: string
  readonly author_email: string
  readonly committer_name: string
  readonly committer_email: string
  readonly authored_ms: number
  readonly committed_ms: number
  readonly parents: number
  readonly marks: string | null
  readonly release: string | null
}

interface SightingRow {
  readonly tree: string
  readonly branch: string
  readonly role: BranchRole
  readonly first_ms: number
  readonly gone_ms: number | null
}

const NO_MARKS: CommitMarks = { links: [], fixes: [], reverts: [], origins: [] }
/** Commits with one shortened hash that are listed. */
const MAX_SAME_START = 20
/** Commits that name one commit that are read. */
const MAX_NAMERS = 200

/** Prepares reading commits. What was read is kept in memory: open another one after commits or sightings change. */
export function openCommits(db: Db): CommitReader {
  const select = db.prepare<{ id: number }, CommitRow>(
    `SELECT commits.id, sha, title, author.name AS author_name, author.email AS author_email, committer.name AS committer_name,
            committer.email AS committer_email, authored_ms, committed_ms, parents, marks, release
     FROM commits JOIN committers AS author ON author.id = commits.author
          JOIN committers AS committer ON committer.id = commits.committer WHERE commits.id = @id`,
  )
  const selectSightings = db.prepare<{ id: number }, SightingRow>(
    `SELECT trees.name AS tree, branches.name AS branch, branches.role, sightings.first_ms, sightings.gone_ms
     FROM sightings JOIN branches ON branches.id = sightings.branch JOIN trees ON trees.id = branches.tree
     WHERE sightings."commit" = @id ORDER BY trees.name, branches.name`,
  )
  const selectByHash = db
    .prepare<{ from: string; to: string; limit: number }, number>(
      'SELECT id FROM commits WHERE sha >= @from AND sha < @to ORDER BY sha LIMIT @limit',
    )
    .pluck()
  const selectKeyed = db
    .prepare<{ key: number; limit: number }, number>(
      'SELECT "commit" FROM commit_keys WHERE key = @key ORDER BY "commit" LIMIT @limit',
    )
    .pluck()
  const known = new Map<number, StoredCommit | undefined>()
  const byId = (id: number): StoredCommit | undefined =>
    memo(known, id, () => {
      const row = select.get({ id })
      return row === undefined ? undefined : { id, commit: toCommit(row, selectSightings.all({ id })) }
    })
  const byHash = (hash: string): StoredCommit[] =>
    selectByHash.all({ from: hash, to: `${hash}g`, limit: MAX_SAME_START }).flatMap((id) => byId(id) ?? [])
  const withKeys = (keys: readonly string[]): StoredCommit[] => {
    const ids = keys.flatMap((key) => selectKeyed.all({ key: hashKey(key), limit: MAX_NAMERS }))
    return [...new Set(ids)].flatMap((id) => byId(id) ?? [])
  }
  return {
    byId,
    byHash,
    namersOf(commit) {
      const { sha, title } = commit
      return withKeys([namedCommitKey(sha), ...revertingTitles(title).flatMap(titleKeys)])
        .filter(
          ({ commit: other }) =>
            [other.marks.fixes, other.marks.origins].some((hashes) => hashes.some((hash) => isNamed(sha, hash))) ||
            isReverting(other, commit),
        )
        .sort((a, b) => byTimeThenKey(inTime(a.commit), inTime(b.commit)))
    },
    revertedBy(commit) {
      if (commit.marks.reverts.length > 0) return commit.marks.reverts.flatMap(byHash)
      const title = revertedTitleOf(commit.title)
      return title === undefined
        ? []
        : withKeys(titleKeys(title)).filter(({ commit: other }) => isReverting(commit, other))
    },
  }
}

function inTime({ committedMs, sha }: SeenCommit) {
  return { orderMs: committedMs, key: sha }
}

function toCommit(row: CommitRow, sightings: readonly SightingRow[]): SeenCommit {
  return {
    sha: row.sha,
    title: row.title,
    author: { name: row.author_name, email: row.author_email },
    committer: { name: row.committer_name, email: row.committer_email },
    authoredMs: row.authored_ms,
    committedMs: row.committed_ms,
    parents: row.parents,
    marks: row.marks === null ? NO_MARKS : (JSON.parse(row.marks) as CommitMarks),
    release: row.release,
    sightings: sightings.map(
      ({ tree, branch, role, first_ms, gone_ms }): Sighting => ({
        tree,
        branch,
        role,
        firstMs: first_ms,
        goneMs: gone_ms,
      }),
    ),
  }
}

/** What the trees have of some patch mails, and by row id what was tied to them. */
export interface LandedRows extends Landed {
  /** The row ids of all commits in it, by hash. */
  readonly ids: ReadonlyMap<string, number>
}

/** Longest chain of commits of which each reverts the one before, and the most commits that name those of one series. */
const MAX_REVERTS = 20
const MAX_RELATED = 2_000

const NOTHING_LANDED: LandedRows = { tied: new Map(), namers: [], ids: new Map() }

/** Prepares reading what the trees have of patch mails, each given with its row id and its key. */
export function openLanded(
  db: Db,
  commits: CommitReader = openCommits(db),
): (mails: Iterable<{ readonly id: number; readonly key: string }>) => LandedRows {
  const some = db.prepare<[], 1>('SELECT 1 FROM ties LIMIT 1').pluck()
  const select = db.prepare<{ id: number }, { readonly commit: number; readonly key: TieKey }>(
    'SELECT "commit", key FROM ties WHERE message = @id',
  )
  return (mails) => {
    if (some.get() === undefined) return NOTHING_LANDED
    const ids = new Map<string, number>()
    const tied = new Map<string, readonly TiedCommit[]>()
    for (const { id, key } of mails) {
      const own = select.all({ id }).flatMap((tie): TiedCommit[] => {
        const stored = commits.byId(tie.commit)
        if (stored === undefined) return []
        ids.set(stored.commit.sha, stored.id)
        return [{ commit: stored.commit, key: tie.key }]
      })
      if (own.length > 0) {
        tied.set(
          key,
          own.sort((a, b) => byTimeThenKey(inTime(a.commit), inTime(b.commit))),
        )
      }
    }
    const start = [...tied.values()].flat().map(({ commit }) => commit)
    const namers = findNamers(start, commits)
    for (const { id, commit } of namers) ids.set(commit.sha, id)
    return { tied, namers: namers.map(({ commit }) => commit), ids }
  }
}

/** The commits that name one of these, and those that name one of them in turn, because a revert may be reverted. */
export function findNamers(start: readonly SeenCommit[], { namersOf }: CommitReader): StoredCommit[] {
  const found = new Map<string, StoredCommit>()
  let next = [...start]
  for (let depth = 0; depth < MAX_REVERTS && next.length > 0 && found.size < MAX_RELATED; depth++) {
    const step = next.flatMap(namersOf).filter(({ commit }) => !found.has(commit.sha))
    for (const stored of step) found.set(stored.commit.sha, stored)
    next = [...new Set(step.map(({ commit }) => commit))]
  }
  return [...found.values()]
}
