import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeBackup } from '../../../db/backup'
import { deriveCommits } from '../../../db/derive/derive'
import { openWriter } from '../../../db/migrate'
import { type Db, openReader, withDatabase } from '../../../db/open'
import { openCommitRows } from '../../../db/store/commitRows'
import { findTree, putTree } from '../../../db/store/treeRows'
import { groupBy } from '../../../lib/groupBy'
import { DAY_MS } from '../../../lib/isoTime'
import { parseArchiveLink } from '../../../lib/mail/archiveLink'
import type { MessageId } from '../../../lib/mail/types'
import { hashKey } from '../../../lib/series/keys'
import { commitKeys } from '../../../lib/tree/commitKeys'
import { TIE_KEYS, type TieKey } from '../../../lib/tree/types'
import { runTool } from '../runTool'
import { parseCommitTable, type TableCommit } from './commitTable'
import { listLandedSeries } from './landedTruth'
import { describePatches } from './patchesAsCommits'

const HELP = `eval:commits COMMITS.tsv DATABASE | eval:commits --patches DATABASE
Measures how commits are tied to mails. The table takes the place of a repository: tab-separated, with the columns commit, committed, author,
committer, title, patch-id (stable), link, fixes and reverts. The database holds the mail of the list; it is copied, and not changed.
  1. The commits are tied with their links left out. Where a link names a patch mail, that mail is the right one.
  2. They are tied with their links. The series whose newest version is wholly in the table, as another program decides
     (scripts/tools/eval/landedTruth.ts), should be applied and wait on nobody.

With --patches, each patch of the database is treated as a commit, and the version that it belongs to is hidden: it should be tied to an older version.

  npm run -s eval:commits -- ltp-2023-commits.tsv ltp.sqlite`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { patches: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.patches !== undefined) {
    const lines = await withDatabase(openReader(values.patches), describePatches)
    process.stdout.write(`${lines.join('\n')}\n`)
    return 0
  }
  const [table, database] = positionals
  if (values.help === true || table === undefined || database === undefined) {
    process.stdout.write(`${HELP}\n`)
    return values.help === true ? 0 : 2
  }
  const text = readFileSync(table, 'utf8')
  const commits = parseCommitTable(text)
  const bare = commits.map((one) => ({ ...one, commit: { ...one.commit, marks: { ...one.commit.marks, links: [] } } }))
  const lines = [
    ...(await withCommits(database, bare, (db) => describeTies(db, commits))),
    ...(await withCommits(database, commits, (db) => [...describeLinked(db), ...describeSeries(db, text)])),
    ...(await withDatabase(openReader(database), (db) => describeMailAlone(db, text))),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  return 0
}

