import { LIVELY_QUEUES } from '../../../lib/review/queue'
import { QUIET_MS } from '../../../lib/review/states'
import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import { isoTime } from '../format'
import type { MailingListView, PathEntryView } from '../views'
import { NO_REPOSTS } from './filter'

/** Bounds the lists that are named. */
const MAX_LISTS = 500

interface ListRow {
  readonly list: string
  readonly series: number
  readonly last_ms: number
}

/** The mailing lists by name, each with the number of its series and the time of the newest mail. Each list is one step in the index. `cut`: there are more. */
export function listMailingLists(db: Db): { readonly lists: readonly MailingListView[]; readonly cut: boolean } {
  const next = db.prepare<{ after: string }, ListRow>(
    `SELECT list, count(*) AS series, max(last_ms) AS last_ms FROM series_lists
     WHERE list = (SELECT min(list) FROM series_lists WHERE list > @after AND series ${NO_REPOSTS}) AND series ${NO_REPOSTS}
     GROUP BY list`,
  )
  const lists: MailingListView[] = []
  let row = next.get({ after: '' })
  while (row !== undefined && lists.length < MAX_LISTS) {
    lists.push({ list: row.list, series: row.series, lastActivity: isoTime(row.last_ms) })
    row = next.get({ after: row.list })
  }
  return { lists, cut: row !== undefined }
}

/** Whether some series went to this mailing list. */
export function isListed(db: Db, list: string): boolean {
  const select = db.prepare<{ list: string }, 1>(
    `SELECT 1 FROM series_lists WHERE series_lists.list = @list AND series_lists.series ${NO_REPOSTS} LIMIT 1`,
  )
  return select.pluck().get({ list }) === 1
}

/** Bounds the entries of one folder that are listed. */
const MAX_ENTRIES = 500

interface PathRow {
  readonly path: string
  readonly folder: number
  readonly series: number
  readonly open: number
}

/**
 * The entries of a folder by name, each with the number of series that touch it, and of those of them that are under way; '' is the top folder. The index leads from one entry
 * to the next, so the work grows with the entries and not with what is below them. `cut`: there are more entries than these.
 */
export function listFolder(
  db: Db,
  folder: string,
): { readonly entries: readonly PathEntryView[]; readonly cut: boolean } {
  const prefix = folder === '' ? '' : `${folder}/`
  const select = (condition: string) =>
    db.prepare<{ path: string; since: number; lively: string }, PathRow>(
      `SELECT touched.path, touched.folder, (SELECT count(*) FROM touched AS own WHERE own.path = touched.path AND own.series ${NO_REPOSTS}) AS series,
         (SELECT count(*) FROM touched AS own JOIN series ON series.id = own.series
          WHERE own.path = touched.path AND own.last_ms >= @since AND series.queue IN (SELECT value FROM json_each(@lively))
            AND own.series ${NO_REPOSTS}) AS open
       FROM touched WHERE ${condition} ORDER BY touched.path, touched.last_ms, touched.series LIMIT 1`,
    )
  const [next, from] = [select('touched.path > @path'), select('touched.path >= @path')]
  const counted = { since: newestMailMs(db) - QUIET_MS, lively: JSON.stringify(LIVELY_QUEUES) }
  const entries: PathEntryView[] = []
  const seen = new Set<string>()
  let row = next.get({ ...counted, path: prefix })
  while (row?.path.startsWith(prefix) === true && entries.length < MAX_ENTRIES) {
    const [name = ''] = row.path.slice(prefix.length).split('/', 1)
    const path = prefix + name
    if (row.path === path && !seen.has(path)) {
      seen.add(path)
      entries.push({ path, name, folder: row.folder === 1, series: row.series, open: row.open })
      row = next.get({ ...counted, path })
    } else {
      // Past everything below the folder, since '0' is the character after '/'. Names like `a-b` sort before what is in `a/`.
      row = from.get({ ...counted, path: `${path}0` })
    }
  }
  return { entries, cut: entries.length === MAX_ENTRIES && row?.path.startsWith(prefix) === true }
}

/** Folders at the top in which busy ones are looked for, and how many are named. */
const BUSY_TOP = 6
const MAX_BUSY = 12

/** The folders of two levels that most series under way touch, most first; '' and files are left out. */
export function listBusyFolders(db: Db): readonly PathEntryView[] {
  const byOpen = (a: PathEntryView, b: PathEntryView) => b.open - a.open || b.series - a.series
  const busy = (folder: string) => listFolder(db, folder).entries.filter((one) => one.folder && one.open > 0)
  const below = busy('')
    .sort(byOpen)
    .slice(0, BUSY_TOP)
    .flatMap(({ path }) => busy(path))
  return below
    .sort(byOpen)
    .slice(0, MAX_BUSY)
    .map((one) => ({ ...one, name: one.path }))
}

/** Whether some series touches this file or folder. */
export function isTouched(db: Db, path: string): boolean {
  const select = db.prepare<{ path: string }, 1>('SELECT 1 FROM touched WHERE path = @path LIMIT 1')
  return select.pluck().get({ path }) === 1
}
