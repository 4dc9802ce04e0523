import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { MAX_COMMIT_BYTES, MAX_TITLE_CHARS } from '../../scripts/trees/limits'
import { reroll } from '../support/cli'
import { eachTreeCase } from '../support/treeCase'
import type { TestRepository } from './repository'
import { addTree, knowAuthor, patchIds, seen, theTree, update } from './update'

let folder: string
let db: Db
let linux: TestRepository

eachTreeCase(async (own) => {
  ;({ folder, db, linux } = own)
  await knowAuthor(db)
})

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
    expect(patchIds(db).every((id) => id !== null)).toBe(true)
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
})
