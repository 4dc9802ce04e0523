import { deriveCluster } from '../lib/derive/cluster'
import { openClusterReader } from './clusterRows'
import type { Db } from './open'
import { openSeriesRows } from './seriesRows'

/** Generation of the rules in lib/: raised when the same mails give other rows, so that a database made by older rules is rebuilt. */
export const RULES = 14

/**
 * Derives again what the touched mails may have changed: every cluster with one of them is loaded, derived and replaced.
 * Empties `touched`. The caller holds the transaction that brought the mails. `onProgress` gets how many of `touched` are done.
 */
export function deriveTouched(db: Db, touched: Set<number>, onProgress: (done: number) => void = () => {}): void {
  const reader = openClusterReader(db)
  const rows = openSeriesRows(db)
  const total = touched.size
  for (const id of touched) {
    const ids = reader.findCluster(id)
    const mails = ids.map((member) => reader.loadMail(member))
    const idsByKey = new Map(mails.map(({ key }, index) => [key, ids[index] ?? 0]))
    const corrections = reader.findCorrections(mails.map(({ messageId }) => messageId))
    rows.replace(ids, deriveCluster(mails, corrections), idsByKey)
    for (const member of ids) touched.delete(member)
    onProgress(total - touched.size)
  }
  if (total > 0) db.prepare('INSERT INTO derivation (id, rules) VALUES (1, ?) ON CONFLICT DO NOTHING').run(RULES)
}
