import type { ProseLine } from '../../lib/evolution/types'

/** Consecutive lines of a message, and how many unchanged ones are left out before them. */
export interface ProseBlock {
  readonly gap: number
  readonly lines: readonly ProseLine[]
}

/** A changed message as a page shows it. */
export interface FoldedProse {
  readonly shown: readonly ProseBlock[]
  /** What is folded, so that the code stays near. */
  readonly rest: readonly ProseBlock[]
  /** Changed lines in `rest`. */
  readonly hidden: number
}

/** Unchanged lines that are shown around a change. */
const AROUND = 1
/** A message of which more lines than this would be shown is folded after them. */
const MAX_SHOWN = 9

/** Leaves out the lines of a message that are not near a change, and folds what is beyond its first lines. Never fails. */
export function foldProse(lines: readonly ProseLine[]): FoldedProse {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ side }) => side !== 'both'),
  )
  const blocks: { gap: number; lines: ProseLine[] }[] = []
  let gap = 0
  for (const [index, line] of lines.entries()) {
    if (near[index] !== true) {
      gap++
      continue
    }
    const last = blocks.at(-1)
    if (last === undefined || gap > 0) blocks.push({ gap, lines: [line] })
    else last.lines.push(line)
    gap = 0
  }
  const total = blocks.reduce((sum, block) => sum + block.lines.length, 0)
  if (total <= MAX_SHOWN + 2) return { shown: blocks, rest: [], hidden: 0 }
  const shown: ProseBlock[] = []
  const rest: ProseBlock[] = []
  let left = MAX_SHOWN
  for (const block of blocks) {
    if (left > 0) shown.push({ gap: block.gap, lines: block.lines.slice(0, left) })
    const beyond = block.lines.slice(Math.max(0, left))
    if (beyond.length > 0) rest.push({ gap: left > 0 ? 0 : block.gap, lines: beyond })
    left -= block.lines.length
  }
  const hidden = rest.reduce((sum, block) => sum + block.lines.filter(({ side }) => side !== 'both').length, 0)
  return { shown, rest, hidden }
}
