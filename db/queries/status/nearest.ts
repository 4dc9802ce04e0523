import type { Db } from '../../open'
import { findMessage, findSeries } from '../series/find'

/** What is archived here under a Message-ID, for the page that says what is not. */
export interface NearestView {
  /** The series that holds the mail; null if the mail is in none. */
  readonly series: {
    readonly id: string
    readonly title: string
    /** Labels of its versions, oldest first. */
    readonly labels: readonly string[]
  } | null
}

/** What is known of the mail with this Message-ID; undefined if it has not been imported. */
export function findNearest(db: Db, messageId: string): NearestView | undefined {
  if (findMessage(db, messageId) === undefined) return undefined
  const series = findSeries(db, messageId)
  if (series === undefined) return { series: null }
  const labels = db
    .prepare<{ id: number }, string>('SELECT label FROM versions WHERE series = @id ORDER BY position')
    .pluck()
    .all({ id: series.id })
  return { series: { id: series.key, title: series.title, labels } }
}
