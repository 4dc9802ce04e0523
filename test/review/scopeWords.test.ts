import { describe, expect, it } from 'vitest'
import { scopeOfSentence } from '../../lib/review/scope'
import { REX, review } from './fixture'

const TAG = 'Reviewed-by: Rex Roe <rex@example.org>'
const FIVE = ['a', 'b', 'c', 'd', 'e'].map((line) => ({ line }))

/** The patches of five that a reply to patch 0 (the cover) or another approves, with a mark when its words were not understood. */
function approved(body: string, patch = 0): string {
  const { standings, events } = review([FIVE], [{ id: 'r', from: REX, body, at: 10, patch }])
  const numbers = standings.flatMap(({ position, patch: first, last }) =>
    position === 'approves' && first !== null ? (last === null ? [`${first}`] : [`${first}-${last}`]) : [],
  )
  return [...numbers, ...(events.some(({ unclear }) => unclear) ? ['?'] : [])].join(' ')
}

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
    expect(approved(`${words}\n\n${TAG}\n`)).toBe(expected)
  })

  it.each([
    [`${TAG} # not for 4/5`, '1-3 5'],
    [`${TAG} (not patch 4)`, '1-3 5'],
    [`${TAG} (but not the last one)`, '1-4'],
    [`${TAG} (except for 2/5)`, '1 3-5'],
    [`${TAG} # every other patch`, '?'],
    [`1/5: ${TAG}\n4/5: ${TAG}`, '1 4'],
    [`1/5:\n${TAG}\n\n4/5:\n${TAG}`, '1 4'],
    [`${TAG}\n\nfor the whole series with the exception of 5/5, which needs another pair of eyes.`, '1-4'],
    [`${TAG}\n\n(patch 2 I leave to the people who know it)`, '?'],
    [`${TAG} # not on real hardware`, '1-5'],
  ])('%j limits it to %s', (body, expected) => {
    expect(approved(body)).toBe(expected)
  })
})

describe('words above a tag in reply to patch 2', () => {
  it.each([
    ['(and for all other patches of this series as well)', '1-5'],
    ['This patch and the next one:', '2-3'],
    ['This and the following two patches:', '2-4'],
    ['This patch and the previous one:', '1-2'],
    ['The other patches:', '2 ?'],
    ['The rest looks good.', '2'],
    ['This depends on patch 1, which I have not seen yet.', '2'],
    ['Same as for the previous patch, with the names of the next one in mind.', '2'],
  ])('"%s" make it one of %s', (words, expected) => {
    expect(approved(`${words}\n${TAG}\n`, 2)).toBe(expected)
  })
})

describe('a sentence with two halves', () => {
  it.each([
    ['Patches 1-3 can go in now, 4-5 need more work: the counter is not locked.', [4, 5]],
    ['1-3 look good, but patch 4 needs a lock.', [4]],
    ['Patches 4-5 need more work.', [4, 5]],
    ['Patches 1 and 2 are ready, 3 boards were tested.', [1, 2]],
  ])('"%s" is about %j', (text, numbers) => {
    expect(scopeOfSentence(text)).toEqual({ kind: 'patches', numbers })
  })
})
