import type { Budget } from './budget'
import { type AlignedFile, alignFiles } from './files'
import { type ChangeGroup, groupChanges } from './group'
import { findMovedLines, type MovedBlock } from './moved'
import type { PatchText } from './patchText'

/** What differs in one file between two versions of a patch. */
export interface FileDelta extends AlignedFile {
  readonly groups: readonly ChangeGroup[]
  readonly moved: readonly MovedBlock[]
}

/** Finds what differs between two patches, file by file; a missing patch has no files. Bounded by `budget`; never fails. */
export function compareDiffs(left: PatchText | undefined, right: PatchText | undefined, budget: Budget): FileDelta[] {
  return alignFiles(left?.files ?? [], right?.files ?? [], budget.lines).map((file) => {
    const { path, left, right, steps, divided, cut } = file
    const [groups, moved] = [groupChanges(file), findMovedLines(file, budget.moves)]
    return { path, left, right, steps, divided, cut, groups, moved }
  })
}
