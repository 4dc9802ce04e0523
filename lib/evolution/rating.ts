import { at } from '../at'
import { groupBy } from '../groupBy'
import type { Steps } from './budget'
import type { FileText, PatchText } from './patchText'
import { similarity, type TokenCounts, tokenCounts } from './similarity'
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

/** A patch cut into words, once, however many patches it is compared with. */
export interface RatedPatch {
  readonly message: TokenCounts
  /** By path, for the first hunks of the file: the words of its changed lines. */
  readonly hunks: ReadonlyMap<string, readonly TokenCounts[]>
}

/** Cuts a patch into the words that are compared. Linear. */
export function toRated({ message, files }: PatchText): RatedPatch {
  const hunks = new Map<string, TokenCounts[]>()
  for (const [path, texts] of groupBy(files, (file) => file.path)) {
    hunks.set(path, readHunks(texts).slice(0, MAX_HUNKS).map(firstWords))
  }
  return { message: firstWords(message.lines), hunks }
}

/**
 * Rates from 0 to 1 how similar two patches are: the mean similarity of their changed lines hunk by hunk (files by path, hunks in
 * order) weighs 0.7, that of title and message 0.3. Takes a step of `work` for each word; 0 when it is used up.
 */
export function ratePair(left: RatedPatch, right: RatedPatch, work: Steps): number {
  if (work.left <= 0) return 0
  const message = rateWords(left.message, right.message, work)
  const code = rateCode(left, right, work)
  return code === undefined ? message * MESSAGE_ONLY_WEIGHT : CODE_WEIGHT * code + MESSAGE_WEIGHT * message
}

function rateCode({ hunks: lefts }: RatedPatch, { hunks: rights }: RatedPatch, work: Steps): number | undefined {
  let sum = 0
  let count = 0
  for (const [path, old] of lefts) {
    const now = rights.get(path) ?? []
    count += Math.max(old.length, now.length)
    for (const [index, before] of old.slice(0, now.length).entries()) sum += rateWords(before, at(now, index), work)
  }
  for (const [path, now] of rights) if (!lefts.has(path)) count += now.length
  work.left -= lefts.size + rights.size
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

function rateWords(left: TokenCounts, right: TokenCounts, work: Steps): number {
  work.left -= Math.min(left.counts.size, right.counts.size)
  return similarity(left, right)
}

function firstWords(lines: readonly string[]): TokenCounts {
  const found: string[] = []
  for (const line of lines) {
    if (found.length >= MAX_WORDS) break
    found.push(...words(line.slice(0, MAX_LINE)))
  }
  return tokenCounts(found)
}
