import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { findMissing } from '../../lib/derive/missingPatches'
import { mail } from './fixture'

/** A mail for each number of a series that claims this total. */
const series = (total: number, archived: number) =>
  deriveMails(
    Array.from({ length: archived }, (_, index) =>
      mail({
        id: `p${index + 1}`,
        subject: `[PATCH ${index + 1}/${total}] part ${index + 1}`,
        to: ['cover'],
        at: index,
      }),
    ),
  )
const codes = (total: number, archived: number) => series(total, archived).issues.map(({ issue: { code } }) => code)

describe('missing patches', () => {
  it('are listed up to the hundredth and counted in full', () => {
    const { missing, missingCount } = findMissing(9_999, [1, 3])
    expect([missing.length, missing.slice(0, 3), missing.at(-1), missingCount]).toEqual([100, [2, 4, 5], 102, 9_997])
  })

  it('are those that no mail brings, whatever other numbers there are', () => {
    expect(findMissing(3, [0, 1, 5, 5])).toEqual({ missing: [2, 3], missingCount: 2 })
    expect(findMissing(2, [1, 2])).toEqual({ missing: [], missingCount: 0 })
  })

  it('take a hundred numbers in each version, whatever total its mails claim', () => {
    const versions = series(9_999, 5).series.flatMap((one) => one.versions)
    expect(versions.map(({ missing, missingCount }) => [missing.length, missingCount])).toEqual([[100, 9_994]])
  })
})

describe('a total of a thousand patches or more', () => {
  it('is an issue of the head if less than a tenth is archived', () => {
    const { issues } = series(9_999, 2)
    expect(issues.map(({ mailKey, issue }) => [mailKey, issue.code, issue.text])).toEqual([
      [
        'p1',
        'subject-total-unsupported',
        'The subject says that there are 9,999 patches, and only 2 are archived here: the number is probably wrong.',
      ],
    ])
  })

  it('is believed if a tenth is archived, and a smaller one always: lists get a few patches of a series over the whole tree', () => {
    expect(codes(1_000, 100)).not.toContain('subject-total-unsupported')
    expect(codes(671, 2)).not.toContain('subject-total-unsupported')
    expect(codes(1_000, 99)).toContain('subject-total-unsupported')
  })
})
