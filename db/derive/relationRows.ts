import type { VersionIndex } from '../../lib/series/candidates'
import type { Linking } from '../../lib/series/link'
import type { Relation } from '../../lib/series/linkVersions'
import { keepApart } from '../../lib/series/relations'
import type { Db } from '../open'

/** What the relations of linked versions are written from. */
interface RelationInput {
  /** The heads of all versions that were linked again. */
  readonly linked: ReadonlySet<number>
  /** Their relations with one another and with others, in either direction. */
  readonly relations: readonly Relation[]
  readonly index: VersionIndex
  readonly linking: Linking
}

/** Replaces the relations of the series that these versions belong to. The caller holds the transaction, and all series are derived. */
export function replaceRelations(db: Db, { linked, relations, index, linking }: RelationInput): void {
  const seriesOf = db
    .prepare<{ head: number }, number | null>('SELECT places.series FROM places WHERE places.message = @head')
    .pluck()
  const removeFrom = db.prepare<{ head: number }>(
    'DELETE FROM relations WHERE relations.version IN (SELECT versions.id FROM versions WHERE versions.head = @head)',
  )
  const removeTo = db.prepare<{ head: number }>('DELETE FROM relations WHERE relations.other = @head')
  const insert = db.prepare<Record<string, string | number>>(
    `INSERT INTO relations (version, kind, other, evidence)
     SELECT versions.id, @kind, @to, @evidence FROM versions WHERE versions.head = @from`,
  )
  for (const head of linked) {
    removeFrom.run({ head })
    removeTo.run({ head })
  }
  const kept = keepApart({
    relations,
    versionOf: (head) => index.factsOf(head)?.version,
    seriesOf: (head) => seriesOf.get({ head }) ?? undefined,
    claimsBy: (head) => linking.claimsBy(head),
    parted: linking.parted,
  })
  for (const { from, to, kind, evidence } of kept) insert.run({ from, to, kind, evidence: JSON.stringify(evidence) })
}
