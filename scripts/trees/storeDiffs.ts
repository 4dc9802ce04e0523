import { deriveCommits } from '../../db/derive/derive'
import { type Candidate, type DiffFacts, listCandidates, listUntexted, openCommitRows } from '../../db/store/commitRows'
import type { Address } from '../../lib/mail/types'
import { fingerprintDiff } from '../../lib/patch/fingerprint'
import { patchId } from '../../lib/patch/patchId'
import { hashKey } from '../../lib/series/keys'
import { commitKeys } from '../../lib/tree/commitKeys'
import { parseCommitObject } from '../../lib/tree/commitObject'
import type { CommitMarks } from '../../lib/tree/types'
import { openObjectReader } from '../sources/git'
import { SourceError } from '../sources/source'
import { MAX_COMMIT_BYTES } from './limits'
import { peel } from './readCommits'
import { type CommitDiff, readDiffs } from './readDiffs'
import type { Readable } from './repository'
import { openBatch, type Update } from './update'

/** What reading diffs needs of an update. Nothing is fetched. */
export interface DiffReading extends Pick<Update, 'db' | 'tree' | 'progress' | 'touched' | 'run'> {
  readonly repository: Readable
  /** Stops once this many diffs were read for patch-ids, and this many for texts. */
  readonly maxDiffs?: number
}

/** Commits whose diffs are asked for together. */
const PAGE = 5_000
/** Commits of which patch-ids or texts are stored in one transaction: each may have its series derived again, and texts may be long. */
const DIFF_BATCH = 100
/** What was read of a diff longer than this does not wait for others. */
const LONG_DIFF = 1_000_000

/** Reads the diffs of the commits that may have been made from an archived mail, and ties these. */
export async function readPatchIds(reading: DiffReading): Promise<void> {
  const { db, tree, touched, progress, maxDiffs = Infinity } = reading
  const rows = openCommitRows(db)
  const store = openBatch<readonly [id: number, facts: DiffFacts]>(db, DIFF_BATCH, (batch) => {
    for (const [id, facts] of batch) rows.putDiff(id, facts)
    const ids = batch.map(([id]) => id)
    // In the same transaction: no later update finds out that this is missing.
    deriveCommits(db, ids)
    for (const id of ids) touched.delete(id)
  })
  progress.start(`${tree.name} diffs`, null, 'commits')
  let done = 0
  for (let after: Candidate | null = null; done < maxDiffs; ) {
    const page = listCandidates(db, tree.id, { limit: PAGE, after })
    const bySha = new Map(page.map((commit) => [commit.sha, commit]))
    const isRead = await withDiffs(reading, [...bySha.keys()], ({ sha, diff }) => {
      const commit = bySha.get(sha)
      if (commit !== undefined) store.add([commit.id, diffFacts(commit.author, diff)])
      if (diff !== null && diff.length > LONG_DIFF) store.flush()
      progress.update(++done, done)
    })
    after = page[page.length - 1] ?? null
    if (!isRead || after === null) break
  }
  store.flush()
}

const NO_MARKS: CommitMarks = { links: [], fixes: [], reverts: [], origins: [] }

/** What a diff gives beside what the commit itself gave; nothing if it cannot be read. */
function diffFacts(author: Address, diff: string | null): DiffFacts {
  if (diff === null) return { patchId: '', lines: [], keys: [] }
  const [id, lines] = [patchId(diff) ?? '', fingerprintDiff(diff)]
  const keys = commitKeys({ title: '', author, parents: 1, marks: NO_MARKS }, id, lines)
  return { patchId: id, lines, keys: keys.map(hashKey) }
}

/** Stores message and diff of the commits that were tied, and derives what is counted from them. */
export async function readTexts(reading: DiffReading): Promise<void> {
  const { db, tree, repository, progress, maxDiffs = Infinity } = reading
  const rows = openCommitRows(db)
  const store = openBatch<readonly [id: number, text: Buffer]>(db, DIFF_BATCH, (batch) => {
    for (const [id, text] of batch) rows.putText(id, text)
    deriveCommits(
      db,
      batch.map(([id]) => id),
    )
  })
  const objects = openObjectReader(repository.name, repository.folder, 'commit', MAX_COMMIT_BYTES)
  progress.start(`${tree.name} texts`, null, 'commits')
  let done = 0
  try {
    for (let afterId = 0; done < maxDiffs; ) {
      const page = listUntexted(db, tree.id, PAGE, afterId)
      const bySha = new Map(page.map(({ sha, id }) => [sha, id]))
      const isRead = await withDiffs(reading, [...bySha.keys()], async ({ sha, diff }) => {
        objects.ask(sha)
        const content = await objects.take()
        const id = bySha.get(sha)
        progress.update(++done, done)
        if (id === undefined || content === null || diff === null) return
        const { message } = parseCommitObject(content.bytes)
        store.add([id, Buffer.from(`${message.trimEnd()}\n\n${diff}`)])
        if (diff.length > LONG_DIFF) store.flush()
      })
      const last = page[page.length - 1]
      if (!isRead || last === undefined) break
      afterId = last.id
    }
  } finally {
    objects.close()
  }
  store.flush()
}

/**
 * Calls `work` with the diff of each commit that the repository still has. Returns false if diffs cannot be read, with a warning: a clone may have been made without files, or one of its packs
 * is damaged. What can be done without diffs was done.
 */
async function withDiffs(
  { repository, run }: DiffReading,
  shas: readonly string[],
  work: (read: CommitDiff) => void | Promise<void>,
): Promise<boolean> {
  try {
    const there = await peel(repository, shas)
    const kept = shas.filter((sha) => there.has(sha))
    for await (const read of readDiffs(repository, kept)) await work(read)
    return true
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    run.warning = `some diffs cannot be read (${error.message}): their commits are found by title and link alone`
    return false
  }
}
