import { deriveCommits } from '../../db/derive/derive'
import type { Db } from '../../db/open'
import { type DiffFacts, listCandidates, listUntexted, loseOthers, openCommitRows } from '../../db/store/commitRows'
import {
  listReleaseTags,
  putReleaseTag,
  putTip,
  putUpdated,
  type StoredBranch,
  type StoredTree,
} from '../../db/store/treeRows'
import { DAY_MS } from '../../lib/isoTime'
import type { Address } from '../../lib/mail/types'
import { fingerprintDiff } from '../../lib/patch/fingerprint'
import { patchId } from '../../lib/patch/patchId'
import { hashKey } from '../../lib/series/keys'
import { commitKeys } from '../../lib/tree/commitKeys'
import { parseCommitObject } from '../../lib/tree/commitObject'
import { findReleaseTags } from '../../lib/tree/releaseTag'
import type { CommitMarks } from '../../lib/tree/types'
import type { Progress } from '../cli/progress'
import type { SourceContext } from '../sources/context'
import { openObjectReader } from '../sources/git'
import { SourceError } from '../sources/source'
import { MAX_COMMIT_BYTES } from './limits'
import { countRange, listRange, peel, type Range, type ReadCommit, readRange } from './readCommits'
import { readDiffs } from './readDiffs'
import { type FirstRelease, firstReleases, type ReleaseTag, readReleaseTags } from './releases'
import { openRepository, type TreeRepository } from './repository'

/** Commits that are stored in one transaction. */
const BATCH = 2_000
/** Tags younger than this are looked at again: the branch that has their commits may have been pushed after them. */
const YOUNG_MS = 30 * DAY_MS

export interface UpdateOptions {
  readonly context: SourceContext
  readonly progress: Progress
  readonly nowMs: () => number
}

/** What an update of a tree did. */
export interface TreeRun {
  /** Commits that were not stored before. */
  readonly commits: number
  /** Commits that a branch no longer has. */
  readonly gone: number
  /** Branches that the repository no longer has. */
  readonly missing: readonly string[]
  /** What could not be read, though the rest was; null if nothing. */
  readonly warning: string | null
}

/**
 * Reads what is new in the repository of a tree: commits and releases, the patch-ids of commits that may have been made from an archived mail, and the texts of
 * those that were. Stores it in batches, each in a transaction. The tips of the branches move in the last one, so an update that was killed is done again from the
 * start and adds nothing twice. Throws SourceError if the repository cannot be read; what was known of it is kept.
 */
export async function updateTree(db: Db, tree: StoredTree, options: UpdateOptions): Promise<TreeRun> {
  const repository = await openRepository(options.context, tree.name, tree.url)
  const { branches, tags } = repository.refs
  if (!tree.branches.some(({ name }) => branches.has(name)))
    throw new SourceError(
      `${tree.name}: ${tree.url} has none of the branches ${tree.branches.map(({ name }) => name).join(', ')}; what was read of them is kept`,
    )
  await repository.fetch(
    tree.branches.flatMap(({ name }) => (branches.has(name) ? [name] : [])),
    findReleaseTags(tags.keys()),
  )
  const update: Update = {
    db,
    tree,
    repository,
    ...options,
    atMs: options.nowMs(),
    touched: new Set(),
    run: { ...NOTHING },
  }
  try {
    const tips = await readBranches(update)
    const releases = await readReleases(update, tips)
    await readPatchIds(update)
    derive(update, update.touched)
    finish(update, tips, releases)
    await readTexts(update)
    return update.run
  } finally {
    options.progress.stop()
  }
}

const NOTHING: TreeRun = { commits: 0, gone: 0, missing: [], warning: null }

interface Update extends UpdateOptions {
  readonly db: Db
  readonly tree: StoredTree
  readonly repository: TreeRepository
  /** When what is read now was seen. */
  readonly atMs: number
  /** Commits that have to be tied, or whose series have to be derived, because of what was read. */
  readonly touched: Set<number>
  readonly run: { -readonly [Field in keyof TreeRun]: TreeRun[Field] }
}

/** Where a branch was found; null if the repository no longer has it. */
interface Tip {
  readonly branch: StoredBranch
  readonly sha: string | null
}

async function readBranches(update: Update): Promise<Tip[]> {
  const { tree, repository, run } = update
  const oids = repository.refs.branches
  const peeled = await peel(
    repository,
    tree.branches.flatMap(({ name }) => oids.get(name) ?? []),
  )
  const tips = tree.branches.map((branch): Tip => ({ branch, sha: peeled.get(oids.get(branch.name) ?? '') ?? null }))
  for (const { branch, sha } of inOrder(tips)) {
    if (sha === null) {
      run.missing = [...run.missing, branch.name]
      if (branch.tip !== null) lose(update, loseAll(update, branch))
    } else if (sha !== branch.tip) await readBranch(update, branch, sha, mainlineTips(branch, tips))
  }
  return tips
}

