import type { CodeLine } from '../../../lib/evolution/types'
import type { LineNames } from './codeRows'

/** The numbers of a line in the older and the newer text; null where it has none. */
export interface LinePair {
  readonly left: number | null
  readonly right: number | null
}

/** Numbers padded to the widest of the lines, so that both columns have one width. A column without any number is left out. */
export function numberColumns(lines: readonly CodeLine[], pairOf: (line: CodeLine) => LinePair): LineNames['numbers'] {
  const digits = (side: 'left' | 'right') =>
    lines.reduce((most, line) => Math.max(most, String(pairOf(line)[side] ?? '').length), 0)
  const widths = { left: digits('left'), right: digits('right') }
  const pad = (number: number | null, width: number) => String(number ?? '').padStart(width)
  return (line) => {
    const { left, right } = pairOf(line)
    return { left: pad(left, widths.left), right: pad(right, widths.right) }
  }
}
