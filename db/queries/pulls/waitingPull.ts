import { QUIET_MS } from '../../../lib/review/states'
import type { Db } from '../../open'
import { isoTime, person } from '../format'
import type { StateView } from '../views'
import { openPullFacts, PULL_COLUMNS, type PullRow, REQUEST } from './readPulls'

/** The newest pull request with patches of a series that nobody has answered yet; null when there is none, or it has waited so long that it is quiet. */
export function findWaitingPull(db: Db, series: number, newestMs: number): StateView['pull'] {
  const select = db.prepare<{ series: number; since: number }, PullRow>(
    `SELECT DISTINCT ${PULL_COLUMNS} FROM places CROSS JOIN pulled ON pulled.message = places.message
       CROSS JOIN pulls ON pulls.message = pulled.pull CROSS JOIN messages ON messages.id = pulls.message
     WHERE places.series = @series AND places.kind = 'patch' AND ${REQUEST} AND messages.received_ms >= @since
     ORDER BY messages.received_ms DESC, messages.key`,
  )
  const rows = select.all({ series, since: newestMs - QUIET_MS })
  if (rows.length === 0) return null
  const { stateOf } = openPullFacts(db)
  const found = rows.find((row) => stateOf(row) === 'requested')
  if (found === undefined) return null
  return {
    messageId: found.key,
    by: person(found.from_name, found.from_email),
    received: isoTime(found.received_ms),
  }
}
