import { describe, expect, it } from 'vitest'
import { findFollowing, findNextTry, type Try } from '../../lib/pull/tries'

const DAY = 24 * 60 * 60_000
let count = 0

function request(day: number, more: Partial<Try> = {}): Try {
  const key = `r${count++}@example.org`
  return {
    key,
    title: 'Tool fixes for net',
    url: 'git://example.org/tool.git',
    ref: 'HEAD',
    base: 'b0',
    head: null,
    version: 1,
    titles: [],
    receivedMs: day * DAY,
    answers: null,
    pulled: false,
    withdrawn: false,
    ...more,
  }
}

describe('the next try of a pull request', () => {
  const first = request(0, { ref: 'tags/a', titles: ['one', 'two', 'three'] })
  const isNext = (older: Try, newer: Try) => findNextTry(older, [newer]) === newer

  it('asks for the same tag, has a higher number, answers the first or has half of its patches', () => {
    expect(isNext(first, request(1, { ref: 'tags/a' }))).toBe(true)
    expect(isNext(first, request(1, { version: 2 }))).toBe(true)
    expect(isNext(first, request(1, { title: 'Tool fixes for net (v2)', version: 2 }))).toBe(true)
    expect(isNext(first, request(1, { answers: first.key }))).toBe(true)
    expect(isNext(first, request(1, { titles: ['two', 'three', 'four', 'five'] }))).toBe(true)
  })

  it('is not the request of the next week under the same title and branch', () => {
    expect(isNext(request(0, { titles: ['one'] }), request(7, { titles: ['two'] }))).toBe(false)
    expect(isNext(first, request(30, { ref: 'tags/a' }))).toBe(false)
  })

  it('with a number belongs to the last request under its title', () => {
    const [old, next, again] = [request(0), request(5), request(6, { version: 2 })]
    expect(findNextTry(old, [next, again])).toBeUndefined()
    expect(findNextTry(next, [again])).toBe(again)
  })

  it('does not exist for one that was pulled, and is not one that was withdrawn', () => {
    expect(isNext({ ...first, pulled: true }, request(1, { ref: 'tags/a' }))).toBe(false)
    expect(isNext(first, request(1, { ref: 'tags/a', withdrawn: true }))).toBe(false)
  })
})

describe('the next request for the same branch', () => {
  const first = request(0, { titles: ['one', 'two'] })
  const follows = (newer: Partial<Try>, older = first) => {
    const next = request(14, { base: 'b1', titles: ['three'], ...newer })
    return findFollowing(older, [next]) === next
  }

  it('shows that the first was pulled: it lists none of its patches, on another base', () => {
    expect(follows({})).toBe(true)
    const other = request(3, { url: 'git://example.org/tool-next.git', base: 'b1', titles: ['four'] })
    const next = request(14, { base: 'b1', titles: ['three'] })
    expect(findFollowing(first, [other, next])).toBe(next)
  })

  it('shows nothing on the same base, with a patch of the first, of another branch, or once one of the two is withdrawn', () => {
    expect(follows({ base: 'b0' })).toBe(false)
    expect(follows({ base: null })).toBe(false)
    expect(follows({ titles: ['two', 'three'] })).toBe(false)
    expect(follows({ titles: [] })).toBe(false)
    expect(follows({ ref: 'for-linus' })).toBe(false)
    expect(follows({ withdrawn: true })).toBe(false)
    expect(follows({}, { ...first, withdrawn: true })).toBe(false)
    expect(follows({ ref: 'tags/a' }, { ...first, ref: 'tags/a' })).toBe(false)
  })

  it('is the first one that names the branch: what it lists again is not pulled because a later one leaves it out', () => {
    const again = request(7, { base: 'b1', titles: ['one', 'three'] })
    expect(findFollowing(first, [again, request(14, { base: 'b2', titles: ['four'] })])).toBeUndefined()
  })
})
