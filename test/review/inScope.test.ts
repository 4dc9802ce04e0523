import { describe, expect, it } from 'vitest'
import { isInPart, numbersInScope } from '../../lib/review/inScope'

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
    ['drivers/pci', ['drivers/pci/msi.c'], 'x', true],
    ['drivers/pci', ['drivers/pcmcia/cs.c', 'drivers/pci.c.orig'], 'x', false],
    ['drivers/pci/msi*', ['drivers/pci/msix.c'], 'x', true],
    ['pci/x', ['drivers/apci/x/y.c'], 'x', false],
    ['s', ['s/one.c'], 's: one', false],
  ])('%s with the files %j and the title "%s": %s', (part, files, title, expected) => {
    expect(isInPart(part, files, title)).toBe(expected)
  })
})