/** Mainline first: what it has is not noted for a stable branch as well. */
function inOrder(tips: readonly Tip[]): Tip[] {
  return [...tips].sort((a, b) => Number(a.branch.role === 'stable') - Number(b.branch.role === 'stable'))
}

/**
 * What a stable branch shares with the mainline of its tree is left out: it is in the releases of the mainline, and would be as many rows again for every stable
 * branch.
 */
function mainlineTips(branch: StoredBranch, tips: readonly Tip[]): string[] {
  if (branch.role !== 'stable') return []
  return tips.flatMap((tip) => (tip.branch.role === 'mainline' && tip.sha !== null ? [tip.sha] : []))
}

async function readBranch(update: Update, branch: StoredBranch, sha: string, apart: readonly string[]): Promise<void> {
  const { repository, tree, progress } = update
  const old = branch.tip === null ? undefined : (await peel(repository, [branch.tip])).get(branch.tip)
  const range: Range = { tips: [sha], without: [...apart, ...(old === undefined ? [] : [old])] }
  progress.start(`${tree.name} ${branch.name}`, await countRange(repository, range), 'commits')
  const seen = await storeRange(update, branch, range)
  if (old !== undefined) await loseRange(update, branch, { tips: [old], without: [sha] })
  // The last tip is gone from the repository, so only a full reading knows what is gone with it.
  else if (branch.tip !== null)
    lose(
      update,
      update.db.transaction(() => loseOthers(update.db, branch.id, (id) => seen.has(id), update.atMs)).immediate(),
    )
}

/** Stores the commits of a range as seen on a branch. Returns their ids. */
async function storeRange(update: Update, branch: StoredBranch, range: Range): Promise<Set<number>> {
  const { db, repository, atMs, run, touched, progress } = update
  const rows = openCommitRows(db)
  const seen = new Set<number>()
  let batch: ReadCommit[] = []
  const store = db.transaction(() => {
    for (const { sha, commit } of batch) {
      const known = rows.find(sha)
      const id =
        known ?? (commit === undefined ? undefined : rows.put({ commit, keys: commitKeys(commit, null).map(hashKey) }))
      // It was there when it was listed, and is deleted only together with its tree.
      if (id === undefined) throw new SourceError(`${repository.name}: the tree was removed while it was read`)
      if (known === undefined) run.commits++
      rows.see(branch.id, id, atMs)
      seen.add(id)
      touched.add(id)
    }
  })
  for await (const read of readRange(repository, range, (sha) => rows.find(sha) !== undefined)) {
    batch.push(read)
    if (batch.length < BATCH) continue
    store.immediate()
    batch = []
    progress.update(seen.size, seen.size)
  }
  store.immediate()
  return seen
}

/** Notes that a branch no longer has the commits of a range, which were on it. */
async function loseRange(update: Update, branch: StoredBranch, range: Range): Promise<void> {
  const rows = openCommitRows(update.db)
  const shas: string[] = []
  for await (const sha of listRange(update.repository, range)) shas.push(sha)
  if (shas.length === 0) return
  const run = update.db.transaction(() => shas.flatMap((sha) => rows.lose(branch.id, sha, update.atMs) ?? []))
  lose(update, run.immediate())
}

function loseAll({ db, atMs }: Update, branch: StoredBranch): number[] {
  return db.transaction(() => loseOthers(db, branch.id, () => false, atMs)).immediate()
}

function lose({ run, touched }: Update, ids: readonly number[]): void {
  run.gone += ids.length
  for (const id of ids) touched.add(id)
}

/** Finds the first release of each commit. Returns the tags that were looked at. */
async function readReleases(update: Update, tips: readonly Tip[]): Promise<ReleaseTag[]> {
  const { db, tree, repository, touched, atMs, progress } = update
  const known = listReleaseTags(db, tree.id)
  const names = findReleaseTags(repository.refs.tags.keys())
  const changed = tips.filter(({ branch, sha }) => sha !== branch.tip)
  if (changed.length === 0 && names.every((name) => known.has(name))) return []
  const all = await readReleaseTags(repository, names)
  const isFirst = changed.some(({ branch }) => branch.tip === null)
  const isOpen = ({ name, committedMs }: ReleaseTag): boolean =>
    isFirst || !known.has(name) || (changed.length > 0 && committedMs > atMs - YOUNG_MS)
  const open = all.filter(isOpen)
  if (open.length === 0) return []
  const without = all.filter((tag) => !isOpen(tag)).map(({ sha }) => sha)
  const rows = openCommitRows(db)
  let batch: FirstRelease[] = []
  const store = db.transaction(() => {
    for (const { sha, release } of batch) {
      const isNew = rows.putRelease(sha, release)
      // An update that was killed may have stored it before.
      const id = isNew || !known.has(release) ? rows.findTied(sha) : undefined
      if (id !== undefined) touched.add(id)
    }
  })
  progress.start(`${tree.name} releases`, null, 'commits')
  let done = 0
  for await (const first of firstReleases(repository, open, without)) {
    batch.push(first)
    if (batch.length < BATCH) continue
    store.immediate()
    done += batch.length
    batch = []
    progress.update(done, done)
  }
  store.immediate()
  return open
}

