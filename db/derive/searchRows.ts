import type { DerivedSeries } from '../../lib/derive/types'
import { filePath } from '../../lib/patch/diffPath'
import { withFolders } from '../../lib/patch/patch'
import type { Db } from '../open'
import { openInsert } from '../rows'

/** Bounds the paths kept for one series: a change of the whole tree keeps its folders and this many files. */
const MAX_PATHS = 2_000

/** Prepares the statements that write what a search finds a series by: its words, paths and lists. Deleting the series deletes all of it. */
export function openSeriesSearch(db: Db): (owner: number, series: DerivedSeries) => void {
  const insert = openInsert(db, 'series_search', 'rowid, title, author, reviewer, patches, paths, lists')
  const insertPath = openInsert(db, 'touched', 'path, last_ms, series, folder')
  const insertList = openInsert(db, 'series_lists', 'list, last_ms, series')
  return (owner, series) => {
    const { title, lists, lastMs, versions } = series
    const patches = versions.flatMap((version) => version.patches.map(({ patch }) => patch))
    const paths = withFolders(
      patches.flatMap(({ files }) => files.map(filePath)),
      MAX_PATHS,
    )
    const files = paths.filter(({ folder }) => !folder).map(({ path }) => path)
    const { authors, reviewers } = namePeople(series)
    insert({
      rowid: owner,
      title,
      author: authors,
      reviewer: reviewers,
      patches: joinDistinct(patches.map((patch) => patch.title)),
      paths: joinDistinct(files),
      lists: joinDistinct(lists),
    })
    for (const { path, folder } of paths) {
      insertPath({ path, last_ms: lastMs, series: owner, folder: Number(folder) })
    }
    for (const list of lists) insertList({ list, last_ms: lastMs, series: owner })
  }
}

/** The names and addresses of the people who sent or wrote a series, and of everyone else who took a position on it. */
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

/** Joins distinct texts with newlines, sorted so that the order in which mails were imported does not matter. */
function joinDistinct(texts: readonly string[]): string {
  return [...new Set(texts)].sort().join('\n')
}
