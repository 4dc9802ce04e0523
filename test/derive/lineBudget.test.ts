import { describe, expect, it } from 'vitest'
import { countLines, keepLines, shareLines } from '../../lib/derive/lineBudget'

describe('the lines of one series', () => {
  it('count a long line as several', () => {
    expect(['', 'a', 'a\n\n', 'x'.repeat(80), `${'x'.repeat(160)}\n`].map(countLines)).toEqual([0, 1, 2, 1, 3])
  })

  it('are shared so that short texts are kept whole', () => {
    expect(shareLines([5, 100, 200], 125)).toBe(60)
    expect(shareLines([5, 10], 15)).toBe(15)
    expect(shareLines([1, 1, 1, 1], 2)).toBe(0)
  })

  it('are cut at the end of a line', () => {
    expect(keepLines('a\nb\nc\n', 2, 9).text).toBe('a\nb\n')
    expect(keepLines(`a\n${'x'.repeat(200)}\nb\n`, 3, 9).text).toBe('a\n')
    expect(keepLines('a\nb', 2, 9)).toEqual({ text: 'a\nb', issue: null })
  })
})
