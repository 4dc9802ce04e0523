import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { eachTreeCase } from '../support/treeCase'
import { makeRepository, type TestRepository } from './repository'
import { addTree, knowAuthor, patchIds, update } from './update'

let folder: string
let db: Db
let linux: TestRepository

eachTreeCase(async (own) => {
  ;({ folder, db, linux } = own)
  await knowAuthor(db)
})

describe('the diffs of a repository', () => {
  it('have the patch-ids of the mails that git format-patch makes, whatever is configured', {
    timeout: 60_000,
  }, async () => {
    const lines = Array.from({ length: 30 }, (_, line) => `line ${line}\n`)
    linux.commit('sub: start', { 'd/old.c': lines.join(''), script: 'x\n' })
    linux.git('mv', 'd/old.c', 'd/new.c')
    linux.commit('sub: rename and edit', { 'd/new.c': lines.with(3, 'edited\n').join('') })
    chmodSync(join(linux.folder, 'script'), 0o755)
    linux.commit('sub: mode only', {})
    linux.git('rm', '--quiet', 'script')
    linux.commit('sub: remove and create', { 'd/third.c': 'created\n', 'with blank "quote" ä.c': 'odd name\n' })
    linux.commit('sub: no line end', { 'd/third.c': 'changed' })
    mkdirSync(join(folder, 'sub'))
    for (const setting of [
      'diff.noprefix=true',
      'diff.mnemonicPrefix=true',
      'diff.context=7',
      'diff.renames=false',
      'diff.algorithm=patience',
      'core.quotePath=false',
      'diff.interHunkContext=9',
    ])
      linux.git('config', ...setting.split('='))
    addTree(db, linux.folder)
    await update(db, folder)
    const plain = makeRepository(join(folder, 'plain'))
    writeFileSync(join(plain.folder, '.git/objects/info/alternates'), join(linux.folder, '.git/objects'))
    const expected = linux
      .git('rev-list', 'main')
      .split('\n')
      .map((sha) =>
        plain.feed(plain.git('format-patch', '--root', '-1', '--stdout', sha), 'patch-id', '--stable').slice(0, 40),
      )
    expect(patchIds(db)).toEqual(expected)
  })

  it('may have 200,000 lines, or be larger than any mail', { timeout: 120_000 }, async () => {
    const lines = (count: number, word: string) =>
      Array.from({ length: count }, (_, line) => `${word} ${line}\n`).join('')
    linux.commit('sub: many lines', { big: lines(100_000, 'one') })
    linux.commit('sub: all changed', { big: lines(100_000, 'two') })
    const half = lines(500_000, 'long enough')
    linux.commit('sub: too many', { huge: half, 'huge too': half })
    linux.commit('sub: after it', { a: 'one\n' })
    addTree(db, linux.folder)
    expect(await update(db, folder)).toMatchObject({ commits: 4, warning: null })
    const [after, tooMany, changed, many] = patchIds(db)
    expect(tooMany).toBe('')
    const oracle = (commit: string) => linux.feed(linux.git('show', commit), 'patch-id', '--stable').slice(0, 40)
    expect([after, changed, many]).toEqual([oracle('main'), oracle('main~2'), oracle('main~3')])
  })

  it('may be of folders ten thousand deep', { timeout: 120_000 }, async () => {
    linux.commit('sub: before', { a: 'one\n' })
    let tree = linux.git('rev-parse', 'HEAD^{tree}')
    let stream = ''
    for (let depth = 0; depth < 40; depth++) tree = linux.feed(`040000 tree ${tree}\td\n`, 'mktree')
    stream = tree
    const sha = linux.git('commit-tree', '-p', 'HEAD', '-m', 'sub: deep', stream)
    const path = 'd/'.repeat(10_000)
    const done = spawnSync('git', ['-C', linux.folder, 'fast-import', '--quiet'], {
      input: `commit refs/heads/main\ncommitter Ada Author <ada@example.org> 1709290000 +0000\ndata 9\nsub: deep\nfrom ${sha}\nM 100644 inline ${path}f\ndata 3\nx\n\n\n`,
    })
    expect(done.status).toBe(0)
    addTree(db, linux.folder)
    const run = await update(db, folder)
    expect(run.commits).toBe(3)
    expect(patchIds(db).filter((id) => id === null)).toEqual([])
  })

  it('are left out where the repository lacks files, with a warning when that is so of all', {
    timeout: 60_000,
  }, async () => {
    for (let count = 0; count < 25; count++) linux.commit(`sub: ${count}`, { a: `one ${count}\n` })
    const bare = join(folder, 'partial.git')
    linux.git('config', 'uploadpack.allowFilter', 'true')
    execFileSync('git', ['clone', '--quiet', '--mirror', '--filter=blob:none', `file://${linux.folder}`, bare], {
      stdio: 'pipe',
    })
    addTree(db, bare)
    const run = await update(db, folder)
    expect(run.commits).toBe(25)
    expect(run.warning).toMatch(
      /^some diffs cannot be read \(linux: git: .*\): their commits are found by title and link alone$/,
    )
    expect(new Set(patchIds(db))).toEqual(new Set([null]))
  })

  it('are read but for those that need a damaged file', { timeout: 60_000 }, async () => {
    for (let count = 0; count < 5; count++) linux.commit(`sub: ${count}`, { a: `one ${count}\n` })
    const blob = linux.git('rev-parse', 'main~2:a')
    const object = join(linux.folder, '.git/objects', blob.slice(0, 2), blob.slice(2))
    chmodSync(object, 0o644)
    writeFileSync(object, 'nonsense')
    addTree(db, linux.folder)
    expect(await update(db, folder)).toMatchObject({ commits: 5, warning: null })
    expect(patchIds(db).map((id) => id === '')).toEqual([false, true, true, false, false])
  })
})
