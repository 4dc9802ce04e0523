import { parseAddress } from '../../../lib/mail/address'
import { parseCommitMessage } from '../../../lib/tree/commitText'
import type { Commit } from '../../../lib/tree/types'
import { parseTable } from './labelTable'

/** A row of a table of commits: what `git log` says of each, without its code. */
export interface TableCommit {
  readonly commit: Commit
  readonly patchId: string
  /** The addresses in its `Link:` trailers. */
  readonly links: readonly string[]
}

const COLUMNS = [
  'commit',
  'committed',
  'author',
  'committer',
  'title',
  'patch-id (stable)',
  'link',
  'fixes',
  'reverts',
] as const

/**
 * Reads a table of commits, whose columns `link`, `fixes` and `reverts` hold lists separated by blanks. The table has no author date, so that
 * of the committer is used for both. Throws when a row has no hash or no date.
 */
export function parseCommitTable(text: string): TableCommit[] {
  return parseTable(text, COLUMNS).map(({ line, cell }) => {
    const committedMs = Date.parse(cell('committed'))
    if (!/^[0-9a-f]{40,64}$/.test(cell('commit')) || Number.isNaN(committedMs))
      throw new Error(`line ${line} of the table of commits has no commit or no date`)
    const links = words(cell('link'))
    const message = [
      cell('title'),
      '',
      ...words(cell('reverts')).map((sha) => `This reverts commit ${sha}.`),
      ...words(cell('fixes')).map((sha) => `Fixes: ${sha}`),
      ...links.map((link) => `Link: ${link}`),
    ]
    const { title, marks } = parseCommitMessage(message.join('\n'))
    const [author, committer] = [parseAddress(cell('author')), parseAddress(cell('committer'))]
    return {
      commit: {
        sha: cell('commit'),
        title,
        author,
        committer,
        authoredMs: committedMs,
        committedMs,
        parents: 1,
        marks,
      },
      patchId: cell('patch-id (stable)'),
      links,
    }
  })
}

function words(cell: string): string[] {
  return cell.split(/\s+/).filter((word) => word !== '')
}
