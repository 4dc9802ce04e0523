import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { MAX_COMMIT_BYTES, MAX_TITLE_CHARS } from '../../scripts/trees/limits'
import { reroll } from '../support/cli'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'
import { makeRepository, type TestRepository } from './repository'
import { addTree, seen, theTree, update } from './update'

const all = tempFolder()
let made = 0
let folder: string
let db: Db
let linux: TestRepository

beforeEach(async () => {
  folder = join(all, String(++made))
  db = openWriter(':memory:')
  linux = makeRepository(join(folder, 'linux'))
  // The author of every commit is known here, so that their diffs are read.
  await ingestMails(db, [PATCH])
})

const PATCH = mail({
  id: 'one@example.org',
  subject: '[PATCH] sub: one',
  minutes: -600,
  body: 'Why.\n---\n a | 1 +\n\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+one\n',
})

const patchIds = () => db.prepare<[], string | null>('SELECT patch_id FROM commits ORDER BY id').pluck().all()

/** Writes a commit object byte by byte and makes it the tip of `main`. */
function writeCommit(headers: readonly (string | Buffer)[], message: string | Buffer): string {
  const bytes = Buffer.concat([
    Buffer.from(`tree ${linux.git('hash-object', '-t', 'tree', '-w', '/dev/null')}\n`),
    ...headers.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]),
    Buffer.from('\n'),
    Buffer.from(message),
  ])
  const sha = linux.feed(bytes, 'hash-object', '-t', 'commit', '-w', '--literally', '--stdin')
  linux.git('update-ref', 'refs/heads/main', sha)
  return sha
}

const AUTHOR = 'author Ada Author <ada@example.org> 1709290000 +0000'
const COMMITTER = 'committer Mia Maintainer <mia@example.org> 1709290000 +0000'

interface CommitRow {
  readonly title: string
  readonly name: string
  readonly email: string
  readonly authored_ms: number
}

const rows = () =>
  db
    .prepare<[], CommitRow>(
      'SELECT title, name, email, authored_ms FROM commits JOIN committers ON committers.id = author ORDER BY commits.id',
    )
    .all()

