import { createHash } from 'node:crypto'
import { deriveCommits } from '../../db/derive/derive'
import type { Db } from '../../db/open'
import { openCommitRows } from '../../db/store/commitRows'
import { findTree, putTree } from '../../db/store/treeRows'
import { fingerprintDiff } from '../../lib/patch/fingerprint'
import { hashKey } from '../../lib/series/keys'
import { commitKeys } from '../../lib/tree/commitKeys'
import type { BranchRole, Commit, CommitMarks } from '../../lib/tree/types'

/** What a test says of a commit; the rest is made up from it. */
export interface CommitParts extends Partial<CommitMarks> {
  readonly title: string
  /** Made up from the title unless it is given. */
  readonly sha?: string
  /** Their addresses. */
  readonly author?: string
  readonly committer?: string
  /** Minutes after the first mail of a test. */
  readonly minutes?: number
  readonly patchId?: string
  readonly release?: string
  /** 1 unless it is given. */
  readonly parents?: number
  /** Its message and its diff. */
  readonly text?: string
  /** Its diff, for the fingerprint. */
  readonly diff?: string
}

/** When the first mail of a test is received, see mail.ts. */
const START = Date.UTC(2024, 2, 1, 10)

/** A made-up hash, the same for the same title. */
export function shaOf(title: string): string {
  return createHash('sha1').update(title).digest('hex')
}

function toCommit({
  title,
  sha,
  author = 'ada@example.org',
  committer = 'max@example.org',
  minutes = 0,
  parents = 1,
  ...marks
}: CommitParts): Commit {
  const atMs = START + minutes * 60_000
  const { links = [], fixes = [], reverts = [], origins = [] } = marks
  return {
    sha: sha ?? shaOf(title + origins.join('')),
    title,
    author: { name: author, email: author },
    committer: { name: committer, email: committer },
    authoredMs: atMs,
    committedMs: atMs,
    parents,
    marks: { links, fixes, reverts, origins },
  }
}

/** Writes commits as a reading of a branch does, and derives what follows from them. */
export function putCommits(
  db: Db,
  commits: readonly CommitParts[],
  {
    tree = 'maint',
    branch = 'for-next',
    role = 'maintainer' as BranchRole,
    url = 'https://git.kernel.org/pub/maint.git',
    scopes = [] as readonly string[],
  } = {},
): void {
  putTree(db, { name: tree, url, scopes, commitUrl: '', branches: [{ name: branch, role }] })
  db.transaction(() => {
    const rows = openCommitRows(db)
    const found = findTree(db, tree)?.branches.find(({ name }) => name === branch)
    const ids = commits.map((parts) => {
      const commit = toCommit(parts)
      const id = rows.put({ commit, keys: commitKeys(commit, parts.patchId ?? null).map(hashKey) })
      rows.see(found?.id ?? 0, id, commit.committedMs)
      if (parts.patchId !== undefined || parts.diff !== undefined)
        rows.putDiff(id, { patchId: parts.patchId ?? '', lines: fingerprintDiff(parts.diff ?? ''), keys: [] })
      if (parts.text !== undefined) rows.putText(id, Buffer.from(parts.text))
      if (parts.release !== undefined) rows.putRelease(commit.sha, parts.release)
      return id
    })
    deriveCommits(db, ids)
  })()
}

/** Notes that the branch of putCommits has these commits no more, and derives what follows from that. */
export function loseCommits(db: Db, commits: readonly CommitParts[], minutes: number): void {
  db.transaction(() => {
    const rows = openCommitRows(db)
    const branch = findTree(db, 'maint')?.branches[0]?.id ?? 0
    deriveCommits(
      db,
      commits.flatMap((parts) => rows.lose(branch, toCommit(parts).sha, START + minutes * 60_000) ?? []),
    )
  })()
}
