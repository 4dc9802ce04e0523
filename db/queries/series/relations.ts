import type { Relation } from '../../../lib/series/link'
import type { Db } from '../../open'
import { person } from '../format'
import type { RelationView } from '../views'

interface RelationRow {
  readonly version: string
  readonly kind: Relation['kind']
  readonly evidence: string
  readonly other_series: string
  readonly other_title: string
  readonly other_version: string
  readonly other_head: string
  readonly author_name: string
  readonly author_email: string
  readonly outgoing: number
}

/** What a series has to do with others, both ways, in the order of its versions: one query over two indexes. */
export function listRelations(db: Db, series: number): RelationView[] {
  const columns = `relations.kind, relations.evidence, far.key AS other_series, far.title AS other_title, far_version.label AS other_version,
                   far_head.key AS other_head, far.author_name, far.author_email`
  const rows = db
    .prepare<[number, number], RelationRow>(
      `SELECT near.position, near.label AS version, ${columns}, 1 AS outgoing
       FROM versions AS near JOIN relations ON relations.version = near.id
            JOIN messages AS far_head ON far_head.id = relations.other
            JOIN places ON places.message = far_head.id
            JOIN versions AS far_version ON far_version.series = places.series AND far_version.position = places.version
            JOIN series AS far ON far.id = far_version.series
       WHERE near.series = ?
       UNION ALL
       SELECT near.position, near.label, ${columns}, 0
       FROM versions AS near JOIN relations ON relations.other = near.head
            JOIN versions AS far_version ON far_version.id = relations.version
            JOIN messages AS far_head ON far_head.id = far_version.head
            JOIN series AS far ON far.id = far_version.series
       WHERE near.series = ?
       ORDER BY 1, far_head.key`,
    )
    .all(series, series)
  return rows.map((row) => ({
    kind: row.kind,
    direction: row.outgoing === 1 ? 'from' : 'to',
    version: row.version,
    evidence: JSON.parse(row.evidence) as string[],
    other: {
      id: row.other_series,
      title: row.other_title,
      author: person(row.author_name, row.author_email),
      version: row.other_version,
      messageId: row.other_head,
    },
  }))
}
