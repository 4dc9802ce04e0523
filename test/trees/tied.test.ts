import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unpack } from '../../db/mail/packedMail'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { rebuild } from '../../db/store/rebuild'
import { removeTree } from '../../db/store/treeRows'
import { dump } from '../support/dump'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { eachTreeCase } from '../support/treeCase'
import { makeRepository, type TestRepository } from './repository'
import { addTree, theTree, tieImported, update, updateAll } from './update'

const LATER = Date.UTC(2024, 2, 20)

let folder: string
let db: Db
let linux: TestRepository
let mails: Buffer[]

/** A file of twelve lines, one of which says something else. */
const file = (line: number, words: string) =>
  Array.from({ length: 12 }, (_, at) => `${at === line ? words : `line ${at} of the file`}\n`).join('')

eachTreeCase((own) => {
  ;({ folder, db, linux } = own)
  linux.commit('sub: start', { 'sub/main.c': file(-1, '') })
  // Two patches, posted ten hours before they are committed; the committer edits the second.
  const posted = makeRepository(join(folder, 'posted'))
  posted.commit('sub: start', { 'sub/main.c': file(-1, '') })
  posted.commit('sub: say more in the middle\n\nBecause it is short.\n\nSigned-off-by: Ada Author <ada@example.org>', {
    'sub/main.c': file(6, 'the middle that says more'),
  })
  posted.commit('sub: add a second file\n\nSigned-off-by: Ada Author <ada@example.org>', {
    'sub/second.c': file(2, 'this is not the first file'),
  })
  mails = [1, 2].map((number) => {
    const [head = '', body = ''] = posted.git('format-patch', '--stdout', '-1', `HEAD~${2 - number}`).split(/\n\n(.*)/s)
    const subject = /^Subject: \[PATCH\] (.*)$/m.exec(head)?.[1]
    return mail({
      id: `v1-${number}@example.org`,
      subject: `[PATCH ${number}/2] ${subject}`,
      body,
      minutes: number - 600,
      ...(number === 2 && { inReplyTo: 'v1-1@example.org' }),
    })
  })
})

/** Takes the two commits off their branch, and out of the repository. */
function forgetBoth(): void {
  linux.git('reset', '--quiet', '--hard', 'HEAD~2')
  linux.prune()
}

function applyBoth(): void {
  linux.feed(
    Buffer.concat(
      mails.map((raw) => Buffer.concat([Buffer.from('From x Fri Mar  1 00:00:00 2024\n'), raw, Buffer.from('\n')])),
    ),
    'am',
    '--quiet',
  )
  linux.commit(
    'sub: add a second file\n\nSigned-off-by: Ada Author <ada@example.org>\n[mia: say what it is]\nSigned-off-by: Mia Maintainer <mia@example.org>',
    {
      'sub/second.c': file(2, 'this is the second file'),
    },
  )
  // The edited commit replaces the one that git am made.
  linux.git('reset', '--quiet', '--soft', 'HEAD~2')
  linux.git(
    'commit',
    '--quiet',
    '--author=Ada Author <ada@example.org>',
    '--message=sub: add a second file\n\nSigned-off-by: Ada Author <ada@example.org>\n[mia: say what it is]',
  )
}

/** Commits both patches, imports their mails, and reads the tree. */
async function postAndApply(): Promise<void> {
  applyBoth()
  await ingestMails(db, mails)
  addTree(db, linux.folder)
  await update(db, folder)
}

interface TieRow {
  readonly title: string
  readonly mail: string
  readonly key: string
  readonly added: number | null
  readonly removed: number | null
}

const ties = () =>
  db
    .prepare<[], TieRow>(
      `SELECT commits.title, messages.message_id AS mail, ties.key, ties.added, ties.removed
       FROM ties JOIN commits ON commits.id = ties."commit" JOIN messages ON messages.id = ties.message ORDER BY mail`,
    )
    .all()

const state = () => db.prepare('SELECT state FROM series').pluck().all()

const BOTH: readonly TieRow[] = [
  { title: 'sub: say more in the middle', mail: 'v1-1@example.org', key: 'patch-id', added: 0, removed: 0 },
  { title: 'sub: add a second file', mail: 'v1-2@example.org', key: 'title', added: 1, removed: 1 },
]

