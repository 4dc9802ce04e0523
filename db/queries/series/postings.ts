import { memo } from '../../../lib/memo'
import type { SeriesStateKind } from '../../../lib/review/states'
import type { Db } from '../../open'
import { mailsWithId } from '../../rows'
import { person } from '../format'
import type { RelationView } from '../views'

/** A cover or patch with its series and version. */
export interface Posting {
  /** Row id of the series. */
  readonly series: number
  readonly key: string
  readonly title: string
  readonly state: SeriesStateKind
  readonly author_name: string
  readonly author_email: string
  readonly version: string
  readonly number: number
  readonly message: string
  readonly order_ms: number
}

/** The columns of a Posting, and the joins they need; `far` is the place of its mail. */
export const POSTING_COLUMNS = `far.series, far_series.key, far_series.title, far_series.state, far_series.author_name, far_series.author_email,
  far_version.label AS version, far.number, far_mail.key AS message, far.order_ms`
export const POSTING_JOINS = `JOIN series AS far_series ON far_series.id = far.series
  JOIN versions AS far_version ON far_version.series = far.series AND far_version.position = far.version
  JOIN messages AS far_mail ON far_mail.id = far.message`

/** Bounds the postings of one title or id that are looked at: nobody could distinguish more of them. */
const MAX_CANDIDATES = 200

export type FindPostings = (kind: 'mail' | 'change' | 'patch' | 'title', value: string) => readonly Posting[]

/**
 * Prepares finding the covers and patches that a reference may mean, in the order of receipt, whichever mail came first. What was found
 * is kept: hundreds of references may mean one title that thousands have.
 */
export function openFindPostings(db: Db): FindPostings {
  const byId = db.prepare<{ value: string; limit: number }, Posting>(
    `SELECT ${POSTING_COLUMNS} FROM messages AS near JOIN places AS far ON far.message = near.id ${POSTING_JOINS}
     WHERE near.id IN ${mailsWithId('@value')} ORDER BY far.order_ms, far_mail.key LIMIT @limit`,
  )
  const byMention = db.prepare<{ kind: string; value: string; limit: number }, Posting>(
    `SELECT ${POSTING_COLUMNS} FROM mentions JOIN places AS far ON far.message = mentions.message ${POSTING_JOINS}
     WHERE mentions.kind = @kind AND mentions.value = @value ORDER BY far.order_ms, far_mail.key LIMIT @limit`,
  )
  const limit = MAX_CANDIDATES
  const known = new Map<string, readonly Posting[]>()
  return (kind, value) =>
    memo(known, `${kind} ${value}`, () =>
      kind === 'mail' ? byId.all({ value, limit }) : byMention.all({ kind, value, limit }),
    )
}

/** Of several postings, the newest that is not newer than the mail that names it; the oldest when all are newer. Never one of that mail's own series. */
export function choosePosting(found: readonly Posting[], ownSeries: number, orderMs: number): Posting | undefined {
  const others = found.filter(({ series }) => series !== ownSeries)
  return others.findLast((posting) => posting.order_ms <= orderMs) ?? others[0]
}

export function toOther({ key, title, author_name, author_email, version, message }: Posting): RelationView['other'] {
  return { id: key, title, author: person(author_name, author_email), version, messageId: message }
}
