import { describe, expect, it } from 'vitest'
import type { Position } from '../../lib/review/positions'
import { drawHalves, drawReplies } from '../../scripts/tools/eval/sample'

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

describe('drawHalves', () => {
  const silent = Array.from({ length: 400 }, (_, at) => ({ id: `silent-${at}@example.org` }))
  const nak = reply('nak', 1)
  const drawn = drawHalves([...silent, ...pool, nak], [...pool, nak], { uniform: 20, even: 9 }, 1)
  const isSilent = ({ id }: { readonly id: string }) => id.startsWith('silent')

  it('draws one half from all replies, also those in which the rules find nothing', () => {
    expect(drawn).toHaveLength(29)
    expect(drawn.filter(isSilent).length).toBeGreaterThan(10)
    expect(drawn.filter(isSilent).length).toBeLessThanOrEqual(20)
  })

  it('lets the predicted positions take turns in the other half, so that a rare one is there', () => {
    expect(drawn.map(({ id }) => id)).toContain(nak.id)
  })

  it('draws nothing twice, and the same for the same seed however the replies come in', () => {
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(29)
    const again = drawHalves([nak, ...pool, ...silent].reverse(), [nak, ...pool], { uniform: 20, even: 9 }, 1)
    expect(again.map(({ id }) => id)).toEqual(drawn.map(({ id }) => id))
  })
})
