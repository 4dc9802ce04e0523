import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { listCandidates } from '../../db/store/commitRows'
import { listReleaseTags } from '../../db/store/treeRows'
import { SourceError } from '../../scripts/sources/source'
import { dump } from '../support/dump'
import { tempFolder } from '../support/tempFolder'
import { makeRepository, type TestRepository } from './repository'
import { addTree, releases, seen, theTree, update } from './update'

const all = tempFolder()
let made = 0
let folder: string
let db: Db
let linux: TestRepository

beforeEach(() => {
  folder = join(all, String(++made))
  db = openWriter(':memory:')
  linux = makeRepository(join(folder, 'linux'))
})

const LATER = Date.UTC(2024, 2, 20)

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
    linux.commit('sub: base')
    linux.git('switch', '--quiet', '--create', 'for-next')
    linux.commit('sub: topic')
    linux.git('switch', '--quiet', 'main')
    addTree(db, linux.folder, {
      branches: [
        { name: 'main', role: 'mainline' },
        { name: 'for-next', role: 'maintainer' },
      ],
    })
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
    linux.commit('sub: base')
    linux.git('switch', '--quiet', '--create', 'linux-6.1.y')
    linux.commit('sub: backport')
    linux.git('switch', '--quiet', 'main')
    linux.commit('sub: feature')
    addTree(db, linux.folder, {
      branches: [
        { name: 'linux-6.1.y', role: 'stable' },
        { name: 'main', role: 'mainline' },
      ],
    })
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

  it('takes a branch whose commit is not there for damaged, not for gone', async () => {
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

describe('the repository of a tree', () => {
  const contents = ['main: sub: one', 'main: sub: two']
  beforeEach(() => {
    linux.commit('sub: one')
    linux.commit('sub: two')
  })

  it('may be bare, or packed', async () => {
    const bare = join(folder, 'bare.git')
    execFileSync('git', ['clone', '--quiet', '--mirror', linux.folder, bare])
    execFileSync('git', ['-C', bare, 'pack-refs', '--all'])
    execFileSync('git', ['-C', bare, 'repack', '-adq'])
    addTree(db, bare)
    await update(db, folder)
    expect(seen(db)).toEqual(contents)
  })

  it('may be a linked working tree', async () => {
    linux.git('worktree', 'add', '--quiet', '--detach', join(folder, 'linked'))
    addTree(db, join(folder, 'linked'))
    await update(db, folder)
    expect(seen(db)).toEqual(contents)
  })

  it('may borrow its objects from another one', async () => {
    execFileSync('git', ['clone', '--quiet', '--shared', linux.folder, join(folder, 'borrower')], { stdio: 'pipe' })
    addTree(db, join(folder, 'borrower'))
    await update(db, folder)
    expect(seen(db)).toEqual(contents)
  })

  it('may be shallow', async () => {
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${linux.folder}`, join(folder, 'shallow')], {
      stdio: 'pipe',
    })
    addTree(db, join(folder, 'shallow'))
    await update(db, folder)
    expect(seen(db)).toEqual(['main: sub: two'])
  })

  it('may use SHA-256', async () => {
    const other = makeRepository(join(folder, 'sha256'), '--object-format=sha256')
    const sha = other.commit('sub: long hash')
    expect(sha).toHaveLength(64)
    addTree(db, other.folder)
    await update(db, folder)
    expect(theTree(db).branches).toMatchObject([{ tip: sha }])
    expect(seen(db)).toEqual(['main: sub: long hash'])
  })

  it('may be a bundle, which is read again when a newer one replaces it', async () => {
    const bundle = join(folder, 'linux.bundle')
    linux.git('bundle', 'create', bundle, '--all', '--quiet')
    addTree(db, bundle)
    await update(db, folder)
    expect(seen(db)).toEqual(contents)
    linux.commit('sub: three')
    linux.git('bundle', 'create', bundle, 'main', '^main~1', '--quiet')
    expect(await update(db, folder)).toMatchObject({ commits: 1, gone: 0 })
    expect(seen(db)).toEqual([...contents, 'main: sub: three'])
  })

  it('is refused with a clear line when it is a file or a folder of another kind, or a damaged bundle', async () => {
    addTree(db, join(all))
    await expect(update(db, folder)).rejects.toThrow(/is not a git repository and not a bundle/)
    const cut = join(folder, 'cut.bundle')
    linux.git('bundle', 'create', cut, '--all', '--quiet')
    truncateSync(cut, statSync(cut).size - 40)
    addTree(db, cut, { name: 'cut' })
    db.prepare("DELETE FROM trees WHERE name = 'linux'").run()
    db.prepare("UPDATE trees SET name = 'linux'").run()
    await expect(update(db, folder)).rejects.toThrow(/linux: the bundle cannot be read \(git: .*\); copy it again/)
    expect(existsSync(cut)).toBe(true)
  })
})

describe('the first release of a commit', () => {
  it('is the first release tag that contains it, on whatever branch, and a later tag never changes it', async () => {
    linux.commit('sub: one')
    linux.git('tag', 'v6.1-rc1')
    linux.commit('sub: two')
    linux.git('tag', 'topic-20240301')
    linux.git('tag', '--annotate', '--message=release', 'v6.1')
    linux.commit('sub: three')
    addTree(db, linux.folder)
    await update(db, folder)
    expect(releases(db)).toEqual({ 'sub: one': 'v6.1-rc1', 'sub: two': 'v6.1', 'sub: three': null })
    linux.git('tag', 'v6.2-rc1')
    linux.git('tag', 'v0.1', 'main~2')
    await update(db, folder)
    expect(releases(db)).toEqual({ 'sub: one': 'v6.1-rc1', 'sub: two': 'v6.1', 'sub: three': 'v6.2-rc1' })
    expect([...listReleaseTags(db, theTree(db).id)].sort()).toEqual(['v0.1', 'v6.1', 'v6.1-rc1', 'v6.2-rc1'])
  })

  it('is found for a merged branch by the tag that merges it, and for a stable branch by a tag on it', async () => {
    linux.commit('sub: base')
    linux.git('tag', 'v6.0')
    linux.git('switch', '--quiet', '--create', 'topic')
    linux.commit('sub: topic')
    linux.git('switch', '--quiet', '--create', 'linux-6.0.y', 'v6.0')
    linux.commit('sub: stable fix')
    linux.git('tag', 'v6.0.1')
    linux.git('switch', '--quiet', 'main')
    linux.commit('sub: mainline')
    linux.git('tag', 'v6.1-rc1')
    linux.git('merge', '--quiet', '--no-ff', '--message=merge', 'topic')
    linux.git('tag', 'v6.1-rc2')
    addTree(db, linux.folder, {
      branches: [
        { name: 'main', role: 'mainline' },
        { name: 'linux-6.0.y', role: 'stable' },
      ],
    })
    await update(db, folder)
    expect(releases(db)).toMatchObject({
      'sub: base': 'v6.0',
      'sub: topic': 'v6.1-rc2',
      'sub: stable fix': 'v6.0.1',
      'sub: mainline': 'v6.1-rc1',
      merge: 'v6.1-rc2',
    })
  })

  it('is found when the tag was there before the branch had its commits', async () => {
    linux.commit('sub: one')
    linux.git('switch', '--quiet', '--create', 'ahead')
    linux.commit('sub: two')
    linux.git('tag', 'v6.1')
    addTree(db, linux.folder)
    await update(db, folder)
    expect(releases(db)).toEqual({ 'sub: one': 'v6.1' })
    linux.git('branch', '--quiet', '--force', 'main', 'ahead')
    await update(db, folder)
    expect(releases(db)).toEqual({ 'sub: one': 'v6.1', 'sub: two': 'v6.1' })
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
