import { describe, expect, it } from 'vitest'
import { isInPart, numbersInScope, scopeOfSentence } from '../../lib/review/scope'
import { REX, review } from './fixture'

const TAG = 'Reviewed-by: Rex Roe <rex@example.org>'
const FIVE = ['a', 'b', 'c', 'd', 'e'].map((line) => ({ line }))

/** The patches of five that a reply to patch 0 (the cover) or another approves. */
function approved(body: string, patch = 0): string {
  const { standings } = review([FIVE], [{ id: 'r', from: REX, body, at: 10, patch }])
  const numbers = standings.flatMap(({ position, patch: first, last }) =>
    position === 'approves' && first !== null ? (last === null ? [`${first}`] : [`${first}-${last}`]) : [],
  )
  return numbers.join(' ')
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
    ['Only for the ones that touch mm.', ''],
    ['For 5.10 and 6.1 as well, please.', '1-5'],
    ['This took me 2/3 of the day.', '1-5'],
    ['Could you move this closer to patch 5?', '1-5'],
  ])('below "%s" is about patches %s', (words, expected) => {
    expect(approved(`${words}\n\n${TAG}\n`)).toBe(expected)
  })

  it.each([
    [`Patches 1-3: ${TAG}`, '1-3'],
    [`${TAG} # 1-3`, '1-3'],
    [`${TAG} [patches 2, 4]`, '2 4'],
    [`${TAG}\n\nI have not reviewed patch 5.`, '1-4'],
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
    ['Only for the ones that touch mm.', '2'],
  ])('below "%s" is about patches %s', (words, expected) => {
    expect(approved(`${words}\n\n${TAG}\n`, 2)).toBe(expected)
  })
})

describe('a sentence in reply to the cover letter', () => {
  it.each([
    ['NAK on patch 3.', { kind: 'patches', numbers: [3] }],
    ['Please drop 3/5.', { kind: 'patches', numbers: [3] }],
    ['Patches 1-7 look good, but hold the later ones.', { kind: 'except', numbers: [1, 2, 3, 4, 5, 6, 7] }],
    ['This should be done like in patch 3.', undefined],
    ['It fails on 2/3 of the boards.', undefined],
    ['Please rebase.', undefined],
  ])('"%s" is about %j', (text, expected) => {
    expect(scopeOfSentence(text)).toEqual(expected)
  })
})

describe('numbers', () => {
  it('below zero count from the last patch, and unknown ones are left out', () => {
    expect(numbersInScope({ kind: 'patches', numbers: [-1, 2, 9] }, [1, 2, 4])).toEqual([2, 4])
    expect(numbersInScope({ kind: 'except', numbers: [-1] }, [1, 2, 4])).toEqual([1, 2])
  })
})

describe('a part of the code', () => {
  it.each([
    ['drivers/pci/', ['drivers/pci/msi.c'], 'x', true],
    ['pci/', ['drivers/pci/msi.c'], 'x', true],
    ['s390', ['arch/s390/kvm/pv.c'], 'x', true],
    ['vfio', ['drivers/gpu/x.c'], 'vfio: add x', true],
    ['s390', ['arch/x86/kvm.c'], 'KVM: x86: add x', false],
    ['drivers/pci/', ['drivers/net/x.c'], 'x', false],
  ])('%s with the files %j and the title "%s": %s', (part, files, title, expected) => {
    expect(isInPart(part, files, title)).toBe(expected)
  })
})