/** Computes the patch-ids of the commits that may have been made from an archived mail. */
async function readPatchIds(update: Update): Promise<void> {
  const { db, tree, repository, touched, progress, run } = update
  const candidates = new Map(listCandidates(db, tree.id).map((commit) => [commit.sha, commit]))
  if (candidates.size === 0) return
  const rows = openCommitRows(db)
  let batch: { readonly id: number; readonly facts: DiffFacts }[] = []
  const store = db.transaction(() => {
    for (const { id, facts } of batch) rows.putDiff(id, facts)
    // In the same transaction: no later update finds out that this is missing.
    deriveCommits(
      db,
      batch.map(({ id }) => id),
    )
    for (const { id } of batch) touched.delete(id)
  })
  progress.start(`${tree.name} patch-ids`, candidates.size, 'commits')
  let done = 0
  try {
    for await (const { sha, diff } of readDiffs(repository, [...candidates.keys()])) {
      const commit = candidates.get(sha)
      if (commit === undefined) continue
      batch.push({ id: commit.id, facts: diffFacts(commit.author, diff) })
      progress.update(++done, done)
      if (batch.length < DERIVE_BATCH) continue
      store.immediate()
      batch = []
    }
  } catch (error) {
    warn(run, error)
  }
  store.immediate()
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
async function readTexts(update: Update): Promise<void> {
  const { db, tree, repository, progress, run } = update
  const wanted = new Map(listUntexted(db, tree.id).map((commit) => [commit.sha, commit.id]))
  if (wanted.size === 0) return
  const rows = openCommitRows(db)
  const objects = openObjectReader(repository.name, repository.folder, 'commit', MAX_COMMIT_BYTES)
  let batch: { readonly id: number; readonly text: Buffer }[] = []
  const store = db.transaction(() => {
    for (const { id, text } of batch) rows.putText(id, text)
    deriveCommits(
      db,
      batch.map(({ id }) => id),
    )
  })
  progress.start(`${tree.name} texts`, wanted.size, 'commits')
  let done = 0
  try {
    for await (const { sha, diff } of readDiffs(repository, [...wanted.keys()])) {
      objects.ask(sha)
      const content = await objects.take()
      const id = wanted.get(sha)
      progress.update(++done, done)
      if (id === undefined || content === null || diff === null) continue
      const { message } = parseCommitObject(content.bytes)
      batch.push({ id, text: Buffer.from(`${message.trimEnd()}\n\n${diff}`) })
      if (batch.length < DERIVE_BATCH) continue
      store.immediate()
      batch = []
    }
  } catch (error) {
    warn(run, error)
  } finally {
    objects.close()
  }
  store.immediate()
}

/** What can be done without diffs was done: a clone may have been made without files, or one of its packs is damaged. */
function warn(run: Update['run'], error: unknown): void {
  if (!(error instanceof SourceError)) throw error
  run.warning = `some diffs cannot be read (${error.message}): their commits are found by title and link alone`
}

/** Commits of which patch-ids or texts are stored in one transaction: each may have its series derived again, and texts may be long. */
const DERIVE_BATCH = 100
/** How long a transaction should take in which commits are tied, so that nobody else who writes waits for long. */
const DERIVE_MS = 1_000
const MAX_DERIVE_BATCH = 5_000

/** Ties commits, and derives the series that this changes. */
function derive({ db, tree, progress }: Update, ids: ReadonlySet<number>): void {
  progress.start(`${tree.name} series`, ids.size, 'commits')
  const all = [...ids]
  let size = 200
  for (let done = 0; done < all.length; ) {
    const batch = all.slice(done, done + size)
    const startedMs = performance.now()
    db.transaction(() => deriveCommits(db, batch)).immediate()
    size = Math.min(Math.max(20, Math.ceil((size * DERIVE_MS) / (performance.now() - startedMs))), MAX_DERIVE_BATCH)
    done += batch.length
    progress.update(done, done)
  }
}

/** Moves the tips, after which nothing that was read is looked at again. */
function finish({ db, tree, atMs }: Update, tips: readonly Tip[], releases: readonly ReleaseTag[]): void {
  const run = db.transaction(() => {
    for (const { branch, sha } of tips) if (sha !== branch.tip) putTip(db, branch.id, sha)
    for (const { name, sha } of releases) putReleaseTag(db, tree.id, name, sha)
    putUpdated(db, tree.id, atMs)
  })
  run.immediate()
}
