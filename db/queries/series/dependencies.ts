import type { Db } from '../../open'
import type { DependencyView } from '../views'
import {
  choosePosting,
  type FindPostings,
  openFindPostings,
  POSTING_COLUMNS,
  POSTING_JOINS,
  type Posting,
  toOther,
} from './postings'

/** A reference with the posting that makes it. */
interface ReferenceRow extends Posting {
  readonly kind: `on-${DependencyView['kind']}`
  readonly value: string
  readonly text: string
}

const MAX_ROWS = 500

/**
 * What a series depends on, and what depends on it, by version. The target of a reference is looked up on each call, so that both
 * directions agree whichever mail came first. Patch-ids that name the same version of the same series make one row.
 */
export function listDependencies(db: Db, series: number): DependencyView[] {
  const find = openFindPostings(db)
  const on = listReferences(db, series).map((row) => toView('on', row, resolve(row, find), row.version))
  const by = listReferencesTo(db, series).flatMap((row) => {
    const target = resolve(row, find)
    return target?.series === series ? [toView('by', row, row, target.version)] : []
  })
  return [...merge(on), ...merge(by)]
}

function kindOf({ kind }: ReferenceRow): DependencyView['kind'] {
  return kind.slice(3) as DependencyView['kind']
}

function resolve(row: ReferenceRow, find: FindPostings): Posting | undefined {
  const kind = kindOf(row)
  return kind === 'commit' ? undefined : choosePosting(find(kind, row.value), row.series, row.order_ms)
}

function toView(
  direction: DependencyView['direction'],
  row: ReferenceRow,
  other: Posting | undefined,
  version: string,
): DependencyView {
  const { value, text, message } = row
  return {
    direction,
    kind: kindOf(row),
    value,
    text,
    messageId: message,
    version,
    patches: 1,
    other: other === undefined ? null : toOther(other),
  }
}

function listReferences(db: Db, series: number): ReferenceRow[] {
  return db
    .prepare<{ series: number; limit: number }, ReferenceRow>(
      `SELECT mentions.kind, mentions.value, mentions.text, ${POSTING_COLUMNS}
       FROM places AS far JOIN mentions ON mentions.message = far.message ${POSTING_JOINS}
       WHERE far.series = @series AND +mentions.kind IN ('on-mail', 'on-change', 'on-patch', 'on-commit')
       ORDER BY far_version.position, far.number, mentions.kind, mentions.value LIMIT @limit`,
    )
    .all({ series, limit: MAX_ROWS })
}

/** References that may mean a posting of this series, since they name what it is known by. */
function listReferencesTo(db: Db, series: number): ReferenceRow[] {
  return db
    .prepare<{ series: number; limit: number }, ReferenceRow>(
      `WITH named (kind, value) AS (
         SELECT 'on-mail', messages.message_id FROM places JOIN messages ON messages.id = places.message
         WHERE places.series = @series
         UNION ALL
         SELECT 'on-' || mentions.kind, mentions.value FROM places JOIN mentions ON mentions.message = places.message
         WHERE places.series = @series AND +mentions.kind IN ('change', 'patch'))
       SELECT DISTINCT mentions.kind, mentions.value, mentions.text, ${POSTING_COLUMNS}
       FROM named JOIN mentions ON mentions.kind = named.kind AND mentions.value = named.value
            JOIN places AS far ON far.message = mentions.message ${POSTING_JOINS}
       ORDER BY far.order_ms, far_mail.key, mentions.kind, mentions.value LIMIT @limit`,
    )
    .all({ series, limit: MAX_ROWS })
}

/** Makes one row for each pair of versions and kind of reference, with the number of patches; a mail that says it twice counts once. */
function merge(rows: readonly DependencyView[]): DependencyView[] {
  const merged = new Map<string, DependencyView>()
  for (const row of rows) {
    const what = row.other === null ? row.value : `${row.other.id} ${row.other.version}`
    const key = `${row.version} ${row.kind} ${what}`
    const known = merged.get(key)
    if (known === undefined) merged.set(key, row)
    else if (row.kind === 'patch' && row.value !== known.value)
      merged.set(key, { ...known, patches: known.patches + 1 })
  }
  return [...merged.values()]
}
