/** A tree deeper than this is no source tree; what lies below is left to its folder. */
const MAX_DEPTH = 16

export interface TouchedPath {
  readonly path: string
  readonly folder: boolean
}

/**
 * The files of a series with every folder above them, folders first, each once and sorted; at most `limit` of them, so that a
 * hostile diff cannot fill the database. Empty path parts go; of a path with more than 16 parts only the folders are kept.
 */
export function withFolders(files: readonly string[], limit: number): TouchedPath[] {
  const folders = new Set<string>()
  const leaves = new Set<string>()
  for (const file of files) {
    const parts = file.split('/', MAX_DEPTH + 2).filter((part) => part !== '')
    let folder = ''
    for (const part of parts.slice(0, Math.min(parts.length - 1, MAX_DEPTH))) {
      folder = folder === '' ? part : `${folder}/${part}`
      folders.add(folder)
    }
    if (parts.length > 0 && parts.length <= MAX_DEPTH) leaves.add(parts.join('/'))
  }
  const known = [...folders].sort().map((path) => ({ path, folder: true }))
  const rest = [...leaves].filter((path) => !folders.has(path)).sort()
  return [...known, ...rest.map((path) => ({ path, folder: false }))].slice(0, limit)
}
