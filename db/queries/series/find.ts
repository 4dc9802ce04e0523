import type { Db } from '../../open'

/**
 * The row id of the mail with this key or Message-ID, the first received of several with one Message-ID; else of one that a list wrapped in
 * a mail with this Message-ID. Undefined when there is none.
 */
export function findMessage(db: Db, id: string): number | undefined {
  const byKey = db.prepare<{ id: string }, number>('SELECT id FROM messages WHERE key = @id')
  const byId = db.prepare<{ id: string }, number>(
    'SELECT id FROM messages WHERE message_id = @id ORDER BY received_ms LIMIT 1',
  )
  const byOuterId = db.prepare<{ id: string }, number>(
    `SELECT message FROM mentions WHERE kind = 'outer' AND value = @id ORDER BY message LIMIT 1`,
  )
  return byKey.pluck().get({ id }) ?? byId.pluck().get({ id }) ?? byOuterId.pluck().get({ id })
}

export interface SeriesHead {
  readonly id: number
  readonly key: string
  readonly title: string
}

/** The series that holds this mail, as a posting or as a reply; undefined when there is none. */
export function findSeries(db: Db, messageId: string): SeriesHead | undefined {
  const message = findMessage(db, messageId)
  if (message === undefined) return undefined
  return db
    .prepare<{ message: number }, SeriesHead>(
      `SELECT series.id, series.key, series.title
       FROM places JOIN series ON series.id = places.series WHERE places.message = @message`,
    )
    .get({ message })
}
