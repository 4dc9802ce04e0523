import { at } from '../../../lib/at'
import { compareText } from '../../../lib/byTime'
import { groupBy } from '../../../lib/groupBy'
import { countShared } from '../../../lib/patch/fingerprint'
import { byHash } from './sample'
import type { Placing, Posting } from './shownPostings'

/** As much of a posting as a draw needs. */
export type Drawable = Pick<Posting, 'id' | 'title' | 'email' | 'patchTitles' | 'files' | 'lines'>

/** A posting, and others of which a reader says whether they belong to the same series. */
export interface ChainCase {
  readonly head: string
  readonly candidates: readonly string[]
}

/** What a draw is about: see test/labels/chains/README.md. */
export const DRAW_KINDS = ['mixed', 'chains', 'orphans', 'alone'] as const
export type DrawKind = (typeof DRAW_KINDS)[number]

/** Cases of a draw; a mixed one divides them. */
const CASES = 60
const LINKED_CASES = 30
const ALONE_CASES = 15
/** Below this, postings have no more in common than a sender or a common word. */
const MIN_NEARNESS = 0.75
/** Fewer shared lines occur by chance. */
const MIN_LINES = 3

/** Candidates of one case, and those of them that were linked with the head. */
interface Sizes {
  readonly candidates: number
  readonly linked: number
}
const SIZES: Sizes = { candidates: 5, linked: 4 }
const MIXED_SIZES: Sizes = { candidates: 8, linked: 4 }

type Placings = ReadonlyMap<string, Placing>

/**
 * Draws cases as test/labels/chains/README.md lays down, all of them when there are fewer than are wanted. The same seed gives the same
 * cases, whatever the order of the postings.
 */
export function drawChains(
  postings: readonly Drawable[],
  placings: Placings,
  seed: number,
  kind: DrawKind = 'mixed',
): ChainCase[] {
  const ranked = [...postings].sort(byHash(seed))
  const sizes = kind === 'mixed' ? MIXED_SIZES : SIZES
  return drawHeads(ranked, placings, seed, kind)
    .sort(byHash(seed + 1))
    .map((head) => ({ head: head.id, candidates: drawCandidates(head, postings, placings, seed, sizes) }))
}

function drawHeads(ranked: readonly Drawable[], placings: Placings, seed: number, kind: DrawKind): Drawable[] {
  const takeAny = (wanted: (placing: Placing) => boolean) =>
    ranked.filter(({ id }) => someOf(placings.get(id), wanted)).slice(0, CASES)
  switch (kind) {
    case 'mixed':
      return drawMixed(ranked, placings)
    case 'chains':
      return drawFromSeries(ranked, placings, seed)
    case 'orphans':
      return takeAny(({ position, version }) => position === 1 && version > 1)
    case 'alone':
      return takeAny(({ versions, version }) => versions === 1 && version === 1)
  }
}

/** 30 of series with several versions, 15 of single versions with a namesake by the same sender, 15 that resemble a posting by anybody. */
function drawMixed(ranked: readonly Drawable[], placings: Placings): Drawable[] {
  const taken = new Set<number>()
  const take = (count: number, wanted: (posting: Drawable, placing: Placing) => boolean): Drawable[] => {
    const drawn: Drawable[] = []
    for (const posting of ranked) {
      const placing = placings.get(posting.id)
      if (drawn.length === count) break
      if (placing === undefined || taken.has(placing.series) || !wanted(posting, placing)) continue
      taken.add(placing.series)
      drawn.push(posting)
    }
    return drawn
  }
  const anyOther = (one: Drawable, is: (a: Drawable, b: Drawable) => boolean) =>
    ranked.some((other) => other !== one && is(one, other))
  return [
    ...take(LINKED_CASES, (_, { versions }) => versions > 1),
    ...take(ALONE_CASES, (posting, { versions }) => versions === 1 && anyOther(posting, isNamesake)),
    ...take(ALONE_CASES, (posting, { versions }) => versions === 1 && anyOther(posting, isAlike)),
  ]
}

/** One posting of each drawn series. A series is ranked by one of its IDs, so that a long one is not drawn more often than a short one. */
function drawFromSeries(ranked: readonly Drawable[], placings: Placings, seed: number): Drawable[] {
  const linked = ranked.filter(({ id }) => someOf(placings.get(id), ({ versions }) => versions > 1))
  return [...groupBy(linked, ({ id }) => placings.get(id)?.series).values()]
    .map((own) => ({ id: at(own.map(({ id }) => id).sort(compareText), 0), head: own[0] }))
    .sort(byHash(seed + 1))
    .slice(0, CASES)
    .map(({ head }) => head)
}

/** Some of the versions that were linked with the head, hidden among the nearest other postings. The newest is always one of them. */
function drawCandidates(
  head: Drawable,
  postings: readonly Drawable[],
  placings: Placings,
  seed: number,
  sizes: Sizes,
): string[] {
  const series = placings.get(head.id)?.series
  const others = postings.filter(({ id }) => id !== head.id)
  const linked = others.filter(({ id }) => placings.get(id)?.series === series)
  const isNewest = ({ id }: Drawable) => someOf(placings.get(id), ({ position, versions }) => position === versions)
  const shown = linked
    .sort((a, b) => Number(isNewest(b)) - Number(isNewest(a)) || byHash(seed)(a, b))
    .slice(0, sizes.linked)
  const near = others
    .filter((other) => !linked.includes(other))
    .map((posting) => ({ id: posting.id, posting, near: nearness(head, posting) }))
    .sort((a, b) => b.near - a.near || byHash(seed)(a, b))
    // A case needs one candidate at least.
    .filter((other, index) => other.near >= MIN_NEARNESS || (index === 0 && shown.length === 0))
    .slice(0, sizes.candidates - shown.length)
  return [...shown, ...near.map(({ posting }) => posting)].sort(byHash(seed + 1)).map(({ id }) => id)
}

function someOf<T>(value: T | undefined, wanted: (value: T) => boolean): boolean {
  return value !== undefined && wanted(value)
}

/** How much two postings have in common by their titles, code, files and senders alone: 0 to 9.5. */
export function nearness(a: Drawable, b: Drawable): number {
  const lines = countShared(a.lines, b.lines)
  const code = lines < MIN_LINES ? 0 : lines / Math.min(a.lines.length, b.lines.length)
  const titles = shareOf(a.patchTitles, b.patchTitles)
  const sender = a.email === b.email ? 0.5 : 0
  return 3 * commonWords(a, b) + 3 * code + 2 * titles + shareOf(a.files, b.files) + sender
}

/** Whether one sender posted both under titles with half of the words in common. */
function isNamesake(a: Drawable, b: Drawable): boolean {
  return a.email === b.email && commonWords(a, b) >= 0.5
}

/** Whether the two have a title in common, or half of the changed lines of the first are in the second. */
function isAlike(a: Drawable, b: Drawable): boolean {
  const lines = countShared(a.lines, b.lines)
  const title = a.title === b.title || b.patchTitles.includes(a.title) || a.patchTitles.includes(b.title)
  return title || (lines >= MIN_LINES && lines * 2 >= a.lines.length)
}

function commonWords(a: Drawable, b: Drawable): number {
  const [one, other] = [a, b].map(({ title }) => new Set(title.split(' '))) as [Set<string>, Set<string>]
  const common = [...one].filter((word) => other.has(word)).length
  return common / Math.max(one.size, other.size)
}

/** Items in common as a fraction of the shorter list. */
function shareOf(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const known = new Set(b)
  return a.filter((item) => known.has(item)).length / Math.min(a.length, b.length)
}
