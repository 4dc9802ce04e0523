import { describe, expect, it } from 'vitest'
import { REX, REX_TAG, readStatements, review } from './fixture'

const FIVE = ['a', 'b', 'c', 'd', 'e'].map((line) => ({ line }))

/** The patches of five that a reply to patch 0 (the cover) or another approves, and a question mark when its words were not understood. */
function approved(body: string, patch = 0): string {
  const { standings, events } = review([FIVE], [{ id: 'r', from: REX, body, at: 10, patch }])
  const numbers = standings.flatMap(({ position, patch: first, last }) =>
    position === 'approves' && first !== null ? (last === null ? [`${first}`] : [`${first}-${last}`]) : [],
  )
  return [...numbers, ...(events.some(({ unclear }) => unclear) ? ['?'] : [])].join(' ')
}

describe('a tag in reply to the cover letter', () => {
  it.each([
    ['', '1-5'],
    ['For the whole series:', '1-5'],
    ['For the series except patch 4:', '1-3 5'],
    ['All but the last one:', '1-4'],
    ['Everything apart from 3/5 looks good.', '1-2 4-5'],
    ['The series looks good, but patch 2 needs work.', '1 3-5'],
    ['For 1/5 and 2/5:', '1-2'],
    ['For patches 1 to 3:', '1-3'],
    ['Patches 2, 3 and 5 look good to me.', '2-3 5'],
    ['For the first three:', '1-3'],
    ['For the last two patches:', '4-5'],
    ['1-3 only', '1-3'],
    ['I did not look at patch 4.', '1-3 5'],
    ['Only for the ones that touch mm.', '?'],
    ['For 5.10 and 6.1 as well, please.', '1-5'],
    ['This took me 2/3 of the day.', '1-5'],
    ['Could you move this closer to patch 5?', '1-5'],
  ])('below "%s" is about patches %s', (words, expected) => {
    expect(approved(`${words}\n\n${REX_TAG}\n`)).toBe(expected)
  })

  it.each([
    'Except for those I have already tagged as Reviewed:',
    "For the ones I haven't tagged yet:",
    'For all patches without my tag:',
    'For all other patches:',
    'For the remaining patches:',
  ])('below "%s" is about those that its sender has not tagged before', (words) => {
    const tagged = { id: 't', from: REX, body: `${REX_TAG}\n`, at: 5, patch: 2 }
    const { events, standings } = review(
      [FIVE],
      [tagged, { id: 'r', from: REX, body: `${words}\n\n${REX_TAG}\n`, at: 10, patch: 0 }],
    )
    expect(events.map(({ tracks, unclear }) => `${tracks.length} ${unclear}`)).toEqual(['1 false', '4 false'])
    expect(standings.map(({ patch, last }) => [patch, last])).toEqual([
      [1, null],
      [2, null],
      [3, 5],
    ])
    expect(approved(`${words}\n\n${REX_TAG}\n`)).toBe('?')
  })

  it.each([
    [`Patches 1-3: ${REX_TAG}`, '1-3'],
    [`${REX_TAG} # 1-3`, '1-3'],
    [`${REX_TAG} [patches 2, 4]`, '2 4'],
    [`${REX_TAG}\n\nI have not reviewed patch 5.`, '1-4'],
  ])('%j is about patches %s', (body, expected) => {
    expect(approved(body)).toBe(expected)
  })
})

describe('a tag in reply to a patch', () => {
  it.each([
    ['', '2'],
    ['For the whole series:', '1-5'],
    ['For patches 2-4:', '2-4'],
    ['See patch 4 for the rest.', '2'],
    ['Only for the ones that touch mm.', '2 ?'],
  ])('below "%s" is about patches %s', (words, expected) => {
    expect(approved(`${words}\n\n${REX_TAG}\n`, 2)).toBe(expected)
  })
})

