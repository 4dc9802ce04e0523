import { listSeenSince, loseOthers, openCommitRows } from '../../db/store/commitRows'
import type { StoredBranch } from '../../db/store/treeRows'
import { hashKey } from '../../lib/series/keys'
import { commitKeys } from '../../lib/tree/commitKeys'
import { SourceError } from '../sources/source'
import { countRange, listRange, peel, type Range, type ReadCommit, readRange } from './readCommits'
import { BATCH, openBatch, type Tip, type Update } from './update'

/** Stores the commits that are new on the branches of a tree, and notes those that have gone. Returns where the branches are now. */
export async function readBranches(update: Update): Promise<Tip[]> {
  const { tree, repository, run } = update
  const oids = repository.refs.branches
  const peeled = await peel(
    repository,
    tree.branches.flatMap(({ name }) => oids.get(name) ?? []),
  )
  const tips = tree.branches.map((branch): Tip => {
    const oid = oids.get(branch.name)
    const sha = oid === undefined ? null : peeled.get(oid)
    // It moved while it was fetched, or the repository is damaged. In neither case is the branch gone.
    if (sha === undefined)
      throw new SourceError(`${tree.name}: the commit ${oid} of ${branch.name} cannot be read; try again`)
    return { branch, sha }
  })
  for (const { branch, sha } of tips) {
    if (sha === null) {
      run.missing = [...run.missing, branch.name]
      if (branch.tip !== null) lose(update, loseAll(update, branch))
    } else if (sha !== branch.tip) await readBranch(update, branch, sha, mainlineTips(branch, tips))
  }
  return tips
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
  const { db, repository, tree, progress, atMs } = update
  const old = branch.tip === null ? undefined : (await peel(repository, [branch.tip])).get(branch.tip)
  const range: Range = { tips: [sha], without: [...apart, ...(old === undefined ? [] : [old])] }
  progress.start(`${tree.name} ${branch.name}`, await countRange(repository, range), 'commits')
  // An update that was killed has noted commits to which no tip leads; they may have gone since. Where the last tip is forgotten, any commit may have gone.
  const doubtful = new Set(listSeenSince(db, branch.id, old === undefined ? null : tree.updatedMs))
  const seen = new Set<number>()
  await storeRange(update, branch, range, (id) => {
    if (doubtful.has(id)) seen.add(id)
  })
  if (old !== undefined) await loseRange(update, branch, { tips: [old], without: [sha] })
  if (doubtful.size === 0) return
  const isThere = (id: number) => seen.has(id) || !doubtful.has(id)
  lose(update, db.transaction(() => loseOthers(db, branch.id, isThere, atMs)).immediate())
}

/** Stores the commits of a range as seen on a branch. `onSeen` gets their ids. */
async function storeRange(
  update: Update,
  branch: StoredBranch,
  range: Range,
  onSeen: (id: number) => void,
): Promise<void> {
  const { db, repository, atMs, run, touched, progress } = update
  const rows = openCommitRows(db)
  const store = openBatch<ReadCommit>(db, BATCH, (batch) => {
    for (const { sha, commit } of batch) {
      const known = rows.find(sha)
      const id =
        known ?? (commit === undefined ? undefined : rows.put({ commit, keys: commitKeys(commit, null).map(hashKey) }))
      // It was there when it was listed, and is deleted only together with its tree.
      if (id === undefined) throw new SourceError(`${repository.name}: the tree was removed while it was read`)
      if (known === undefined) run.commits++
      rows.see(branch.id, id, atMs)
      touched.add(id)
      onSeen(id)
    }
  })
  let done = 0
  for await (const read of readRange(repository, range, (sha) => rows.find(sha) !== undefined)) {
    store.add(read)
    progress.update(++done, done)
  }
  store.flush()
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
