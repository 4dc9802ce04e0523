import type { DerivedSeries } from '../../lib/derive/types'
import { patchPaths, withFolders } from '../../lib/patch/patch'
import type { MessageRow, PackedMessage } from '../mail/packedMessage'
import type { Db } from '../open'

/** Most paths kept for one series: a change across the whole tree names its folders and this many of its files. */
const MAX_PATHS = 2_000

/** As much of a mail as is searched. */
export interface SearchedMail extends Pick<PackedMessage, 'words'> {
  readonly row: Pick<MessageRow, 'subject' | 'fromName' | 'fromEmail' | 'messageId'>
}

/** Writes the words of one mail, in the place of those that stood there. The row is taken out by a trigger when its mail goes. */
export function openMessageSearch(db: Db): (id: number, mail: SearchedMail) => void {
  const replace = db.prepare<[number, string, string, string, string]>(
    'INSERT OR REPLACE INTO message_search (rowid, subject, sender, id, text) VALUES (?, ?, ?, ?, ?)',
  )
  return (id, { row, words }) => {
    replace.run(id, row.subject, `${row.fromName} ${row.fromEmail}`, row.messageId, words)
  }
}

/** Writes by what a series is found: its words, its paths and its lists. They go with its row. */
export function openSeriesSearch(db: Db): (owner: number, series: DerivedSeries) => void {
  const insert = db.prepare<[number, string, string, string, string, string, string]>(
    'INSERT INTO series_search (rowid, title, author, reviewer, patches, paths, lists) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const insertPath = db.prepare<[string, number, number, number]>(
    'INSERT INTO touched (path, last_ms, series, folder) VALUES (?, ?, ?, ?)',
  )
  const insertList = db.prepare<[string, number, number]>(
    'INSERT INTO series_lists (list, last_ms, series) VALUES (?, ?, ?)',
  )
  return (owner, series) => {
    const { title, lists, lastMs, versions } = series
    const patches = versions.flatMap((version) => version.patches.map(({ patch }) => patch))
    const paths = withFolders(
      patches.flatMap(({ files }) => patchPaths(files)),
      MAX_PATHS,
    )
    const files = paths.filter(({ folder }) => !folder).map(({ path }) => path)
    const { authors, reviewers } = namePeople(series)
    insert.run(
      owner,
      title,
      authors,
      reviewers,
      joinDistinct(patches.map((patch) => patch.title)),
      joinDistinct(files),
      joinDistinct(lists),
    )
    for (const { path, folder } of paths) insertPath.run(path, lastMs, owner, folder ? 1 : 0)
    for (const list of lists) insertList.run(list, lastMs, owner)
  }
}

/** Names and addresses of those who sent or wrote it, and of all others who said something that counts. */
function namePeople({ author, versions, review }: DerivedSeries): { authors: string; reviewers: string } {
  const writers = [author, ...versions.flatMap(({ patches }) => patches.map(({ patch }) => patch.author))]
  const emails = new Set(writers.map(({ email }) => email))
  const spoke = new Set(review.events.map(({ person }) => person))
  const reviewers = review.people.filter(
    (person, index) => spoke.has(index) && !person.emails.some((email) => emails.has(email)),
  )
  return {
    authors: joinDistinct(writers.map(({ name, email }) => `${name} ${email}`)),
    reviewers: joinDistinct(reviewers.map(({ name, emails: own }) => `${name} ${own.join(' ')}`)),
  }
}

/** One to a line, each once; sorted, so that the order of arrival does not matter. */
function joinDistinct(texts: readonly string[]): string {
  return [...new Set(texts)].sort().join('\n')
}
