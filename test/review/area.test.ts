import { describe, expect, it } from 'vitest'
import { coveredNumbers } from '../../lib/review/covered'
import { indexTitles } from '../../lib/review/patchTitles'
import { areaWords, unmarkedWords } from '../../lib/series/titleArea'

const titles = (...all: readonly string[]) => indexTitles(all.map((title, index) => ({ number: index + 1, title })))
const covered = (sentence: string, ...all: readonly string[]) =>
  coveredNumbers(sentence, { at: 7, end: 11 }, 1, titles(...all))
const TWO = ['x86: Fix the mask', 'riscv: kvm: Fix the mask']

describe('a patch that is named by the area of its title', () => {
  it.each(['I just took the RISC-V fix.', 'I just took the RiscV/kvm patch, thanks.'])(
    'is found in "%s"',
    (sentence) => {
      expect(covered(sentence, ...TWO)).toEqual({ numbers: [2], named: true })
    },
  )

  it.each([
    'I just took the S390 fix.',
    'I just took the follow-up patch.',
    'I just took the other fix.',
    'I just took the v2 patch.',
  ])('is not found in "%s", which is about the patch that it answers', (sentence) => {
    expect(covered(sentence, ...TWO)).toEqual({ numbers: [1], named: false })
  })

  it('is not found when all patches have that area, nor by a word of the rest of its title', () => {
    expect(covered('I just took the X86 fix.', 'x86: one', 'x86: two')).toEqual({ numbers: [1], named: false })
    expect(covered('I just took the MASK fix.', ...TWO)).toEqual({ numbers: [1], named: false })
  })
})

describe('the area of a title', () => {
  it('is in front of its last colon, without the marks in its words', () => {
    expect(areaWords('RISC-V: KVM: Fix a: b')).toEqual(['riscv', 'kvm', 'fix', 'a'])
    expect(areaWords('Fix the mask')).toEqual([])
    expect(areaWords('mask:bits')).toEqual([])
    expect(unmarkedWords('The RISC-V_64 part')).toEqual(['the', 'riscv64', 'part'])
  })
})
