import { existsSync, statSync } from 'node:fs'
import { type CurrentReader, createCurrentReader } from '../db/currentReader'
import { type Db, DEFAULT_PATH, rememberStatements } from '../db/open'
import * as applied from '../db/queries/compare/applied'
import * as blame from '../db/queries/compare/blame'
import * as comparePage from '../db/queries/compare/comparePage'
import * as comparison from '../db/queries/compare/comparison'
import { isoTime } from '../db/queries/format'
import * as browse from '../db/queries/lists/browse'
import * as feed from '../db/queries/lists/feed'
import * as hits from '../db/queries/lists/hits'
import * as latest from '../db/queries/lists/latest'
import * as names from '../db/queries/lists/listNames'
import * as queue from '../db/queries/lists/queue'
import * as search from '../db/queries/lists/search'
import * as list from '../db/queries/lists/seriesList'
import * as sitemap from '../db/queries/lists/sitemap'
import * as files from '../db/queries/mail/fileViews'
import * as mailFeed from '../db/queries/mail/mailFeed'
import * as message from '../db/queries/mail/messagePage'
import * as missing from '../db/queries/mail/missingMails'
import * as raw from '../db/queries/mail/rawMessage'
import * as searchedMbox from '../db/queries/mail/searchMbox'
import * as threadMbox from '../db/queries/mail/threadMbox'
import * as mbox from '../db/queries/mail/versionMbox'
import * as people from '../db/queries/people/peopleList'
import * as person from '../db/queries/people/person'
import * as searchedPeople from '../db/queries/people/searchPeople'
import * as pullGroups from '../db/queries/pulls/pullGroups'
import * as pulls from '../db/queries/pulls/pullList'
import * as threads from '../db/queries/review/threads'
import * as find from '../db/queries/series/find'
import * as series from '../db/queries/series/seriesDocument'
import * as seriesMails from '../db/queries/series/seriesMails'
import * as sincePage from '../db/queries/series/sincePage'
import * as since from '../db/queries/series/sinceReview'
import * as single from '../db/queries/series/singlePatch'
import * as nearest from '../db/queries/status/nearest'
import * as sources from '../db/queries/status/sourceList'
import * as status from '../db/queries/status/status'
import * as treeStatus from '../db/queries/status/treeStatus'
import * as commit from '../db/queries/tree/commitPage'
import * as trees from '../db/queries/tree/treeList'
import { type ReplicaView, viewReplica } from '../db/replica'

/** The list for a filter with an unknown value. */
export { EMPTY_QUEUE } from '../db/queries/lists/queue'
/** Thrown when an mbox would be too large. */
export { MboxLimit } from '../db/queries/mail/mboxLimit'

let current: { readonly reader: CurrentReader; readonly path: string } | undefined
let pinned: { readonly db: Db; readonly path: string } | undefined

/**
 * The one handle of the web server, read-only. It is opened by the first request, because `next build` runs the module
 * scope of every route, and again when another file has replaced the database. All queries that a page makes in one go get the
 * same file: what one found is there for the next.
 */
function database(): Db {
  const path = databasePath()
  if (pinned?.path === path && pinned.db.open) return pinned.db
  pinned = { db: readerOf(path).get(), path }
  setImmediate(() => {
    pinned = undefined
  })
  return pinned.db
}

function readerOf(path: string): CurrentReader {
  if (current?.path === path) return current.reader
  current?.reader.close()
  const reader = createCurrentReader(path, { prepare: rememberStatements, report: console.error })
  current = { reader, path }
  return reader
}

function databasePath(): string {
  return process.env.REROLL_DB ?? DEFAULT_PATH
}

/** Whether there is a file to read: false until the first import. */
export function hasDatabase(): boolean {
  return existsSync(databasePath())
}

