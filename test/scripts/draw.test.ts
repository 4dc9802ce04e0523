import { describe, expect, it } from 'vitest'
import type { Position } from '../../lib/review/positions'
import { drawReplies } from '../../scripts/tools/eval/sample'

const reply = (primary: Position, at: number, series = `s${at}`) => ({
  id: `${primary}-${at}@example.org`,
  series,
  primary,
})
type Reply = ReturnType<typeof reply>
const pool = (['asks', 'objects'] as const).flatMap((primary) =>
  Array.from({ length: 40 }, (_, at) => reply(primary, at)),
)
const ids = (replies: readonly Reply[]) => replies.map(({ id }) => id)

describe('drawReplies', () => {
  it('draws as many of each predicted position as requested, or all there are', () => {
    const drawn = drawReplies([...pool, reply('nak', 1)], 12, 1)
    const count = (position: Position) => drawn.filter(({ primary }) => primary === position).length
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

  it('lists them in an order that reveals nothing about the predictions', () => {
    const kinds = drawReplies(pool, 12, 1).map(({ primary }) => primary)
    const turns = kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length
    expect(turns).toBeGreaterThan(4)
  })
})
