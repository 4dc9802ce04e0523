import type { PatchText } from './patchText'
import { similarity, tokenCounts, words } from './similarity'

/** Weights of code and message: comparing-versions.md, section 2. */
const CODE_WEIGHT = 0.7
const MESSAGE_WEIGHT = 0.3
/** Words of one hunk or message that are read; more say nothing new about likeness. */
const MAX_WORDS = 2_000
/** Hunks of one file that are compared. */
const MAX_HUNKS = 50

/**
 * Rates from 0 to 1 how alike two patches are: the mean likeness of the changed lines hunk by hunk (files by path, hunks
 * in order), 0.7, and of title and message, 0.3. Bounded by words and hunks. Two patches without code are rated by message.
 */
export function ratePair(left: PatchText, right: PatchText): number {
  const message = rateWords(
    left.message.lines.map((line) => line.key),
    right.message.lines.map((line) => line.key),
  )
  const code = rateCode(left, right)
  return code === undefined ? message * 0.5 : CODE_WEIGHT * code + MESSAGE_WEIGHT * message
}

function rateCode(left: PatchText, right: PatchText): number | undefined {
  const lefts = hunksByPath(left)
  const rights = hunksByPath(right)
  let sum = 0
  let count = 0
  for (const path of new Set([...lefts.keys(), ...rights.keys()])) {
    const old = lefts.get(path) ?? []
    const now = rights.get(path) ?? []
    for (let at = 0; at < Math.min(MAX_HUNKS, Math.max(old.length, now.length)); at++) {
      const before = old[at]
      const after = now[at]
      if (before !== undefined && after !== undefined) sum += rateWords(before, after)
      count++
    }
  }
  return count === 0 ? undefined : sum / count
}

function hunksByPath(text: PatchText): Map<string, string[][]> {
  const result = new Map<string, string[][]>()
  for (const { path, lines } of text.files) {
    const hunks = result.get(path) ?? []
    for (const line of lines) {
      if (line.kind === 'heading') hunks.push([])
      else if (line.kind !== 'ctx') hunks[hunks.length - 1]?.push(line.text)
    }
    result.set(path, hunks)
  }
  return result
}

function rateWords(left: readonly string[], right: readonly string[]): number {
  return similarity(tokenCounts(firstWords(left)), tokenCounts(firstWords(right)))
}

function firstWords(lines: readonly string[]): string[] {
  const found: string[] = []
  for (const line of lines) {
    if (found.length >= MAX_WORDS) break
    found.push(...words(line.slice(0, 1_000)))
  }
  return found
}
