import { isDiffstat, shortlogAuthor } from '../patch/coverSummary'
import type { ShortlogEntry } from './types'

/** Titles that are kept of one request; those of the network tree for a merge window have some 2,000. */
export const MAX_TITLES = 2_000
const MAX_NAME = 100
const MAX_TITLE = 300

interface Draft {
  readonly author: string
  readonly titles: string[]
  indent: number
}

/**
 * Reads the output of `git shortlog` in a mail, as `git request-pull` and covers of `git format-patch` contain it: an author with a
 * number, then a title on each indented line, wrapped ones indented further. Ends at the diffstat, because some mails repeat the shortlog
 * below it (<20221125085454.16673-1-frankja@linux.ibm.com>). `count` has all titles, also those above the limit. Linear.
 */
export function parseShortlog(lines: readonly string[]): { entries: ShortlogEntry[]; count: number } {
  const drafts: Draft[] = []
  let open: Draft | undefined
  let count = 0
  for (const line of lines) {
    const author = shortlogAuthor(line)
    if (author !== undefined) {
      open = { author: author.slice(0, MAX_NAME), titles: [], indent: 0 }
      drafts.push(open)
      continue
    }
    if (count > 0 && isDiffstat(line)) break
    const title = line.trim()
    const indent = line.length - line.trimStart().length
    if (open === undefined || title === '' || indent === 0) {
      open = undefined
    } else if (indent > open.indent && open.indent > 0) {
      const wrapped = open.titles.pop()
      if (wrapped !== undefined) open.titles.push(`${wrapped} ${title}`.slice(0, MAX_TITLE))
    } else {
      open.indent = indent
      if (count < MAX_TITLES) open.titles.push(title.slice(0, MAX_TITLE))
      count++
    }
  }
  return { entries: drafts.flatMap(({ author, titles }) => (titles.length === 0 ? [] : [{ author, titles }])), count }
}
