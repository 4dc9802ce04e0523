import { publicSource, publicWithdrawn } from '../../_model/publicSource'
import { jsonResponse } from '../../_model/respond'
import { getReplica, getRunning, getStatus, listSources } from '../../data'

/**
 * 200 with the counts, and how each tracked source did, when the database can be read and passes its integrity check, 503
 * otherwise. A source that fails is reported in `sources` and does not make the answer 503: the pages can be read.
 */
export function GET(): Response {
  try {
    const status = getStatus()
    const running = getRunning()
    const sources = listSources(Date.now()).map(publicSource)
    const nightly = running === null ? null : { since: running.since }
    const withdrawn = publicWithdrawn(status.withdrawn)
    const replica = getReplica() ?? null
    return jsonResponse({ ...status, withdrawn, sources, nightly, replica }, status.ok ? 200 : 503)
  } catch {
    return jsonResponse({ ok: false, error: 'the database cannot be read' }, 503)
  }
}
