import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getBlame } from '../../db/queries/compare/blame'
import { getComparison, getStep } from '../../db/queries/compare/comparison'
import { isListed, isTouched, listFolder, listMailingLists } from '../../db/queries/lists/browse'
import { listFeed, listPersonFeed } from '../../db/queries/lists/feed'
import { findLists } from '../../db/queries/lists/listNames'
import { listQueue } from '../../db/queries/lists/queue'
import { searchMessages } from '../../db/queries/lists/search'
import { listSeries, searchSeries, summarisePage, summariseSeries } from '../../db/queries/lists/seriesList'
import { findMails } from '../../db/queries/mail/findMails'
import { listNewestMails, listThreadMails } from '../../db/queries/mail/mailFeed'
import { getMessage } from '../../db/queries/mail/messagePage'
import { countMissingInThread } from '../../db/queries/mail/missingMails'
import { getRawMessage } from '../../db/queries/mail/rawMessage'
import { searchMbox } from '../../db/queries/mail/searchMbox'
import { getThreadMbox } from '../../db/queries/mail/threadMbox'
import { getVersionMbox } from '../../db/queries/mail/versionMbox'
import { listPeopleWaiting } from '../../db/queries/people/peopleList'
import { getPerson } from '../../db/queries/people/person'
import { searchPeople } from '../../db/queries/people/searchPeople'
import { listPulls, searchPulls } from '../../db/queries/pulls/pullGroups'
import { getPull, hasPulls, isPull } from '../../db/queries/pulls/pullList'
import { findMaintainers } from '../../db/queries/review/maintainers'
import { getSeriesThreads } from '../../db/queries/review/threads'
import { findOtherAddress } from '../../db/queries/series/otherAddress'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { findNearest } from '../../db/queries/status/nearest'
import { getRunning, listSources } from '../../db/queries/status/sourceList'
import { getStatus } from '../../db/queries/status/status'
import { listTreeStatus } from '../../db/queries/status/treeStatus'
import { findCommits, getCommit } from '../../db/queries/tree/commitPage'
import { listTrees } from '../../db/queries/tree/treeList'
import type { Query } from '../../lib/search/query'
import { ROOT } from '../support/cli'
import { putCommits, shaOf } from '../support/commits'
import { databaseOf, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

/** One statement that a query prepared, with the file that did. */
interface Seen {
  readonly sql: string
  readonly file: string
}

/** A handle that notes every statement that files of this folder of `db` prepare through it. */
function recording(db: Db, folder: 'queries' | 'derive', seen: Map<string, Seen>): Db {
  const place = new RegExp(`db/${folder}/([\\w/]+)\\.ts`)
  return new Proxy(db, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name, target) as unknown
      return (sql: string) => {
        const file = place.exec(new Error('where').stack ?? '')?.[1] ?? ''
        seen.set(`${file}: ${sql}`, { sql, file })
        return target.prepare(sql)
      }
    },
  })
}

const DIFF = (line: string) =>
  `Why.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\nChanges in v2:\n - count to two (Rex)\n\ndiff --git a/d/x.c b/d/x.c\n--- a/d/x.c\n+++ b/d/x.c\n@@ -1,2 +1,3 @@ int main(void)\n first line\n+${line}\n last line\n`

const MAILS = [
  mail({ id: 'v1@example.org', subject: '[PATCH] alpha: count', body: DIFF('one') }),
  mail({
    id: 'tag@example.org',
    subject: 'Re: [PATCH] alpha: count',
    body: '> +one\n\nWhy one? Please make it two.\n\nReviewed-by: Rex Roe <rex@example.org>\n',
    from: 'Rex Roe <rex@example.org>',
    minutes: 10,
    inReplyTo: 'v1@example.org',
  }),
  mail({ id: 'v2@example.org', subject: '[PATCH v2] alpha: count', body: DIFF('two'), minutes: 60 }),
  mail({ id: 'open@example.org', subject: '[PATCH] beta: add', body: DIFF('other'), minutes: 70 }),
  mail({
    id: 'ask@example.org',
    subject: 'Re: [PATCH] beta: add',
    body: '> +other\n\nPlease make it two.\n',
    from: 'Rex Roe <rex@example.org>',
    minutes: 80,
    inReplyTo: 'open@example.org',
  }),
  mail({ id: 'pull@example.org', subject: '[GIT PULL] alpha', body: 'Ada Author (1):\n  alpha: count\n', minutes: 90 }),
]

