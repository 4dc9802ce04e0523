import { assertNever } from '../assertNever'
import type { PatchText } from './patchText'
import { longestRising } from './sequence'
import { commonTokens, type TokenCounts, tokenCounts } from './similarity'
import type { Note, PatchPair } from './types'

/** A lone patch holds lines of another when at least this part of its changed lines, and so many of them, are found there. */
const MIN_SHARE = 0.6
const MIN_LINES = 3

/** Notes on how the series was rearranged, by the index of the pair. */
export type PairNotes = readonly (readonly Note[])[]

/**
 * Finds what became of patches beyond their pairs: `renamed`, `reordered` (a pair outside the longest run of pairs that
 * kept their order), `split-from` (a new patch made mostly of changed lines that its older patch had and whose
 * counterpart no longer has) and `merged-into` (a dropped patch whose changed lines another patch took over).
 * Compared are trimmed changed lines with path and sign; lines without letters or digits do not count.
 */
export function findRearrangements(
  pairs: readonly PatchPair[],
  left: readonly PatchText[],
  right: readonly PatchText[],
): PairNotes {
  const moved = findReordered(pairs)
  const gains = new Gains(pairs, left, right)
  const notesOf = (pair: PatchPair, at: number): Note[] => {
    switch (pair.kind) {
      case 'pair': {
        const notes: Note[] = []
        const from = left[pair.left - 1]?.patch.title ?? ''
        if (from !== (right[pair.right - 1]?.patch.title ?? '')) notes.push({ kind: 'renamed', from })
        if (moved.has(at)) notes.push({ kind: 'reordered', from: pair.left })
        return notes
      }
      case 'new': {
        const number = gains.findSource(pair.right)
        return number === undefined ? [] : [{ kind: 'split-from', number }]
      }
      case 'dropped': {
        const number = gains.findTarget(pair.left)
        return number === undefined ? [] : [{ kind: 'merged-into', number }]
      }
      default:
        return assertNever(pair)
    }
  }
  return pairs.map(notesOf)
}

function findReordered(pairs: readonly PatchPair[]): Set<number> {
  const indexes = pairs.flatMap((pair, at) => (pair.kind === 'pair' ? [at] : []))
  const lefts = indexes.map((at) => {
    const pair = pairs[at]
    return pair?.kind === 'pair' ? pair.left : 0
  })
  const kept = new Set(longestRising(lefts).map((at) => indexes[at]))
  return new Set(indexes.filter((at) => !kept.has(at)))
}

/** Changed lines of each patch that its counterpart has not: what it lost to, or gained from, other patches. */
class Gains {
  readonly #lost = new Map<number, TokenCounts>()
  readonly #gained = new Map<number, TokenCounts>()

  constructor(pairs: readonly PatchPair[], left: readonly PatchText[], right: readonly PatchText[]) {
    const lone = pairs.some((pair) => pair.kind !== 'pair')
    for (const pair of lone ? pairs : []) {
      const old = pair.kind === 'new' ? undefined : left[pair.left - 1]
      const now = pair.kind === 'dropped' ? undefined : right[pair.right - 1]
      if (old !== undefined && now !== undefined && isSameDiff(old, now)) continue
      const before = old === undefined ? tokenCounts([]) : changedLines(old)
      const after = now === undefined ? tokenCounts([]) : changedLines(now)
      if (pair.kind !== 'new') this.#lost.set(pair.left, without(before, after))
      if (pair.kind !== 'dropped') this.#gained.set(pair.right, without(after, before))
    }
  }

  findSource(right: number): number | undefined {
    return findLargest(this.#gained.get(right), this.#lost)
  }

  findTarget(left: number): number | undefined {
    return findLargest(this.#lost.get(left), this.#gained)
  }
}

function findLargest(lines: TokenCounts | undefined, places: ReadonlyMap<number, TokenCounts>): number | undefined {
  if (lines === undefined || lines.total < MIN_LINES) return undefined
  let best: number | undefined
  let most = Math.max(MIN_LINES, lines.total * MIN_SHARE) - 1e-9
  for (const [number, other] of places) {
    const common = commonTokens(lines, other)
    if (common > most) {
      best = number
      most = common
    }
  }
  return best
}

/** Nearly every other pair of a reroll: there is nothing to count. */
function isSameDiff(old: PatchText, now: PatchText): boolean {
  return (
    old.files.length === now.files.length &&
    old.files.every(({ path, lines }, at) => {
      const other = now.files[at]
      return (
        path === other?.path &&
        lines.length === other.lines.length &&
        lines.every(({ text }, index) => text === other.lines[index]?.text)
      )
    })
  )
}

function changedLines(text: PatchText): TokenCounts {
  const lines: string[] = []
  for (const { path, lines: all } of text.files) {
    for (const line of all) {
      const changed = line.kind === 'add' || line.kind === 'del'
      if (changed && /[\p{L}\p{N}]/u.test(line.text)) lines.push(`${line.kind} ${path} ${line.text.slice(1).trim()}`)
    }
  }
  return tokenCounts(lines)
}

function without(bag: TokenCounts, other: TokenCounts): TokenCounts {
  const counts = new Map<string, number>()
  let total = 0
  for (const [token, count] of bag.counts) {
    const left = count - (other.counts.get(token) ?? 0)
    if (left <= 0) continue
    counts.set(token, left)
    total += left
  }
  return { counts, total }
}
