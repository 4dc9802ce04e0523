import { at } from '../at'
import type { Patch } from '../patch/types'
import { createBudget } from './budget'
import { compareDiffs, type FileDelta } from './delta'
import { type FileText, type PatchText, type TextLine, toPatchText } from './patchText'
import type { CodeLine } from './types'

/** A line of the last version of a patch, with the version in which it appeared or last changed. */
interface ProvenanceLine {
  readonly kind: CodeLine['kind']
  readonly text: string
  /** The line number, as in CodeLine. */
  readonly line: number | null
  /** Index into the chain that was given: the first version since which the line is as it is in the last one. */
  readonly since: number
  /** For a line of a block that moved within its file: index of the version, before `since`, that its text comes from; else null. */
  readonly movedFrom: number | null
}

export interface ProvenanceFile {
  readonly path: string
  readonly lines: readonly ProvenanceLine[]
  /** True when versions of this file differed too much to be aligned: lines may be older than `since` says. */
  readonly cut: boolean
}

/** The version in which a line appeared where it is, and the one in which its text did: an earlier one when the line moved. */
interface Origin {
  readonly since: number
  readonly text: number
}

interface TracedFile {
  readonly origins: Origin[]
  readonly cut: boolean
}

/**
 * Says for every line of the newest version of a patch in which version it appeared. `chain` holds the patch in each version, oldest
 * first, followed along its pairs, so that it may be renamed on the way; it is undefined where a version does not have it, and such
 * a version is passed over. A line is the same while the patch does the same with it: a context line that the patch later adds is
 * new. A line that moved is new in its new place; `movedFrom` says how old its text is. Without any patch there are no files. Each step costs
 * one comparison; all of them share one budget.
 */
export function traceLines(chain: readonly (Patch | undefined)[]): ProvenanceFile[] {
  const budget = createBudget(chain.filter((patch) => patch !== undefined))
  let before: PatchText | undefined
  let traced = new Map<FileText, TracedFile>()
  for (const [version, patch] of chain.entries()) {
    if (patch === undefined) continue
    const now = toPatchText(patch)
    const next = new Map<FileText, TracedFile>()
    for (const file of compareDiffs(before, now, budget)) {
      if (file.right === undefined) continue
      const origins = file.right.lines.map(() => ({ since: version, text: version }))
      const known = file.left && traced.get(file.left)
      if (known !== undefined) inherit(file, known.origins, origins)
      next.set(file.right, { origins, cut: known !== undefined && (known.cut || file.cut) })
    }
    before = now
    traced = next
  }
  return [...traced].map(([{ path, lines }, { origins, cut }]) => ({
    path,
    lines: lines.flatMap((line, index) => toLine(line, at(origins, index))),
    cut,
  }))
}

/** Passes on what is known of the lines that both versions have, in place or in a block that moved. */
function inherit({ steps, moved }: FileDelta, from: readonly Origin[], to: Origin[]): void {
  for (const step of steps) {
    if (step.side === 'both') to[step.right] = at(from, step.left)
  }
  for (const { oldFrom, oldTo, newFrom } of moved) {
    for (let index = oldFrom; index < oldTo; index++) {
      const { right } = at(steps, newFrom + index - oldFrom)
      to[right] = { since: at(to, right).since, text: at(from, at(steps, index).left).text }
    }
  }
}

function toLine({ kind, text, line }: TextLine, { since, text: textSince }: Origin): ProvenanceLine[] {
  if (kind === 'heading') return []
  return [{ kind, text: text.slice(1), line, since, movedFrom: textSince < since ? textSince : null }]
}