/**
 * Columns with few values. A look-up by these alone reads as much of a table as a scan: with `kind = 'title'` the reverts of a series began with every title of the
 * archive.
 */
const FEW_VALUES: ReadonlySet<string> = new Set([
  'kind',
  'state',
  'turn',
  'queue',
  'answer',
  'reposted',
  'next',
  'tree',
  'branch',
])

/**
 * What may read a table that grows with the archive from end to end, or all of it that has one of few values. Counting and listing walk an index of `series`,
 * which is a tenth of the mail; `sources` has a few rows.
 */
const ALLOWED = [
  /^SCAN series USING (?:COVERING )?INDEX series_by_\w+$/,
  /^SEARCH (?:series|newer) USING (?:COVERING )?INDEX series_by_\w+ \((?:state|turn|queue|last_ms)\b/,
  /^SCAN (?:sources|trees|maintainers|json_each|file|posted|scope)\b/,
  // One row for each patch that was applied: a filter asks for the release or the tree of its commit.
  /^SCAN ties(?: USING COVERING INDEX ties_\w+)?$/,
  // One mail in a hundred is a pull request; the list sorts their ids.
  /^SCAN pulls(?: USING COVERING INDEX pulls_\w+)?$/,
  /^SEARCH (?:pulls|later) USING (?:COVERING )?INDEX pulls_by_next \(next=\?\)$/,
  // Branches of one tree; commits whose hash begins so; what was received in the last days; the next list or path in order.
  /^SEARCH branches USING (?:COVERING )?INDEX sqlite_autoindex_branches_1 \(tree=\?\)$/,
  /^SEARCH commits USING (?:COVERING )?INDEX sqlite_autoindex_commits_1 \(sha>\? AND sha<\?\)$/,
  /^SEARCH messages USING (?:COVERING )?INDEX messages_by_receipt(?: \(received_ms>\?\))?$/,
  // A search for a time, newest first, as many as it compares.
  /^SEARCH messages USING COVERING INDEX messages_by_(?:receipt|sending) \((?:received_ms|<expr>)>\? AND (?:received_ms|<expr>)<\?\)$/,
  /^SEARCH (?:series_lists|touched) USING PRIMARY KEY \((?:list|path)>\?\)$/,
  // Full-text tables are virtual: their "scan" is a look-up of the words (`M` in the plan).
  /^SCAN (?:mail_search|series_search) VIRTUAL TABLE INDEX \d+:.*M/,
  // Ids and values that the query was given.
  /^SCAN (?:hit|wanted|list|one|named) VIRTUAL TABLE INDEX 1:$/,
  // The newest mails, as many as a feed has.
  /^SCAN messages USING COVERING INDEX messages_by_receipt$/,
  // What a subquery gave, bounded by its own plan.
  /^SCAN (?:hit|named|\(subquery-\d+\)|CONSTANT ROW|\d+ CONSTANT ROWS?)$/,
]

/** The same for what an import derives: what is known of people is found out from all statements of the archive, once for each import. */
const ALLOWED_TO_DERIVE = [
  ...ALLOWED,
  /^SCAN (?:own|list|corrections|siblings|activity|mailmaps|boilerplate|pull_keys|series|commits USING COVERING INDEX commits_by_committer)\b/,
  /^SCAN claims USING INDEX claims_by_message$/,
  /^SCAN pulls USING INDEX pulls_(?:by_proof|to_settle)$/,
  /^SEARCH trusted USING PRIMARY KEY \(kind=\?\)$/,
]

/** The steps of the plans that read more of a table than they give rows. */
function findScans(db: Db, seen: Iterable<Seen>, allowed: readonly RegExp[]): string[] {
  const found = new Set<string>()
  for (const { sql, file } of seen) {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(nulls(sql)) as { detail: string }[]
    for (const { detail } of plan)
      if (readsMuch(detail) && !allowed.some((one) => one.test(detail))) found.add(`${file}: ${detail}`)
  }
  return [...found]
}

/** Whether a step of a plan scans a table, builds an index for one query, or looks rows up by a range or by columns with few values alone. */
function readsMuch(detail: string): boolean {
  if (/^SCAN |AUTOMATIC/.test(detail)) return true
  const [, terms] = /^SEARCH .* USING (?:(?:COVERING )?INDEX \w+|PRIMARY KEY)(?: \((.*)\))?/.exec(detail) ?? []
  if (!detail.startsWith('SEARCH ') || detail.includes('USING INTEGER PRIMARY KEY')) return false
  return !(terms ?? '').split(' AND ').some((term) => {
    const [, column] = /^(\w+|<expr>)=\?$/.exec(term) ?? []
    return column !== undefined && !FEW_VALUES.has(column)
  })
}

const WORD = { kind: 'words', fields: ['own', 'added'], words: ['count'], prefix: false, stem: true } as const
const RECENTLY = { kind: 'time', clock: 'received', fromMs: 1 } as const
const FINDS: readonly Query[] = [
  WORD,
  RECENTLY,
  { kind: 'time', clock: 'sent', fromMs: 1, beforeMs: 2 },
  { kind: 'all', parts: [WORD, RECENTLY, { kind: 'value', name: 'lid', value: 'l.example.org' }] },
  ...(['mid', 'patchid', 'changeid', 'dfpre', 'lid'] as const).map(
    (name) => ({ kind: 'value', name, value: 'abcdef012' }) as const,
  ),
]

describe('every query of a page', () => {
  const seen = new Map<string, Seen>()
  let db: Db

  beforeAll(async () => {
    db = await databaseOf(MAILS)
    db.exec("INSERT INTO maintainers (scope, email, added_ms) VALUES ('d/', 'zoe@example.org', 0)")
    putCommits(db, [
      { title: 'alpha: count', minutes: 90, text: `alpha: count\n\n${DIFF('three')}`, release: 'v1.0' },
      { title: 'alpha: count again', minutes: 95, fixes: [shaOf('alpha: count')] },
    ])
    const handle = recording(db, 'queries', seen)
    const filters = [
      {},
      { state: 'under-review', turn: 'author' },
      { group: 'quiet' },
      { turn: 'reviewers', age: '7d' },
      { age: 'over-30d', state: 'applied' },
      { path: 'd/x.c', list: 'l@example.org' },
      { list: 'l@example.org' },
      { path: 'd', author: 'ada', reviewer: 'rex' },
      { group: 'ready', person: 'rex' },
      { query: 'count' },
      { state: 'applied', release: 'v1.0', tree: 'maint', committedMs: 0 },
      { tree: 'maint' },
      { committedMs: 0 },
    ] as const
    for (const filter of filters) {
      listSeries(handle, filter)
      listQueue(handle, filter)
      for (const _ of summarisePage(handle, filter)) break
      for (const _ of summariseSeries(handle, filter)) break
    }
    searchSeries(handle, 'count')
    hasPulls(handle)
    listPulls(handle)
    listPulls(handle, { group: 'open', query: 'count', from: 'ada', list: 'l@example.org' })
    searchPulls(handle, 'count')
    findNearest(handle, 'v1@example.org')
    searchPeople(handle, 'ada')
    listTreeStatus(handle)
    isPull(handle, 'pull@example.org')
    getPull(handle, 'pull@example.org')
    searchMessages(handle, 'count')
    findLists(handle, 'l')
    countMissingInThread(handle, 'v1@example.org')
    listNewestMails(handle)
    listNewestMails(handle, ['l@example.org'])
    listThreadMails(handle, 'v1@example.org')
    const found = searchMbox(handle, { list: 'all', query: 'count', threads: true }, 0)
    expect(found.kind === 'mbox' && [...found.mails].length).toBe(MAILS.length)
    for (const query of FINDS)
      for (const options of [{}, { lists: ['l@example.org'] }, { threadOf: 1 }])
        expect(findMails(handle, query, { ...options, limit: 10 })).toHaveProperty('ids')
    getSeriesDocument(handle, 'v1@example.org')
    getSeriesDocument(handle, 'open@example.org')
    getMessage(handle, 'tag@example.org')
    getBlame(handle, 'v1@example.org', '2', 1)
    getStep(handle, 'v1@example.org', '1', '2')
    getComparison(handle, 'v1@example.org', '1', '2', 1)
    getVersionMbox(handle, 'v1@example.org', undefined, { trailers: true })
    getThreadMbox(handle, 'v1@example.org')
    getRawMessage(handle, 'v1@example.org')
    getPerson(handle, 'rex@example.org')
    listPeopleWaiting(handle, { query: 'rex' })
    findMaintainers(handle, 1, 'ada@example.org', 'apply')
    getSeriesThreads(handle, 'v1@example.org')
    findOtherAddress(handle, 1, 'rex@example.org', 'known')
    listFeed(handle, {})
    listPersonFeed(handle, 'rex@example.org')
    listFolder(handle, 'd')
    isListed(handle, 'l@example.org')
    isTouched(handle, 'd')
    listMailingLists(handle)
    listTrees(handle)
    findCommits(handle, shaOf('alpha: count').slice(0, 12))
    getCommit(handle, shaOf('alpha: count'))
    getCommit(handle, shaOf('alpha: count again'))
    listSources(handle, 0)
    getRunning(handle)
    getStatus(handle)
  })

  it('is seen by this test, in every file of db/queries that prepares a statement', () => {
    const folder = join(ROOT, 'db/queries')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .filter((name) => /\.prepare\b/.test(readFileSync(join(folder, name), 'utf8')))
    const recorded = new Set([...seen.values()].map(({ file }) => `${file}.ts`))
    expect(files.filter((name) => !recorded.has(name))).toEqual([])
  })

  it('finds its rows by an index with many values, and never scans a table of mail', () => {
    // The status page counts and measures everything, once.
    const pages = [...seen.values()].filter(({ file }) => file !== 'status/status' && file !== 'status/largest')
    expect(pages.length).toBeGreaterThan(200)
    expect(findScans(db, pages, ALLOWED)).toEqual([])
  })
})

describe('every query of an import', () => {
  it('finds its rows by an index with many values, but for what is known of people', async () => {
    const seen = new Map<string, Seen>()
    const db = openWriter(':memory:')
    await ingestMails(recording(db, 'derive', seen), MAILS)
    const derived = [...seen.values()].filter(({ file }) => file !== '')
    expect(derived.length).toBeGreaterThan(100)
    expect(findScans(db, derived, ALLOWED_TO_DERIVE)).toEqual([])
  })
})

describe('what a plan reads', () => {
  it('is much for a scan, a range, an index that is built for it, and a look-up by a column with few values', () => {
    for (const detail of [
      'SCAN messages',
      'SEARCH mentions USING PRIMARY KEY (kind=?)',
      'SEARCH messages USING INDEX messages_by_keys (keys>?)',
      'SEARCH own USING AUTOMATIC COVERING INDEX (value=?)',
    ])
      expect([detail, readsMuch(detail)]).toEqual([detail, true])
    for (const detail of [
      'SEARCH mentions USING PRIMARY KEY (kind=? AND value=?)',
      'SEARCH places USING COVERING INDEX places_by_series (series=?)',
      'SEARCH messages USING INTEGER PRIMARY KEY (rowid=?)',
      'USE TEMP B-TREE FOR ORDER BY',
    ])
      expect([detail, readsMuch(detail)]).toEqual([detail, false])
  })
})

/** A value for each named parameter, since a plan does not depend on the values. */
function nulls(sql: string): Record<string, null> {
  return Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, null]))
}
