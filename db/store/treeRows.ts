import type { BranchRole } from '../../lib/tree/types'
import { deriveTouched } from '../derive/derive'
import { tiedMails } from '../derive/tieRows'
import type { Db } from '../open'
import { putMailmap } from './mailmapRows'

/** A git tree as the operator enters it. */
export interface TreeEntry {
  readonly name: string
  readonly url: string
  /** Lists and paths that it decides for; empty when that is learnt from its commits. */
  readonly scopes: readonly string[]
  /** Template with `{sha}`; '' when it is guessed from the URL. */
  readonly commitUrl: string
  readonly branches: readonly { readonly name: string; readonly role: BranchRole }[]
}

export interface StoredBranch {
  readonly id: number
  readonly name: string
  readonly role: BranchRole
  /** The last commit that was read; null before the first time, and while the branch is gone. */
  readonly tip: string | null
}

export interface StoredTree extends Omit<TreeEntry, 'branches'> {
  readonly id: number
  /** When it was last read; null before the first time. */
  readonly updatedMs: number | null
  readonly branches: readonly StoredBranch[]
}

/** A branch with the number of commits that are on it, and how many of them were tied to a patch mail. */
export interface CountedBranch extends StoredBranch {
  readonly commits: number
  readonly matched: number
}

/**
 * Adds a tree, or gives a tree of that name and URL more branches, other roles, and other scopes and another commit URL if the entry has some. Returns false,
 * and writes nothing, when the name belongs to a tree with another URL.
 */
export function putTree(db: Db, { name, url, scopes, commitUrl, branches }: TreeEntry): boolean {
  const run = db.transaction(() => {
    const known = findTree(db, name)
    if (known !== undefined && known.url !== url) return false
    db.prepare(
      `INSERT INTO trees (name, url, scopes, commit_url) VALUES (@name, @url, @scopes, @commitUrl)
       ON CONFLICT (name) DO UPDATE SET scopes = excluded.scopes, commit_url = excluded.commit_url`,
    ).run({
      name,
      url,
      scopes: JSON.stringify(scopes.length > 0 || known === undefined ? scopes : known.scopes),
      commitUrl: commitUrl !== '' || known === undefined ? commitUrl : known.commitUrl,
    })
    const insert = db.prepare(
      `INSERT INTO branches (tree, name, role) SELECT trees.id, @branch, @role FROM trees WHERE trees.name = @name
       ON CONFLICT (tree, name) DO UPDATE SET role = excluded.role`,
    )
    for (const branch of branches) insert.run({ name, branch: branch.name, role: branch.role })
    return true
  })
  return run.immediate()
}

/** All trees with their branches, by name. */
export function listTrees(db: Db): StoredTree[] {
  const select = db.prepare<[], Omit<StoredTree, 'scopes' | 'branches'> & { readonly scopes: string }>(
    'SELECT id, name, url, scopes, commit_url AS commitUrl, updated_ms AS updatedMs FROM trees ORDER BY name',
  )
  const selectBranches = db.prepare<{ id: number }, StoredBranch>(
    'SELECT id, name, role, tip FROM branches WHERE tree = @id ORDER BY name',
  )
  return select.all().map(({ scopes, ...tree }) => ({
    ...tree,
    scopes: JSON.parse(scopes) as string[],
    branches: selectBranches.all({ id: tree.id }),
  }))
}

/** The tree with this name; undefined if there is none. */
export function findTree(db: Db, name: string): StoredTree | undefined {
  return listTrees(db).find((tree) => tree.name === name)
}

/** Counts the commits of the branches of a tree. Reads every sighting of the tree. */
export function countBranches(db: Db, { branches }: StoredTree): CountedBranch[] {
  const select = db.prepare<{ id: number }, { commits: number; matched: number }>(
    `SELECT count(*) AS commits,
       count(CASE WHEN EXISTS (SELECT 1 FROM ties WHERE ties."commit" = sightings."commit") THEN 1 END) AS matched
     FROM sightings WHERE sightings.branch = @id AND sightings.gone_ms IS NULL`,
  )
  return branches.map((branch) => ({ ...branch, ...(select.get({ id: branch.id }) ?? { commits: 0, matched: 0 }) }))
}

/**
 * Deletes a tree with its branches and release tags, and the commits that no other tree has; derives the series that these were made from again, in one transaction.
 * Names of committers stay until the last tree is removed: finding out who is still needed would read all commits for each.
 */
export function removeTree(db: Db, tree: number): void {
  const run = db.transaction(() => {
    putMailmap(db, tree, [])
    const mails = tiedMails(db, listTelling(db, tree))
    db.prepare('DELETE FROM trees WHERE id = @tree').run({ tree })
    db.prepare(
      'DELETE FROM commits WHERE NOT EXISTS (SELECT 1 FROM sightings WHERE sightings."commit" = commits.id)',
    ).run()
    if (db.prepare('SELECT 1 FROM commits LIMIT 1').get() === undefined) db.exec('DELETE FROM committers')
    deriveTouched(db, mails)
  })
  run.immediate()
}

/** The ids of the commits of a tree that matter to a series: that were tied to a mail, or may revert others. */
function listTelling(db: Db, tree: number): number[] {
  const select = db.prepare<{ tree: number }, number>(
    `SELECT DISTINCT commits.id
     FROM branches JOIN sightings ON sightings.branch = branches.id JOIN commits ON commits.id = sightings."commit"
     WHERE branches.tree = @tree
       AND (json_array_length(commits.marks, '$.reverts') > 0
            OR commits.title LIKE '%revert%' OR commits.title LIKE '%reapply%'
            OR EXISTS (SELECT 1 FROM ties WHERE ties."commit" = commits.id))`,
  )
  return select.pluck().all({ tree })
}

/** Notes how far a branch was read; null when it is gone from its repository. */
export function putTip(db: Db, branch: number, tip: string | null): void {
  db.prepare('UPDATE branches SET tip = @tip WHERE id = @branch').run({ branch, tip })
}

/** Notes when a tree was read. */
export function putUpdated(db: Db, tree: number, atMs: number): void {
  db.prepare('UPDATE trees SET updated_ms = @atMs WHERE id = @tree').run({ tree, atMs })
}

/** The names of the release tags of a tree that were read. */
export function listReleaseTags(db: Db, tree: number): Set<string> {
  const select = db.prepare<{ tree: number }, string>('SELECT name FROM release_tags WHERE tree = @tree').pluck()
  return new Set(select.all({ tree }))
}

/** Notes that a release tag was read. The caller holds the transaction in which the last of its commits got it. */
export function putReleaseTag(db: Db, tree: number, name: string, sha: string): void {
  db.prepare('INSERT INTO release_tags (tree, name, sha) VALUES (@tree, @name, @sha) ON CONFLICT DO NOTHING').run({
    tree,
    name,
    sha,
  })
}
