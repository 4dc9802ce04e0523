import type { Absorption } from '../../lib/review/input'
import type { VersionIndex } from '../../lib/series/candidates'
import type { Relation } from '../../lib/series/linkVersions'
import { isOwnWork } from '../../lib/series/relations'
import type { Db } from '../open'

/** Where the versions of one series went on in other series. */
interface LoadedAbsorptions {
  readonly absorptions: readonly Absorption[]
  /** The row ids of the mails that they name, by their keys. */
  readonly ids: ReadonlyMap<string, number>
}

/** Prepares finding the versions of other series that absorbed a version with one of these heads, in the stored relations. */
export function openAbsorptions(db: Db, index: VersionIndex): (heads: readonly number[]) => LoadedAbsorptions {
  const select = db.prepare<{ head: number }, { head: number; evidence: string }>(
    `SELECT versions.head, relations.evidence FROM relations JOIN versions ON versions.id = relations.version
       WHERE relations.other = @head AND relations.kind = 'absorb'`,
  )
  return (heads) => {
    const own = heads
      .flatMap((head) => select.all({ head }))
      .filter(({ evidence }) => isOwnWork(JSON.parse(evidence) as Relation['evidence']))
    const found = own.flatMap(({ head }) => index.factsOf(head)?.version.head ?? [])
    return {
      absorptions: found.map(({ key, tag, orderMs }) => ({ mailKey: key, title: tag.title, orderMs })),
      ids: new Map(found.map(({ key, id }) => [key, id])),
    }
  }
}

/**
 * A mail of each series whose state depends on the relations of these versions, or on a relation that is gone. For the latter, every series that is
 * superseded by a mail of another series is checked; there are few.
 */
export function findAbsorbed(db: Db, heads: ReadonlySet<number>): number[] {
  const selectTo = db
    .prepare<{ head: number }, number>(
      `SELECT relations.other FROM versions JOIN relations ON relations.version = versions.id
       WHERE versions.head = @head AND relations.kind = 'absorb'
       UNION SELECT relations.other FROM relations WHERE relations.other = @head AND relations.kind = 'absorb'`,
    )
    .pluck()
  const gone = db
    .prepare<[], number>(
      `SELECT versions.head FROM series JOIN versions ON versions.series = series.id
       WHERE series.state = 'superseded' AND versions.position = 1
         AND NOT EXISTS (SELECT 1 FROM places WHERE places.message = series.state_message AND places.series = series.id)
         AND NOT EXISTS (
           SELECT 1 FROM versions AS own JOIN relations ON relations.other = own.head
           WHERE own.series = series.id AND relations.kind = 'absorb')`,
    )
    .pluck()
  return [...new Set([...[...heads].flatMap((head) => selectTo.all({ head })), ...gone.all()])]
}