describe('a hostile repository', () => {
  it('runs nothing, whatever its hooks, configuration and attributes name', { timeout: 60_000 }, async () => {
    const trap = join(folder, 'trap')
    const script = join(folder, 'script')
    writeFileSync(script, `#!/bin/sh\necho "$0 $@" >> ${trap}\ncat\n`)
    chmodSync(script, 0o755)
    linux.commit('sub: one', {
      '.gitattributes': '* diff=trap filter=trap merge=trap -text\n',
      '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ext::${script}\n\tupdate = !${script}\n`,
      a: 'one\n',
    })
    linux.commit('sub: two', { a: 'two\n' })
    linux.git('update-index', '--add', '--cacheinfo', `160000,${linux.git('rev-parse', 'HEAD')},x`)
    linux.git('commit', '--quiet', '--message=sub: three')
    appendFileSync(
      join(linux.folder, '.git/config'),
      [
        `[core]\n\tfsmonitor = ${script}\n\thooksPath = ${folder}\n\tsshCommand = ${script}\n\tpager = ${script}\n\talternateRefsCommand = ${script}\n\teditor = ${script}\n`,
        `[diff]\n\texternal = ${script}\n[diff "trap"]\n\tcommand = ${script}\n\ttextconv = ${script}\n`,
        `[filter "trap"]\n\tclean = ${script}\n\tsmudge = ${script}\n\tprocess = ${script}\n[gpg]\n\tprogram = ${script}\n[log]\n\tshowSignature = true\n`,
        `[uploadpack]\n\tpackObjectsHook = ${script}\n[credential]\n\thelper = ${script}\n[alias]\n\tlog = !${script}\n`,
        `[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\turl = ext::${script}\n\tpromisor = true\n`,
      ].join(''),
    )
    for (const hook of [
      'post-checkout',
      'reference-transaction',
      'pre-auto-gc',
      'fsmonitor-watchman',
      'post-index-change',
      'update',
    ])
      symlinkSync(script, join(linux.folder, '.git/hooks', hook))
    writeFileSync(join(linux.folder, '.git/info/attributes'), '* diff=trap\n')
    // The trap works: git itself falls into it.
    linux.git('diff', 'main~2')
    expect(existsSync(trap)).toBe(true)
    rmSync(trap)
    // Nobody ever writes into this pipe, so that whoever reads the configuration waits for ever.
    execFileSync('mkfifo', [join(folder, 'pipe')])
    appendFileSync(join(linux.folder, '.git/config'), `[include]\n\tpath = ${folder}/pipe\n`)
    addTree(db, linux.folder)
    expect(await update(db, folder)).toEqual({ commits: 3, gone: 0, missing: [], warning: null })
    expect(patchIds().every((id) => id !== null)).toBe(true)
    expect(existsSync(trap)).toBe(false)
  })

  it('cannot hide commits behind replacements, grafts, or an index of commits that lies', async () => {
    linux.commit('sub: one')
    const two = linux.commit('sub: two')
    const three = linux.commit('sub: three')
    linux.git('commit-graph', 'write', '--reachable')
    linux.git('replace', '--graft', three)
    writeFileSync(join(linux.folder, '.git/info/grafts'), `${two}\n`)
    const graph = join(linux.folder, '.git/objects/info/commit-graph')
    const bytes = readFileSync(graph)
    chmodSync(graph, 0o644)
    writeFileSync(
      graph,
      bytes.map((byte, index) => (index > 1_100 ? byte ^ 0x55 : byte)),
    )
    addTree(db, linux.folder)
    await update(db, folder)
    expect(seen(db)).toEqual(['main: sub: one', 'main: sub: two', 'main: sub: three'])
  })

  it('may name objects elsewhere that are not there, or itself', async () => {
    linux.commit('sub: one')
    const info = join(linux.folder, '.git/objects/info')
    writeFileSync(
      join(info, 'alternates'),
      `${folder}/nothing\n../objects\n${linux.folder}/.git/objects\n/dev/null\n"\\377"\n`,
    )
    addTree(db, linux.folder)
    expect(await update(db, folder)).toMatchObject({ commits: 1, warning: null })
  })

  it('may keep refs in files that are none', async () => {
    const one = linux.commit('sub: one')
    const refs = join(linux.folder, '.git/refs/heads')
    execFileSync('mkfifo', [join(refs, 'pipe')])
    symlinkSync('/dev/zero', join(refs, 'zero'))
    symlinkSync(refs, join(refs, 'circle'))
    writeFileSync(join(refs, 'long'), 'x'.repeat(1_000_000))
    writeFileSync(join(refs, 'words'), 'ref: refs/heads/main\n')
    writeFileSync(join(refs, '-u'), `${one}\n`)
    writeFileSync(
      join(linux.folder, '.git/packed-refs'),
      `# pack-refs\n${one} refs/heads/../../x\n^${one}\nnonsense\n${one} refs/heads/\u001b[31m\n`,
    )
    addTree(db, linux.folder)
    expect(await update(db, folder)).toMatchObject({ commits: 1 })
  })

  it('may write anything as the people and dates of a commit', async () => {
    writeCommit([AUTHOR, COMMITTER], 'sub: plain\n')
    const parent = () => `parent ${linux.git('rev-parse', 'main')}`
    writeCommit([parent(), 'author Ada <ada@example.org> -86400 +0000', COMMITTER], 'sub: before 1970\n')
    writeCommit([parent(), 'author Ada <ada@example.org> 253402300799 +0000', COMMITTER], 'sub: year 9999\n')
    writeCommit([parent(), `author Ada <ada@example.org> ${'9'.repeat(40)} +9999`, COMMITTER], 'sub: no year\n')
    writeCommit([parent(), 'author <<>> > nobody', COMMITTER], 'sub: odd author\n')
    writeCommit([parent()], 'sub: nobody\n')
    writeCommit(
      [parent(), Buffer.from('author J\xf6rg <joerg@example.org> 5 +0000', 'latin1'), COMMITTER],
      Buffer.from('sub: gr\xfc\xdfe\n', 'latin1'),
    )
    writeCommit(
      [parent(), Buffer.from('author J\xf6rg <joerg@example.org> 5 +0000', 'latin1'), COMMITTER, 'encoding ISO-8859-1'],
      Buffer.from('sub: \xe4\n', 'latin1'),
    )
    addTree(db, linux.folder)
    await update(db, folder)
    expect(rows().reverse()).toEqual([
      { title: 'sub: plain', name: 'Ada Author', email: 'ada@example.org', authored_ms: 1_709_290_000_000 },
      { title: 'sub: before 1970', name: 'Ada', email: 'ada@example.org', authored_ms: 0 },
      { title: 'sub: year 9999', name: 'Ada', email: 'ada@example.org', authored_ms: 253_402_300_799_000 },
      { title: 'sub: no year', name: 'Ada', email: 'ada@example.org', authored_ms: 0 },
      { title: 'sub: odd author', name: '', email: '<>>', authored_ms: 0 },
      { title: 'sub: nobody', name: '', email: '', authored_ms: 0 },
      { title: 'sub: grüße', name: 'Jörg', email: 'joerg@example.org', authored_ms: 5_000 },
      { title: 'sub: ä', name: 'Jörg', email: 'joerg@example.org', authored_ms: 5_000 },
    ])
  })

  it('may write messages that are huge, empty, or hold NULs and lines like those of git', async () => {
    const sha = linux.commit('sub: one')
    writeCommit([AUTHOR, COMMITTER], `${'x'.repeat(3 * MAX_COMMIT_BYTES)}\n`)
    writeCommit([`parent ${linux.git('rev-parse', 'main')}`, AUTHOR, COMMITTER], '')
    writeCommit(
      [`parent ${linux.git('rev-parse', 'main')}`, AUTHOR, COMMITTER],
      `a\0b\n\n${sha}\n${sha} commit 12\ntree ${sha}\n`,
    )
    addTree(db, linux.folder)
    expect(await update(db, folder)).toMatchObject({ commits: 3, warning: null })
    expect(rows().map(({ title }) => title)).toEqual(['ab', '', 'x'.repeat(MAX_TITLE_CHARS)])
  })

  it('may have titles and branches that would control a terminal: nothing of it is printed', {
    timeout: 60_000,
  }, async () => {
    const red = '\u001b[31m\u202e'
    linux.commit(`sub: ${red} red`)
    linux.git('branch', `red${'\u202e'}`)
    const database = join(folder, 'x.sqlite')
    const added = reroll(['tree', 'add', linux.folder, '--branch', `red${'\u202e'}`], database)
    expect(added).toMatchObject({ code: 0, stderr: '' })
    const listed = reroll(['tree', 'list'], database)
    expect(`${added.stdout}${listed.stdout}`).not.toMatch(/[\u001b\u202e]/)
  })

  it('may have a diff of 200,000 lines, and one that is larger than any mail', { timeout: 120_000 }, async () => {
    const lines = (count: number, word: string) =>
      Array.from({ length: count }, (_, line) => `${word} ${line}\n`).join('')
    linux.commit('sub: many lines', { big: lines(100_000, 'one') })
    linux.commit('sub: all changed', { big: lines(100_000, 'two') })
    const half = lines(500_000, 'long enough')
    linux.commit('sub: too many', { huge: half, 'huge too': half })
    linux.commit('sub: after it', { a: 'one\n' })
    addTree(db, linux.folder)
    expect(await update(db, folder)).toMatchObject({ commits: 4, warning: null })
    const [after, tooMany, changed, many] = patchIds()
    expect(tooMany).toBe('')
    const oracle = (commit: string) => linux.feed(linux.git('show', commit), 'patch-id', '--stable').slice(0, 40)
    expect([after, changed, many]).toEqual([oracle('main'), oracle('main~2'), oracle('main~3')])
  })

  it('may have folders ten thousand deep', { timeout: 120_000 }, async () => {
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
    expect(patchIds().filter((id) => id === null)).toEqual([])
  })

  it('that lacks a commit is not read in part', async () => {
    linux.commit('sub: one')
    const two = linux.commit('sub: two')
    linux.commit('sub: three')
    const object = join(linux.folder, '.git/objects', two.slice(0, 2), two.slice(2))
    renameSync(object, `${object}-away`)
    addTree(db, linux.folder)
    await expect(update(db, folder)).rejects.toThrow(/^linux: git: /)
    expect(theTree(db).branches).toMatchObject([{ tip: null }])
    renameSync(`${object}-away`, object)
    await update(db, folder)
    expect(seen(db)).toEqual(['main: sub: one', 'main: sub: two', 'main: sub: three'])
  })

  it('that lacks files is read without the diffs that need them, with a warning when that is so of all', {
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
    expect(new Set(patchIds())).toEqual(new Set([null]))
  })

  it('with one damaged file is read but for the diff that needs it', { timeout: 60_000 }, async () => {
    for (let count = 0; count < 5; count++) linux.commit(`sub: ${count}`, { a: `one ${count}\n` })
    const blob = linux.git('rev-parse', 'main~2:a')
    const object = join(linux.folder, '.git/objects', blob.slice(0, 2), blob.slice(2))
    chmodSync(object, 0o644)
    writeFileSync(object, 'nonsense')
    addTree(db, linux.folder)
    expect(await update(db, folder)).toMatchObject({ commits: 5, warning: null })
    expect(patchIds().map((id) => id === '')).toEqual([false, true, true, false, false])
  })
})

it('a commit has the patch-id of the mail that git format-patch makes of it', { timeout: 60_000 }, async () => {
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
  expect(patchIds()).toEqual(expected)
})
