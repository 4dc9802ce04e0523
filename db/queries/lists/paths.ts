import type { Db } from '../../open'
import type { PathEntryView } from '../views'

/** Most entries listed of one folder. */
const MAX_ENTRIES = 500

interface PathRow {
  readonly path: string
  readonly folder: number
}

/**
 * What stands in a folder and how many series touch each, in the order of names; '' is the top. Folders are stepped over by
 * the index, never read: the work grows with the entries, not with what lies below them. `cut`: there are more than are shown.
 */
export function listFolder(
  db: Db,
  folder: string,
): { readonly entries: readonly PathEntryView[]; readonly cut: boolean } {
  const prefix = folder === '' ? '' : `${folder}/`
  const next = db.prepare<[string], PathRow>(
    'SELECT path, folder FROM touched WHERE path > ? ORDER BY path, last_ms, series LIMIT 1',
  )
  const from = db.prepare<[string], PathRow>(
    'SELECT path, folder FROM touched WHERE path >= ? ORDER BY path, last_ms, series LIMIT 1',
  )
  const count = db.prepare<[string], number>('SELECT count(*) FROM touched WHERE path = ?').pluck()
  const entries: PathEntryView[] = []
  const seen = new Set<string>()
  let row = next.get(prefix)
  while (row?.path.startsWith(prefix) === true && entries.length < MAX_ENTRIES) {
    const [name = ''] = row.path.slice(prefix.length).split('/', 1)
    const path = prefix + name
    if (row.path === path && !seen.has(path)) {
      seen.add(path)
      entries.push({ path, name, folder: row.folder === 1, series: count.get(path) ?? 0 })
      row = next.get(path)
    } else {
      // Names like `a-b` sort before what lies in `a/`: the folder is left by its own end, '0' being the character behind '/'.
      row = from.get(`${path}0`)
    }
  }
  return { entries, cut: entries.length === MAX_ENTRIES && row?.path.startsWith(prefix) === true }
}

/** Whether some series touches this file or folder. */
export function isTouched(db: Db, path: string): boolean {
  return db.prepare<[string], number>('SELECT 1 FROM touched WHERE path = ? LIMIT 1').pluck().get(path) === 1
}
