import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { getBlame } from '../../db/queries/compare/blame'
import { getComparison, getStep } from '../../db/queries/compare/comparison'
import { isListed, isTouched, listFolder, listMailingLists } from '../../db/queries/lists/browse'
import { listFeed, listPersonFeed } from '../../db/queries/lists/feed'
import { listQueue } from '../../db/queries/lists/queue'
import { searchMessages } from '../../db/queries/lists/search'
import { listSeries, searchSeries, summarisePage, summariseSeries } from '../../db/queries/lists/seriesList'
import { getMessage } from '../../db/queries/mail/messagePage'
import { getRawMessage } from '../../db/queries/mail/rawMessage'
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
import { ROOT } from '../support/cli'
import { putCommits, shaOf } from '../support/commits'
import { databaseOf } from '../support/ingest'
import { mail } from '../support/mail'

/** One statement that a query prepared, with the file that did. */
interface Seen {
  readonly sql: string
  readonly file: string
}

/** A handle that notes every statement prepared through it. */
function recording(db: Db, seen: Map<string, Seen>): Db {
  return new Proxy(db, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name, target) as unknown
      return (sql: string) => {
        const file = /db\/queries\/([\w/]+)\.ts/.exec(new Error('where').stack ?? '')?.[1] ?? ''
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
 * Tables that grow with the archive: no page may read one from end to end. Counting and listing walk an index of `series`,
 * which is a tenth of the mail; `sources` has a few rows.
 */
const ALLOWED = [
  /^SCAN series USING (?:COVERING )?INDEX series_by_\w+$/,
  /^SCAN (?:sources|trees|maintainers|json_each|file|posted|scope)\b/,
  // One row for each patch that was applied: a filter asks for the release or the tree of its commit.
  /^SCAN ties(?: USING COVERING INDEX ties_\w+)?$/,
  // One mail in a hundred is a pull request; the list sorts their ids.
  /^SCAN pulls(?: USING COVERING INDEX pulls_\w+)?$/,
  // Full-text tables are virtual: their "scan" is a look-up of the words (`M` in the plan).
  /^SCAN (?:message_search|series_search) VIRTUAL TABLE INDEX \d+:.*M/,
  // What a subquery gave, bounded by its own plan.
  /^SCAN (?:hit|named|\(subquery-\d+\)|CONSTANT ROW|\d+ CONSTANT ROWS?)$/,
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
    const handle = recording(db, seen)
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

  it('finds its rows by an index, and never scans a table of mail', () => {
    const scans: string[] = []
    for (const { sql, file } of seen.values()) {
      // Status counts everything, once.
      if (file === 'status/status') continue
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(nulls(sql)) as { detail: string }[]
      for (const { detail } of plan) {
        if (/^SCAN /.test(detail) && !ALLOWED.some((allowed) => allowed.test(detail))) scans.push(`${file}: ${detail}`)
      }
    }
    expect(scans).toEqual([])
  })
})

/** A value for each named parameter, since a plan does not depend on the values. */
function nulls(sql: string): Record<string, null> {
  return Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, null]))
}
