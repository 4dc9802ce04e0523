import type { Db } from '../../open'

/** Row id of the mail with this key or Message-ID (the first of several with one id); undefined when it is not on record. */
export function findMessage(db: Db, id: string): number | undefined {
  return (
    db.prepare<[string], number>('SELECT id FROM messages WHERE key = ?').pluck().get(id) ??
    db
      .prepare<[string], number>('SELECT id FROM messages WHERE message_id = ? ORDER BY received_ms LIMIT 1')
      .pluck()
      .get(id)
  )
}

export interface SeriesHead {
  readonly id: number
  readonly key: string
  readonly title: string
}

/** The series that holds this mail, as posting or as reply; undefined when there is none. */
export function findSeries(db: Db, messageId: string): SeriesHead | undefined {
  const message = findMessage(db, messageId)
  if (message === undefined) return undefined
  return db
    .prepare<[number], SeriesHead>(
      'SELECT series.id, key, title FROM places JOIN series ON series.id = places.series WHERE message = ?',
    )
    .get(message)
}
