/** What was posted, as far as it shows who decides about it. */
export interface Posted {
  readonly lists: readonly string[]
  /** The files that it changes. Called only where there are paths to compare them with. */
  readonly paths: () => readonly string[]
}

/**
 * Whether the scopes of a tree or a maintainer, which are lists and paths, cover what was posted: it went to one of the lists, or all of its files are
 * at or below the paths. Without scopes, everything is covered. `posted` is null for the whole archive,
 * which scopes never cover.
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
