import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { takeNightlyLock } from '../../db/nightlyLock'
import { openReader } from '../../db/open'
import { type CommandInput, UsageError } from '../../scripts/cli/command'
import type { NightlySummary } from '../../scripts/nightly/nightly'
import { runTree } from '../../scripts/trees/treeCommands'
import type { TreeView } from '../../scripts/trees/treeView'
import { type CliResult, reroll } from '../support/cli'
import { dump } from '../support/dump'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'
import { makeRepository, type TestRepository } from './repository'

const folder = tempFolder()
let made = 0

/** A database with one patch, and a repository in which it was committed on `main`, with a branch `for-next`. */
function setUp(): { readonly database: string; readonly linux: TestRepository; readonly mbox: string } {
  const own = join(folder, String(++made))
  const linux = makeRepository(join(own, 'linux'))
  linux.commit('sub: start')
  linux.commit('sub: count\n\nLink: https://lore.kernel.org/r/one@example.org', { a: 'one\n' })
  linux.git('branch', 'for-next')
  const mbox = join(own, 'one.mbox')
  const body =
    'Why.\n---\n a | 1 +\n\ndiff --git a/a b/a\nnew file mode 100644\n--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+one\n'
  writeFileSync(
    mbox,
    `From x Fri Mar  1 00:00:00 2024\n${mail({ id: 'one@example.org', subject: '[PATCH] sub: count', body, minutes: -600 })}\n`,
  )
  const database = join(own, 'x.sqlite')
  expect(reroll(['ingest', mbox], database)).toMatchObject({ code: 0 })
  return { database, linux, mbox }
}

/** The same with a second repository, and a tree of each. */
function setUpTwo() {
  const { database, linux } = setUp()
  const other = makeRepository(join(linux.folder, '../other'))
  other.commit('sub: elsewhere')
  for (const { folder: path } of [linux, other])
    expect(reroll(['tree', 'add', path], database)).toMatchObject({ code: 0 })
  return { database, linux, other }
}

function json<T>({ code, stdout, stderr }: CliResult): T {
  expect([code, stderr]).toEqual([0, expect.any(String)])
  return JSON.parse(stdout) as T
}

