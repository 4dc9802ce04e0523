import { describe, expect, it } from 'vitest'
import { joinTrailers, toCoverTag } from '../../lib/derive/tags'

const REX = 'Rex Roe <rex@example.org>'
const trailer = (value: string, source: 'body' | 'reply' | 'cover-reply', orderMs: number) => ({
  trailer: { name: 'Reviewed-by', value, source },
  key: `${orderMs}`,
  orderMs,
})
const cover = (value: string, orderMs: number) => toCoverTag(trailer(value, 'cover-reply', orderMs))
const lines = (joined: readonly { readonly value: string; readonly source: string }[]) =>
  joined.map(({ value, source }) => `${source} ${value}`)

describe('joinTrailers', () => {
  it('gives a patch the tags on its cover letter, between its own by time, after the trailers that it was posted with', () => {
    const own = [trailer('A <a@example.org>', 'body', 9), trailer('B <b@example.org>', 'reply', 5)]
    const joined = joinTrailers(own, [cover('C <c@example.org>', 3), cover('D <d@example.org>', 7)])
    expect(lines(joined)).toEqual([
      'body A <a@example.org>',
      'cover-reply C <c@example.org>',
      'reply B <b@example.org>',
      'cover-reply D <d@example.org>',
    ])
  })

  it('counts a person once for each kind of tag: the one that the patch was posted with, else the first', () => {
    expect(lines(joinTrailers([trailer(REX, 'body', 9)], [cover(REX, 3)]))).toEqual([`body ${REX}`])
    expect(lines(joinTrailers([trailer(REX, 'reply', 9)], [cover(REX, 3)]))).toEqual([`cover-reply ${REX}`])
    expect(lines(joinTrailers([trailer(REX, 'reply', 2)], [cover(REX, 3)]))).toEqual([`reply ${REX}`])
  })

  it('gives a patch its own trailers when its cover letter has no tags', () => {
    expect(lines(joinTrailers([trailer(REX, 'body', 9)], []))).toEqual([`body ${REX}`])
  })
})
