import type { Hunk, LineKind } from '../patch/types'

/** The number of a line in the file before the patch and after it; null on the side that does not have it. */
export interface LineNumbers {
  readonly before: number | null
  readonly after: number | null
}

/** The numbers of consecutive lines of a hunk, counted from where its `@@` line says that it starts. Never fails. */
export function numberLines(
  start: Pick<Hunk, 'oldStart' | 'newStart'>,
  lines: readonly { readonly kind: LineKind }[],
): LineNumbers[] {
  let { oldStart: before, newStart: after } = start
  return lines.map(({ kind }) => ({
    before: kind === 'plus' ? null : before++,
    after: kind === 'minus' ? null : after++,
  }))
}
