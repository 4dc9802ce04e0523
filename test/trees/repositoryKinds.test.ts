import { execFileSync } from 'node:child_process'
import { existsSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { eachTreeCase } from '../support/treeCase'
import { makeRepository, type TestRepository } from './repository'
import { addTree, seen, theTree, update } from './update'

let folder: string
let db: Db
let linux: TestRepository

eachTreeCase((own) => {
  ;({ folder, db, linux } = own)
  linux.commit('sub: one')
  linux.commit('sub: two')
})

describe('the repository of a tree', () => {
  const contents = ['main: sub: one', 'main: sub: two']

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
    addTree(db, folder)
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
