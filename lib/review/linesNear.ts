import { firstIndex } from '../firstIndex'
import type { OwnLine } from './quote'

/** The lines from one line of the body to another; `lines` are ascending. Uses binary search, because a long mail may have many tags. */
export function linesNear(lines: readonly OwnLine[], from: number, to: number): readonly OwnLine[] {
  return lines.slice(
    firstIndex(lines, ({ line }) => line >= from),
    firstIndex(lines, ({ line }) => line > to),
  )
}
