import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeBackup } from '../../db/backup'
import { openWriter } from '../../db/migrate'
import { type Db, openReader } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { addMaintainer } from '../../db/store/maintainers'
import { rebuild } from '../../db/store/rebuild'
import { removeTree } from '../../db/store/treeRows'
import { ANN, id, JANE, posting, REX, reply } from '../hostile/trust/forge'
import { dump } from '../support/dump'
import { ingestMails } from '../support/ingest'
import { eachTreeCase } from '../support/treeCase'
import type { TestRepository } from './repository'
import { addTree, theTree, update } from './update'

let folder: string
let db: Db
let linux: TestRepository
eachTreeCase((own) => {
  ;({ folder, db, linux } = own)
})

const ZOE_AT_HOME = 'Z. L. <zlow@home.example>'
const MAILMAP = 'Zoe Low <zoe@maintainers.example> <zlow@home.example>\n'
const MAILS = [
  ...posting({ from: JANE, cc: `${REX}, ${ANN}` }),
  reply('v1-1', REX, 'Please use a lock here.\n', { minutes: 20 }),
  reply('v1-0', ZOE_AT_HOME, 'Applied, thanks!', { minutes: 30 }),
]

const series = (from: Db) => {
  const found = getSeriesDocument(from, id('v1-0'))
  if (found === undefined) throw new Error('the series is gone')
  return found
}
const state = (from: Db = db) => series(from).state

function nameZoe(to: Db): void {
  for (const scope of ['p1.c', 'p2.c']) addMaintainer(to, { scope, email: 'zoe@maintainers.example' }, 1)
}

async function begin(entry: Parameters<typeof addTree>[2] = {}): Promise<void> {
  await ingestMails(db, MAILS)
  nameZoe(db)
  addTree(db, linux.folder, entry)
}

it('one person with two addresses decides from both, as the .mailmap of a tree says, and the page says which', async () => {
  await begin()
  linux.commit('sub: start')
  await update(db, folder)
  expect(state()).toMatchObject({ kind: 'changes-requested', otherAddress: null })
  linux.commit('sub: map', { '.mailmap': MAILMAP })
  await update(db, folder)
  expect(state()).toMatchObject({
    kind: 'applied',
    basis: 'configured',
    otherAddress: { email: 'zoe@maintainers.example', mailmap: 'linux' },
  })
})

it('what the .mailmap says ends with the line, and with the tree', async () => {
  await begin()
  linux.commit('sub: map', { '.mailmap': MAILMAP })
  await update(db, folder)
  expect(state().kind).toBe('applied')
  linux.commit('sub: forget', { '.mailmap': '# nobody\n' })
  await update(db, folder)
  expect(state().kind).toBe('changes-requested')
  linux.commit('sub: map again', { '.mailmap': MAILMAP })
  await update(db, folder)
  expect(state().kind).toBe('applied')
  removeTree(db, theTree(db).id)
  expect(state().kind).toBe('changes-requested')
})

it('the mails may come after the tree: the rows are the same', async () => {
  await begin()
  linux.commit('sub: map', { '.mailmap': MAILMAP })
  await update(db, folder)
  const other = openWriter(join(folder, 'other.sqlite'))
  addTree(other, linux.folder)
  await update(other, folder)
  nameZoe(other)
  await ingestMails(other, MAILS)
  expect(state(other)).toEqual(state())
  other.close()
})

it('a rebuild and a backup keep it', async () => {
  await begin()
  linux.commit('sub: map', { '.mailmap': MAILMAP })
  await update(db, folder)
  const before = dump(db)
  await rebuild(db, { resume: false })
  expect(dump(db)).toEqual(before)
  const copy = join(folder, 'copy.sqlite')
  const original = join(folder, 'original.sqlite')
  db.exec(`VACUUM INTO '${original}'`)
  writeBackup(original, copy)
  const reader = openReader(copy)
  expect(state(reader).kind).toBe('applied')
  reader.close()
})

it.each([
  [['other@example.org'], 'changes-requested'],
  [['p1.c'], 'changes-requested'],
  [['p1.c', 'p2.c'], 'applied'],
])('a tree with scopes says so for its lists and files alone: %j', async (scopes, kind) => {
  await begin({ scopes })
  linux.commit('sub: map', { '.mailmap': MAILMAP })
  await update(db, folder)
  expect(state().kind).toBe(kind)
})

it('a reviewer who writes from two addresses of one .mailmap is one person', async () => {
  const mails = [
    ...posting({ from: JANE, cc: `${REX}, ${ANN}` }),
    reply('v1-1', REX, 'Please use a lock here.\n', { minutes: 20 }),
    reply('v1-1', 'R. <rr@home.example>', 'Reviewed-by: R. <rr@home.example>\n', { minutes: 40 }),
  ]
  await ingestMails(db, mails)
  addTree(db, linux.folder)
  linux.commit('sub: start')
  await update(db, folder)
  const reviewers = () => [...new Set(series(db).standings.map(({ person }) => person.emails.join(' ')))]
  expect(reviewers()).toEqual(['rex@example.org', 'rr@home.example'])
  linux.commit('sub: map', { '.mailmap': '<rex@example.org> <rr@home.example>\n' })
  await update(db, folder)
  expect(reviewers()).toEqual(['rex@example.org rr@home.example'])
})

it('a .mailmap that is a symbolic link, a folder, binary or too large says nothing', async () => {
  await begin()
  linux.commit('sub: real', { map: MAILMAP })
  symlinkSync('map', join(linux.folder, '.mailmap'))
  linux.git('add', '.mailmap')
  linux.git('commit', '--quiet', '-m', 'sub: link')
  await update(db, folder)
  expect(state().kind).toBe('changes-requested')
  linux.git('rm', '--quiet', '.mailmap')
  linux.commit('sub: folder', { '.mailmap/x': MAILMAP })
  await update(db, folder)
  expect(state().kind).toBe('changes-requested')
  linux.git('rm', '--quiet', '-r', '.mailmap')
  linux.commit('sub: large', { '.mailmap': `${MAILMAP}${'#\n'.repeat(600_000)}` })
  await update(db, folder)
  expect(state().kind).toBe('changes-requested')
  linux.commit('sub: binary', { '.mailmap': `\0\u0001\n${MAILMAP}` })
  expect(await update(db, folder)).toMatchObject({ warning: null })
  expect(state().kind).toBe('applied')
})
