import { describe, expect, it } from 'vitest'
import { findNextTry, type Try } from '../../lib/pull/tries'

const DAY = 24 * 60 * 60_000
let count = 0

function request(day: number, more: Partial<Try> = {}): Try {
  const key = `r${count++}@example.org`
  return {
    key,
    title: 'Tool fixes for net',
    url: 'git://example.org/tool.git',
    ref: 'HEAD',
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
