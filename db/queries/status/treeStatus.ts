import type { BranchRole } from '../../../lib/tree/types'
import type { Db } from '../../open'
import { isoTime } from '../format'

/** A git tree with what is read of it. */
export interface TreeStatusView {
  readonly name: string
  /** When it was last read; null before the first time. */
  readonly updated: string | null
  readonly branches: readonly {
    readonly name: string
    readonly role: BranchRole
    /** Whether any commit of it was read. */
    readonly read: boolean
  }[]
}

interface BranchRow {
  readonly name: string
  readonly role: BranchRole
  readonly read: 0 | 1
}

/** All git trees with their branches, by name. */
export function listTreeStatus(db: Db): TreeStatusView[] {
  const branches = db.prepare<{ tree: number }, BranchRow>(
    'SELECT name, role, tip IS NOT NULL AS read FROM branches WHERE tree = @tree ORDER BY name',
  )
  return db
    .prepare<[], { readonly id: number; readonly name: string; readonly updated_ms: number | null }>(
      'SELECT id, name, updated_ms FROM trees ORDER BY name',
    )
    .all()
    .map(({ id, name, updated_ms }) => ({
      name,
      updated: updated_ms === null ? null : isoTime(updated_ms),
      branches: branches.all({ tree: id }).map((row) => ({ ...row, read: row.read === 1 })),
    }))
}
