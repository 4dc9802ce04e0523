import type { Position } from '../../../lib/review/positions'

/** A reply with the position that the rules predict for it. */
export interface DrawnReply {
  /** Message-ID. */
  readonly id: string
  /** Any name of the series it belongs to. */
  readonly series: string
  readonly predicted: Position
  /** Label of the version, 'v2', and number of the patch, 0 for the cover. */
  readonly version: string
  readonly number: number
  readonly from: string
  readonly receivedMs: number
}

/** One long thread would else make up half of a rare position. */
const PER_SERIES = 3

/**
 * Draws up to `size` replies of each predicted position, at most three of one series for a position, in an order that does not depend on
 * the predictions. The same replies for the same seed, whatever the order they come in: those with the lowest hash of their ids.
 */
export function drawReplies(replies: readonly DrawnReply[], size: number, seed: number): DrawnReply[] {
  const ranked = [...replies].sort(byHash(seed))
  const taken = new Map<string, number>()
  const drawn = ranked.filter(({ predicted, series }) => {
    const place = `${predicted} ${series}`
    const [ofPosition, ofSeries] = [taken.get(predicted) ?? 0, taken.get(place) ?? 0]
    if (ofPosition >= size || ofSeries >= PER_SERIES) return false
    taken.set(predicted, ofPosition + 1)
    taken.set(place, ofSeries + 1)
    return true
  })
  return drawn.sort(byHash(seed + 1))
}

function byHash(seed: number): (a: DrawnReply, b: DrawnReply) => number {
  return (a, b) => rank(a.id, seed) - rank(b.id, seed) || (a.id < b.id ? -1 : 1)
}

/** FNV-1a over the id, mixed once more: ids of one sender differ in few letters. */
function rank(id: string, seed: number): number {
  let value = (0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)) >>> 0
  for (const sign of id) value = Math.imul(value ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (value ^ (value >>> 13)) >>> 0
}
