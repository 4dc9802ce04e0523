import { describe, expect, it } from 'vitest'
import { findSeriesIssues } from '../../lib/derive/seriesIssues'

type Series = Parameters<typeof findSeriesIssues>[0]

/** A series of versions with one patch each, all numbered alike, which arrived at these times. */
function seriesOf(times: readonly number[]): Series {
  const versions = times.map((orderMs, index) => ({
    position: index + 1,
    label: `v${index + 1}`,
    partial: true,
    missing: [],
    patches: [],
    posting: {
      version: 1,
      revision: 0,
      rfc: false,
      total: 2,
      resend: false,
      copies: [],
      head: { key: `m${index}`, orderMs },
      patches: [{ number: 1, mail: { key: `m${index}` } }],
    },
  }))
  return { versions, comparisons: [] } as unknown as Series
}

const lines = (times: readonly number[]) =>
  findSeriesIssues(seriesOf(times)).map(({ mailKey, issue }) => `${mailKey} ${issue.code} ${issue.text.slice(0, 80)}`)

describe('the issues of a series', () => {
  it('name the first version that arrived after a later one, and the last that has the same slot', () => {
    const found = lines([10, 30, 20, 40, 5])
    expect(found.filter((line) => line.includes('version-order'))).toEqual([
      expect.stringContaining('m2 version-order This is numbered v3, but it arrived before v2'),
      expect.stringContaining('m4 version-order This is numbered v5, but it arrived before v1'),
    ])
    expect(found.filter((line) => line.includes('duplicate-number')).map((line) => line.slice(0, 24))).toEqual([
      'm1 duplicate-number v1 h',
      'm2 duplicate-number v2 h',
      'm3 duplicate-number v3 h',
      'm4 duplicate-number v4 h',
    ])
  })

  it('are found in linear time in the versions, in whatever order they arrived', () => {
    for (const timeOf of [(index: number) => index, (index: number) => -index]) {
      const cpuMs = [5_000, 10_000, 20_000].map((size) => {
        const series = seriesOf(Array.from({ length: size }, (_, index) => timeOf(index)))
        const start = process.cpuUsage()
        findSeriesIssues(series)
        const { user, system } = process.cpuUsage(start)
        return (user + system) / 1_000
      })
      // Quadratic work on 20,000 versions takes seconds; a busy machine doubles the time of linear work at most a few times.
      const [first = 0, , last = 0] = cpuMs
      expect(last < 300 || last / Math.max(first, 1) < 8).toBe(true)
    }
  })
})
