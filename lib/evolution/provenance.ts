import type { Patch } from '../patch/types'
import { comparePatchTexts, type FileDelta } from './delta'
import { findMovedLines } from './moved'
import { type FileText, type PatchText, type TextLine, toPatchText } from './patchText'
import type { CodeLine } from './types'

/** A line of the last version of a patch, with the version in which it appeared or last changed. */
export interface ProvenanceLine {
  readonly kind: CodeLine['kind']
  readonly text: string
  /** Line of the file before or after the patch, as in CodeLine. */
  readonly line: number | null
  /** Index into the chain that was given: the first version since which this line stands as it does in the last. */
  readonly since: number
  /** For a line of a block that moved within its file: index of the version its text goes back to, before `since`; else null. */
  readonly movedFrom: number | null
}

export interface ProvenanceFile {
  readonly path: string
  readonly lines: readonly ProvenanceLine[]
  /** True when versions of this file were too different to be aligned: lines may be older than `since` says. */
  readonly cut: boolean
}

/** Since when a line stands, and since when its text does when it was moved. */
interface Origin {
  readonly since: number
  readonly text: number
}

/**
 * Says for every line of the newest version of a patch since which version it stands there. `chain` holds the patch in
 * each version, oldest first, followed along its pairs, so that it may be renamed on the way; undefined where a version
 * has it not, which is passed over. A line counts as the same while the patch does the same with it: a context line that
 * the patch comes to add is new. A line that moved is new where it moved, and knows how old its text is.
 * No patch at all gives no files. Work is that of one comparison for each step and bounded as that is.
 */
export function traceLines(chain: readonly (Patch | undefined)[]): ProvenanceFile[] {
  let before: PatchText | undefined
  let origins = new Map<FileText, readonly Origin[]>()
  let cut = new Set<FileText>()
  chain.forEach((patch, version) => {
    if (patch === undefined) return
    const now = toPatchText(patch)
    const next = new Map<FileText, Origin[]>()
    const nextCut = new Set<FileText>()
    for (const file of now.files) next.set(file, startFile(file, version))
    const delta = before === undefined ? undefined : comparePatchTexts(before, now)
    for (const file of delta?.files ?? []) {
      const to = file.right === undefined ? undefined : next.get(file.right)
      const from = file.left === undefined ? undefined : origins.get(file.left)
      if (file.right === undefined || file.left === undefined || to === undefined || from === undefined) continue
      inherit(file, from, to)
      if (cut.has(file.left) || delta?.cut === true) nextCut.add(file.right)
    }
    before = now
    origins = next
    cut = nextCut
  })
  return (before?.files ?? []).map((file) => ({
    path: file.path,
    lines: file.lines.flatMap((line, at) => toLine(line, origins.get(file)?.[at])),
    cut: cut.has(file),
  }))
}

function startFile(file: FileText, version: number): Origin[] {
  return file.lines.map(() => ({ since: version, text: version }))
}

/** Hands down what is known of the lines that both versions have, in place or moved as a block. */
function inherit(file: FileDelta, from: readonly Origin[], to: Origin[]): void {
  const { steps } = file
  for (const step of steps) {
    const origin = from[step.left]
    if (step.side === 'both' && origin !== undefined) to[step.right] = origin
  }
  for (const { oldFrom, oldTo, newFrom } of findMovedLines(file)) {
    for (let at = oldFrom; at < oldTo; at++) {
      const origin = from[steps[at]?.left ?? -1]
      const right = steps[newFrom + at - oldFrom]?.right ?? -1
      const moved = to[right]
      if (origin !== undefined && moved !== undefined) to[right] = { since: moved.since, text: origin.text }
    }
  }
}

function toLine(line: TextLine, origin: Origin | undefined): ProvenanceLine[] {
  if (origin === undefined) return []
  if (line.kind !== 'add' && line.kind !== 'del' && line.kind !== 'ctx') return []
  const kind = line.kind === 'add' ? 'plus' : line.kind === 'del' ? 'minus' : 'context'
  const { since, text } = origin
  return [{ kind, text: line.text.slice(1), line: line.line, since, movedFrom: text < since ? text : null }]
}