/** Copies a database, stores the commits in it as those of one branch, ties them, and returns what `read` makes of it. */
async function withCommits<T>(path: string, commits: readonly TableCommit[], read: (db: Db) => T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'reroll-commits-'))
  try {
    const copy = join(folder, 'copy.sqlite')
    writeBackup(path, copy)
    return await withDatabase(openWriter(copy), (db) => {
      storeCommits(db, commits)
      return read(db)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function storeCommits(db: Db, commits: readonly TableCommit[]): void {
  const branches = [{ name: 'master', role: 'mainline' as const }]
  putTree(db, { name: 'table', url: '/table', scopes: [], commitUrl: '', branches })
  const branch = findTree(db, 'table')?.branches[0]
  if (branch === undefined) throw new Error('the tree of the table was not stored')
  db.transaction(() => {
    const rows = openCommitRows(db)
    const ids = commits.map(({ commit, patchId }) => {
      const id = rows.put({ commit, keys: commitKeys(commit, null).map(hashKey) })
      rows.putDiff(id, { patchId, lines: [], keys: commitKeys(commit, patchId).map(hashKey) })
      rows.see(branch.id, id, commit.committedMs)
      return id
    })
    deriveCommits(db, ids)
  }).immediate()
}

interface TieRow {
  readonly sha: string
  readonly key: TieKey
  readonly messageId: MessageId
  readonly series: string
  readonly title: string
}

function listTies(db: Db): TieRow[] {
  return db
    .prepare<[], TieRow>(
      `SELECT commits.sha, ties.key, messages.message_id AS messageId, series.key AS series, messages.subject AS title
       FROM ties JOIN commits ON commits.id = ties."commit" JOIN messages ON messages.id = ties.message
            JOIN places ON places.message = ties.message LEFT JOIN series ON series.id = places.series
       ORDER BY commits.committed_ms, commits.sha, ties.position`,
    )
    .all()
}

/** What was made of a commit without its links. `misnamed`: another mail has its diff, and its link names a neighbour or an older posting. */
const VERDICTS = ['right', 'wrong', 'none', 'misnamed', 'unlinked'] as const

interface Judged {
  readonly verdict: (typeof VERDICTS)[number]
  readonly key: TieKey | undefined
  readonly text: string
}

/** The ties of commits whose links were left out, against these links. */
function describeTies(db: Db, commits: readonly TableCommit[]): string[] {
  const ties = groupBy(listTies(db), ({ sha }) => sha)
  const openMail = openPatchMails(db)
  const judged = commits.map((one) => judge(one, ties.get(one.commit.sha) ?? [], openMail))
  const count = (verdict: Judged['verdict'], key?: TieKey) =>
    judged.filter((one) => one.verdict === verdict && (key === undefined || one.key === key)).length
  const list = (verdict: Judged['verdict']) =>
    judged.filter((one) => one.verdict === verdict).map(({ text }) => `  ${text}`)
  const linked = count('right') + count('wrong') + count('none')
  return [
    `${commits.length} commits; ${linked} have a link to the patch mail that they were made from`,
    `left out, because their link names a neighbouring patch or an older posting of the same diff: ${count('misnamed')}`,
    ...list('misnamed'),
    `without links, of ${linked}: ${count('right')} tied to that mail, ${count('wrong')} to another one, ${count('none')} to none`,
    ...list('wrong'),
    ...list('none'),
    ...TIE_KEYS.map(
      (key) =>
        `  ${key}: ${count('right', key)} right, ${count('wrong', key)} wrong, ${count('unlinked', key)} unknown`,
    ),
  ]
}

interface PatchMails {
  readonly isPatch: (id: string) => boolean
  /** The patch mails with this patch-id that were received until then, the newest first. */
  readonly withPatchId: (patchId: string, untilMs: number) => readonly string[]
}

function openPatchMails(db: Db): PatchMails {
  const select = db
    .prepare<{ id: string }, 1>(
      `SELECT 1 FROM messages JOIN places ON places.message = messages.id
       WHERE messages.message_id = @id AND places.kind = 'patch'`,
    )
    .pluck()
  const selectSame = db
    .prepare<{ patchId: string; untilMs: number }, string>(
      `SELECT messages.message_id FROM mentions JOIN messages ON messages.id = mentions.message
       WHERE mentions.kind = 'patch' AND mentions.value = @patchId AND messages.received_ms <= @untilMs
       ORDER BY messages.received_ms DESC`,
    )
    .pluck()
  return {
    isPatch: (id) => select.get({ id }) !== undefined,
    withPatchId: (patchId, untilMs) => selectSame.all({ patchId, untilMs }),
  }
}

function judge({ commit, patchId, links }: TableCommit, ties: readonly TieRow[], mails: PatchMails): Judged {
  const named = links.flatMap((link) => parseArchiveLink(link) ?? []).filter(mails.isPatch)
  // The mail that it was made from comes first; the others are the same patch in other series.
  const [source] = ties
  const isRight = source !== undefined && named.includes(source.messageId)
  const [newest] = mails.withPatchId(patchId, commit.committedMs + DAY_MS)
  const isMisnamed = newest !== undefined && source?.messageId === newest
  const tied = ties.map(({ key, messageId, title }) => `by ${key} to ${messageId} "${title}"`).join(' and ')
  const text = `${commit.sha.slice(0, 12)} "${commit.title}" links to ${named.join(' ')}, is tied ${tied || 'to none'}`
  const key = source?.key
  if (named.length === 0) return { verdict: 'unlinked', key, text }
  if (isRight) return { verdict: 'right', key, text }
  if (isMisnamed) return { verdict: 'misnamed', key, text }
  return { verdict: ties.length === 0 ? 'none' : 'wrong', key, text }
}

function describeLinked(db: Db): string[] {
  const ties = groupBy(listTies(db), ({ sha }) => sha)
  const keys = [...ties.values()].map((rows) => TIE_KEYS.find((key) => rows.some((row) => row.key === key)))
  const counts = TIE_KEYS.map((key) => `${key} ${keys.filter((one) => one === key).length}`)
  return [`with links: ${ties.size} commits tied: ${counts.join(', ')}`]
}

interface SeriesRow {
  readonly key: string
  readonly title: string
  readonly state: string
  readonly turn: string
}

/** What was made of the series that are wholly in the table, and of those that are called applied. */
function describeSeries(db: Db, table: string): string[] {
  const { whole, part } = listLandedSeries(table, db)
  const series = db.prepare<[], SeriesRow>('SELECT key, title, state, turn FROM series ORDER BY key').all()
  const done = series.filter(({ state, turn }) => state === 'applied' && turn === 'nobody')
  const missed = series.filter((one) => whole.has(one.key) && !done.includes(one))
  const more = done.filter(({ key }) => !whole.has(key))
  const describe = ({ key, title, state, turn }: SeriesRow) =>
    `  ${key} "${title}": ${state}, waiting on ${turn}${part.has(key) ? ', some patches in the table' : ''}`
  return [
    `${series.length} series, ${whole.size} with a newest version that is wholly in the table`,
    `applied, and waiting on nobody: ${whole.size - missed.length} of these ${whole.size}`,
    ...missed.map(describe),
    `applied, and waiting on nobody, although not wholly in the table: ${more.length}`,
    ...more.map(describe),
  ]
}

/** How many of the series that are wholly in the table are applied by what mails say. Only for a database without trees. */
function describeMailAlone(db: Db, table: string): string[] {
  if (db.prepare('SELECT 1 FROM ties LIMIT 1').get() !== undefined) return []
  const { whole } = listLandedSeries(table, db)
  const applied = db
    .prepare<[], string>("SELECT key FROM series WHERE state = 'applied' AND turn = 'nobody'")
    .pluck()
    .all()
  return [`by mail alone: ${applied.filter((key) => whole.has(key)).length} of these ${whole.size}`]
}

runTool('eval:commits', main)
