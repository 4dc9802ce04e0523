import { describe, expect, it } from 'vitest'
import type { Position } from '../../lib/review/positions'
import { type DrawnReply, drawReplies } from '../../scripts/tools/eval/sample'

const reply = (predicted: Position, at: number, series = `s${at}`): DrawnReply => ({
  id: `${predicted}-${at}@example.org`,
  series,
  predicted,
  version: 'v1',
  number: 1,
  from: 'Rex Roe',
  receivedMs: at,
})
const pool = (['asks', 'objects'] as const).flatMap((predicted) =>
  Array.from({ length: 40 }, (_, at) => reply(predicted, at)),
)
const ids = (replies: readonly DrawnReply[]) => replies.map(({ id }) => id)

describe('drawReplies', () => {
  it('draws as many of each predicted position as are wanted, or all there are', () => {
    const drawn = drawReplies([...pool, reply('nak', 1)], 12, 1)
    const count = (position: Position) => drawn.filter(({ predicted }) => predicted === position).length
    expect([count('asks'), count('objects'), count('nak')]).toEqual([12, 12, 1])
  })

  it('draws the same replies in the same order for the same seed, however they come in', () => {
    expect(ids(drawReplies([...pool].reverse(), 12, 1))).toEqual(ids(drawReplies(pool, 12, 1)))
    expect(ids(drawReplies(pool, 12, 2))).not.toEqual(ids(drawReplies(pool, 12, 1)))
  })

  it('takes at most three replies of one series for a position', () => {
    const one = Array.from({ length: 20 }, (_, at) => reply('asks', at, 'long'))
    expect(drawReplies(one, 12, 1)).toHaveLength(3)
  })

  it('lists them in an order that tells nothing of the predictions', () => {
    const kinds = drawReplies(pool, 12, 1).map(({ predicted }) => predicted)
    const turns = kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length
    expect(turns).toBeGreaterThan(4)
  })
})
