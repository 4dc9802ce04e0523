import { join } from 'node:path'
import type { Db } from '../../db/open'
import { findTree, listTrees, putTree, type StoredTree, type TreeEntry } from '../../db/store/treeRows'
import type { Progress } from '../../scripts/cli/progress'
import type { SourceContext } from '../../scripts/sources/context'
import { openHttp } from '../../scripts/sources/http'
import { readImportedDiffs } from '../../scripts/trees/importedDiffs'
import type { TreeRun } from '../../scripts/trees/update'
import { updateTree } from '../../scripts/trees/updateTree'
import { type TreeSummary, updateTrees } from '../../scripts/trees/updateTrees'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

/** A context whose repositories are kept in this folder. */
function treeContext(folder: string): SourceContext {
  return {
    http: openHttp({ backOffMs: [] }),
    lore: 'https://lore.example.org',
    loreIsNamed: true,
    mirrors: join(folder, 'fetched/mirrors'),
    stdin: (async function* () {})(),
    warn: () => {},
  }
}

/** Adds a tree of one mainline branch `main`, unless the entry says more. */
export function addTree(db: Db, url: string, entry: Partial<TreeEntry> = {}): void {
  const added = putTree(db, {
    name: 'linux',
    url,
    scopes: [],
    commitUrl: '',
    branches: [{ name: 'main', role: 'mainline' }],
    ...entry,
  })
  if (!added) throw new Error('the name is taken')
}

const NO_PROGRESS: Progress = { start: () => {}, update: () => {}, stop: () => {} }

/** Updates a tree at a time. */
export function update(db: Db, folder: string, atMs = Date.UTC(2024, 2, 10), name = 'linux'): Promise<TreeRun> {
  return updateTree(db, theTree(db, name), {
    context: treeContext(folder),
    progress: NO_PROGRESS,
    nowMs: () => atMs,
  })
}

/** Updates all trees as `tree update` and `nightly` do. */
export function updateAll(db: Db, folder: string): Promise<TreeSummary[]> {
  return updateTrees(db, listTrees(db), {
    context: treeContext(folder),
    progress: NO_PROGRESS,
    nowMs: Date.now,
    onTree: () => {},
  })
}

/** Ties mail that came after the last update of the tree, as an import does. */
export function tieImported(db: Db, folder: string): Promise<void> {
  return readImportedDiffs(db, theTree(db), { context: treeContext(folder), progress: NO_PROGRESS })
}

export function theTree(db: Db, name = 'linux'): StoredTree {
  const tree = findTree(db, name)
  if (tree === undefined) throw new Error('there is no tree')
  return tree
}

interface SeenRow {
  readonly branch: string
  readonly title: string
  readonly gone: number | null
}

/** What was seen on the branches, as `branch: title` in the order of dates, with the time at which it had gone. */
export function seen(db: Db): string[] {
  return db
    .prepare<[], SeenRow>(
      `SELECT branches.name AS branch, commits.title, sightings.gone_ms AS gone
       FROM sightings JOIN branches ON branches.id = sightings.branch JOIN commits ON commits.id = sightings."commit"
       ORDER BY branches.name, commits.committed_ms, commits.title`,
    )
    .all()
    .map(
      ({ branch, title, gone }) =>
        `${branch}: ${title}${gone === null ? '' : `, gone ${new Date(gone).toISOString().slice(0, 10)}`}`,
    )
}

/** The releases of the commits, by title. */
export function releases(db: Db): Record<string, string | null> {
  const rows = db
    .prepare<[], { title: string; release: string | null }>('SELECT title, release FROM commits ORDER BY id')
    .all()
  return Object.fromEntries(rows.map(({ title, release }) => [title, release]))
}

/** Imports a patch by the author whom every commit of makeRepository has, so that their diffs are read. */
export async function knowAuthor(db: Db): Promise<void> {
  const body = 'Why.\n---\n a | 1 +\n\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+one\n'
  await ingestMails(db, [mail({ id: 'one@example.org', subject: '[PATCH] sub: one', minutes: -600, body })])
}

/** The patch-ids of the commits, in the order in which they were stored: null where none was computed, '' where there is no diff. */
export function patchIds(db: Db): (string | null)[] {
  return db.prepare<[], string | null>('SELECT patch_id FROM commits ORDER BY id').pluck().all()
}
