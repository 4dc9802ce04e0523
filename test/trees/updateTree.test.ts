import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { listCandidates } from '../../db/store/commitRows'
import type { BranchRole } from '../../lib/tree/types'
import { SourceError } from '../../scripts/sources/source'
import { dump } from '../support/dump'
import { eachTreeCase } from '../support/treeCase'
import { makeRepository, type TestRepository } from './repository'
import { addTree, seen, theTree, update } from './update'

let folder: string
let db: Db
let linux: TestRepository

eachTreeCase((own) => {
  ;({ folder, db, linux } = own)
})

const LATER = Date.UTC(2024, 2, 20)

/** Commits to `main`, then once to a branch that starts there, and adds the tree with both. */
function addWithBranch(name: string, role: BranchRole, title: string): void {
  linux.commit('sub: base')
  linux.git('switch', '--quiet', '--create', name)
  linux.commit(title)
  linux.git('switch', '--quiet', 'main')
  const main = { name: 'main', role: 'mainline' } as const
  addTree(db, linux.folder, { branches: [{ name, role }, main] })
}

describe('updating a tree', () => {
  it('stores the commits of a branch, and the next time only the new ones', async () => {
    linux.commit('sub: one')
    linux.commit('sub: two')
    addTree(db, linux.folder)
    expect(await update(db, folder)).toEqual({ commits: 2, gone: 0, missing: [], warning: null })
    const three = linux.commit('sub: three')
    expect(await update(db, folder)).toMatchObject({ commits: 1, gone: 0 })
    expect(seen(db)).toEqual(['main: sub: one', 'main: sub: two', 'main: sub: three'])
    expect(theTree(db).branches).toMatchObject([{ name: 'main', tip: three }])
    expect(await update(db, folder)).toMatchObject({ commits: 0, gone: 0 })
  })

  it('begins again where a process was killed that had made half a repository', async () => {
    linux.commit('sub: one')
    addTree(db, linux.folder)
    const own = join(folder, 'fetched/trees/linux.git')
    mkdirSync(join(own, 'objects'), { recursive: true })
    writeFileSync(join(own, 'HEAD'), 'ref: refs/heads/main\n')
    expect(await update(db, folder)).toMatchObject({ commits: 1 })
  })

  it('stores who wrote and committed a commit and what its message names', async () => {
    linux.commit(
      'sub: count\n\nLink: https://lore.kernel.org/r/one@example.org\nFixes: 0123456789ab ("sub: start")\n',
      undefined,
      {
        author: 'Ada Author <Ada@Example.org>',
        committer: 'Mia Maintainer <mia@example.org>',
        atS: 1_710_000_000,
      },
    )
    addTree(db, linux.folder)
    await update(db, folder)
    const row = db
      .prepare(
        `SELECT title, author.name AS author, author.email, committer.name AS committer, authored_ms, committed_ms, parents, marks
         FROM commits JOIN committers AS author ON author.id = author JOIN committers AS committer ON committer.id = committer`,
      )
      .get()
    expect(row).toEqual({
      title: 'sub: count',
      author: 'Ada Author',
      email: 'ada@example.org',
      committer: 'Mia Maintainer',
      authored_ms: 1_710_000_000_000,
      committed_ms: 1_710_000_000_000,
      parents: 0,
      marks: '{"links":["one@example.org"],"fixes":["0123456789ab"],"reverts":[],"origins":[]}',
    })
  })

  it('keeps what a rebased branch no longer has, with the date, and what comes back is there again', async () => {
    linux.commit('sub: base')
    const base = linux.git('rev-parse', 'HEAD')
    const first = linux.commit('sub: first try')
    addTree(db, linux.folder)
    await update(db, folder)
    linux.git('reset', '--quiet', '--hard', base)
    linux.commit('sub: second try')
    expect(await update(db, folder, LATER)).toMatchObject({ commits: 1, gone: 1 })
    expect(seen(db)).toEqual(['main: sub: base', 'main: sub: first try, gone 2024-03-20', 'main: sub: second try'])
    linux.git('reset', '--quiet', '--hard', first)
    await update(db, folder, LATER)
    expect(seen(db)).toEqual(['main: sub: base', 'main: sub: first try', 'main: sub: second try, gone 2024-03-20'])
  })

  it('finds out what is gone even if the repository has forgotten its last tip', async () => {
    linux.commit('sub: base')
    linux.commit('sub: first try')
    addTree(db, linux.folder)
    await update(db, folder)
    linux.git('reset', '--quiet', '--hard', 'HEAD~1')
    linux.commit('sub: second try')
    linux.prune()
    expect(await update(db, folder, LATER)).toMatchObject({ commits: 1, gone: 1 })
    expect(seen(db)).toEqual(['main: sub: base', 'main: sub: first try, gone 2024-03-20', 'main: sub: second try'])
  })

  it('notes that a branch is gone, and reads it again when it is back', async () => {
    addWithBranch('for-next', 'maintainer', 'sub: topic')
    await update(db, folder)
    linux.git('branch', '--quiet', '--move', 'for-next', 'renamed')
    expect(await update(db, folder, LATER)).toMatchObject({ gone: 2, missing: ['for-next'] })
    expect(seen(db)).toEqual([
      'for-next: sub: base, gone 2024-03-20',
      'for-next: sub: topic, gone 2024-03-20',
      'main: sub: base',
    ])
    expect(await update(db, folder, LATER)).toMatchObject({ gone: 0, missing: ['for-next'] })
    linux.git('branch', '--quiet', '--move', 'renamed', 'for-next')
    expect(await update(db, folder, LATER)).toMatchObject({ commits: 0, gone: 0, missing: [] })
    expect(seen(db)).toEqual(['for-next: sub: base', 'for-next: sub: topic', 'main: sub: base'])
  })

  it('notes on a stable branch only what the mainline of the tree does not have', async () => {
    addWithBranch('linux-6.1.y', 'stable', 'sub: backport')
    linux.commit('sub: feature')
    await update(db, folder)
    expect(seen(db)).toEqual(['linux-6.1.y: sub: backport', 'main: sub: base', 'main: sub: feature'])
  })

  it('loses nothing when its path, or every branch, is gone', async () => {
    linux.commit('sub: one')
    addTree(db, linux.folder)
    await update(db, folder)
    const before = dump(db)
    renameSync(linux.folder, `${linux.folder}-away`)
    await expect(update(db, folder, LATER)).rejects.toThrow(
      /linux: .*linux is not there; what was read of it before is kept/,
    )
    const empty = makeRepository(linux.folder)
    await expect(update(db, folder, LATER)).rejects.toThrow(
      /has none of the branches main; what was read of them is kept/,
    )
    await expect(update(db, folder, LATER)).rejects.toThrow(SourceError)
    expect(dump(db)).toEqual(before)
    rmSync(empty.folder, { recursive: true })
    renameSync(`${linux.folder}-away`, linux.folder)
    expect(await update(db, folder, LATER)).toMatchObject({ commits: 0, gone: 0 })
  })

  it('treats a branch whose commit is missing as damaged, not as gone', async () => {
    linux.commit('sub: one')
    addTree(db, linux.folder)
    await update(db, folder)
    const before = dump(db)
    const head = join(linux.folder, '.git/refs/heads/main')
    writeFileSync(head, `${'a'.repeat(40)}\n`)
    await expect(update(db, folder)).rejects.toThrow(/^linux: the commit a{40} of main cannot be read; try again$/)
    expect(dump(db)).toEqual(before)
  })

  it('gives the same rows when our own copy of the repository was removed', async () => {
    linux.commit('sub: one')
    addTree(db, linux.folder)
    await update(db, folder)
    linux.commit('sub: two')
    rmSync(join(folder, 'fetched'), { recursive: true })
    expect(await update(db, folder)).toMatchObject({ commits: 1, gone: 0 })
  })

  it('writes nothing into the repository and never copies its objects', async () => {
    linux.commit('sub: one')
    const files = readdirSync(linux.folder, { recursive: true }).sort()
    addTree(db, linux.folder)
    await update(db, folder)
    expect(readdirSync(linux.folder, { recursive: true }).sort()).toEqual(files)
    const own = readdirSync(join(folder, 'fetched/trees/linux.git/objects'), { recursive: true })
    expect(own.sort()).toEqual(['info', 'info/alternates', 'pack'])
  })
})

