import type { FileDiff, Patch } from '../patch/types'
import { applyVersion, type Conflict, firstOldLine } from './sparseBase'

/**
 * The conflicts of applyVersion, in its order. A file that one diff alone names, with its hunks in order, contradicts nothing and is not
 * rebuilt: most are such files. Linear.
 */
export function findConflicts(patches: readonly Patch[]): readonly Conflict[] {
  const named = new Map<string, number>()
  for (const { files } of patches) {
    for (const path of files.flatMap(pathsOf)) named.set(path, (named.get(path) ?? 0) + 1)
  }
  const isDoubtful = (file: FileDiff) => pathsOf(file).some((path) => (named.get(path) ?? 0) > 1) || !isSound(file)
  return applyVersion(patches, isDoubtful).conflicts
}

function pathsOf({ oldPath, newPath }: FileDiff): string[] {
  return [...new Set([oldPath, newPath])].filter((path) => path !== null)
}

/** No hunk begins above the end of the one before, and a file that is new has no lines before. */
function isSound({ oldPath, hunks }: FileDiff): boolean {
  let end = 1
  for (const hunk of hunks) {
    const [start, count] = [firstOldLine(hunk), hunk.oldCount]
    if (start < end || (oldPath === null && count > 0)) return false
    end = start + count
  }
  return true
}