describe('reroll tree', { timeout: 120_000 }, () => {
  it('adds a tree under the name of its folder, with the default branch as mainline, and reads it', () => {
    const { database, linux } = setUp()
    const added = json<TreeView[]>(reroll(['tree', 'add', linux.folder, '--json'], database))
    const branch = { name: 'main', role: 'mainline', tip: linux.git('rev-parse', 'main'), commits: 2, matched: 1 }
    expect(added).toMatchObject([
      { name: 'linux', url: linux.folder, branches: [branch], scopes: [], commitUrl: '', new: 2, gone: 0, error: null },
    ])
    expect(json<TreeView[]>(reroll(['tree', 'list', '--json'], database))).toEqual([
      {
        name: 'linux',
        url: linux.folder,
        branches: [branch],
        scopes: [],
        commitUrl: '',
        updated: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ])
    expect(reroll(['tree', 'list'], database).stdout).toContain(
      '  main (mainline): 2 commits, 1 of them from patches that are archived here\n',
    )
  })

  it('takes a name, branches with roles, scopes and the address of commits, and adds to them later', () => {
    const { database, linux } = setUp()
    const words = [
      '--name',
      'net',
      '--branch',
      'main',
      '--branch',
      'for-next=maintainer',
      '--scope',
      'list@example.org',
      '--scope',
      'net/',
    ]
    const url = 'https://git.example.org/c/{sha}'
    const [added] = json<TreeView[]>(
      reroll(['tree', 'add', linux.folder, ...words, '--commit-url', url, '--json'], database),
    )
    expect(added).toMatchObject({
      name: 'net',
      branches: [
        { name: 'for-next', role: 'maintainer' },
        { name: 'main', role: 'mainline' },
      ],
      scopes: ['list@example.org', 'net/'],
      commitUrl: url,
    })
    linux.git('branch', 'linux-6.1.y')
    const [more] = json<TreeView[]>(
      reroll(['tree', 'add', linux.folder, '--name', 'net', '--branch', 'linux-6.1.y', '--json'], database),
    )
    expect(more?.branches.map(({ name, role }) => [name, role])).toEqual([
      ['for-next', 'maintainer'],
      ['linux-6.1.y', 'stable'],
      ['main', 'mainline'],
    ])
    expect(more).toMatchObject({ scopes: ['list@example.org', 'net/'], commitUrl: url })
  })

  it('updates all trees or one, and a tree that fails does not stop the others', () => {
    const { database, linux, other } = setUpTwo()
    linux.commit('sub: more')
    other.commit('sub: more elsewhere')
    renameSync(linux.folder, `${linux.folder}-away`)
    const failed = reroll(['tree', 'update', '--json'], database)
    expect([failed.code, failed.stderr.split('\n').at(-2)]).toEqual([1, 'reroll: 1 of 2 trees failed: linux'])
    expect(JSON.parse(failed.stdout)).toMatchObject([
      { name: 'linux', new: 0, error: `linux: ${linux.folder} is not there; what was read of it before is kept` },
      { name: 'other', new: 1, error: null },
    ])
    renameSync(`${linux.folder}-away`, linux.folder)
    expect(reroll(['tree', 'update', 'linux'], database)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^ok {6}linux: 1 new commit, [\d.]+ s\n$/),
    })
  })

  it('removes a tree with its commits, after which everything is as if it had never been there', () => {
    const { database, linux } = setUp()
    const tables = () => {
      const db = openReader(database)
      const all = dump(db)
      db.close()
      return all
    }
    const before = tables()
    reroll(['tree', 'add', linux.folder], database)
    expect(tables().ties).toHaveLength(1)
    expect(existsSync(`${database}-fetched/trees/linux.git`)).toBe(true)
    expect(reroll(['tree', 'remove', 'linux'], database)).toMatchObject({ code: 0, stderr: '' })
    expect(tables()).toEqual(before)
    expect(existsSync(`${database}-fetched/trees/linux.git`)).toBe(false)
    expect(json(reroll(['tree', 'list', '--json'], database))).toEqual([])
  })

  it('refuses what it cannot read with one clear line, and adds nothing', async () => {
    const { database, linux } = setUp()
    const path = linux.folder
    type Case = readonly [words: readonly string[], options: CommandInput['options'], line: RegExp]
    const failures: readonly Case[] = [
      [['add', join(folder, 'nothing')], {}, /nothing: there is no such repository or bundle/],
      [['add', folder], {}, /is not a git repository and not a bundle/],
      [['add', path], { branch: ['nothing'] }, /it has no branch nothing, but for-next, main/],
      [['add', 'http://192.168.0.1/linux.git'], {}, /plain http is not fetched/],
      [['remove', 'nothing'], {}, /nothing: there is no such tree/],
      [['update', 'nothing'], {}, /nothing: there is no such tree/],
    ]
    const misuses: readonly Case[] = [
      [['add', 'ssh://git@example.org/linux.git'], {}, /only http and https URLs are cloned/],
      [['add', 'git@example.org:linux.git'], {}, /only http and https URLs are cloned/],
      [['add', path], { branch: ['main=king'] }, /a role of maintainer, mainline, stable/],
      [['add', path], { branch: ['--upload-pack=x'] }, /--branch takes a branch/],
      [['add', path], { name: '../x' }, /--name takes letters/],
      [['add', path], { 'commit-url': 'javascript:{sha}' }, /--commit-url takes a web address/],
      [['add'], {}, /tree add takes one path or URL/],
      [['prune'], {}, /tree takes one of add, list, remove, update/],
    ]
    const run = async (words: readonly string[], options: CommandInput['options']) =>
      runTree({ database, json: true, words, options })
    for (const [words, options, line] of [...failures, ...misuses])
      await expect(run(words, options), words.join(' ')).rejects.toThrow(line)
    for (const [words, options] of misuses) await expect(run(words, options)).rejects.toThrow(UsageError)
    for (const [words, options] of failures) await expect(run(words, options)).rejects.not.toThrow(UsageError)
    expect(json(reroll(['tree', 'list', '--json'], database))).toEqual([])
  })

  it('keeps a name for one repository', () => {
    const { database, linux } = setUp()
    reroll(['tree', 'add', linux.folder], database)
    const other = makeRepository(join(linux.folder, '../elsewhere'))
    other.commit('sub: elsewhere')
    expect(reroll(['tree', 'add', other.folder, '--name', 'linux'], database)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('another tree has this name'),
    })
  })

  it('fails at once while another run is in progress', () => {
    const { database, linux } = setUp()
    reroll(['tree', 'add', linux.folder], database)
    const lock = takeNightlyLock(database, Date.now())
    expect(reroll(['tree', 'update'], database)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('a nightly run or a reading of git trees has been in progress since'),
    })
    lock?.release()
    expect(reroll(['tree', 'update'], database)).toMatchObject({ code: 0 })
  })

  it('starts a database without mail, whose commits are found by mail that comes later, also by their diffs', () => {
    const { linux, mbox } = setUp()
    linux.commit('sub: count further\n', { a: 'one\n', b: 'a line that is long enough to be told from others\n' })
    linux.git('commit', '--quiet', '--amend', '--message=sub: another title')
    const database = join(folder, 'new/x.sqlite')
    expect(json<TreeView[]>(reroll(['tree', 'add', linux.folder, '--json'], database))).toMatchObject([
      { branches: [{ commits: 3, matched: 0 }] },
    ])
    const two = join(linux.folder, '../two.mbox')
    const diff = linux.git('diff', 'HEAD~1', 'HEAD')
    const raw = mail({
      id: 'two@example.org',
      subject: '[PATCH] sub: count further',
      body: `---\n${diff}\n`,
      minutes: -500,
    })
    writeFileSync(two, `From x Fri Mar  1 00:00:00 2024\n${raw}\n`)
    const matched = () => json<TreeView[]>(reroll(['tree', 'list', '--json'], database))[0]?.branches[0]?.matched
    // Diffs are left to a run that is in progress; links are not.
    const lock = takeNightlyLock(database, Date.now())
    expect(reroll(['ingest', mbox, two], database)).toMatchObject({ code: 0, stderr: '' })
    expect(matched()).toBe(1)
    lock?.release()
    expect(reroll(['ingest', two], database)).toMatchObject({ code: 0, stderr: '' })
    expect(matched()).toBe(2)
  })
})