describe('the commits of patches', () => {
  it('are tied, whichever came first, with the same rows in both orders', async () => {
    applyBoth()
    linux.git('tag', 'v6.1-rc1')
    await ingestMails(db, mails)
    addTree(db, linux.folder)
    await update(db, folder)
    expect(ties()).toEqual(BOTH)
    expect(state()).toEqual(['applied'])
    const other = openWriter(':memory:')
    addTree(other, linux.folder)
    await update(other, join(folder, 'other'))
    for (const raw of [...mails].reverse()) {
      await ingestMails(other, [raw])
      await tieImported(other, join(folder, 'other'))
    }
    const [left, right] = [dump(db), dump(other)]
    for (const table of ['ties', 'series', 'versions', 'patches'])
      expect([table, right[table]?.map(withoutIds)]).toEqual([table, left[table]?.map(withoutIds)])
    // An update finds nothing that the import left out.
    await update(other, join(folder, 'other'))
    expect(dump(other)).toEqual(right)
  })

  it('have their message and diff stored, and those of others are not', async () => {
    await postAndApply()
    const texts = db
      .prepare<[], Buffer>('SELECT text FROM commit_texts ORDER BY "commit" DESC')
      .pluck()
      .all()
      .map((text) => unpack(text).toString())
    expect(texts).toHaveLength(2)
    expect(texts[0]).toBe(
      `${linux.git('log', '-1', '--format=%B', 'HEAD~1').trimEnd()}\n\n${linux.git('diff-tree', '-p', '--no-commit-id', 'HEAD~1')}\n`,
    )
  })

  it('are tied by title alone when the mail came after the commit and the repository is gone', async () => {
    applyBoth()
    addTree(db, linux.folder)
    await update(db, folder)
    expect(db.prepare('SELECT count(patch_id) FROM commits').pluck().get()).toBe(0)
    renameSync(linux.folder, `${linux.folder}-away`)
    await ingestMails(db, mails)
    await tieImported(db, folder)
    expect(ties().map(({ key, added }) => [key, added])).toEqual([
      ['title', null],
      ['title', null],
    ])
    renameSync(`${linux.folder}-away`, linux.folder)
    await tieImported(db, folder)
    expect(ties()).toEqual(BOTH)
  })

  it('are tied by their diffs when our own repository is complete but its URL is gone', async () => {
    applyBoth()
    const bundle = join(folder, 'linux.bundle')
    linux.git('bundle', 'create', bundle, '--all', '--quiet')
    addTree(db, bundle)
    await update(db, folder)
    rmSync(bundle)
    await ingestMails(db, mails)
    expect(await updateAll(db, folder)).toMatchObject([{ ok: false, commits: 0 }])
    expect(ties()).toEqual(BOTH)
  })

  it('get a release when it is tagged later', async () => {
    await postAndApply()
    linux.git('tag', 'v6.1-rc1')
    await update(db, folder)
    expect(
      db.prepare('SELECT DISTINCT release FROM ties JOIN commits ON commits.id = ties."commit"').pluck().all(),
    ).toEqual(['v6.1-rc1'])
  })

  it('stay tied when a branch loses them and the repository forgets them', async () => {
    await postAndApply()
    forgetBoth()
    expect(await update(db, folder, Date.UTC(2024, 2, 20))).toMatchObject({ gone: 2, warning: null })
    expect(ties()).toEqual(BOTH)
    expect(state()).not.toEqual(['applied'])
  })

  it('are noted as gone, with their series, when the update that missed them is killed and done again', async () => {
    await postAndApply()
    forgetBoth()
    const prepare = db.prepare.bind(db)
    // Dies before the first series is derived.
    db.prepare = ((sql: string) => {
      if (sql.includes('FROM commit_keys JOIN edges')) throw new Error('killed')
      return prepare(sql)
    }) as Db['prepare']
    await expect(update(db, folder, LATER)).rejects.toThrow('killed')
    db.prepare = prepare
    expect(state()).toEqual(['applied'])
    await update(db, folder, LATER)
    expect(state()).not.toEqual(['applied'])
  })

  it('are read although the repository has forgotten many others', { timeout: 60_000 }, async () => {
    const start = linux.git('rev-parse', 'HEAD')
    for (let count = 0; count < 25; count++) linux.commit(`sub: forgotten ${count}`)
    addTree(db, linux.folder)
    await update(db, folder)
    linux.git('reset', '--quiet', '--hard', start)
    linux.prune()
    applyBoth()
    await ingestMails(db, mails)
    expect(await update(db, folder)).toMatchObject({ gone: 25, warning: null })
    expect(ties()).toEqual(BOTH)
  })

  it('are put back when the tree is removed in which they were reverted', async () => {
    await postAndApply()
    const before = dump(db)
    const reverting = makeRepository(join(folder, 'reverting'))
    for (const title of ['sub: add a second file', 'sub: say more in the middle'])
      reverting.commit(`Revert "${title}"\n\nIt is wrong.\n`, { a: title }, { atS: Date.UTC(2024, 2, 9) / 1_000 })
    addTree(db, reverting.folder, { name: 'reverting' })
    await update(db, folder, LATER, 'reverting')
    expect(state()).toEqual(['reverted'])
    removeTree(db, theTree(db, 'reverting').id)
    expect(state()).toEqual(['applied'])
    const { committers: _, ...after } = dump(db)
    const { committers: __, ...wanted } = before
    expect(after).toEqual(wanted)
  })

  it('are kept by a rebuild, which gives the same rows', async () => {
    await postAndApply()
    const before = dump(db)
    await rebuild(db, { resume: false })
    expect(dump(db)).toEqual(before)
  })
})

/** Row ids of commits depend on the order of arrival. */
function withoutIds(line: string): string {
  return line.replace(/"(?:commit|state_commit)":\d+/g, '"commit":0')
}
