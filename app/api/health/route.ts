import { jsonResponse } from '../../_model/respond'
import { getStatus } from '../../data'

export const dynamic = 'force-dynamic'

/** 200 with the counts when the database can be read and is sound, 503 otherwise. */
export function GET(): Response {
  try {
    const status = getStatus()
    return jsonResponse(status, status.ok ? 200 : 503)
  } catch {
    return jsonResponse({ ok: false, error: 'the database cannot be read' }, 503)
  }
}
