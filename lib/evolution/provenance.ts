import type { Patch } from '../patch/types'
import { comparePatchTexts } from './delta'
import { toPatchText } from './patchText'
import type { CodeLine } from './types'

/** A line of the last version of a patch, with the version in which it appeared or last changed. */
export interface ProvenanceLine {
  readonly kind: CodeLine['kind']
  readonly text: string
  /** Line of the file before or after the patch, as in CodeLine. */
  readonly line: number | null
  /** Index into the chain that was given: the first version in which this line stands as it does in the last. */
  readonly since: number
}

export interface ProvenanceFile {
  readonly path: string
  readonly lines: readonly ProvenanceLine[]
}

/**
 * Says for every line of the last version of a patch since which version it stands there. `chain` holds the patch in
 * each version, oldest first, undefined where it had no counterpart; a line that moved is new where it moved.
 * An empty chain, or one that ends without a patch, gives no files.
 */
export function traceLines(chain: readonly (Patch | undefined)[]): ProvenanceFile[] {
  let since: number[][] = []
  let before: ReturnType<typeof toPatchText> | undefined
  chain.forEach((patch, version) => {
    const now = patch === undefined ? undefined : toPatchText(patch)
    const next = (now?.files ?? []).map((file) => new Array<number>(file.lines.length).fill(version))
    if (before !== undefined && now !== undefined) {
      for (const { left, right, steps } of comparePatchTexts(before, now).files) {
        if (left === undefined || right === undefined) continue
        const from = since[before.files.indexOf(left)] ?? []
        const to = next[now.files.indexOf(right)] ?? []
        for (const step of steps) if (step.side === 'both') to[step.right] = from[step.left] ?? version
      }
    }
    since = next
    before = now
  })
  return (before?.files ?? []).map((file, at) => ({
    path: file.path,
    lines: file.lines.flatMap((line, index): ProvenanceLine[] => {
      if (line.kind === 'heading') return []
      const kind = line.kind === 'add' ? 'plus' : line.kind === 'del' ? 'minus' : 'context'
      return [{ kind, text: line.text.slice(1), line: line.line, since: since[at]?.[index] ?? chain.length - 1 }]
    }),
  }))
}
