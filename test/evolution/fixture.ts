import { parsePatch } from '../../lib/patch/patch'
import type { Patch } from '../../lib/patch/types'

/** A patch as git format-patch would mail it: title, message lines, and the lines of its diff. */
export function patchOf(title: string, message: readonly string[], ...diff: string[]): Patch {
  const body = [...message, '---', '', ...diff, '-- ', '2.30', ''].join('\n')
  return parsePatch({ title, from: { name: 'Jane Doe', email: 'jane@example.org' }, body })
}

/** The diff of one file with one hunk; the counts in its header are computed from the lines. */
export function fileDiff(path: string, lines: readonly string[], at = 10, heading = ''): string[] {
  const count = (sign: string) => lines.filter((line) => !line.startsWith(sign)).length
  const header = `@@ -${at},${count('+')} +${at},${count('-')} @@${heading === '' ? '' : ` ${heading}`}`
  return [`diff --git a/${path} b/${path}`, `--- a/${path}`, `+++ b/${path}`, header, ...lines]
}