describe('an update that was killed', () => {
  /** Updates up to the last step, in which the tips move. */
  async function updateAndDie(atMs?: number): Promise<void> {
    const prepare = db.prepare.bind(db)
    db.prepare = ((sql: string) => {
      if (sql.startsWith('UPDATE branches')) throw new Error('killed')
      return prepare(sql)
    }) as Db['prepare']
    await expect(update(db, folder, atMs)).rejects.toThrow('killed')
    db.prepare = prepare
  }

  it('is done again and adds nothing twice', async () => {
    for (let count = 0; count < 30; count++) linux.commit(`sub: commit ${count}`)
    linux.git('tag', 'v1.0')
    addTree(db, linux.folder)
    await updateAndDie()
    expect(theTree(db).branches).toMatchObject([{ tip: null }])
    expect(await update(db, folder)).toMatchObject({ commits: 0, gone: 0 })
    const fresh = openWriter(':memory:')
    addTree(fresh, linux.folder)
    await update(fresh, folder)
    expect(dump(db)).toEqual(dump(fresh))
  })

  it('leaves no commit on a branch that was rebased before the next update', async () => {
    linux.commit('sub: base')
    linux.commit('sub: first try')
    addTree(db, linux.folder)
    await updateAndDie()
    linux.git('reset', '--quiet', '--hard', 'HEAD~1')
    linux.commit('sub: second try')
    expect(await update(db, folder)).toMatchObject({ commits: 1, gone: 1 })
    linux.commit('sub: third')
    await updateAndDie(LATER)
    linux.git('reset', '--quiet', '--hard', 'HEAD~1')
    linux.commit('sub: fourth')
    expect(await update(db, folder, LATER)).toMatchObject({ commits: 1, gone: 1 })
    expect(seen(db)).toEqual([
      'main: sub: base',
      'main: sub: first try, gone 2024-03-10',
      'main: sub: second try',
      'main: sub: third, gone 2024-03-20',
      'main: sub: fourth',
    ])
  })
})

describe('the commits of which patch-ids are computed', () => {
  it('are none without mail', async () => {
    linux.commit('sub: one')
    addTree(db, linux.folder)
    await update(db, folder)
    expect(listCandidates(db, theTree(db).id, { limit: 10, after: null })).toEqual([])
    expect(db.prepare('SELECT patch_id FROM commits').pluck().all()).toEqual([null])
  })
})
