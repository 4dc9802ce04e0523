import type { Db } from '../../db/open'
import { mail } from './mail'

/** One statement that a query prepared, with the file that did. */
export interface Seen {
  readonly sql: string
  readonly file: string
}

/** A handle that notes every statement that files of this folder of `db` prepare through it. */
export function recording(db: Db, folder: 'queries' | 'derive', seen: Map<string, Seen>): Db {
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

/** The text of a patch of one file, with a changelog, that adds this line. */
export const DIFF = (line: string) =>
  `Why.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\nChanges in v2:\n - count to two (Rex)\n\ndiff --git a/d/x.c b/d/x.c\n--- a/d/x.c\n+++ b/d/x.c\n@@ -1,2 +1,3 @@ int main(void)\n first line\n+${line}\n last line\n`

/** Two series, with review and a second version, and a pull request. */
export const PLANNED_MAILS = [
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
export const ALLOWED = [
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
  // The newest mail of the past.
  /^SEARCH messages USING COVERING INDEX messages_by_receipt \(received_ms<\?\)$/,
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

/** The steps of the plans that read more of a table than they give rows. */
export function findScans(db: Db, seen: Iterable<Seen>, allowed: readonly RegExp[]): string[] {
  const found = new Set<string>()
  for (const { sql, file } of seen) {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(nulls(sql)) as { detail: string }[]
    for (const { detail } of plan)
      if (readsMuch(detail) && !allowed.some((one) => one.test(detail))) found.add(`${file}: ${detail}`)
  }
  return [...found]
}

/** Whether a step of a plan scans a table, builds an index for one query, or looks rows up by a range or by columns with few values alone. */
export function readsMuch(detail: string): boolean {
  if (/^SCAN |AUTOMATIC/.test(detail)) return true
  const [, terms] = /^SEARCH .* USING (?:(?:COVERING )?INDEX \w+|PRIMARY KEY)(?: \((.*)\))?/.exec(detail) ?? []
  if (!detail.startsWith('SEARCH ') || detail.includes('USING INTEGER PRIMARY KEY')) return false
  return !(terms ?? '').split(' AND ').some((term) => {
    const [, column] = /^(\w+|<expr>)=\?$/.exec(term) ?? []
    return column !== undefined && !FEW_VALUES.has(column)
  })
}

/** A value for each named parameter, since a plan does not depend on the values. */
function nulls(sql: string): Record<string, null> {
  return Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, null]))
}
