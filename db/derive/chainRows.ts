import type { VersionIndex } from '../../lib/series/candidates'
import type { ChainEntry } from '../../lib/series/chain'
import type { LinkEvidence } from '../../lib/series/types'
import type { Db } from '../open'

/** A series as it was linked last. */
export interface StoredChain {
  readonly chain: readonly ChainEntry[]
  /** The column `series.chain`. */
  readonly hash: string
  /** Writes the relations of its versions again, after other rows have replaced these versions. */
  readonly restoreRelations: () => void
}

interface ChainRow {
  readonly head: number
  readonly link_to: number | null
  readonly evidence: string
  readonly hash: string
}

interface RelationRow {
  readonly head: number
  readonly kind: string
  readonly other: number
  readonly evidence: string
}

/** Prepares reading the series that holds a version, named by its head. Undefined when it is not stored, or not with the versions of today. */
export function openStoredChains(db: Db, index: VersionIndex): (head: number) => StoredChain | undefined {
  const selectChain = db.prepare<{ head: number }, ChainRow>(
    `SELECT versions.head, versions.link_to, versions.evidence, series.chain AS hash
     FROM places JOIN series ON series.id = places.series JOIN versions ON versions.series = series.id
     WHERE places.message = @head ORDER BY versions.position`,
  )
  const selectRelations = db.prepare<{ head: number }, RelationRow>(
    `SELECT versions.head, relations.kind, relations.other, relations.evidence
     FROM places JOIN versions ON versions.series = places.series JOIN relations ON relations.version = versions.id
     WHERE places.message = @head`,
  )
  const insertRelation = db.prepare<RelationRow>(
    `INSERT INTO relations (version, kind, other, evidence)
     SELECT versions.id, @kind, @other, @evidence FROM versions WHERE versions.head = @head`,
  )
  return (start) => {
    const rows = selectChain.all({ head: start })
    const chain = rows.flatMap(({ head, link_to, evidence }): ChainEntry[] => {
      const facts = index.factsOf(head)
      if (facts === undefined) return []
      if (link_to === null) return [{ facts, link: null }]
      // A link to a version outside of the series is stored as position 0.
      const to = rows[link_to - 1]?.head ?? -1
      return [{ facts, link: { to, evidence: JSON.parse(evidence) as LinkEvidence[] } }]
    })
    const [first] = rows
    if (first === undefined || chain.length < rows.length) return undefined
    const relations = selectRelations.all({ head: start })
    return {
      chain,
      hash: first.hash,
      restoreRelations() {
        for (const relation of relations) insertRelation.run(relation)
      },
    }
  }
}
