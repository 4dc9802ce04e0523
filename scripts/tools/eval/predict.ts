import { openWriter } from '../../../db/migrate'
import type { Db } from '../../../db/open'
import { groupBy } from '../../../lib/groupBy'
import { type Position, primaryPosition } from '../../../lib/review/positions'
import { ingest } from '../../cli/ingest'
import { openProgress } from '../../cli/progress'
import { openSource } from '../../sources/openSource'

/** A reply to a patch. */
interface Reply {
  /** Message-ID. */
  readonly id: string
  /** Label of the version, 'v2', and number of the patch, 0 for the cover letter; null for a reply outside of series. */
  readonly version: string | null
  readonly number: number | null
  readonly from: string
  readonly receivedMs: number
}

/** A reply with what the rules say about it. */
export interface PredictedReply extends Reply {
  /** Key of its series. */
  readonly series: string
  /** Every position in the mail. Tags in another person's name do not count. */
  readonly positions: ReadonlySet<Position>
  /** The position that sums the mail up. */
  readonly primary: Position
  readonly version: string
  readonly number: number
}

/** The replies of an archive. */
export interface Replies {
  /** All of them, whatever the rules found. */
  readonly all: readonly Reply[]
  /** Those in which the rules found a position. Bots have none. */
  readonly predicted: readonly PredictedReply[]
}

interface Row {
  readonly id: string
  readonly series: string
  readonly position: Position
  readonly version: string
  readonly number: number
  readonly from: string
  readonly receivedMs: number
}

/**
 * Imports mail into memory, exactly as `ingest` does, and lists the replies to patches. Takes the names of sources as `ingest` does; throws
 * when one cannot be read.
 */
export async function readReplies(sources: readonly string[]): Promise<Replies> {
  const db = openWriter(':memory:')
  await ingest(db, await Promise.all(sources.map(openSource)), openProgress(process.stderr))
  return { all: listReplies(db), predicted: listPredicted(db) }
}

/** A mail outside of series is a reply to a patch when its subject says so. */
function listReplies(db: Db): Reply[] {
  const rows = db
    .prepare<[], Reply>(
      `SELECT messages.message_id AS id, versions.label AS version, places.number,
              iif(messages.from_name = '', messages.from_email, messages.from_name) AS "from", places.order_ms AS receivedMs
       FROM places JOIN messages ON messages.id = places.message
            LEFT JOIN versions ON versions.series = places.series AND versions.position = places.version
       WHERE places.kind NOT IN ('cover', 'patch')
         AND (places.series IS NOT NULL OR messages.refs <> '[]' AND messages.subject LIKE 'Re:%[%PATCH%]%')`,
    )
    .all()
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

function listPredicted(db: Db): PredictedReply[] {
  // A tag must name its sender. Whoever wrote "applied" has that position even if they may not decide it.
  const rows = db
    .prepare<[], Row>(
      `SELECT messages.message_id AS id, series.key AS series, positions.position, versions.label AS version,
              places.number, iif(messages.from_name = '', messages.from_email, messages.from_name) AS "from",
              places.order_ms AS receivedMs
       FROM positions JOIN messages ON messages.id = positions.message JOIN places ON places.message = messages.id
            JOIN series ON series.id = positions.series
            JOIN versions ON versions.series = series.id AND versions.position = positions.version
       WHERE positions.fits = 1 OR positions.position = 'applied'`,
    )
    .all()
  const mails = groupBy(rows, ({ id }) => id)
  return [...mails].flatMap(([id, said]) => {
    const positions = new Set(said.map(({ position }) => position))
    const primary = primaryPosition(positions)
    const { series, version, number, from, receivedMs } = said[0]
    return primary === undefined ? [] : [{ id, series, positions, primary, version, number, from, receivedMs }]
  })
}