describe('a nightly run', { timeout: 120_000 }, () => {
  it('updates the trees after the mail, and reports one that fails', () => {
    const { database, linux, other } = setUpTwo()
    linux.commit('sub: more')
    renameSync(other.folder, `${other.folder}-away`)
    const night = reroll(['nightly', '--json'], database)
    expect([night.code, night.stderr.split('\n').at(-2)]).toEqual([1, 'reroll: 1 of 2 trees failed: other'])
    const { ok, trees } = JSON.parse(night.stdout) as NightlySummary
    expect(ok).toBe(false)
    expect(trees).toMatchObject([
      { tree: 'linux', ok: true, commits: 1 },
      { tree: 'other', ok: false },
    ])
    renameSync(`${other.folder}-away`, other.folder)
    expect(reroll(['nightly'], database)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('\nok      linux: 0 new commits'),
    })
  })
})

describe('a backup', { timeout: 120_000 }, () => {
  it('has the trees and their commits, and the next update of the restored database reads only what is new', () => {
    const { database, linux } = setUp()
    reroll(['tree', 'add', linux.folder], database)
    const backup = join(folder, 'backup.sqlite')
    reroll(['backup', backup], database)
    linux.commit('sub: more')
    reroll(['tree', 'update'], database)
    const restored = join(folder, 'restored.sqlite')
    expect(reroll(['restore', backup], restored)).toMatchObject({ code: 0 })
    expect(json<TreeView[]>(reroll(['tree', 'update', '--json'], restored))).toMatchObject([
      { new: 1, branches: [{ commits: 3, matched: 1 }] },
    ])
    // The clone of the first database is ahead of the backup; the database alone says what was read.
    expect(reroll(['restore', backup], database)).toMatchObject({ code: 0 })
    expect(json<TreeView[]>(reroll(['tree', 'update', '--json'], database))).toMatchObject([
      { new: 1, branches: [{ commits: 3, matched: 1 }] },
    ])
  })
})
