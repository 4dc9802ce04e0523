import { describe, expect, it } from 'vitest'
import { guessBranchRole } from '../../lib/tree/branchRole'

describe('the role of a branch', () => {
  it.each([
    ['linux-6.1.y'],
    ['linux-rolling-stable'],
    ['2023.02.x'],
    ['stable-8.0'],
    ['stable/2023.1'],
    ['6.1-stable'],
    ['v254-stable'],
    ['release/2.38/master'],
    ['releases/gcc-13'],
    ['REL_15_STABLE'],
    ['REL9_6_STABLE'],
    ['maint'],
    ['maint-2.40'],
    ['staging/23.1'],
  ])('is stable for %s, also when it is the default branch', (name) => {
    expect(guessBranchRole(name, false)).toBe('stable')
    expect(guessBranchRole(name, true)).toBe('stable')
  })

  it.each([['master'], ['main'], ['trunk'], ['mainline']])('is mainline for %s', (name) => {
    expect(guessBranchRole(name, false)).toBe('mainline')
  })

  it.each([
    ['for-next'],
    ['for-linus'],
    ['net-next'],
    ['hwmon-next'],
    ['fixes'],
    ['x86/core'],
    ['for-6.2/block'],
    ['staging-next'],
    ['release-notes'],
    ['unstable-abi'],
  ])('is that of a maintainer for %s', (name) => {
    expect(guessBranchRole(name, false)).toBe('maintainer')
  })

  it('is mainline for a default branch whose name says nothing', () => {
    expect(guessBranchRole('devel', true)).toBe('mainline')
    expect(guessBranchRole('devel', false)).toBe('maintainer')
  })

  it('is that of a maintainer for a default branch called next', () => {
    expect(guessBranchRole('for-next', true)).toBe('maintainer')
  })
})