describe('words above a tag in reply to the cover letter', () => {
  it.each([
    ['The last two look good to me, I leave the rest to others.', '4-5'],
    ['The first three are fine.', '1-3'],
    ['Last one looks good.', '5'],
    ['Last few:', '?'],
    ['#1, #3 and #5:', '1 3 5'],
    ['#2:', '2'],
    ['1, 3, 5:', '1 3 5'],
    ['1-3 look good.', '1-3'],
    ['2/5:', '2'],
    ['[PATCH 1/5], [PATCH 2/5]:', '1-2'],
    ['[PATCH v3 4/5]:', '4'],
    ['From patch 3 on:', '3-5'],
    ['From 3/5 on:', '3-5'],
    ['Patches 3 and up:', '3-5'],
    ['Patch 3 onwards:', '3-5'],
    ['For patch 3 and later:', '3-5'],
    ['For patches 4 and the following ones:', '4-5'],
    ['I have a question on patch 2. The remaining patches:', '1 3-5'],
    ['I commented on 2/5 and 3/5. The others look good.', '1 4-5'],
    ['For the remaining patches (I commented on 2/5):', '1 3-5'],
    ['The rest of the series:', '?'],
    ['For the remaining patches:', '?'],
    ['For the whole series with the exception of 5/5.', '1-4'],
    ['With the exception of 3/5 and 4/5:', '1-2 5'],
    ['I only looked at 1/5 and 2/5.', '1-2'],
    ['I did not look at 3/5 and 4/5.', '1-2 5'],
    ['The middle three patches:', '?'],
    ['Every other patch:', '?'],
    ['For the second half, patch 4 that is, and what follows:', '?'],
    // These limit nothing.
    ['I have a question on patch 2.', '1-5'],
    ['The rest looks good.', '1-5'],
    ['In v2 patches 1-3 had a leak, that is gone now.', '1-5'],
    ['It took 3 rounds on 2 boards:', '1-5'],
    ['On the other hand the code is shorter:', '1-5'],
    ['From 6.1 on this works:', '1-5'],
    ['Some remarks to the commit messages, see patch 3.', '1-5'],
  ])('"%s" limit it to %s', (words, expected) => {
    expect(approved(`${words}\n\n${REX_TAG}\n`)).toBe(expected)
  })

  it.each([
    [`${REX_TAG} # not for 4/5`, '1-3 5'],
    [`${REX_TAG} (not patch 4)`, '1-3 5'],
    [`${REX_TAG} (but not the last one)`, '1-4'],
    [`${REX_TAG} (except for 2/5)`, '1 3-5'],
    [`${REX_TAG} # every other patch`, '?'],
    [`1/5: ${REX_TAG}\n4/5: ${REX_TAG}`, '1 4'],
    [`1/5:\n${REX_TAG}\n\n4/5:\n${REX_TAG}`, '1 4'],
    [`${REX_TAG}\n\nfor the whole series with the exception of 5/5, which needs another pair of eyes.`, '1-4'],
    [`${REX_TAG}\n\n(patch 2 I leave to the people who know it)`, '?'],
    [`${REX_TAG} # not on real hardware`, '1-5'],
  ])('%j limits it to %s', (body, expected) => {
    expect(approved(body)).toBe(expected)
  })
})

describe('words above a tag in reply to patch 2', () => {
  it.each([
    ['(and for all other patches of this series as well)', '1-5'],
    ['For the tracing portions:', '2'],
    ['This patch and the next one:', '2-3'],
    ['This and the following two patches:', '2-4'],
    ['This patch and the previous one:', '1-2'],
    ['The other patches:', '2 ?'],
    ['The rest looks good.', '2'],
    ['This depends on patch 1, which I have not seen yet.', '2'],
    ['Same as for the previous patch, with the names of the next one in mind.', '2'],
  ])('"%s" make it one of %s', (words, expected) => {
    expect(approved(`${words}\n${REX_TAG}\n`, 2)).toBe(expected)
  })
})

const scopeOf = (body: string, onCover: boolean) =>
  readStatements(body, { onCover }).find(({ tag }) => tag !== null)?.scope

describe('the scope of a tag', () => {
  it.each([
    [REX_TAG, false, { kind: 'here' }],
    [REX_TAG, true, { kind: 'series' }],
    [`For the series:\n${REX_TAG}`, false, { kind: 'series' }],
    [`For patches 1-3 and 5:\n${REX_TAG}`, true, { kind: 'patches', numbers: [1, 2, 3, 5] }],
    [`${REX_TAG} # s390`, true, { kind: 'area', text: 's390' }],
    [`${REX_TAG} (powerpc)`, false, { kind: 'area', text: 'powerpc' }],
    [`For the xfs parts:\n${REX_TAG}`, false, { kind: 'part', text: 'xfs' }],
    [`For s390:\n${REX_TAG}`, false, { kind: 'area', text: 's390' }],
    [`I looked for bugs.\n${REX_TAG}`, false, { kind: 'here' }],
  ])('of %s (on the cover: %s)', (body, onCover, expected) => {
    expect(scopeOf(body, onCover)).toEqual(expected)
  })
})

describe('a tag on the cover letter', () => {
  it.each([
    ['With the exception of patch 3,', { kind: 'except', numbers: [3] }],
    ['Apart from the last two patches,', { kind: 'except', numbers: [-2, -1] }],
    ['Up to patch 3:', { kind: 'patches', numbers: [1, 2, 3] }],
    ['I only reviewed patches 1 and 3.', { kind: 'patches', numbers: [1, 3] }],
    ['I only looked at the core changes.', { kind: 'part', text: 'core' }],
    ['As far as the s390 code is concerned:', { kind: 'part', text: 's390' }],
    ['For the tracing portions:', { kind: 'part', text: 'tracing' }],
    ['For the bits I understand:', { kind: 'unclear' }],
    ['First half of the series:', { kind: 'unclear' }],
    ['Looks good apart from the typo.', { kind: 'series' }],
    ['The helper is only used up to v3.', { kind: 'series' }],
  ])('is narrowed by "%s" to %o', (words, scope) => {
    expect(scopeOf(`${words}\n${REX_TAG}`, true)).toMatchObject(scope)
  })
})

describe('a tag on one patch', () => {
  it.each(['Whole series is', 'For the complete series', 'For everything in this set:'])(
    'is widened by "%s"',
    (words) => {
      expect(scopeOf(`${words}\n${REX_TAG}`, false)).toEqual({ kind: 'series' })
    },
  )

  it('is not widened by words about something else', () => {
    expect(scopeOf(`The whole approach is fine.\n${REX_TAG}`, false)).toEqual({ kind: 'here' })
  })
})
