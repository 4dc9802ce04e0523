import { compareText } from '../../../lib/byTime'
import { groupBy } from '../../../lib/groupBy'
import type { PredictedReply } from './predict'

/** As much of a reply as a draw needs. */
type Drawable = Pick<PredictedReply, 'id' | 'series' | 'primary'>

/** Otherwise one long thread could make up half of a rare position. */
const PER_SERIES = 3

/**
 * Draws up to `size` replies of each predicted position, at most three of one series for a position, in an order that does not reveal the
 * predictions. The same seed gives the same replies, whatever their order: those whose Message-IDs have the lowest hashes.
 */
export function drawReplies<Reply extends Drawable>(replies: readonly Reply[], size: number, seed: number): Reply[] {
  const ranked = [...replies].sort(byHash(seed))
  const taken = new Map<string, number>()
  const drawn = ranked.filter(({ primary, series }) => {
    const place = `${primary} ${series}`
    const [ofPosition, ofSeries] = [taken.get(primary) ?? 0, taken.get(place) ?? 0]
    if (ofPosition >= size || ofSeries >= PER_SERIES) return false
    taken.set(primary, ofPosition + 1)
    taken.set(place, ofSeries + 1)
    return true
  })
  return drawn.sort(byHash(seed + 1))
}

/** How many replies of an archive are drawn, and how. */
interface Halves {
  /** Uniformly from all. */
  readonly uniform: number
  /** From the others, with the predicted positions taking turns. */
  readonly even: number
}

/** Draws replies as test/labels/README.md lays down, in an order that reveals neither the half nor the prediction. */
export function drawHalves<One extends { readonly id: string }, Predicted extends One & Drawable>(
  all: readonly One[],
  predicted: readonly Predicted[],
  { uniform, even }: Halves,
  seed: number,
): One[] {
  const drawn = [...all].sort(byHash(seed)).slice(0, uniform)
  const taken = new Set(drawn.map(({ id }) => id))
  const others = predicted.filter(({ id }) => !taken.has(id))
  return [...drawn, ...drawInTurns(others, even, seed)].sort(byHash(seed + 1))
}

/** One reply of each predicted position, then another of each, until there are `size`. */
function drawInTurns<Predicted extends Drawable>(
  replies: readonly Predicted[],
  size: number,
  seed: number,
): Predicted[] {
  const piles = groupBy(drawReplies(replies, size, seed).sort(byHash(seed)), ({ primary }) => primary)
  const turns = [...piles.values()].flatMap((pile) => pile.map((reply, turn) => ({ reply, turn })))
  return turns
    .sort((a, b) => a.turn - b.turn || byHash(seed)(a.reply, b.reply))
    .slice(0, size)
    .map(({ reply }) => reply)
}

/** Orders items by a hash of their IDs, for `sort`: the same seed gives the same order. */
export function byHash(seed: number): (a: { readonly id: string }, b: { readonly id: string }) => number {
  return (a, b) => rank(a.id, seed) - rank(b.id, seed) || compareText(a.id, b.id)
}

/** FNV-1a over the Message-ID, mixed once more, because the IDs of one sender differ in few letters. */
function rank(id: string, seed: number): number {
  let value = (0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)) >>> 0
  for (let index = 0; index < id.length; index++) value = Math.imul(value ^ id.charCodeAt(index), 0x01000193) >>> 0
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (value ^ (value >>> 13)) >>> 0
}
