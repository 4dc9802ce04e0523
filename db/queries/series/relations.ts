import { patchNumber } from '../../../lib/patchNumber'
import type { Relation } from '../../../lib/series/linkVersions'
import type { Db } from '../../open'
import { person, readList } from '../format'
import type { PostedIntoView, RelationView, SeriesDocument } from '../views'

interface RelationRow {
  readonly direction: RelationView['direction']
  readonly version: string
  readonly kind: Relation['kind']
  readonly evidence: string
  /** JSON array of a slot, see lib/patchNumber.ts, and of the mail of that patch. */
  readonly patch: string | null
  readonly other_series: string
  readonly other_title: string
  readonly other_version: string
  readonly other_head: string
  readonly author_name: string
  readonly author_email: string
}

/** The most relations that are listed: of versions that others claim to continue or to fix, and of all the rest. */
const MAX_CLAIMS = 10
const MAX_OWN = 40

/** The relations of the versions of a series by the claims of these versions (`from`) and of versions elsewhere (`to`). */
const FROM = `versions AS near JOIN relations ON relations.version = near.id
              JOIN places ON places.message = relations.other
              JOIN versions AS far_version ON far_version.series = places.series AND far_version.position = places.version`
const TO = `versions AS near JOIN relations ON relations.other = near.head
            JOIN versions AS far_version ON far_version.id = relations.version
            JOIN places ON places.message = far_version.head`

/** isClaim of lib/series/link.ts. */
const CLAIMED = `(relations.kind = 'propose' OR (relations.kind = 'fixup'
  AND NOT EXISTS (SELECT 1 FROM json_each(relations.evidence) WHERE json_each.value = 'sender')))`

/**
 * What the versions of a series have to do with other series, in both directions and in the order of versions, and how many there are in
 * all. Anybody can post a patch that claims to continue or to fix a series, so these have a limit of their own, and the first in time are
 * listed. A relation that is left out costs a few look-ups by key; titles and people are read only for those that are listed.
 */
export function listRelations(db: Db, series: number): Pick<SeriesDocument, 'relations' | 'relationCount'> {
  const columns = `near.id AS near, near.position, near.label AS version, relations.kind, relations.evidence, far_version.id AS far,
                   places.order_ms, places.message`
  const rows = db
    .prepare<{ series: number; own: number; claims: number }, RelationRow>(
      `SELECT hit.direction, hit.version, hit.kind, hit.evidence, far.key AS other_series, far.title AS other_title,
              far_version.label AS other_version, far_head.key AS other_head, far.author_name, far.author_email,
              CASE hit.kind WHEN 'absorb' THEN
                (SELECT json_array(held.number, messages.key)
                 FROM patches AS lone JOIN patches AS held ON held.title = lone.title JOIN messages ON messages.id = held.message
                 WHERE lone.version = iif(hit.direction = 'from', hit.far, hit.near)
                   AND held.version = iif(hit.direction = 'from', hit.near, hit.far)
                   AND NOT EXISTS (SELECT 1 FROM patches AS more WHERE more.version = lone.version AND more.number <> lone.number)
                 ORDER BY held.number LIMIT 1) END AS patch
       FROM (SELECT * FROM (
               SELECT 'from' AS direction, ${columns} FROM ${FROM} WHERE near.series = @series
               UNION ALL
               SELECT 'to' AS direction, ${columns} FROM ${TO} WHERE near.series = @series AND NOT ${CLAIMED}
               ORDER BY order_ms, message LIMIT @own)
             UNION ALL
             SELECT * FROM (
               SELECT 'to' AS direction, ${columns} FROM ${TO}
               WHERE near.series = @series AND ${CLAIMED}
               ORDER BY order_ms, message LIMIT @claims)) AS hit
            JOIN versions AS far_version ON far_version.id = hit.far
            JOIN series AS far ON far.id = far_version.series
            JOIN messages AS far_head ON far_head.id = far_version.head
       ORDER BY hit.position, other_head`,
    )
    .all({ series, own: MAX_OWN, claims: MAX_CLAIMS })
  return { relations: rows.map(toView), relationCount: countRelations(db, series) }
}

function countRelations(db: Db, series: number): number {
  const count = db
    .prepare<{ series: number }, number>(
      `SELECT (SELECT count(*) FROM ${FROM} WHERE near.series = @series) +
              (SELECT count(*) FROM ${TO} WHERE near.series = @series)`,
    )
    .pluck()
    .get({ series })
  if (count === undefined) throw new Error('a count has no row')
  return count
}

function toView(row: RelationRow): RelationView {
  return {
    kind: row.kind,
    direction: row.direction,
    version: row.version,
    evidence: readList(row.evidence),
    patch: readPatch(row.patch),
    other: {
      id: row.other_series,
      title: row.other_title,
      author: person(row.author_name, row.author_email),
      version: row.other_version,
      messageId: row.other_head,
    },
  }
}

function readPatch(json: string | null): RelationView['patch'] {
  if (json === null) return null
  const [slot, messageId] = JSON.parse(json) as [number, string]
  return { number: patchNumber(slot), messageId }
}

interface PostedRow
  extends Pick<
    RelationRow,
    'version' | 'other_series' | 'other_title' | 'other_version' | 'author_name' | 'author_email'
  > {
  readonly message_id: string
  readonly patch: number | null
}

/** The posting of another series that the first version posted as such a reply answers; null when none is. */
export function getPostedInto(db: Db, series: number): PostedIntoView | null {
  const row = db
    .prepare<{ series: number }, PostedRow>(
      `SELECT near.label AS version, far.key AS other_series, far.title AS other_title, far_version.label AS other_version, far.author_name,
              far.author_email, messages.key AS message_id, above.number AS patch
       FROM versions AS near JOIN places ON places.message = near.head
            JOIN places AS above ON above.message = places.parent AND above.series <> near.series
            JOIN messages ON messages.id = above.message JOIN series AS far ON far.id = above.series
            JOIN versions AS far_version ON far_version.series = above.series AND far_version.position = above.version
       WHERE near.series = @series ORDER BY near.position LIMIT 1`,
    )
    .get({ series })
  if (row === undefined) return null
  return {
    version: row.version,
    patch: row.patch === null || row.patch === 0 ? null : patchNumber(row.patch),
    other: {
      id: row.other_series,
      title: row.other_title,
      author: person(row.author_name, row.author_email),
      version: row.other_version,
      messageId: row.message_id,
    },
  }
}
