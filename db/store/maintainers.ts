import { settleTrust } from '../derive/derive'
import { toRecheck } from '../derive/recheck'
import type { Db } from '../open'

/** Who decides for a list or for paths, as the operator says. */
export interface Maintainer {
  /** The address of a mailing list, or a path; a folder ends in `/`. */
  readonly scope: string
  /** In lower case, without `+tag`. */
  readonly email: string
}

export interface StoredMaintainer extends Maintainer {
  readonly addedMs: number
}

/** By scope, then by address. */
export function listMaintainers(db: Db): StoredMaintainer[] {
  return db
    .prepare<[], StoredMaintainer>(
      'SELECT maintainers.scope, maintainers.email, maintainers.added_ms AS addedMs FROM maintainers ORDER BY 1, 2',
    )
    .all()
}

/**
 * Adds a maintainer, and derives again the series for which that matters, in one transaction. Returns false, and changes nothing, if the operator said so
 * before.
 */
export function addMaintainer(db: Db, maintainer: Maintainer, nowMs: number): boolean {
  return change(
    db,
    maintainer.email,
    () =>
      db
        .prepare(
          'INSERT INTO maintainers (scope, email, added_ms) VALUES (@scope, @email, @nowMs) ON CONFLICT DO NOTHING',
        )
        .run({ ...maintainer, nowMs }).changes > 0,
  )
}

/** Removes a maintainer, and derives again the series for which that matters, in one transaction. Returns false if there was none. */
export function removeMaintainer(db: Db, maintainer: Maintainer): boolean {
  return change(
    db,
    maintainer.email,
    () => db.prepare('DELETE FROM maintainers WHERE scope = @scope AND email = @email').run(maintainer).changes > 0,
  )
}

function change(db: Db, email: string, write: () => boolean): boolean {
  const run = db.transaction(() => {
    if (!write()) return false
    toRecheck(db).add(email)
    settleTrust(db)
    return true
  })
  return run.immediate()
}
