import { figure } from '../text'
import type { InterdiffFile, InterdiffItem, PatchComparison } from './types'

/** Lines that are kept of one comparison, in its files and in its range-diff: three times what a page shows. */
export const MAX_COMPARED_LINES = 20_000

/** The comparison with its first lines only when it is longer than what is kept; `cut` then names the limit. Linear. */
export function boundComparison(comparison: PatchComparison): PatchComparison {
  const { files, rangeDiff, cut } = comparison
  const lines = files.reduce((sum, { items }) => sum + items.reduce((all, item) => all + item.lines.length, 0), 0)
  if (lines <= MAX_COMPARED_LINES && rangeDiff.length <= MAX_COMPARED_LINES) return comparison
  const size = figure(Math.max(lines, rangeDiff.length))
  const sentence = `The comparison of the two versions is ${size} lines long; the first ${figure(MAX_COMPARED_LINES)} are kept.`
  return {
    ...comparison,
    files: cutFiles(files),
    rangeDiff: rangeDiff.slice(0, MAX_COMPARED_LINES),
    cut: cut === null ? sentence : `${cut} ${sentence}`,
  }
}

function cutFiles(files: readonly InterdiffFile[]): InterdiffFile[] {
  const kept: InterdiffFile[] = []
  let left = MAX_COMPARED_LINES
  for (const file of files) {
    if (left <= 0) break
    const items: InterdiffItem[] = []
    for (const item of file.items) {
      if (left <= 0) break
      items.push({ ...item, lines: item.lines.slice(0, left) })
      left -= item.lines.length
    }
    kept.push({ ...file, items })
  }
  return kept
}
