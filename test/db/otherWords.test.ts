import { describe, expect, it } from 'vitest'
import { splitByWords } from '../../db/queries/series/otherWords'
import { indexRows } from '../../lib/story/rows'
import { cell, comment, track } from '../story/build'

const rows = indexRows([1, 2, 3].map((number) => track(cell(1, number))))
const quote = "Isn't this a use-after-free?"
const defect = { ...comment({ quote, severity: 'defect', tracks: [0, 1, 2] }), regression: false, patches: [1, 2, 3] }
const split = (...words: readonly { readonly quote: string; readonly patches: readonly number[] }[]) =>
  splitByWords(
    defect,
    words.map((one) => ({ position: 'requests-changes' as const, ...one })),
    rows,
  ).map(({ severity, quote: words, patches, tracks }) => `${severity} ${patches} (${tracks}): ${words}`)

describe('a comment on several patches', () => {
  it('is a milder one of those of which it says less', () => {
    expect(split({ quote: 'Patch 3 muddies the situation.', patches: [3] })).toEqual([
      `defect 1,2 (0,1): ${quote}`,
      'request 3 (2): Patch 3 muddies the situation.',
    ])
  })
  it('is one when it says the same of all of them, or nothing else', () => {
    const whole = [`defect 1,2,3 (0,1,2): ${quote}`]
    expect(split({ quote: 'Patches 2 and 3 have the same issue.', patches: [2, 3] })).toEqual(whole)
    expect(split({ quote, patches: [2, 3] })).toEqual(whole)
    expect(split()).toEqual(whole)
  })
})
