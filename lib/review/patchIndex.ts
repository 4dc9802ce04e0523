import type { HunkLine, Patch } from '../patch/types'
import { splitLines } from '../text'

/** A line of a patch mail that a reply may quote. Indices count from 0, `line` of a file from 1. */
export type PatchLine =
  | { readonly kind: 'message'; readonly line: number }
  | { readonly kind: 'notes'; readonly line: number }
  | { readonly kind: 'file'; readonly path: string; readonly file: number }
  | { readonly kind: 'hunk'; readonly path: string; readonly file: number; readonly hunk: number }
  | {
      readonly kind: 'code'
      readonly path: string
      readonly file: number
      readonly hunk: number
      /** Index into the lines of the hunk. */
      readonly at: number
      /** `old` for a removed line, which has a line number only in the file as it was before. */
      readonly side: 'old' | 'new'
      readonly line: number
    }

/** All lines of a patch in the order of its mail, to be found by their text without white space. */
export interface PatchIndex {
  readonly lines: readonly PatchLine[]
  /** Indices into `lines` of the lines with this text, ascending. */
  readonly places: ReadonlyMap<string, readonly number[]>
}

/** The text without white space: Outlook wraps quoted lines and turns tabs into blanks. */
export function flatten(text: string): string {
  // Most white space is blanks, which need no pattern: two steps take two thirds of the time of one.
  return text.replaceAll(' ', '').replace(/\s+/g, '')
}

const SIGN: Readonly<Record<HunkLine['kind'], string>> = { context: '', minus: '-', plus: '+' }

/** Lists the lines of a patch for findComments. Linear. */
export function indexPatch(patch: Patch): PatchIndex {
  const lines: PatchLine[] = []
  const places = new Map<string, number[]>()
  const put = (line: PatchLine, text: string): void => {
    const key = flatten(text)
    const known = places.get(key)
    if (known === undefined) places.set(key, [lines.length])
    else known.push(lines.length)
    lines.push(line)
  }
  for (const [line, text] of splitLines(patch.commitMessage).entries()) put({ kind: 'message', line }, text)
  for (const [line, text] of splitLines(patch.notes).entries()) put({ kind: 'notes', line }, text)
  for (const [file, { oldPath, newPath, hunks }] of patch.files.entries()) {
    const [left, right] = [oldPath ?? newPath ?? '', newPath ?? oldPath ?? '']
    const path = right
    put({ kind: 'file', path, file }, `diff --git a/${left} b/${right}`)
    put({ kind: 'file', path, file }, oldPath === null ? '--- /dev/null' : `--- a/${left}`)
    put({ kind: 'file', path, file }, newPath === null ? '+++ /dev/null' : `+++ b/${right}`)
    for (const [hunk, { oldStart, oldCount, newStart, newCount, heading, lines: code }] of hunks.entries()) {
      const header = `@@ -${range(oldStart, oldCount)} +${range(newStart, newCount)} @@ ${heading}`
      put({ kind: 'hunk', path, file, hunk }, header)
      let [oldLine, newLine] = [oldStart, newStart]
      for (const [at, { kind, text }] of code.entries()) {
        const side = kind === 'minus' ? 'old' : 'new'
        const line = side === 'old' ? oldLine : newLine
        put({ kind: 'code', path, file, hunk, at, side, line }, `${SIGN[kind]}${text}`)
        if (kind !== 'plus') oldLine++
        if (kind !== 'minus') newLine++
      }
    }
  }
  return { lines, places }
}

function range(start: number, count: number): string {
  return count === 1 ? `${start}` : `${start},${count}`
}
