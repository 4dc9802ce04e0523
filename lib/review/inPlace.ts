/** Where patches were posted, and the files that they change. */
interface Posted {
  readonly lists: readonly string[]
  readonly paths: () => readonly string[]
}

/**
 * Whether scopes (lists and paths, as an operator enters them for a tree or a maintainer) cover what was posted: to one of the lists, or with all of its files at or below the
 * paths. No scopes cover everything. Null stands for the whole archive.
 */
export function isInScope(scopes: readonly string[], posted: Posted | null): boolean {
  if (scopes.length === 0) return true
  if (posted === null) return false
  if (scopes.some((scope) => posted.lists.includes(scope))) return true
  const folders = scopes.filter((scope) => !scope.includes('@'))
  if (folders.length === 0) return false
  const files = posted.paths()
  return files.length > 0 && files.every((file) => folders.some((scope) => isAtOrBelow(file, scope)))
}

function isAtOrBelow(file: string, scope: string): boolean {
  const folder = scope.endsWith('/') ? scope : `${scope}/`
  return file === scope || file.startsWith(folder)
}
