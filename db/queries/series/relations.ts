import type { Relation } from '../../../lib/series/link'
import type { Db } from '../../open'
import { person, readList } from '../format'
import type { RelationView } from '../views'

interface RelationRow {
  readonly direction: RelationView['direction']
  readonly version: string
  readonly kind: Relation['kind']
  readonly evidence: string
  readonly other_series: string
  readonly other_title: string
  readonly other_version: string
  readonly other_head: string
  readonly author_name: string
  readonly author_email: string
}

/** What the versions of a series have to do with other series, in both directions and in the order of versions. */
export function listRelations(db: Db, series: number): RelationView[] {
  const columns = `near.label AS version, relations.kind, relations.evidence, far.key AS other_series, far.title AS other_title,
                   far_version.label AS other_version, far_head.key AS other_head, far.author_name, far.author_email`
  const rows = db
    .prepare<{ series: number }, RelationRow>(
      `SELECT near.position, 'from' AS direction, ${columns}
       FROM versions AS near JOIN relations ON relations.version = near.id
            JOIN messages AS far_head ON far_head.id = relations.other
            JOIN places ON places.message = far_head.id
            JOIN versions AS far_version ON far_version.series = places.series AND far_version.position = places.version
            JOIN series AS far ON far.id = far_version.series
       WHERE near.series = @series
       UNION ALL
       SELECT near.position, 'to' AS direction, ${columns}
       FROM versions AS near JOIN relations ON relations.other = near.head
            JOIN versions AS far_version ON far_version.id = relations.version
            JOIN messages AS far_head ON far_head.id = far_version.head
            JOIN series AS far ON far.id = far_version.series
       WHERE near.series = @series
       ORDER BY near.position, other_head`,
    )
    .all({ series })
  return rows.map((row) => ({
    kind: row.kind,
    direction: row.direction,
    version: row.version,
    evidence: readList(row.evidence),
    other: {
      id: row.other_series,
      title: row.other_title,
      author: person(row.author_name, row.author_email),
      version: row.other_version,
      messageId: row.other_head,
    },
  }))
}
