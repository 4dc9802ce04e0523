import { at } from '../../../lib/at'
import { groupBy } from '../../../lib/groupBy'
import { countSeverities } from '../../../lib/review/liveComments'
import type { Position } from '../../../lib/review/positions'
import { rankOf, reportsRegression, severityOf } from '../../../lib/review/severity'
import type { StandingStatus } from '../../../lib/review/states'
import { wholeQuote } from '../../../lib/review/wholeQuote'
import type { Db } from '../../open'
import { readList } from '../format'
import type { HeadlineView } from '../views'

interface LiveRow {
  readonly person: number
  readonly name: string
  readonly emails: string
  readonly position: Position
  readonly quote: string
  readonly text: string
  readonly answered: number
  readonly status: StandingStatus
  readonly message: string
}

/** The strongest open comment that counts for the state of a series, and how many of each severity each reviewer has open; null without one. */
export function getHeadline(db: Db, series: number): HeadlineView | null {
  const rows = db
    .prepare<{ series: number }, LiveRow>(
      `SELECT remarks.person, people.name, people.emails, remarks.position, remarks.quote, remarks.text, remarks.answered, remarks.status, messages.key AS message
       FROM remarks JOIN people ON people.series = remarks.series AND people.person = remarks.person
            JOIN messages ON messages.id = remarks.message JOIN places ON places.message = remarks.message
       WHERE remarks.series = @series AND remarks.live = 1
       ORDER BY places.order_ms DESC, messages.key, remarks.line`,
    )
    .all({ series })
  const comments = rows
    .flatMap((row) => {
      const severity = severityOf(row.position, row.quote)
      return severity === null ? [] : [{ ...row, severity }]
    })
    .sort((a, b) => rankOf(a.severity) - rankOf(b.severity))
  const first = comments[0]
  if (first === undefined) return null
  return {
    person: personOf(first),
    position: first.position,
    severity: first.severity,
    regression: reportsRegression(first.position, first.quote),
    quote: wholeQuote(first.quote, first.text),
    messageId: first.message,
    unanswered: comments.filter(({ severity, answered }) => severity !== 'nit' && answered === 0).length,
    promised: comments.filter(({ status }) => status === 'promised').length,
    people: [...groupBy(comments, ({ person }) => person).values()].map((own) => ({
      person: personOf(at(own, 0)),
      comments: countSeverities(own),
    })),
  }
}

function personOf({ name, emails }: Pick<LiveRow, 'name' | 'emails'>): HeadlineView['person'] {
  return { name, emails: readList(emails) }
}
