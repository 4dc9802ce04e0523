import { createHash } from 'node:crypto'
import { at } from '../at'
import { splitLines } from '../text'

const BYTES = 20

/**
 * The id that `git patch-id --stable` gives to the diff in this text, as 40 hex digits; undefined without a `diff --git` line.
 * Blanks, line numbers and the order of the files do not count. `git format-patch --base` names patches by it
 * (`prerequisite-patch-id:`). Source: git-patch-id(1) and builtin/patch-id.c: the SHA-1 of each file's lines without blanks,
 * added up as 160-bit numbers. Linear.
 */
export function patchId(text: string): string | undefined {
  const sum = new Uint8Array(BYTES)
  let file: string[] | undefined
  // Lines of the hunk still to read; both are -1 between a `diff` line and the first `--- ` line.
  let before = -1
  let after = -1
  for (const line of splitLines(text)) {
    if (file === undefined) {
      if (line.startsWith('diff ')) file = [line]
      continue
    }
    if (line.startsWith('\\ ') && line.length > 11) continue
    if (before === -1) {
      if (line.startsWith('index ')) continue
      if (line.startsWith('--- ')) before = after = 1
      else if (!/^[A-Za-z]/.test(line)) break
    }
    if (before === 0 && after === 0) {
      const counts = hunkCounts(line)
      if (counts !== undefined) {
        ;[before, after] = counts
        continue
      }
      if (!line.startsWith('diff ')) break
      addHash(sum, file)
      file = []
      before = after = -1
    }
    const sign = line[0] ?? ' '
    if (sign === '-' || sign === ' ') before -= before > 0 ? 1 : 0
    if (sign === '+' || sign === ' ') after -= after > 0 ? 1 : 0
    file.push(line)
  }
  if (file === undefined) return undefined
  addHash(sum, file)
  return Buffer.from(sum).toString('hex')
}

function hunkCounts(line: string): [number, number] | undefined {
  const match = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line)
  return match === null ? undefined : [Number(match[1] ?? 1), Number(match[2] ?? 1)]
}

function addHash(sum: Uint8Array, lines: readonly string[]): void {
  const hash = createHash('sha1').update(lines.join('').replace(/\s+/g, '')).digest()
  let carry = 0
  for (let index = 0; index < BYTES; index++) {
    carry += at(sum, index) + at(hash, index)
    sum[index] = carry & 0xff
    carry >>= 8
  }
}
