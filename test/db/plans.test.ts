import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { getBlame } from '../../db/queries/compare/blame'
import { getComparison, getStep } from '../../db/queries/compare/comparison'
import { isListed, isTouched, listFolder, listMailingLists } from '../../db/queries/lists/browse'
import { listFeed, listPersonFeed } from '../../db/queries/lists/feed'
import { findHits } from '../../db/queries/lists/hits'
import { findLists } from '../../db/queries/lists/listNames'
import { listQueue } from '../../db/queries/lists/queue'
import { groupMessages, searchMessages } from '../../db/queries/lists/search'
import { listSeries, searchSeries, summarisePage, summariseSeries } from '../../db/queries/lists/seriesList'
import { countParts, listPart } from '../../db/queries/lists/sitemap'
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
import { findWaitingPull } from '../../db/queries/pulls/waitingPull'
import { findMaintainers } from '../../db/queries/review/maintainers'
import { findSoleRecipient } from '../../db/queries/review/soleRecipient'
import { listTagLimits } from '../../db/queries/review/tagLimits'
import { getSeriesThreads } from '../../db/queries/review/threads'
import { findOtherAddress } from '../../db/queries/series/otherAddress'
import { openOtherWords } from '../../db/queries/series/otherWords'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { findNearest } from '../../db/queries/status/nearest'
import { getRunning, listSources } from '../../db/queries/status/sourceList'
import { getStatus, hasMail } from '../../db/queries/status/status'
import { listTreeStatus } from '../../db/queries/status/treeStatus'
import { findCommits, getCommit } from '../../db/queries/tree/commitPage'
import { listTrees } from '../../db/queries/tree/treeList'
import type { Query } from '../../lib/search/query'
import { ROOT } from '../support/cli'
import { putCommits, shaOf } from '../support/commits'
import { databaseOf } from '../support/ingest'
import { ALLOWED, DIFF, findScans, PLANNED_MAILS, readsMuch, recording, type Seen } from '../support/plans'

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
    db = await databaseOf(PLANNED_MAILS)
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
    for (const text of ['count', 'f:ada', 'count OR d:20240101..', 'v1@example.org', '"count two" NOT why'])
      for (const within of [{}, { lists: ['l@example.org'] }, { series: 'v1@example.org' }]) {
        const hits = findHits(handle, text, within)
        searchSeries(handle, hits)
        searchMessages(handle, hits)
        groupMessages(handle, hits)
      }
    hasPulls(handle)
    listPulls(handle)
    listPulls(handle, { group: 'open', query: 'count', from: 'ada', list: 'l@example.org' })
    searchPulls(handle, 'count')
    searchPulls(handle, '(count OR d:20240101..) "count two"')
    findNearest(handle, 'v1@example.org')
    searchPeople(handle, 'ada')
    listTreeStatus(handle)
    isPull(handle, 'pull@example.org')
    getPull(handle, 'pull@example.org')
    findLists(handle, 'l')
    countMissingInThread(handle, 'v1@example.org')
    listNewestMails(handle)
    listNewestMails(handle, ['l@example.org'])
    listThreadMails(handle, 'v1@example.org')
    const found = searchMbox(handle, { list: 'all', query: 'count', threads: true }, 0)
    expect(found.kind === 'mbox' && [...found.mails].length).toBe(PLANNED_MAILS.length)
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
    findSoleRecipient(handle, 1, 'bea@example.org')
    listTagLimits(handle, 1)
    openOtherWords(handle, 1, [{ patches: [1, 2] }])
    findWaitingPull(handle, 1, 0)
    getSeriesThreads(handle, 'v1@example.org')
    findOtherAddress(handle, 1, 'rex@example.org', 'known')
    listFeed(handle, {})
    countParts(handle)
    listPart(handle, 1)
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
    hasMail(handle)
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
    const pages = [...seen.values()].filter(({ file }) => !/^status\/(?:status|largest|withdrawn)$/.test(file))
    expect(pages.length).toBeGreaterThan(200)
    expect(findScans(db, pages, ALLOWED)).toEqual([])
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
