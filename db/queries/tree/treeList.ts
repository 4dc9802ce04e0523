import type { Db } from '../../open'
import { isoTime } from '../format'
import type { ReadTreeView } from '../views'

/** The git trees that are read, by name. */
export function listTrees(db: Db): ReadTreeView[] {
  return db
    .prepare<[], { readonly name: string; readonly updated_ms: number | null }>(
      'SELECT name, updated_ms FROM trees ORDER BY name',
    )
    .all()
    .map(({ name, updated_ms }) => ({ name, updated: updated_ms === null ? null : isoTime(updated_ms) }))
}
