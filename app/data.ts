import { statSync } from 'node:fs'
import { type Db, DEFAULT_PATH, openReader } from '../db/open'
import * as blame from '../db/queries/compare/blame'
import * as comparePage from '../db/queries/compare/comparePage'
import * as comparison from '../db/queries/compare/comparison'
import * as feed from '../db/queries/lists/feed'
import * as lists from '../db/queries/lists/mailingLists'
import * as paths from '../db/queries/lists/paths'
import * as search from '../db/queries/lists/search'
import * as list from '../db/queries/lists/seriesList'
import * as files from '../db/queries/mail/files'
import * as message from '../db/queries/mail/messagePage'
import * as raw from '../db/queries/mail/rawMessage'
import * as threadMbox from '../db/queries/mail/threadMbox'
import * as mbox from '../db/queries/mail/versionMbox'
import * as person from '../db/queries/people/person'
import * as find from '../db/queries/series/find'
import * as series from '../db/queries/series/seriesDocument'
import * as seriesMails from '../db/queries/series/seriesMails'
import * as sources from '../db/queries/status/sourceList'
import * as status from '../db/queries/status/status'
import { rememberStatements } from '../db/statements'
import './_model/reads'

/** The list when a filter asks for something that does not exist. */
export { EMPTY_LIST } from '../db/queries/lists/seriesList'
/** What the mboxes throw. */
export { MboxLimit } from '../db/queries/mail/mboxLimit'

let open: { readonly db: Db; readonly inode: bigint } | undefined

/**
 * The one handle of the web server, read-only. It is opened by the first request, because `next build` runs the module
 * scope of every page, and again when another file has taken the place of the database: a nightly build swaps it whole.
 */
function database(): Db {
  const path = process.env.REROLL_DB ?? DEFAULT_PATH
  const inode = statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? 0n
  if (open !== undefined && open.inode === inode) return open.db
  open?.db.close()
  open = undefined
  const db = rememberStatements(openReader(path))
  open = { db, inode }
  return db
}

type Query<Rest extends unknown[], Result> = (db: Db, ...rest: Rest) => Result

/** The query with the handle filled in; `name` is that of the constant it becomes, by which a kept page asks it again. */
function withDatabase<Rest extends unknown[], Result>(
  name: string,
  query: Query<Rest, Result>,
): (...rest: Rest) => Result {
  return (...rest) => {
    const answer = query(database(), ...rest)
    globalThis.rerollReadObserver?.(name, rest, answer)
    return answer
  }
}

export const listSeries = withDatabase('listSeries', list.listSeries)
export const summarisePage = withDatabase('summarisePage', list.summarisePage)
export const listFeed = withDatabase('listFeed', feed.listFeed)
export const listPersonFeed = withDatabase('listPersonFeed', feed.listPersonFeed)
export const listMailingLists = withDatabase('listMailingLists', lists.listMailingLists)
export const listFolder = withDatabase('listFolder', paths.listFolder)
export const isTouched = withDatabase('isTouched', paths.isTouched)
export const searchSeries = withDatabase('searchSeries', list.searchSeries)
export const searchMessages = withDatabase('searchMessages', search.searchMessages)
export const getSeriesHead = withDatabase('getSeriesHead', find.findSeries)
export const getSeriesDocument = withDatabase('getSeriesDocument', series.getSeriesDocument)
export const listSeriesMails = withDatabase('listSeriesMails', seriesMails.listSeriesMails)
export const getBlame = withDatabase('getBlame', blame.getBlame)
export const getStep = withDatabase('getStep', comparison.getStep)
export const getComparisonPage = withDatabase('getComparisonPage', comparePage.getComparisonPage)
export const getStepPage = withDatabase('getStepPage', comparePage.getStepPage)
export const getComparison = withDatabase('getComparison', comparison.getComparison)
export const getMessage = withDatabase('getMessage', message.getMessage)
export const getVersionMbox = withDatabase('getVersionMbox', mbox.getVersionMbox)
export const getThreadMbox = withDatabase('getThreadMbox', threadMbox.getThreadMbox)
export const getRawMessage = withDatabase('getRawMessage', raw.getRawMessage)
export const getPerson = withDatabase('getPerson', person.getPerson)
export const listSources = withDatabase('listSources', sources.listSources)
export const getRunning = withDatabase('getRunning', sources.getRunning)
export const listRejections = withDatabase('listRejections', status.listRejections)
export const getStatus = withDatabase('getStatus', status.getStatus)

/** The files that came with a mail, read from its raw text: what a kept page asked of the database is that text. */
export async function listFiles(id: string): Promise<readonly files.FileView[]> {
  const raw = getRawMessage(id)
  return raw === undefined ? [] : files.readFileViews(raw)
}