/** When the database was last written to, ISO UTC; null without a file. What was written lately may still be in its log. */
export function databaseWritten(): string | null {
  const path = databasePath()
  const times = [path, `${path}-wal`].flatMap((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? [])
  return times.length === 0 ? null : isoTime(Math.max(...times))
}

/** What readers are told about a database that `reroll follow` keeps up to date; undefined for any other. */
export function getReplica(): ReplicaView | undefined {
  return viewReplica(databasePath(), Date.now())
}

type Query<Rest extends unknown[], Result> = (db: Db, ...rest: Rest) => Result

/** A query with its first argument, the database, filled in. */
function withDatabase<Rest extends unknown[], Result>(query: Query<Rest, Result>): (...rest: Rest) => Result {
  return (...rest) => query(database(), ...rest)
}

export const listQueue = withDatabase(queue.listQueue)
export const getNewestMail = withDatabase(latest.getNewestMail)
export const summarisePage = withDatabase(list.summarisePage)
export const listFeed = withDatabase(feed.listFeed)
export const listPersonFeed = withDatabase(feed.listPersonFeed)
export const countQueue = withDatabase(queue.countQueue)
export const listQueuesOfLists = withDatabase(queue.listQueuesOfLists)
export const listMailingLists = withDatabase(browse.listMailingLists)
export const isListed = withDatabase(browse.isListed)
export const listFolder = withDatabase(browse.listFolder)
export const listBusyFolders = withDatabase(browse.listBusyFolders)
export const isTouched = withDatabase(browse.isTouched)
export const countSitemapParts = withDatabase(sitemap.countParts)
export const listSitemapPart = withDatabase(sitemap.listPart)
export const searchSeries = withDatabase(list.searchSeries)
export const { readPastedId } = hits
export const findHits = withDatabase(hits.findHits)
export const searchMessages = withDatabase(search.searchMessages)
export const groupMessages = withDatabase(search.groupMessages)
export const getSeriesHead = withDatabase(find.findSeries)
export const getSeriesDocument = withDatabase(series.getSeriesDocument)
export const getSeriesThreads = withDatabase(threads.getSeriesThreads)
export const getSinglePatch = withDatabase(single.getSinglePatch)
export const getSinceReview = withDatabase(since.getSinceReview)
export const getSincePage = withDatabase(sincePage.getSincePage)
export const listSeriesMails = withDatabase(seriesMails.listSeriesMails)
export const getAppliedPage = withDatabase(applied.getAppliedPage)
export const getBlame = withDatabase(blame.getBlame)
export const getBlamePage = withDatabase(blame.getBlamePage)
export const getStep = withDatabase(comparison.getStep)
export const getComparisonPage = withDatabase(comparePage.getComparisonPage)
export const getStepPage = withDatabase(comparePage.getStepPage)
export const getComparison = withDatabase(comparison.getComparison)
export const getMessage = withDatabase(message.getMessage)
export const getVersionMbox = withDatabase(mbox.getVersionMbox)
export const getMailMbox = withDatabase(threadMbox.getMailMbox)
export const getThreadMbox = withDatabase(threadMbox.getThreadMbox)
export const countMissing = withDatabase(missing.countMissingInThread)
export const findLists = withDatabase(names.findLists)
export const listNewestMails = withDatabase(mailFeed.listNewestMails)
export const listThreadMails = withDatabase(mailFeed.listThreadMails)
export const findMessage = withDatabase(find.findMessage)
export const getRawMessage = withDatabase(raw.getRawMessage)
export const listPeopleWaiting = withDatabase(people.listPeopleWaiting)
export const getPerson = withDatabase(person.getPerson)
export const hasPulls = withDatabase(pulls.hasPulls)
export const listPulls = withDatabase(pullGroups.listPulls)
export const summarisePullPage = withDatabase(pulls.summarisePullPage)
export const searchPeople = withDatabase(searchedPeople.searchPeople)
export const searchPulls = withDatabase(pullGroups.searchPulls)
export const getPull = withDatabase(pulls.getPull)
export const isPull = withDatabase(pulls.isPull)
export const findCommits = withDatabase(commit.findCommits)
export const getCommit = withDatabase(commit.getCommit)
export const listTrees = withDatabase(trees.listTrees)
export const listSources = withDatabase(sources.listSources)
export const getRunning = withDatabase(sources.getRunning)
export const listRejections = withDatabase(status.listRejections)
export const hasMail = withDatabase(status.hasMail)
export const getStatus = withDatabase(status.getStatus)
export const listTreeStatus = withDatabase(treeStatus.listTreeStatus)
export const findNearest = withDatabase(nearest.findNearest)

/** The mails that a search found are read while they are sent, all of them from the file in which they were found. */
export function searchMbox(search: searchedMbox.MboxSearch, nowMs: number): searchedMbox.MboxResult {
  const { db, release } = readerOf(databasePath()).hold()
  let isHeld = false
  try {
    const result = searchedMbox.searchMbox(db, search, nowMs)
    if (result.kind !== 'mbox') return result
    let missing = 0
    const mails = withEnd(result.mails, (isWhole) => {
      if (isWhole) missing = result.countMissing()
      release()
    })
    isHeld = true
    return { ...result, mails, countMissing: () => missing }
  } finally {
    if (!isHeld) release()
  }
}

/** The same values; calls `end` when all are taken, or no more are asked for. A generator would not, if none was. */
function withEnd<Value>(values: Iterable<Value>, end: (isWhole: boolean) => void): Iterable<Value> {
  const iterator = values[Symbol.iterator]()
  return {
    [Symbol.iterator]: () => ({
      next() {
        let step: IteratorResult<Value> | undefined
        try {
          step = iterator.next()
          return step
        } finally {
          if (step?.done !== false) end(step !== undefined)
        }
      },
      return() {
        iterator.return?.()
        end(false)
        return { done: true, value: undefined }
      },
    }),
  }
}

/** The files attached to a mail, read from its raw text; none if the mail has not been imported. */
export async function listFiles(id: string): Promise<readonly files.FileView[]> {
  const raw = getRawMessage(id)
  return raw === undefined ? [] : files.readFileViews(raw)
}
