import { groupBy } from '../groupBy'
import type { FileText, PatchText } from './patchText'
import { similarity, tokenCounts } from './similarity'
import { words } from './words'

const CODE_WEIGHT = 0.7
const MESSAGE_WEIGHT = 0.3
/** Two patches without code are rated by their messages alone, which prove less. */
const MESSAGE_ONLY_WEIGHT = 0.5
/** Words of a hunk or message that are read; more do not change the rating. */
const MAX_WORDS = 2_000
const MAX_LINE = 1_000
/** Hunks of one file that are compared. */
const MAX_HUNKS = 50

/**
 * Rates from 0 to 1 how similar two patches are: the mean similarity of their changed lines hunk by hunk (files by path, hunks in
 * order) weighs 0.7, that of title and message 0.3. Bounded by words and hunks.
 */
export function ratePair(left: PatchText, right: PatchText): number {
  const message = rateWords(left.message.lines, right.message.lines)
  const code = rateCode(left, right)
  return code === undefined ? message * MESSAGE_ONLY_WEIGHT : CODE_WEIGHT * code + MESSAGE_WEIGHT * message
}

function rateCode(left: PatchText, right: PatchText): number | undefined {
  const lefts = groupBy(left.files, ({ path }) => path)
  const rights = groupBy(right.files, ({ path }) => path)
  let sum = 0
  let count = 0
  for (const path of new Set([...lefts.keys(), ...rights.keys()])) {
    const old = readHunks(lefts.get(path) ?? [])
    const now = readHunks(rights.get(path) ?? [])
    const hunks = Math.min(MAX_HUNKS, Math.max(old.length, now.length))
    for (let index = 0; index < hunks; index++) {
      const [before, after] = [old[index], now[index]]
      if (before !== undefined && after !== undefined) sum += rateWords(before, after)
    }
    count += hunks
  }
  return count === 0 ? undefined : sum / count
}

/** The changed lines of each hunk. */
function readHunks(files: readonly FileText[]): string[][] {
  const hunks: string[][] = []
  for (const { kind, text } of files.flatMap(({ lines }) => lines)) {
    if (kind === 'heading') hunks.push([])
    else if (kind !== 'context') hunks[hunks.length - 1]?.push(text)
  }
  return hunks
}

function rateWords(left: readonly string[], right: readonly string[]): number {
  return similarity(tokenCounts(firstWords(left)), tokenCounts(firstWords(right)))
}

function firstWords(lines: readonly string[]): string[] {
  const found: string[] = []
  for (const line of lines) {
    if (found.length >= MAX_WORDS) break
    found.push(...words(line.slice(0, MAX_LINE)))
  }
  return found
}
