import { parseSubject } from '../../lib/mail/subject'
import { hashKey } from '../../lib/series/keys'
import { patchMailKeys } from '../../lib/tree/commitKeys'
import { loadPatch } from '../mail/storedPatch'
import type { Db } from '../open'
import type { StoredCommit } from '../tree/commitReader'
import { type Candidate, MAX_LATER_MS } from './tieCandidates'

interface PulledRow {
  readonly id: number
  readonly key: string
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly sent_ms: number | null
  readonly received_ms: number
  /** The key of the request that it answers; its own when that is not archived. */
  readonly request: string
  readonly same: number
}

/** Postings of one patch below pull requests that are looked at. */
const MAX_PULLED = 50

/**
 * Prepares finding the patches below pull requests (`[PULL 1/2]`) that a commit may have been posted as. They belong to no series; `series` and
 * `version` name their request. Their lines are not known.
 */
export function openPulledPatches(db: Db): (commit: StoredCommit, patchId: string | null) => Candidate[] {
  const select = db.prepare<{ id: number; latest: number; patch: number | null; limit: number }, PulledRow>(
    `SELECT messages.id, messages.key, messages.subject, messages.from_name, messages.from_email, messages.sent_ms,
            messages.received_ms, coalesce(request.key, messages.key) AS request, max(edges.key IS @patch) AS same
     FROM commit_keys JOIN edges ON edges.key = commit_keys.key JOIN places ON places.message = edges.message
          JOIN messages ON messages.id = places.message LEFT JOIN messages AS request ON request.id = places.parent
     WHERE commit_keys."commit" = @id AND places.kind = 'pull' AND messages.received_ms <= @latest
     GROUP BY messages.id ORDER BY messages.received_ms DESC, messages.key LIMIT @limit`,
  )
  return ({ id, commit }, patchId) => {
    const [patch = null] = patchMailKeys([], patchId).map(hashKey)
    const rows = select.all({ id, latest: commit.committedMs + MAX_LATER_MS, patch, limit: MAX_PULLED })
    return rows.map((row): Candidate => {
      const { title, author } = loadPatch(db, row.key)
      return {
        id: row.id,
        key: row.key,
        series: row.request,
        version: row.request,
        title,
        author,
        from: { name: row.from_name, email: row.from_email },
        sentMs: row.sent_ms,
        receivedMs: row.received_ms,
        patchId: row.same === 1 ? patchId : null,
        lines: [],
        pull: true,
        words: parseSubject(row.subject).words,
        linked: null,
      }
    })
  }
}
